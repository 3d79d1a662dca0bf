"""What the same families live around an event, with help at a few moments and without."""

from typing import TYPE_CHECKING

import pandas as pd

from famsim.questions.timing.run import Timing
from famsim.runs import EVENTS
from famsim.writing import (
    FOOT,
    GREY,
    HEAD,
    SMALL,
    WIDTH,
    blank,
    framed,
    margin_bars,
    place_axes,
    programme_in_short,
    style,
    tidy,
    without_scale,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LEFT, RIGHT, GAP = 0.95, 0.2, 0.22  # inches
TALL, BETWEEN, LEGEND = 2.3, 0.5, 0.85
TWO_YEARS = 24
BARS = "Bars: the mean over the months followed, with its 95% interval; below, what happened to these families."
LEAST_HEIGHT = 1e-3  # of an axis on which nothing moves


def curves_figure(found: Timing, event: str) -> "Figure":
    """Return a column a moment of help: quality gained above, children in harmful conflict below."""
    table = found.tables["aligned"]
    table = table[table.event == event]
    moments = sorted(table["help_month"].unique())
    height = HEAD + LEGEND + 2 * TALL + BETWEEN + 0.6 + FOOT
    figure = blank(height)
    wide = (WIDTH - LEFT - RIGHT - (len(moments) - 1) * GAP) / len(moments)
    limits = limits_of(table)
    for column, moment in enumerate(moments):
        rows = table[table.help_month == moment]
        for row, draw in enumerate((draw_gap, draw_conflict)):
            bottom = height - HEAD - LEGEND - (row + 1) * TALL - row * BETWEEN
            axes = place_axes(figure, LEFT + column * (wide + GAP), bottom, wide, TALL)
            draw(axes, rows, list(found.plan.programmes))
            finish(axes, int(moment), limits[row], limits[2], column == 0)
            if row == 0:
                margin_bars(axes, gained_with_help(found, event, int(moment)), limits[2][1])
                right = axes.get_xlim()[1]
            axes.set_xlim(right=right)
            if row == 0 and not helps(table):
                without_scale(axes, "no difference")
            if row == 0:
                axes.set_title(begins(int(moment)), fontsize=SMALL, loc="left", fontweight="bold")
            else:
                axes.set_xlabel(f"months from {event.replace('_', ' ')}", fontsize=SMALL)
    handles, labels = figure.axes[1].get_legend_handles_labels()
    figure.legend(
        handles,
        labels,
        fontsize=SMALL,
        ncols=4,
        frameon=False,
        loc="upper left",
        bbox_to_anchor=(0.01, 1 - (HEAD - 0.1) / height),
    )
    figure.text(0.02, (FOOT - 0.05) / height, BARS, fontsize=SMALL, va="center", color=GREY)
    says = f"Around {EVENTS[event]} (line): the same families with help (from the arrow) and without"
    return framed(figure, found, says)


def gained_with_help(found: Timing, event: str, moment: int) -> list[tuple[int, float, float, float]]:
    """Return each programme's place, what all couples gain by it on average, and its interval, where it is shown.

    The map divides by the families who come; here it is by all who are offered help, as the lines are.
    """
    cells = found.tables["timing"]
    mine = cells[(cells.event == event) & (cells.group == "all") & (cells.measure == "quality")]
    mine = mine[mine.month == moment].set_index("programme")
    bars = []
    for place, name in enumerate(found.plan.programmes, start=1):
        row = mine.loc[name]
        share = row["helped"] / row["families"] if row["families"] else 0.0
        if row["shown"]:
            mean, low, high = (share * float(row[end]) for end in ("estimate", "low", "high"))
            bars.append((place, mean, low, high))
    return bars


def limits_of(table: pd.DataFrame) -> tuple[tuple[float, float], tuple[float, float], tuple[float, float]]:
    """Return the ends of the axes, common to all moments of help: quality gained, harmful conflict, months."""
    quality = table[table.measure == "quality"]
    gap = quality["value"] - quality["without"]
    conflict = table[table.measure == "harmful_conflict"]
    levels = pd.concat([conflict["value"], conflict["without"]])
    months = float(table.month.min()), float(table.month.max())
    return roomy(min(float(gap.min()), 0.0), float(gap.max())), roomy(float(levels.min()), float(levels.max())), months


def helps(table: pd.DataFrame) -> bool:
    """Say whether any help changes the quality of anybody's relationship."""
    quality = table[table.measure == "quality"]
    return bool((quality["value"] != quality["without"]).any())


def roomy(low: float, high: float) -> tuple[float, float]:
    """Return the ends of an axis with room for an arrow above what is drawn."""
    high = max(high, low + LEAST_HEIGHT)
    return low - 0.08 * (high - low), high + 0.25 * (high - low)


def begins(moment: int) -> str:
    """Return when help begins, in words."""
    if moment == 0:
        return "Help begins in that month"
    return f"Help begins {abs(moment)} months {'before' if moment < 0 else 'after'}"


def draw_gap(axes: "Axes", rows: pd.DataFrame, programmes: list[str]) -> None:
    """Draw the quality of couples with each programme less that without help."""
    for place, name in enumerate(programmes):
        mine = rows[(rows.programme == name) & (rows.measure == "quality")]
        axes.plot(mine["month"], mine["value"] - mine["without"], **style(place + 1))
    axes.axhline(0, color="black", linewidth=1)
    axes.set_ylabel("relationship gained, spreads", fontsize=SMALL)


def draw_conflict(axes: "Axes", rows: pd.DataFrame, programmes: list[str]) -> None:
    """Draw the share of couples' children in harmful conflict, without help and with each programme."""
    conflict = rows[rows.measure == "harmful_conflict"]
    without = conflict[conflict.programme == programmes[0]]
    axes.plot(without["month"], without["without"], label="without help", **style(0))
    for place, name in enumerate(programmes):
        mine = conflict[conflict.programme == name]
        axes.plot(mine["month"], mine["value"], label=programme_in_short(name), **style(place + 1))
    axes.set_ylabel("% of couples' children\nin harmful conflict", fontsize=SMALL)


def finish(axes: "Axes", moment: int, limits: tuple[float, float], months: tuple[float, float], first: bool) -> None:
    """Mark the event and the moment of help, and give every panel of a row the same axes."""
    axes.set_ylim(*limits)
    axes.set_xlim(months[0] - 2, months[1])
    axes.axvline(0, color="black", linewidth=2)
    top = limits[0] + 0.98 * (limits[1] - limits[0])
    drop = limits[0] + 0.86 * (limits[1] - limits[0])
    axes.annotate("", (moment, drop), (moment, top), arrowprops={"arrowstyle": "-|>", "color": GREY, "linewidth": 2})
    first_tick = -(-int(months[0]) // TWO_YEARS) * TWO_YEARS
    axes.set_xticks(range(first_tick, int(months[1]) + 1, TWO_YEARS))
    tidy(axes)
    if not first:
        axes.set_ylabel("")
        axes.set_yticklabels([])
