"""The scoreboard drawn: levels, differences between groups, and how far off every row is by theme."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from famsim.calibration import CONTRAST, LEVEL, PASSES, vocabulary
from famsim.questions.validate.scoreboard import Scoreboard
from famsim.questions.validate.sections import group_and_time, row_words
from famsim.questions.validate.tables import largest_misses
from famsim.writing import (
    FOOT,
    GREY,
    HEAD,
    NORMAL,
    OKABE_ITO,
    PALE,
    SMALL,
    WIDTH,
    blank,
    cut_to_fit,
    framed,
    place_axes,
    tidy,
    wrapped,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BLUE, ORANGE = OKABE_ITO[1], OKABE_ITO[2]
SIDE, BESIDE = 6.4, 7.35  # inches: the square of model against published, and where what is beside it begins
LEFT, BELOW, NOTE = 0.75, 0.62, 0.45  # inches: for numbers at the left, below; for how to read it
NAMED, LINE = 9, 31  # misses that are named beside the square, and the characters of a line there
LEAST = 0.5  # percent; where the axes of levels begin
TICKS = (0.5, 1, 2, 5, 10, 20, 50, 100)
FURTHEST = 8.0  # total errors at which a row by theme is put at the edge
THEME, DIFFERENCE = 0.8, 0.48  # inches of a row
OF_THEMES, OF_DIFFERENCES, CUT = 2.6, 4.9, 52  # inches for labels; characters of one line of a difference's


def drawn(found: Scoreboard) -> "dict[str, Figure]":
    """Return the figures that there are rows for."""
    rows = found.tables["rows"]
    answered = rows[rows["why_not"] == ""]
    counted = answered[answered["counts"]]
    levels = answered[(answered["kind"] == LEVEL) & (answered["statistic"] == "percent")]
    made: dict[str, tuple[Callable[..., Any], pd.DataFrame]] = {
        "levels": (level_figure, levels),
        "differences": (difference_figure, counted[counted["kind"] == CONTRAST]),
        "by-theme": (theme_figure, counted),
    }
    return {name: draw(found, chosen) for name, (draw, chosen) in made.items() if not chosen.empty}


def level_figure(found: Scoreboard, rows: pd.DataFrame) -> "Figure":
    """Return every published percentage against the model's, each at least half a percent."""
    figure = blank(HEAD + SIDE + BELOW + NOTE + FOOT)
    axes = place_axes(figure, LEFT, FOOT + NOTE + BELOW, SIDE, SIDE)
    axes.set_xscale("log")
    axes.set_yscale("log")
    for passes, some in rows.groupby(rows["pass"].astype(bool)):
        crosses(axes, some, bool(passes))
    axes.plot([LEAST, 100.0], [LEAST, 100.0], color=GREY, linewidth=1.2, linestyle="--", zorder=1)
    for set_limits, set_ticks in ((axes.set_xlim, axes.set_xticks), (axes.set_ylim, axes.set_yticks)):
        set_ticks([], minor=True)
        set_ticks(TICKS, [f"{tick:g}" for tick in TICKS])
        set_limits(LEAST, 100.0)
    tidy(axes)
    axes.set_xlabel("published, %", fontsize=NORMAL)
    axes.set_ylabel("model, %", fontsize=NORMAL)
    name_misses(figure, axes, rows)
    reading = (
        "On the dashed line the two agree. Across: two total errors of the published figure (sampling, rounding, "
        "transfer). Upright: the model's 95% interval by chance. Filled: within two total errors; hollow: not."
    )
    return with_reading(figure, found, "Levels in percent: the model against what is published", reading)


def crosses(axes: "Axes", rows: pd.DataFrame, passes: bool) -> None:
    """Draw rows with two of their total errors across and the model's interval upright; hollow where they fail."""
    value, model = (rows[name].to_numpy(float).clip(LEAST) for name in ("value", "model"))
    across = np.minimum(PASSES * rows["total_error"].to_numpy(float), value - LEAST / 2.0)
    upright = np.clip([model - rows["low"].to_numpy(float), rows["high"].to_numpy(float) - model], 0.0, None)
    colour = BLUE if passes else ORANGE
    axes.errorbar(
        value, model, yerr=upright, xerr=[across, PASSES * rows["total_error"].to_numpy(float)],
        fmt="o" if passes else "s", color=colour, markerfacecolor=colour if passes else "white", markersize=6,
        elinewidth=0.8, linewidth=0, alpha=0.9, zorder=3,
    )  # fmt: skip


def name_misses(figure: "Figure", axes: "Axes", rows: pd.DataFrame) -> None:
    """Number the rows that count and are furthest off, and name them beside the square."""
    worst = largest_misses(rows, NAMED)
    lines = []
    for number, row in enumerate(worst.to_dict("records"), 1):
        at = (max(row["value"], LEAST), max(row["model"], LEAST))
        axes.annotate(str(number), at, xytext=(6, 4), textcoords="offset points", fontsize=SMALL, fontweight="bold")
        lines.append(f"{number}  {wrapped(cut_to_fit(row_words(row), 88), LINE)}")
    if lines:
        height = figure.get_size_inches()[1]
        text = "Furthest off, as a share\n" + "\n".join(lines)
        top = 1.0 - HEAD / height
        figure.text(BESIDE / WIDTH, top, text, fontsize=SMALL, color=GREY, va="top", linespacing=1.35)


