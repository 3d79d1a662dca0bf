"""A fit drawn: what is left of each figure, what the targets say before and after, which target tells which figure."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from famsim.calibration import CHECK
from famsim.questions.calibrate.run import Found
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
ROW, NOTE, LABELS, RIGHT = 0.42, 0.75, 3.2, 2.1  # inches: of a row, for how to read it, for names, beside the rows
MOST_TARGETS, TELLING = 30, 18  # rows of the targets drawn, and of those that tell something
LONGEST_NAME = 40
FURTHEST = 6.0  # errors at which a target is put at the edge


def drawn(found: Found, tables: dict[str, pd.DataFrame]) -> "dict[str, Figure]":
    """Return the figures by name; none of the targets where no draw was lived."""
    made = {"figures": ranges(found, tables["identifiability"])}
    if not tables["predictive"].empty:
        made["targets"] = before_and_after(found, tables["predictive"])
    if not tables["informs"].empty:
        made["informs"] = telling(found, tables["informs"])
    return made


def ranges(found: Found, table: pd.DataFrame) -> "Figure":
    """Return each figure's range, its 90% interval before and after the fit, and its value in the register."""
    figure, axes = room(len(table))
    for place, row in enumerate(table.to_dict("records")):
        width = row["high"] - row["low"]
        before = [(row[end] - row["low"]) / width for end in ("prior_q05", "prior_q95")]
        after = [(row[end] - row["low"]) / width for end in ("q05", "q95")]
        axes.plot(before, [place, place], color=PALE, linewidth=9, solid_capstyle="butt")
        colour = BLUE if row["told_by_the_targets"] else GREY
        axes.plot(after, [place, place], color=colour, linewidth=4, solid_capstyle="butt")
        axes.plot([(row["mean"] - row["low"]) / width], [place], "o", color=colour, markersize=7)
        axes.plot([(row["register"] - row["low"]) / width], [place], "|", color="black", markersize=15, mew=2)
        beside(axes, place, f"{row['low']:g} to {row['high']:g}; {100 * row['contraction']:.0f}%")
    axes.set_xlim(-0.02, 1.02)
    axes.set_xticks([0.0, 0.5, 1.0], ["low end", "middle of its range", "high end"])
    names(axes, list(table["figure"]))
    reading = (
        "Pale: 90% of what is assumed before the fit. Thick: 90% after it, with its mean; grey where the targets do "
        "not tell the figure. Black: the register's value. At the right: its range, and the variance taken away."
    )
    return read(figure, found, "What the targets leave of each figure", reading)


def before_and_after(found: Found, table: pd.DataFrame) -> "Figure":
    """Return the targets that are furthest off, at the register's figures and at the fitted ones."""
    worst = table.assign(off=table[["z", "z_register"]].abs().max(axis=1)).sort_values("off", ascending=False)
    rows = worst.head(MOST_TARGETS).sort_values(["fitted", "off"], ascending=[False, False])
    figure, axes = room(len(rows))
    axes.axvspan(-2.0, 2.0, color=PALE, zorder=0)
    for place, row in enumerate(rows.to_dict("records")):
        first, now = (float(np.clip(row[one], -FURTHEST, FURTHEST)) for one in ("z_register", "z"))
        axes.plot([first, now], [place, place], color=GREY, linewidth=1, zorder=1)
        axes.plot([first], [place], "D", color=ORANGE, markersize=6, markerfacecolor="white", mew=1.6, zorder=2)
        axes.plot([now], [place], "o", color=BLUE, markersize=7, zorder=3)
        beside(axes, place, "fitted" if row["fitted"] else "kept apart" if row["use"] == CHECK else "out of reach")
    axes.set_xlim(-FURTHEST - 0.2, FURTHEST + 0.2)
    axes.set_xlabel("errors off (model less published)", fontsize=NORMAL)
    names(axes, list(rows["target"]))
    reading = (
        f"Hollow: the model at the register's figures. Filled: lived at draws of the fit. Pale: within two errors. The "
        f"{len(rows)} targets furthest off of {len(table)}; beyond {FURTHEST:g} errors they stand at the edge."
    )
    return read(figure, found, "The targets before and after the fit", reading)


def telling(found: Found, table: pd.DataFrame) -> "Figure":
    """Return how much each target by itself takes away of each figure, for the targets that tell most."""
    wide = table.pivot_table(index="target", columns="figure", values="contraction").clip(lower=0.0)
    wide = wide.loc[wide.max(axis=1).sort_values(ascending=False, kind="stable").index].head(TELLING)
    figure, axes = room(len(wide), top=1.5)
    axes.imshow(wide.to_numpy(), cmap="Blues", vmin=0.0, vmax=1.0, aspect="auto")
    for i, row in enumerate(wide.to_numpy()):
        for j, value in enumerate(row):
            axes.text(j, i, f"{100 * value:.0f}", ha="center", va="center", fontsize=SMALL,
                      color="white" if value > 0.5 else "black")  # fmt: skip
    axes.set_xticks(range(wide.shape[1]), [cut_to_fit(str(one), 26) for one in wide.columns], rotation=40, ha="left")
    axes.xaxis.tick_top()
    names(axes, [str(one) for one in wide.index])
    axes.grid(visible=False)
    reading = "Percent of a figure's variance that a target takes away if it is the only one."
    return read(figure, found, "Which target tells which figure", reading)


def room(rows: int, top: float = 0.0) -> "tuple[Figure, Axes]":
    """Return an empty figure with axes for so many rows."""
    height = ROW * max(rows, 1)
    figure = blank(HEAD + top + height + 0.6 + NOTE + FOOT)
    return figure, place_axes(figure, LABELS, FOOT + NOTE + 0.6, WIDTH - LABELS - RIGHT, height)


def names(axes: "Axes", labels: list[str]) -> None:
    """Name the rows."""
    tidy(axes)
    axes.set_yticks(range(len(labels)), [cut_to_fit(one, LONGEST_NAME) for one in labels])
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.tick_params(axis="y", labelsize=SMALL, length=0)


def beside(axes: "Axes", place: int, text: str) -> None:
    """Write right of a row."""
    axes.text(1.02, place, text, transform=axes.get_yaxis_transform(), va="center", fontsize=SMALL, color=GREY)


def read(figure: "Figure", found: Found, says: str, reading: str) -> "Figure":
    """Return the figure framed, with how to read it."""
    bottom = (FOOT - 0.05) / figure.get_size_inches()[1]
    figure.text(0.02, bottom, wrapped(reading, 112), fontsize=SMALL, color=GREY, va="bottom", linespacing=1.25)
    return framed(figure, found, says)
