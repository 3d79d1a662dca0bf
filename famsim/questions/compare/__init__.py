"""Which strategy? Every one beside the first, by group, with intervals."""

from famsim.questions.compare.result import KIND, again, compare, plot
from famsim.questions.compare.run import Comparison, Gathering, check_comparable
from famsim.questions.compare.strategies import door
from famsim.questions.compare.words import who_label

__all__ = [
    "KIND",
    "Comparison",
    "Gathering",
    "again",
    "check_comparable",
    "compare",
    "door",
    "plot",
    "who_label",
]
