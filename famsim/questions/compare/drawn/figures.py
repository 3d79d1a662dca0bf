"""The figures of a comparison, made to be looked at: 1024 pixels wide, nothing smaller than 11 points."""

from typing import TYPE_CHECKING

from famsim.questions.compare.comparison import Comparison
from famsim.questions.compare.drawn.after import half_life_figure
from famsim.questions.compare.drawn.evaluation import evaluation_figure
from famsim.questions.compare.drawn.forest import forest_figure
from famsim.questions.compare.drawn.funnel import funnel_figures
from famsim.questions.compare.drawn.levers import effects_figure
from famsim.questions.compare.drawn.money import money_figure
from famsim.questions.compare.drawn.over_time import over_time_figure
from famsim.questions.compare.drawn.staff import staff_figures
from famsim.questions.compare.drawn.survival import survival_figure

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


def plot(comparison: Comparison, evaluation: "pd.DataFrame | None" = None) -> "dict[str, Figure]":
    """Return the figures by name: together, over-time, differences, factorial, money, a strategy's funnel and staff."""
    figures = {"together": survival_figure(comparison), "over-time": over_time_figure(comparison)}
    if len(comparison.scenario.strategies) > 1:
        figures["differences"] = forest_figure(comparison)
    if "factorial" in comparison.tables:
        figures["factorial"] = effects_figure(comparison)
    drawn = None if evaluation is None else evaluation_figure(comparison, evaluation)
    if drawn is not None:
        figures["evaluation"] = drawn
    if (half_life := half_life_figure(comparison)) is not None:
        figures["half-life"] = half_life
    money = money_figure(comparison) if "payers" in comparison.tables else None
    if money is not None:
        figures["money"] = money
    return figures | funnel_figures(comparison) | staff_figures(comparison)
