"""Couples still together by strategy, with the numbers at risk, and how many fewer are expected to part."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from famsim.model.identity import MONTHS_A_YEAR
from famsim.questions.compare.comparison import Comparison
from famsim.questions.compare.drawn.forest import draw_panel, with_small
from famsim.questions.compare.led import PARTINGS
from famsim.writing import (
    BAND,
    FOOT,
    GREY,
    HEAD,
    NORMAL,
    SMALL,
    WIDTH,
    blank,
    counted,
    framed,
    names_of,
    place_axes,
    style,
    tidy,
    whole,
    wrapped,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LEFT, RIGHT = 2.9, 0.45  # inches beside the axes: names of strategies stand left of the numbers at risk
BESIDE = 26  # signs of a name left of the numbers at risk
ROW = 0.23  # inches of a row of numbers at risk
TALL, STRATEGY = 3.4, 0.3  # inches of the lines, and of a strategy below them
PER_CENT = 100.0
TITLE = 84  # characters of a line of a title
STEP = 5.0  # per cent: the axis begins at a multiple of it
APART = 0.01  # of the axis: a line that is nowhere so far from the first one lies on it
FOLLOWED = (
    "Of the couples together today: % who have not parted. Couples whose youngest child turns 18 are followed no\n"
    "longer: they are not among the couples followed, nor among those who part."
)


def survival_figure(comparison: Comparison) -> "Figure":
    """Return the share of couples still together, numbers at risk, and how many fewer are expected to part."""
    table = comparison.tables["survival"]
    called = names_of(comparison, BESIDE)
    names = list(called)
    at_risk = ROW * (len(names) + 1) + 0.15
    low = STRATEGY * (len(names) - 1 + 0.4)
    height = HEAD + 0.45 + TALL + 0.55 + at_risk + 1.05 + low + 0.6 + FOOT
    figure = blank(height)
    width = WIDTH - LEFT - RIGHT
    curves = place_axes(figure, LEFT, height - HEAD - 0.45 - TALL, width, TALL)
    on_it = draw_curves(curves, table, called)
    draw_numbers_at_risk(curves, table, called)
    if len(names) > 1:
        draw_expected(place_axes(figure, LEFT, FOOT + 0.6, width, low), comparison, table, called)
    figure.text(0.02, 1 - (HEAD - 0.05) / height, FOLLOWED, fontsize=SMALL, va="top", color=GREY)
    return framed(figure, comparison, "Couples of today still together; " + lies_on_top(comparison, on_it))


def lies_on_top(comparison: Comparison, on_it: list[str]) -> str:
    """Return what keeps the picture from misleading: how few families the strategies reach, and which lines are one."""
    helped = comparison.tables["summary"]["helped"].iloc[1:]
    if helped.empty:
        return "one strategy"
    fewest, most = counted(float(helped.min())), counted(float(helped.max()))
    reached = most if len(helped) == 1 else f"{fewest} to {most}"
    one = "" if not on_it else "one line for all: " if len(on_it) == len(helped) else "lines lie on each other: "
    return f"{one}{reached} families reached, an area of {whole(comparison.world.area.said_families)}"


def curve(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return one strategy's rows in order of month."""
    return table[table.strategy == name].sort_values("month")


def draw_curves(axes: "Axes", table: pd.DataFrame, called: dict[str, str]) -> list[str]:
    """Draw the comparator's curve in its chance band, and every curve that can be told from it; return the others.

    The axis begins where the curves end, so that the band can be seen.
    """
    names = list(called)
    first = curve(table, names[0])
    years, shares = first["month"] / MONTHS_A_YEAR, first["share_together"].to_numpy() * PER_CENT
    low, high = first["low"] * PER_CENT, first["high"] * PER_CENT
    least = STEP * np.floor(min(float(low.min()), float(table["share_together"].min()) * PER_CENT) / STEP)
    bottom = min(float(least), PER_CENT - STEP)
    axes.fill_between(years, low, high, color=BAND, linewidth=0, label="by chance alone (95%), an area this size")
    on_it = []
    for place, name in enumerate(names):
        mine = curve(table, name)["share_together"].to_numpy() * PER_CENT
        if place and np.abs(mine - shares).max() < APART * (PER_CENT - bottom):
            on_it.append(name)
        else:
            axes.plot(years, mine, label=called[name], **style(place))
    axes.set_ylim(bottom, PER_CENT)
    axes.set_xlim(0, years.max())
    axes.set_ylabel("% still together", fontsize=NORMAL)
    axes.set_xlabel(f"years (the axis begins at {bottom:.0f}%)" if bottom else "years", fontsize=NORMAL)
    axes.legend(fontsize=SMALL, frameon=False, ncols=2, loc="lower left")
    tidy(axes)
    return on_it


def draw_numbers_at_risk(axes: "Axes", table: pd.DataFrame, called: dict[str, str]) -> None:
    """Write the numbers at risk under the axis, a row a strategy: couples together whose children are under 18."""
    last = int(table["month"].max())
    months = list(range(0, last + 1, 2 * MONTHS_A_YEAR if last > 6 * MONTHS_A_YEAR else MONTHS_A_YEAR))
    figure: Any = axes.figure
    up = figure.get_size_inches()[1]
    x0, x1, base = axes.get_position().x0, axes.get_position().x1, axes.get_position().y0
    line = base - 0.62 / up
    figure.text(0.02, line, "couples still followed", fontsize=SMALL, fontweight="bold", va="top")
    for place, name in enumerate(called):
        row = line - (place + 1) * ROW / up
        figure.text(0.02, row, called[name], fontsize=SMALL, va="top")
        risk = curve(table, name).set_index("month")["at_risk"]
        for month in months:
            where = x0 + (x1 - x0) * month / last
            figure.text(where, row, f"{risk[month]:,.0f}", fontsize=SMALL, ha="center", va="top", color=GREY)


def draw_expected(axes: "Axes", comparison: Comparison, table: pd.DataFrame, called: dict[str, str]) -> None:
    """Draw how many fewer couples part under each strategy, expected, as the answer has it, with its interval.

    Not the lines above less each other: who happens to part differs by few couples, and may go the other way by chance.
    """
    names = list(called)
    rows = with_small(comparison).replace({"strategy": called})
    draw_panel(axes, rows, [called[one] for one in names[1:]], (PARTINGS, "", "more is fewer who part"))
    last = curve(table, names[0]).iloc[-1]
    start = float(curve(table, names[0])["at_risk"].iloc[0])
    chance = float(last["high"] - last["low"]) / 2.0 * start
    title = (
        f"How many fewer of them part than under {called[names[0]]}, expected, with 95% intervals (hollow: not clear, "
        f"or too small to matter). Chance alone moves how many part by about {counted(chance)} either way."
    )
    axes.set_title(wrapped(title, TITLE), fontsize=SMALL, loc="left", pad=20)
    axes.set_xlabel("couples", fontsize=NORMAL)
