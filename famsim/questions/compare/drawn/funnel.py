"""The funnel of one strategy: how many episodes of need come how far, stage by stage, offer by offer."""

from typing import TYPE_CHECKING

import pandas as pd

from famsim.questions.compare.comparison import Comparison
from famsim.scenario import slug
from famsim.writing import (
    FOOT,
    GREY,
    HEAD,
    SMALL,
    WIDTH,
    blank,
    counted,
    cut_to_fit,
    framed,
    names_of,
    place_axes,
    programme_words,
    style,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LEFT, RIGHT = 3.0, 1.4  # inches for the stages' names and for the numbers
BAR = 0.27  # inches of a stage
ABOVE = 0.62  # inches for an offer's title
LABEL = 36  # characters of a stage's name


def funnel_figures(comparison: Comparison) -> "dict[str, Figure]":
    """Return a figure for each strategy that makes an offer, by name."""
    table = comparison.tables["funnel"]
    figures = {}
    for place, strategy in enumerate(comparison.scenario.strategies):
        rows = table[table.strategy == strategy.name] if len(table) else table
        if len(rows):
            figures[f"funnel-{slug(strategy.name)}"] = funnel_figure(comparison, rows, place)
    return figures


def funnel_figure(comparison: Comparison, rows: pd.DataFrame, place: int) -> "Figure":
    """Return the funnel of one strategy, a panel an offer."""
    offers = [offer for _, offer in rows.groupby("offer", sort=True)]
    height = HEAD + sum(ABOVE + BAR * len(offer) + 0.1 for offer in offers) + FOOT
    figure = blank(height)
    top = height - HEAD
    for offer in offers:
        tall = BAR * len(offer)
        axes = place_axes(figure, LEFT, top - ABOVE - tall, WIDTH - LEFT - RIGHT, tall)
        draw_offer(axes, offer, style(place)["color"])
        top -= ABOVE + tall + 0.1
    name = names_of(comparison, 40)[rows["strategy"].iloc[0]]
    says = f"{name}: how far families come in {comparison.scenario.months} months (% of the stage before)"
    return framed(figure, comparison, says)


def draw_offer(axes: "Axes", offer: pd.DataFrame, colour: str) -> None:
    """Draw one offer's stages from top to bottom, each with its number and its share of the stage before."""
    episodes = offer["episodes"].to_list()
    labels = [cut_to_fit(label, LABEL) for label in offer["label"]]
    axes.barh(range(len(episodes)), episodes, color=colour, height=0.72)
    axes.set_yticks(range(len(episodes)), labels, fontsize=SMALL)
    axes.invert_yaxis()
    axes.set_xlim(0, max(*episodes, 1.0))
    for stage, number in enumerate(episodes):
        text = counted(number) + share_of(number, episodes[stage - 1] if stage else 0.0)
        axes.annotate(
            text, (number, stage), (6, 0), textcoords="offset points", va="center", fontsize=SMALL, color=GREY
        )
    title = f"offer {offer['offer'].iloc[0]}: {programme_words(offer['programme'].iloc[0])}"
    axes.set_title(title, fontsize=SMALL, loc="left", fontweight="bold")
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    axes.tick_params(length=0)
    axes.set_xticks([])


def share_of(number: float, before: float) -> str:
    """Return the share of the stage before, nothing when there was none before."""
    return f" ({100.0 * number / before:.0f}%)" if before > 0 else ""
