"""Couples still together by strategy, with the numbers at risk, and the difference drawn large enough to be seen."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from famsim.model.identity import MONTHS_A_YEAR
from famsim.questions.compare.run import Comparison
from famsim.writing import (
    FOOT,
    GREY,
    HEAD,
    NORMAL,
    PALE,
    SMALL,
    WIDTH,
    blank,
    counted,
    framed,
    place_axes,
    safe,
    shown,
    style,
    tidy,
    whole,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LEFT, RIGHT = 2.9, 0.45  # inches beside the axes: names of strategies stand left of the numbers at risk
ROW = 0.23  # inches of a row of numbers at risk
PER_CENT = 100.0


def survival_figure(comparison: Comparison) -> "Figure":
    """Return the share of couples still together, numbers at risk, and each strategy's difference from the first."""
    table = comparison.tables["survival"]
    names = [strategy.name for strategy in comparison.scenario.strategies]
    at_risk = ROW * (len(names) + 1) + 0.15
    height = HEAD + 3.4 + 0.55 + at_risk + 0.75 + 2.3 + 0.6 + FOOT
    figure = blank(height)
    width = WIDTH - LEFT - RIGHT
    top = height - HEAD - 3.4 - 0.1
    curves = place_axes(figure, LEFT, top, width, 3.4)
    draw_curves(curves, table, names)
    draw_numbers_at_risk(curves, table, names)
    if len(names) > 1:
        below = place_axes(figure, LEFT, FOOT + 0.6, width, 2.3)
        draw_differences(below, comparison, table, names)
    says = "Couples of today still together; " + lies_on_top(comparison)
    return framed(figure, comparison, says)


def lies_on_top(comparison: Comparison) -> str:
    """Return what keeps the picture from misleading: how few families the strategies reach."""
    costs = comparison.tables["summary"]
    helped = costs["helped"].iloc[1:]
    if helped.empty:
        return "one strategy"
    fewest, most = counted(float(helped.min())), counted(float(helped.max()))
    reached = most if len(helped) == 1 else f"{fewest} to {most}"
    size = whole(comparison.world.area.families)
    return f"lines lie on top of each other: {reached} families reached, an area of {size}"


def curve(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return one strategy's rows in order of month."""
    return table[table.strategy == name].sort_values("month")


def draw_curves(axes: "Axes", table: pd.DataFrame, names: list[str]) -> None:
    """Draw every strategy's curve on the whole scale from 0 to 100%, with the comparator's chance band."""
    first = curve(table, names[0])
    years = first["month"] / MONTHS_A_YEAR
    low, high = first["low"] * PER_CENT, first["high"] * PER_CENT
    axes.fill_between(years, low, high, color=PALE, label="chance (95%), an area this size")
    for place, name in enumerate(names):
        rows = curve(table, name)
        axes.plot(rows["month"] / MONTHS_A_YEAR, rows["share_together"] * PER_CENT, label=safe(name), **style(place))
    axes.set_ylim(0, 100)
    axes.set_xlim(0, years.max())
    axes.set_ylabel("% still together", fontsize=NORMAL)
    axes.set_xlabel("years", fontsize=NORMAL)
    axes.legend(fontsize=SMALL, frameon=False, ncols=2, loc="lower left")
    tidy(axes)


def draw_numbers_at_risk(axes: "Axes", table: pd.DataFrame, names: list[str]) -> None:
    """Write the numbers at risk under the axis, a row a strategy: couples together whose children are under 18."""
    last = int(table["month"].max())
    months = list(range(0, last + 1, 24 if last > 72 else 12))
    figure: Any = axes.figure
    up = figure.get_size_inches()[1]
    x0, x1, base = axes.get_position().x0, axes.get_position().x1, axes.get_position().y0
    line = base - 0.62 / up
    figure.text(0.02, line, "couples followed", fontsize=SMALL, fontweight="bold", va="top")
    for place, name in enumerate(names):
        row = line - (place + 1) * ROW / up
        figure.text(0.02, row, safe(name), fontsize=SMALL, va="top")
        risk = curve(table, name).set_index("month")["at_risk"]
        for month in months:
            where = x0 + (x1 - x0) * month / last
            figure.text(where, row, f"{risk[month]:,.0f}", fontsize=SMALL, ha="center", va="top", color=GREY)


def draw_differences(axes: "Axes", comparison: Comparison, table: pd.DataFrame, names: list[str]) -> None:
    """Draw each strategy's curve less the first one's, in percentage points."""
    first = curve(table, names[0])["share_together"].to_numpy()
    largest = 0.0
    for place, name in enumerate(names[1:], start=1):
        rows = curve(table, name)
        points = (rows["share_together"].to_numpy() - first) * PER_CENT
        largest = max(largest, float(np.abs(points).max()))
        axes.plot(rows["month"] / MONTHS_A_YEAR, points, **style(place))
    last = curve(table, names[0]).iloc[-1]
    chance = float(last["high"] - last["low"]) / 2.0 * PER_CENT
    axes.axhline(0, color="black", linewidth=1)
    axes.set_ylim(-1.35 * largest - 1e-9, 1.35 * largest + 1e-9)
    axes.set_xlim(0, comparison.scenario.months / MONTHS_A_YEAR)
    axes.set_ylabel("percentage points", fontsize=NORMAL)
    axes.set_xlabel("years", fontsize=NORMAL)
    title = (
        f"The same lines less {safe(names[0])}, drawn far larger: what happened, not what is expected.\n"
        f"Chance alone moves the area's line by {shown(chance, 2)} points either way."
    )
    axes.set_title(title, fontsize=SMALL, loc="left")
    tidy(axes)
