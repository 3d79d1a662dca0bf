"""Where a plan loses, drawn: how often by each column, and the futures in the plane of the two that matter most."""

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from famsim.questions.discover.box import Box
from famsim.questions.discover.run import PRIM, Discovery
from famsim.questions.discover.tables import share_rows
from famsim.questions.discover.words import short_label
from famsim.writing import (
    FOOT,
    GREY,
    NORMAL,
    OKABE_ITO,
    PALE,
    SMALL,
    WIDTH,
    blank,
    cut_to_fit,
    framed,
    labels,
    names_of,
    place_axes,
    side_by_side,
    tidy,
    wrapped,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ACROSS = 3  # panels beside each other
PANEL, BETWEEN, HEAD, BELOW = 1.75, 1.05, 1.15, 0.55  # inches
LEFT, RIGHT = 0.85, 0.25
BLACK, BLUE, ORANGE = OKABE_ITO[:3]
NAME = 40  # characters over a panel
SQUARE = 4.6  # inches


def drawn(found: Discovery) -> "dict[str, Figure]":
    """Return the figures by name: shares by column, and the losing futures where there is a box or two columns."""
    if not found.futures.y.size:
        return {}
    figures = {"losing-by-column": by_column(found)}
    if found.found and len(found.futures.columns) > 1:
        figures["losing-futures"] = in_plane(found)
    return figures


def heading(found: Discovery) -> str:
    """Return what both figures show."""
    plan, other = str(found.losing.strategy), str(found.losing.against)
    called = names_of(found, others=(plan, other))
    return f"When does {called[plan]} lose against {called[other]}?"


def box_of(found: Discovery) -> Box | None:
    """Return the box that is drawn: PRIM's first, or the tree's."""
    ranked = sorted(found.found, key=lambda one: one.method != PRIM)
    return ranked[0].boxes[0] if ranked else None


def by_column(found: Discovery) -> "Figure":
    """Return how often the plan loses in each fifth of the futures by each column, the box's limits shaded."""
    columns = found.futures.columns
    down = -(-len(columns) // ACROSS)
    height = HEAD + down * PANEL + (down - 1) * BETWEEN + BELOW + FOOT + 0.5
    over = [wrapped(short_label(found, column), NAME) for column in columns]
    called = labels(over, 2 * NAME, "column")
    figure, wide = blank(height), (WIDTH - LEFT - RIGHT - 0.45 * (ACROSS - 1)) / ACROSS
    for place, label in enumerate(over):
        row, across = divmod(place, ACROSS)
        bottom = height - HEAD - PANEL - row * (PANEL + BETWEEN)
        axes = place_axes(figure, LEFT + across * (wide + 0.45), bottom, wide, PANEL)
        draw_shares(axes, found, place)
        axes.set_title(called[label], fontsize=SMALL, loc="left")
        if not across:
            axes.set_ylabel("futures that lose", fontsize=SMALL)
    box = " Shaded: inside the box." if box_of(found) else " No box was found that holds up."
    text = f"Each bar: a fifth of the futures by that column. Dashed: all futures.{box}"
    figure.text(0.02, (FOOT - 0.12) / height, wrapped(text, 120), fontsize=SMALL, color=GREY, va="bottom")
    return framed(figure, found, heading(found))


def draw_shares(axes: "Axes", found: Discovery, place: int) -> None:
    """Draw one column's shares."""
    from matplotlib.ticker import PercentFormatter

    rows = [row for row in share_rows(found) if row[0] == found.futures.columns[place]]
    low, high = rows[0][2], rows[-1][3]
    edges = [low, *((one[3] + other[2]) / 2 for one, other in pairwise(rows)), high]
    pad = 0.0 if high > low else 0.5
    box = box_of(found)
    inside = (box.low[place], box.high[place]) if box else (-np.inf, np.inf)
    if np.isfinite(inside).any():
        axes.axvspan(max(inside[0], low), min(inside[1], high), color=PALE, zorder=0)
    for row, left, right in zip(rows, edges, edges[1:], strict=False):
        axes.bar(
            left,
            row[6],
            width=right - left or 1.0,
            align="edge",
            color=ORANGE,
            edgecolor="white",
            linewidth=1.2,
            zorder=2,
        )
    axes.axhline(found.futures.y.mean(), color=BLACK, linestyle="--", linewidth=1.2, zorder=3)
    tidy(axes)
    axes.grid(visible=False, axis="x")
    axes.set_xlim(low - pad, high + pad)
    axes.set_ylim(0, 1)
    axes.set_yticks([0, 0.5, 1])
    axes.yaxis.set_major_formatter(PercentFormatter(1.0))
    side_by_side(axes)


def in_plane(found: Discovery) -> "Figure":
    """Return the futures in the plane of the box's two first columns: filled where the plan loses, the box a frame."""
    across, up = two_columns(found)
    height = HEAD + SQUARE + BELOW + FOOT + 0.75
    figure = blank(height)
    axes = place_axes(figure, LEFT + 0.2, FOOT + BELOW + 0.75, WIDTH - LEFT - RIGHT - 2.4, SQUARE)
    x, y = found.futures.x, found.futures.y
    for lost, name, fill, edge, marker in (
        (False, "does not lose", "white", BLUE, "o"),
        (True, "loses", ORANGE, ORANGE, "s"),
    ):
        mine, said = y == lost, f"{name} ({int((y == lost).sum())})"
        axes.scatter(
            x[mine, across],
            x[mine, up],
            s=30,
            linewidths=1.3,
            label=said,
            facecolors=fill,
            edgecolors=edge,
            marker=marker,
        )
    frame_box(axes, found, across, up)
    tidy(axes)
    side_by_side(axes)
    axes.set_xlabel(cut_to_fit(short_label(found, found.futures.columns[across]), 70), fontsize=NORMAL)
    axes.set_ylabel(cut_to_fit(short_label(found, found.futures.columns[up]), 60), fontsize=NORMAL)
    axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1.0), fontsize=SMALL, frameon=False, title="our plan")
    figure.text(0.02, (FOOT - 0.12) / height, wrapped(said_of(found), 120), fontsize=SMALL, color=GREY, va="bottom")
    return framed(figure, found, heading(found))


