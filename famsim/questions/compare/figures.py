"""The figures of a comparison, made to be looked at: 1024 pixels wide, nothing smaller than 11 points."""

from typing import TYPE_CHECKING

from famsim.questions.compare.comparison import Comparison
from famsim.questions.compare.forest import forest_figure
from famsim.questions.compare.funnel import funnel_figures
from famsim.questions.compare.over_time import over_time_figure
from famsim.questions.compare.staff_figure import staff_figures
from famsim.questions.compare.survival import survival_figure

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def plot(comparison: Comparison) -> "dict[str, Figure]":
    """Return the figures by name: together, over-time, differences, and for each strategy its funnel and its staff."""
    figures = {"together": survival_figure(comparison), "over-time": over_time_figure(comparison)}
    if len(comparison.scenario.strategies) > 1:
        figures["differences"] = forest_figure(comparison)
    return figures | funnel_figures(comparison) | staff_figures(comparison)
