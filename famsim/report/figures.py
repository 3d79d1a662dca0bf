"""The figures of a comparison, made to be looked at: 1024 pixels wide, nothing smaller than 11 points."""

from typing import TYPE_CHECKING

from famsim.report.forest import forest_figure
from famsim.report.funnel import funnel_figures
from famsim.report.over_time import over_time_figure
from famsim.report.survival import survival_figure
from famsim.study.compare import Comparison

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def plot(comparison: Comparison) -> "dict[str, Figure]":
    """Return the figures by name: together, over-time, differences, and a funnel for each strategy with an offer."""
    figures = {"together": survival_figure(comparison), "over-time": over_time_figure(comparison)}
    if len(comparison.scenario.strategies) > 1:
        figures["differences"] = forest_figure(comparison)
    return figures | funnel_figures(comparison)