def said_of(found: Discovery) -> str:
    """Return what the frame is, and what of the box the plane cannot show."""
    one = sorted(found.found, key=lambda found_one: found_one.method != PRIM)[0]
    more = len({limit.column for limit in one.boxes[0].limits}) - 2
    hidden = f" {more} further limits of the box are not in this plane." if more > 0 else ""
    held, out = one.of_all, one.out.held
    return (
        f"Frame: the box ({one.method}). Of all futures coverage {held.coverage:.0%}, density {held.density:.0%}; held "
        f"out {out.coverage:.0%} and {out.density:.0%}, all boxes of the search together.{hidden}"
    )


def two_columns(found: Discovery) -> tuple[int, int]:
    """Return the columns of the plane: those that the box limits, then the one whose fifths differ most."""
    box = box_of(found)
    limited = list(dict.fromkeys(limit.column for limit in box.limits)) if box else []
    spread = {}
    for place, column in enumerate(found.futures.columns):
        shares = [row[6] for row in share_rows(found) if row[0] == column]
        spread[place] = max(shares) - min(shares)
    others = sorted((place for place in spread if place not in limited), key=lambda place: -spread[place])
    first, second = [*limited, *others][:2]
    return first, second


def frame_box(axes: "Axes", found: Discovery, across: int, up: int) -> None:
    """Draw the box as a frame; a side without a limit runs along the edge."""
    from matplotlib.patches import Rectangle

    box, x = box_of(found), found.futures.x
    assert box is not None
    pad = [0.03 * float(np.ptp(x[:, place])) or 0.5 for place in (across, up)]
    limits = [(x[:, place].min() - one, x[:, place].max() + one) for place, one in zip((across, up), pad, strict=True)]
    axes.set_xlim(*limits[0])
    axes.set_ylim(*limits[1])
    (left, bottom), (right, top) = (
        tuple(max(box.low[place], ends[0]) for place, ends in zip((across, up), limits, strict=True)),
        tuple(min(box.high[place], ends[1]) for place, ends in zip((across, up), limits, strict=True)),
    )
    axes.add_patch(
        Rectangle((left, bottom), right - left, top - bottom, facecolor=PALE, alpha=0.5, edgecolor="none", zorder=0)
    )
    axes.add_patch(
        Rectangle((left, bottom), right - left, top - bottom, fill=False, edgecolor=BLACK, linewidth=2.2, zorder=3)
    )
