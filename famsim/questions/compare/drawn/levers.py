"""The picture of a 2x2x2: three main effects and four interactions, a row each, with intervals."""

from typing import TYPE_CHECKING

from famsim.measures import ALL
from famsim.questions.compare.comparison import Comparison
from famsim.questions.compare.drawn.forest import kinds_of, panels_figure, valued
from famsim.scenario import effect_called, effects
from famsim.writing import framed

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PANELS = (
    ("helped", "Families helped"),
    ("child_months_in_harm", "Months that children live in harm"),
    ("fewer_partings", "Fewer couples who part"),
    ("stay_in_harm", "C. Couples who stay together while harm goes on"),
)


def effects_figure(comparison: Comparison) -> "Figure":
    """Return what each of the three changes alone, and what two or three add together, with 95% intervals."""
    table = comparison.tables["factorial"].rename(columns={"effect": "strategy"}).assign(group=ALL)
    names = [effect_called(one) for one in effects()]
    says = f"Alone, and (x) beyond that together; 95% intervals ({kinds_of(comparison)}); hollow: not clear"
    return framed(panels_figure(table, names, valued(PANELS)), comparison, says)