def difference_figure(found: Scoreboard, rows: pd.DataFrame) -> "Figure":
    """Return every clear difference between groups, published and the model's, in percent of the overall mean."""
    figure = blank(HEAD + DIFFERENCE * len(rows) + BELOW + NOTE + FOOT)
    axes = place_axes(figure, OF_DIFFERENCES, FOOT + NOTE + BELOW, WIDTH - OF_DIFFERENCES - 0.3, DIFFERENCE * len(rows))
    labels = []
    for place, row in enumerate(rows.to_dict("records")):
        model, value = (as_difference(row, row[name]) for name in ("model", "value"))
        ends = [as_difference(row, row["value"] + side * PASSES * row["total_error"]) for side in (-1.0, 1.0)]
        axes.plot(ends, [place, place], color=GREY, linewidth=1.4, zorder=2)
        axes.plot([value], [place], "|", color="black", markersize=11, markeredgewidth=2, zorder=3)
        colour = BLUE if row["pass"] else ORANGE
        axes.plot(
            [model], [place], "o" if row["pass"] else "s", color=colour, markersize=7,
            markerfacecolor=colour if row["pass"] else "white", markeredgewidth=1.6, zorder=4,
        )  # fmt: skip
        labels.append(f"{cut_to_fit(row['says'], CUT)}\n{cut_to_fit(group_and_time(row), CUT)}")
    axes.axvline(0, color=GREY, linewidth=1)
    axes.set_yticks(range(len(rows)), labels)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    tidy(axes)
    axes.tick_params(axis="y", labelsize=SMALL - 1, length=0)
    axes.set_xlabel("difference, % of the overall mean", fontsize=NORMAL)
    reading = (
        "Black: published, with two of its total errors. Filled circle: the model, within them; hollow square: the "
        "model, not. At 0 the groups do not differ; a ratio is drawn as how much more than 1 it is."
    )
    return with_reading(figure, found, "Clear differences between groups: published and the model's", reading)


def as_difference(row: dict[str, Any], value: float) -> float:
    """Return a contrast in percent: of the overall mean, or of a ratio above 1."""
    return 100.0 * (value / row["overall"] if row["statistic"] == "difference" else value - 1.0)


def theme_figure(found: Scoreboard, rows: pd.DataFrame) -> "Figure":
    """Return every row that counts by its theme, at how many total errors it is off."""
    themes = [theme for theme in vocabulary().themes if theme in set(rows["theme"])]
    figure = blank(HEAD + THEME * len(themes) + BELOW + NOTE + FOOT)
    axes = place_axes(figure, OF_THEMES, FOOT + NOTE + BELOW, WIDTH - OF_THEMES - 0.3, THEME * len(themes))
    axes.axvspan(-PASSES, PASSES, color=PALE, zorder=0)
    for place, theme in enumerate(themes):
        for kind, marker, shift in ((LEVEL, "o", -0.18), (CONTRAST, "D", 0.22)):
            some = rows[(rows["theme"] == theme) & (rows["kind"] == kind)].sort_values("z")
            off = some["z"].clip(-FURTHEST, FURTHEST).to_numpy(float)
            apart = place + shift + 0.05 * ((np.arange(off.size) % 5) - 2)
            colours = [BLUE if passes else ORANGE for passes in some["pass"]]
            filled = [BLUE if passes else "white" for passes in some["pass"]]
            axes.scatter(off, apart, marker=marker, s=30, c=filled, edgecolors=colours, linewidths=1.3, zorder=3)
    axes.set_yticks(range(len(themes)), [wrapped(vocabulary().themes[theme], 24) for theme in themes])
    axes.set_ylim(len(themes) - 0.5, -0.5)
    axes.set_xlim(-FURTHEST - 0.4, FURTHEST + 0.4)
    tidy(axes)
    axes.tick_params(axis="y", labelsize=NORMAL, length=0)
    axes.set_xlabel("model less published, in total errors", fontsize=NORMAL)
    reading = (
        "Circles: levels; diamonds: clear differences between groups. In the band the model is within two total "
        f"errors of what is published. What is off by more than {FURTHEST:.0f} stands at the edge."
    )
    return with_reading(figure, found, "How far off every figure that counts is, by theme", reading)


def with_reading(figure: "Figure", found: Scoreboard, says: str, reading: str) -> "Figure":
    """Return the figure with how to read it, framed."""
    bottom = (FOOT - 0.22) / figure.get_size_inches()[1]
    figure.text(0.02, bottom, wrapped(reading, 112), fontsize=SMALL, color=GREY, va="bottom", linespacing=1.25)
    return framed(figure, found, says)
