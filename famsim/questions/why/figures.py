"""A waterfall: from nothing, up by channels to perfect delivery, down by its steps to the strategy as offered."""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from famsim.questions.why.gains import GAINS
from famsim.questions.why.labels import LABELS
from famsim.questions.why.run import Attribution
from famsim.questions.why.switches import CHANNELS, DELIVERY, GIVEN, MEAN, NOTHING, OFFERED, PERFECT, REVERSE
from famsim.writing import (
    FOOT,
    GREY,
    LARGE,
    NORMAL,
    OKABE_ITO,
    SMALL,
    TOO_FEW,
    WIDTH,
    adding_up,
    blank,
    framed,
    names_of,
    place_axes,
    side_by_side,
    tidy,
    wrapped,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TOTALS = (NOTHING, PERFECT, OFFERED)
BLACK, BLUE, ORANGE, GREEN = OKABE_ITO[:4]
ROW, HEAD = 0.46, 1.35  # inches: a bar, the title and what is measured under it
LEFT = 2.95  # inches for labels
LABEL = 30  # characters of a line of a label
VALUES, SAID = 1.20, 1.30  # inches right of the axes: end of the values, beginning of their intervals
SIGN = 0.087  # inches of a sign of an interval
BELOW = 1.12  # inches for the axis's numbers and how to read it
THICK = 0.66


class Bar(NamedTuple):
    """One row of the waterfall: from where to where, its interval's ends, what each order of switching gives."""

    name: str
    start: float
    end: float
    low: float
    high: float
    orders: tuple[float, ...] = ()

    @property
    def is_total(self) -> bool:
        """Say whether the bar is a run by itself rather than a step."""
        return self.name in TOTALS

    @property
    def value(self) -> float:
        """What the bar adds."""
        return self.end - self.start

    @property
    def clear(self) -> bool:
        """Say whether its interval leaves out 0 and both orders agree which way it goes."""
        agree = all(order * self.value >= 0 for order in self.orders)
        return agree and (self.low > 0 or self.high < 0)


def waterfall(found: Attribution, measure: str) -> "Figure":
    """Return the waterfall of one measure: the mean of both orders of switching, and what each order gives."""
    bars, nothing = bars_of(found, measure)
    gain = GAINS[measure]
    height = HEAD + ROW * len(bars) + BELOW + FOOT
    figure = blank(height)
    how = adding_up(*(bar.value for bar in bars if bar.is_total))
    right = SAID + 0.1 + SIGN * max(len(line) for bar in bars for line in said(bar, how).split("\n"))
    axes = place_axes(figure, LEFT, FOOT + BELOW, WIDTH - LEFT - right, ROW * len(bars))
    for row, bar in enumerate(bars):
        draw_bar(axes, row, bar, gain.good)
    draw_links(axes, bars)
    write_numbers(axes, bars, how, 1 / (WIDTH - LEFT - right))
    finish(axes, bars)
    harm = " (more is a harm)" if gain.good < 0 else ""
    says = wrapped(f"{gain.says[0].upper()}{gain.says[1:]} - {gain.unit}{harm}", 104)
    figure.text(0.02, 1 - 0.72 / height, says, fontsize=NORMAL, va="top", linespacing=1.3)
    write_reading(figure, found, nothing)
    called = names_of(found, others=(found.comparator, found.strategy))
    heading = f"Why {called[found.strategy]} changes what it does, against {called[found.comparator]}"
    return framed(figure, found, heading)


def bars_of(found: Attribution, measure: str) -> tuple[list[Bar], list[str]]:
    """Return the bars from top to bottom, and the parts left out because they are exactly nothing."""
    table, chain = found.tables["attribution"], found.tables["chain"]
    mine, runs = table[table.measure == measure], chain[(chain.measure == measure) & (chain.order == GIVEN)]
    by_order = {order: mine[mine.order == order].set_index("part") for order in (GIVEN, REVERSE, MEAN)}
    bars, nothing, at = [total(runs, NOTHING)], [], 0.0
    for parts, run in ((CHANNELS, PERFECT), (DELIVERY, OFFERED)):
        for part in parts:
            row = by_order[MEAN].loc[part]
            orders = tuple(float(by_order[order].loc[part, "estimate"]) for order in (GIVEN, REVERSE))
            if row["n_changed"] == 0 and not any(orders):
                nothing.append(part)
                continue
            bars.append(Bar(part, at, at + float(row["estimate"]), *ends_of(row), orders))
            at = bars[-1].end
        bars.append(total(runs, run))
        at = bars[-1].end
    return bars, nothing


def total(runs: pd.DataFrame, name: str) -> Bar:
    """Return the bar of a run by itself."""
    row = runs.set_index("run").loc[name]
    return Bar(name, 0.0, float(row["value"]), *ends_of(row))


def ends_of(row: pd.Series) -> tuple[float, float]:
    """Return the ends of a row's interval, NaN where too few families differ for one."""
    few = not math.isnan(row["at_most"])
    return (math.nan, math.nan) if few else (float(row["low"]), float(row["high"]))


def draw_bar(axes: "Axes", row: int, bar: Bar, good: int) -> None:
    """Draw one bar, hollow where it is not clear; green is for the better, be it more of a good or less of a harm.

    What is neither a good nor a harm has no colour of value.
    """
    of_value = GREY if good == 0 else GREEN if bar.value * good >= 0 else ORANGE
    colour = BLUE if bar.is_total else of_value
    fill = colour if bar.clear else "white"
    axes.barh(row, bar.value, left=bar.start, height=THICK, color=fill, edgecolor=colour, linewidth=2)


def draw_links(axes: "Axes", bars: list[Bar]) -> None:
    """Draw a line from where each bar ends to where the next begins."""
    for row, bar in enumerate(bars[:-1]):
        axes.plot([bar.end] * 2, [row + THICK / 2, row + 1 - THICK / 2], color=GREY, linewidth=1.2)


def write_numbers(axes: "Axes", bars: list[Bar], how: Callable[[float], str], inch: float) -> None:
    """Write in columns on the right what each bar adds, its interval, and what each order gives; `inch` of the axes.

    `how` prints every number to the same place, so that what is written adds up.
    """
    where: dict[str, Any] = {"transform": axes.get_yaxis_transform(), "va": "center"}
    for row, bar in enumerate(bars):
        sign = "+" if bar.value > 0 and not bar.is_total else ""
        weight = "bold" if bar.clear else "normal"
        axes.text(
            1 + VALUES * inch,
            row,
            f"{sign}{how(bar.value)}",
            fontsize=LARGE - 1,
            fontweight=weight,
            ha="right",
            **where,
        )
        axes.text(1 + SAID * inch, row, said(bar, how), fontsize=SMALL, color=GREY, linespacing=1.15, **where)


def said(bar: Bar, how: Callable[[float], str]) -> str:
    """Return a bar's interval, and below it what each order of switching gives."""
    if bar.name == NOTHING:
        return ""
    low, high, *orders = (how(one) for one in (bar.low, bar.high, *bar.orders))
    return (TOO_FEW if math.isnan(bar.low) else f"{low} to {high}") + (f"\n{orders[0]} | {orders[1]}" if orders else "")


def finish(axes: "Axes", bars: list[Bar]) -> None:
    """Name the rows and scale the axis."""
    names = [wrapped(LABELS.get(bar.name, bar.name), LABEL) for bar in bars]
    axes.set_yticks(range(len(bars)), names)
    axes.set_ylim(len(bars) - 0.5, -0.5)
    tidy(axes)
    axes.tick_params(axis="y", labelsize=NORMAL, length=0)
    axes.grid(visible=False, axis="y")
    for label, bar in zip(axes.get_yticklabels(), bars, strict=True):
        label.set_fontweight("bold" if bar.is_total else "normal")
    axes.axvline(0, color="black", linewidth=1)
    least, most = axes.get_xlim()
    axes.set_xlim(least - (0.02 if least < 0 else 0) * (most - least), most + 0.02 * (most - least))
    if any(bar.value for bar in bars):
        side_by_side(axes)
    else:
        axes.set_xlim(-1.0, 1.0)
        axes.set_xticks([0.0], ["0: no difference"])


def write_reading(figure: "Figure", found: Attribution, nothing: list[str]) -> None:
    """Say how to read it, and which parts are left out."""
    kinds = "chance and figures" if found.draws > 1 else "chance alone"
    text = (
        f"Average of two orders of switching. At the right: 95% interval ({kinds}); below it each order's own part (as "
        "listed | reversed). Green: for the better, orange: for the worse; hollow: no clear part, or one whose "
        "direction depends on the order."
    )
    if nothing:
        text += f" No part at all: {', '.join(LABELS[one] for one in nothing)}."
    bottom = (FOOT - 0.18) / figure.get_size_inches()[1]
    figure.text(0.02, bottom, wrapped(text, 112), fontsize=SMALL, color=GREY, va="bottom", linespacing=1.25)
