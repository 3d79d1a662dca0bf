"""A theory drawn: boxes in columns from what is done to what comes of it, arrows as wide as what they carry."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from famsim.questions.theory.chart import Edge, Theory
from famsim.writing import GREY, OKABE_ITO, SMALL, Asked, blank, cut_to_fit, framed, wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ROW, LEAST, HEAD, FOOT = 1.05, 3.4, 0.95, 0.75  # inches
WIDE, HALF = 19, 0.42  # signs in a line of a box, half a box's height in rows
NO_SUPPORT = "#8a8a8a"
FILL = {"activity": "#E3EEF7", "mechanism": "#F6F6F6", "outcome": "#FBEBDD"}
SHARE = 0.8  # of a column that its box takes


def drawn(theory: Theory, edges: pd.DataFrame, asked: Asked) -> "Figure":
    """Return the theory as a figure; edges: its table, in which what each carries stands."""
    columns = columns_of(theory)
    rows = max(len(column) for column in columns)
    height = max(rows * ROW, LEAST) + HEAD + FOOT
    figure = blank(height)
    axes = figure.add_axes((0.01, FOOT / height, 0.98, 1.0 - (HEAD + FOOT) / height))
    axes.set_axis_off()
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_xlim(-0.5, len(columns) - 0.5)
    axes.set_ylim(rows - 0.5, -0.5)
    places = {
        name: (float(at), (rows - 1) / 2 + place - (len(column) - 1) / 2)
        for at, column in enumerate(columns)
        for place, name in enumerate(column)
    }
    carried = dict(zip(edges["edge"], edges["carries"], strict=True))
    for edge in theory.edges:
        draw_edge(axes, edge, places, carried)
    for node in theory.nodes:
        draw_node(axes, places[node.name], node.says, FILL[node.kind])
    says = (
        "Theory of change. Grey and dashed: nothing but an assumption; crossed out: switched off; wide: carries much."
    )
    return framed(figure, asked, says)


def columns_of(theory: Theory) -> list[list[str]]:
    """Return the boxes in columns: each stands right of all that lead to it."""
    depth = {node.name: 0 for node in theory.nodes}
    for _ in theory.nodes:
        for edge in theory.edges:
            depth[edge.end] = max(depth[edge.end], depth[edge.start] + 1)
    last = max(depth.values())
    for node in theory.nodes:
        if node.kind == "outcome":
            depth[node.name] = last
    return [[name for name, at in depth.items() if at == place] for place in range(last + 1)]


def draw_node(axes: "Axes", place: tuple[float, float], says: str, fill: str) -> None:
    """Draw one box with its words."""
    from matplotlib.patches import FancyBboxPatch

    across, down = place
    corner, size = (across - SHARE / 2, down - HALF), (SHARE, 2 * HALF)
    box = FancyBboxPatch(
        corner, *size, boxstyle="round,pad=0,rounding_size=0.06", facecolor=fill, edgecolor=GREY, zorder=3
    )
    axes.add_patch(box)
    axes.text(across, down, wrapped(cut_to_fit(says, 90), WIDE), ha="center", va="center", fontsize=SMALL, zorder=4)


def draw_edge(
    axes: "Axes", edge: Edge, places: Mapping[str, tuple[float, float]], carried: Mapping[str, float]
) -> None:
    """Draw one arrow: grey and dashed without support, a cross where it is off, as wide as what it carries."""
    largest = max((abs(one) for one in carried.values()), default=0.0) or 1.0
    (x, y), (to_x, to_y) = places[edge.start], places[edge.end]
    looks: dict[str, Any] = {
        "color": OKABE_ITO[1] if edge.is_supported else NO_SUPPORT,
        "linestyle": "-" if edge.is_supported else (0, (4, 3)),
        "linewidth": 1.0 + 3.0 * abs(carried.get(edge.name, 0.0)) / largest,
        "arrowstyle": "-|>,head_width=0.25,head_length=0.5",
        "shrinkA": 0,
        "shrinkB": 0,
    }
    begin, end = (x + SHARE / 2, y), (to_x - SHARE / 2, to_y)
    axes.annotate("", xy=end, xytext=begin, arrowprops=looks, zorder=2)
    if not edge.on:
        middle = ((begin[0] + end[0]) / 2, (begin[1] + end[1]) / 2)
        axes.text(*middle, "\u00d7", color=OKABE_ITO[2], fontsize=22, ha="center", va="center")
