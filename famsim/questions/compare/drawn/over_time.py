"""Distress, harmful conflict and children's difficulties over time, with bands over draws, and what changes."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from famsim.model.identity import MONTHS_A_YEAR
from famsim.questions.compare.comparison import Comparison
from famsim.writing import (
    FOOT,
    GREY,
    HEAD,
    SMALL,
    WIDTH,
    blank,
    framed,
    margin_bars,
    names_of,
    place_axes,
    style,
    tidy,
    without_scale,
    wrapped,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


class Line(NamedTuple):
    """One measure over time: its name in `series`, its words, its unit."""

    measure: str
    says: str
    unit: str
    change: str  # unit of a difference


LINES = (
    Line("children_distressed_couple", "A parent in relationship distress (DWP)", "% of couples' children", "% points"),
    Line("harmful_conflict", "Living with harmful conflict", "% of couples' children", "% points"),
    Line("sdq", "Children's difficulties (expected SDQ)", "points of 40", "points"),
)
LEFT, GAP, TALL, BETWEEN = 0.95, 1.15, 2.3, 1.05  # inches: margin, between columns, of a panel, between rows
LEGEND_ROW, LEGEND_COLUMNS = 0.25, 3  # inches of a row of the legend
ENOUGH = 40  # draws that leave at least one outside their middle 95%
ENDS = (2.5, 97.5)  # per cent of draws inside the band
NO_DIFFERENCE = "no difference"


def over_time_figure(comparison: Comparison) -> "Figure":
    """Return a row a measure: levels on the left, each strategy's difference from the first on the right."""
    called = names_of(comparison)
    names = list(called)
    legend = 0.25 + LEGEND_ROW * -(-len(names) // LEGEND_COLUMNS)
    height = HEAD + legend + len(LINES) * (TALL + BETWEEN) + FOOT - 0.2
    figure = blank(height)
    wide = (WIDTH - LEFT - GAP - 0.3) / 2
    for row, line in enumerate(LINES):
        bottom = height - HEAD - legend - (row + 1) * (TALL + BETWEEN) + BETWEEN - 0.1
        paths = by_run(comparison, line.measure)
        level = place_axes(figure, LEFT, bottom, wide, TALL)
        draw_levels(level, paths, called, line)
        change = place_axes(figure, LEFT + wide + GAP, bottom, wide, TALL)
        draw_changes(change, paths, called, line)
        margin_bars(change, whole_time(comparison, names, line), comparison.scenario.months / MONTHS_A_YEAR)
    handles, labels = figure.axes[0].get_legend_handles_labels()
    top = 1 - (HEAD - 0.08) / height
    figure.legend(
        handles,
        labels,
        fontsize=SMALL,
        ncols=LEGEND_COLUMNS,
        frameon=False,
        loc="upper left",
        bbox_to_anchor=(0.01, top),
    )
    says = "Children, year by year: left as they are (lines may lie on each other), right the difference, far larger"
    figure.text(0.02, (FOOT - 0.05) / height, shaded(comparison.draws), fontsize=SMALL, va="center", color=GREY)
    return framed(figure, comparison, says)


def shaded(draws: int) -> str:
    """Return what the bands are, which hold the draws of the figures and no chance: with few draws, all of them."""
    if draws < 2:
        return "Bars at the right: the mean over all years with its 95% interval of chance; none: too few differ."
    band = "the lowest to the highest" if draws < ENOUGH else "the middle 95%"
    return f"Shaded: {band} of {draws} draws, not an interval. Bars: mean over all years, 95% interval (none: too few)."


def by_run(comparison: Comparison, measure: str) -> pd.DataFrame:
    """Return the yearly values of a measure: strategy, draw, rep, month, value."""
    series = comparison.tables["series"]
    series = series[(series.measure == measure) & (series.group == "all")]
    return series.merge(comparison.tables["runs"][["run_id", "strategy", "draw", "rep"]], on="run_id")


def paths_of(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return a strategy's values: a row a draw (mean of its repetitions), a column a month."""
    rows = table[table.strategy == name]
    return rows.pivot_table(index="draw", columns="month", values="value", aggfunc="mean")


def band(axes: "Axes", paths: pd.DataFrame, place: int) -> None:
    """Shade where the draws lie, most of them where there are enough, if there is more than one."""
    if len(paths) > 1:
        low, high = np.percentile(paths.to_numpy(), ENDS if len(paths) >= ENOUGH else (0.0, 100.0), axis=0)
        axes.fill_between(
            paths.columns / MONTHS_A_YEAR, low, high, color=style(place)["color"], alpha=0.13, linewidth=0
        )


def draw_levels(axes: "Axes", table: pd.DataFrame, called: dict[str, str], line: Line) -> None:
    """Draw the mean of draws of every strategy, and the band of the first."""
    for place, name in enumerate(called):
        paths = paths_of(table, name)
        axes.plot(paths.columns / MONTHS_A_YEAR, paths.mean(), label=called[name], **style(place))
        if place == 0:
            band(axes, paths, place)
    axes.set_title(wrapped(line.says, 52), fontsize=SMALL, loc="left", fontweight="bold")
    axes.set_ylabel(line.unit, fontsize=SMALL)
    axes.set_ylim(0, axes.get_ylim()[1] * 1.1)
    years_along(axes)
    tidy(axes)


def draw_changes(axes: "Axes", table: pd.DataFrame, called: dict[str, str], line: Line) -> None:
    """Draw each strategy less the first, draw by draw: the mean and the band."""
    names = list(called)
    first, differs = paths_of(table, names[0]), False
    for place, name in enumerate(names[1:], start=1):
        change = paths_of(table, name) - first
        axes.plot(change.columns / MONTHS_A_YEAR, change.mean(), **style(place))
        band(axes, change, place)
        differs = differs or bool(change.to_numpy().any())
    axes.axhline(0, color="black", linewidth=1)
    axes.set_title(f"difference from {called[names[0]]}", fontsize=SMALL, loc="left")
    axes.ticklabel_format(axis="y", style="plain", useOffset=False)
    axes.locator_params(axis="y", nbins=5)
    axes.set_ylabel(line.change, fontsize=SMALL)
    years_along(axes)
    tidy(axes)
    if not differs:
        without_scale(axes, NO_DIFFERENCE)


def whole_time(comparison: Comparison, names: list[str], line: Line) -> list[tuple[int, float, float, float]]:
    """Return each strategy's place, difference over the whole time, and interval, where enough families differ."""
    table = comparison.tables["differences"]
    mine = table[(table.measure == line.measure) & (table.group == "all")].set_index("strategy")
    rows = [(place, mine.loc[name]) for place, name in enumerate(names[1:], start=1)]
    return [
        (place, float(row["estimate"]), float(row["low"]), float(row["high"]))
        for place, row in rows
        if np.isnan(row["at_most"])
    ]


def years_along(axes: "Axes") -> None:
    """Count whole years along the axis."""
    axes.set_xlim(0, None)
    axes.set_xlabel("years", fontsize=SMALL)
    axes.locator_params(axis="x", nbins=6, integer=True)
