"""The table `likeness`: how many published differences between groups the model has."""

import pandas as pd

from famsim.calibration import shipped_likeness
from famsim.measures import ALL

SEPARATION, VIOLENCE, CHILDREN, RELATIONSHIPS = "separation", "violence", "children", "relationships"
THEMES = {  # of the scoreboard, in the words of a column
    SEPARATION: "who parts",
    VIOLENCE: "harm",
    CHILDREN: "children's difficulties",
    RELATIONSHIPS: "relationship distress",
}
KINDS = {  # what families are told apart by
    "deprivation": "place",
    "household": "household",
    "work": "work",
    "mother_age": "mother's age",
    "child_age": "child's age",
    "illness": "illness",
}
COLUMNS = ["by", "theme", "held", "counted", "holds"]


def likeness_table() -> pd.DataFrame:
    """Return how many clear published differences the model has, by what tells families apart, and theme or all."""
    found = shipped_likeness()
    rows = []
    for by in KINDS:
        for theme in (ALL, *THEMES):
            alike = found.of(by, theme if theme != ALL else None)
            rows.append((by, theme, alike.held, alike.counted, int(alike.holds)))
    return pd.DataFrame(rows, columns=COLUMNS)
