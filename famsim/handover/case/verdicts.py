"""Whether a change of a comparison is clear enough to be told."""

from famsim.measures import ALL
from famsim.writing import UNCLEAR, Writing, is_slight, verdict_on


def is_told(writing: Writing, name: str, measure: str) -> bool:
    """Say whether a change is clear, small or not."""
    told = verdict_on(writing, measure, {"strategy": name, "measure": measure, "group": ALL}) != UNCLEAR
    return told and not is_slight(writing, measure, name)
