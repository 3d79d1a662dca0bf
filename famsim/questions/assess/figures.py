"""The figures of an assessment: the area beside England, need beside leverage, and leverage by place and month."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from famsim.questions.assess.cells import BEFORE, UNKNOWN
from famsim.questions.assess.orders import FACTOR
from famsim.writing import (
    GREY,
    MARKERS,
    OKABE_ITO,
    SMALL,
    Asked,
    blank,
    cut_to_fit,
    door,
    framed,
    place_axes,
    side_by_side,
    tidy,
    wrapped,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ROW, TOP, BOTTOM = 0.4, 1.15, 1.1  # inches
WORDS, NAMES = 52, 26  # signs in a line
HEADLINE = "child_months_in_harm"
WHOLE = 10.0  # from which a cell has no decimals
DARK = 50.0  # child-months, from which a cell is so dark that it is written on in white


def ordered(names: list[str]) -> list[str]:
    """Return doors, or windows of months, in order: before it first, not known last."""
    return sorted(names, key=lambda name: (name == UNKNOWN) - (name == BEFORE))


def benchmark_figure(table: pd.DataFrame, asked: Asked) -> "Figure":
    """Return how far the area lies from England, column by column, with its most similar authorities."""
    rows = table[np.isfinite(table["spreads"])].reset_index(drop=True)
    height = max(len(rows), 3) * ROW + TOP + BOTTOM
    figure = blank(height)
    axes = place_axes(figure, 4.6, BOTTOM - 0.1, 5.3, height - TOP - BOTTOM + 0.1)
    tidy(axes)
    spread = (rows["value"] - rows["england"]) / rows["spreads"].where(rows["spreads"] != 0.0)
    for place, row in rows.iterrows():
        one = spread[place]
        near = [(row[name] - row["england"]) / one for name in ("similar_low", "similar", "similar_high")]
        axes.plot([near[0], near[2]], [place, place], color=GREY, linewidth=1.2)
        axes.plot(near[1], place, marker="|", color=GREY, markersize=11, markeredgewidth=2)
        axes.plot(row["spreads"], place, marker=MARKERS[0], color=OKABE_ITO[1], markersize=8)
    axes.axvline(0.0, color="black", linewidth=0.9)
    axes.set_yticks(range(len(rows)), [wrapped(cut_to_fit(says, 80), WORDS) for says in rows["says"]], fontsize=SMALL)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlabel("spreads between authorities from England; right: more of it", fontsize=SMALL)
    says = "Blue: here. Grey: the authorities most like it, lowest to highest, their middle upright. 0: England."
    return framed(figure, asked, says)


def orders_figure(need: pd.DataFrame, orders: pd.DataFrame, asked: Asked) -> "Figure":
    """Return need beside leverage: families with each strain, and what a thousand pounds averts."""
    rows = orders[orders["of"] == FACTOR].reset_index(drop=True)
    height = len(rows) * 0.55 + TOP + BOTTOM
    figure = blank(height)
    words = need.set_index("factor")["says"]
    named = [cut_to_fit(str(words[name]), 40) for name in rows["name"]]
    left = place_axes(figure, 2.7, BOTTOM - 0.1, 3.2, height - TOP - BOTTOM)
    right = place_axes(figure, 6.5, BOTTOM - 0.1, 3.4, height - TOP - BOTTOM)
    left.barh(range(len(rows)), rows["need"], color=OKABE_ITO[6], height=0.6)
    left.set_yticks(range(len(rows)), [wrapped(one, NAMES) for one in named], fontsize=SMALL)
    off = np.abs(rows[["low", "high"]].to_numpy().T - rows["per_thousand"].to_numpy())
    looks: dict[str, Any] = {"fmt": MARKERS[0], "color": OKABE_ITO[2], "capsize": 4}
    right.errorbar(rows["per_thousand"], range(len(rows)), xerr=off, **looks)
    right.set_yticks(range(len(rows)), [str(place) for place in rows["leverage_place"]], fontsize=SMALL)
    right.axvline(0.0, color="black", linewidth=0.9)
    for axes, says in ((left, "families in a month"), (right, "child-months in harm averted by £1,000")):
        tidy(axes)
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_xlabel(says, fontsize=SMALL)
        side_by_side(axes)
    return framed(figure, asked, "Need, in its order, beside what a pound averts (its place in that order; bars: 95%).")


def leverage_figure(need: pd.DataFrame, leverage: pd.DataFrame, asked: Asked) -> "Figure":
    """Return what a thousand pounds averts by strain and door, and by strain and window, as tables of colour."""
    mine = leverage[leverage["best"] & (leverage["measure"] == HEADLINE)]
    by_door = mine[(mine["window"] == "all") & mine["shown"] & (mine["door"] != "all")]
    by_month = mine[(mine["door"] == "all") & mine["shown"] & (mine["window"] != "all")]
    figure = blank(6.4)
    words = need.set_index("factor")["says"]
    for (left, width), table, column in (((1.9, 5.5), by_door, "door"), ((7.6, 2.5), by_month, "window")):
        grid = table.pivot(index="factor", columns=column, values="per_thousand")
        grid = grid.reindex(index=list(words.index), columns=ordered(list(dict.fromkeys(table[column]))))
        axes = place_axes(figure, left, 1.75, width, 3.6)
        axes.imshow(np.log1p(np.clip(grid.to_numpy(float), 0.0, None)), cmap="Blues", aspect="auto", vmin=0.0, vmax=6.0)
        for (row, place), value in np.ndenumerate(grid.to_numpy(float)):
            said = "-" if not np.isfinite(value) else f"{value:.{0 if abs(value) >= WHOLE else 1}f}"
            ink = "white" if np.isfinite(value) and value > DARK else "black"
            axes.text(place, row, said, ha="center", va="center", fontsize=SMALL, color=ink)
        names = [door(one) if column == "door" else str(one) for one in grid.columns]
        axes.set_xticks(range(len(names)), names, rotation=90, fontsize=SMALL)
        shown = [wrapped(str(words[one]), 18) for one in grid.index] if column == "door" else [""] * len(grid)
        axes.set_yticks(range(len(grid)), shown, fontsize=SMALL)
    says = "Child-months in harm averted by £1,000: by door, and by months since it began. -: too few to tell."
    return framed(figure, asked, says)
