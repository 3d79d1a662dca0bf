"""The picture of true and measured effect side by side: a panel for each strategy, a row for each design."""

from typing import TYPE_CHECKING

import numpy as np

from famsim.measures import ALL, BEFORE_AFTER, BESIDE_OTHERS, TRUE
from famsim.questions.compare.comparison import Comparison
from famsim.questions.compare.drawn.forest import panels_figure
from famsim.writing import framed, names_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

AFTER = 12  # months


def evaluation_figure(comparison: Comparison, table: "pd.DataFrame") -> "Figure | None":
    """Return what is true and what a grant's evaluation would find after a year; nothing where too few are helped."""
    found = table[table.months == AFTER].rename(columns={"strategy": "measure", "design": "strategy"})
    if found.empty:
        return None
    there = list(dict.fromkeys(found.measure))
    called = names_of(comparison)
    panels = [(name, called[name], "quality, SD: more is better") for name in there]
    rows = found.assign(group=ALL, at_most=np.nan)
    says = f"True, and what an evaluation of a grant's worth would find after {AFTER} months (95 in 100)"
    return framed(panels_figure(rows, [TRUE, BEFORE_AFTER, BESIDE_OTHERS], panels), comparison, says)
