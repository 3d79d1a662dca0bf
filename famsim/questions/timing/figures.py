"""Timing in pictures: what help is worth by the month it begins, for all couples and by risk group.

Cells with a number are clear of 0; a dot is a cell that is not; a hatched cell has too large a chance error to be
shown. Months before the dashed line hold other families (see famsim.questions.timing.tables.comparable).
"""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from famsim.questions.timing.along import mark_comparable, mark_event, months_along, name_rows
from famsim.questions.timing.run import Timing
from famsim.questions.timing.tables import GROUPS
from famsim.runs import EVENTS
from famsim.writing import (
    FOOT,
    HEAD,
    NORMAL,
    PALE,
    SMALL,
    WIDTH,
    blank,
    framed,
    place_axes,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colors import Colormap
    from matplotlib.figure import Figure


class Panel(NamedTuple):
    """One outcome of the map: its name in `timing`, its words, the same in two lines, decimals, which way is good."""

    measure: str
    says: str
    short: str
    decimals: int
    good: int = 1


PANELS = (
    Panel(
        "quality", "How the couple find their relationship: gained, in spreads", "Relationship gained,\nin spreads", 2
    ),
    Panel(
        "stay_free_of_harm",
        "Couples who stay together free of harm, per 100 families helped",
        "Stay together free of\nharm, per 100 helped",
        1,
    ),
    Panel(
        "harmful_conflict",
        "Fewer children in harmful conflict, per 100 families helped",
        "Fewer children in harmful\nconflict, per 100 helped",
        1,
    ),
)
HELD = Panel("stay_in_harm", "A harm: couples who stay while harm goes on, per 100 families helped", "", 1, good=-1)
MAPPED = (*PANELS[:2], HELD, *PANELS[2:])  # of all couples: partings of both kinds, side by side
RISK = {"none": "No risk factor", "one": "One risk factor", "two or more": "Two or more risk factors"}
LEFT, RIGHT, GAP = 2.05, 0.2, 0.22  # inches: names of programmes, margin, between columns
ROW, SMALL_ROW = 0.3, 0.2  # inches of a programme
TITLE, AXIS, KEYS = 0.42, 0.6, 0.3  # inches above a panel, below the last, of the key
COLUMN, SCALE = 0.3, 0.6  # inches of a column's title and of its colour scale
NUMBERS_FROM = 0.4  # inches of a cell's width from which its number is written
DARK = 0.6  # of the colour scale, from where on text is white
PALER = 0.4  # of the colour of cells that are not compared
HARM, WHITE, GOOD = "#D55E00", "#FFFFFF", "#0072B2"


def plot_timing(found: Timing) -> "dict[str, Figure]":
    """Return the figures by name: for each event its layers, a map, one by risk group, and what families live."""
    from famsim.questions.timing.curves import curves_figure
    from famsim.questions.timing.layer_figure import layers_figure

    figures = {}
    for event in dict.fromkeys(found.tables["timing"]["event"]):
        name = event.replace("_", "-")
        layers = layers_figure(found, event)
        if layers is not None:
            figures[f"timing-{name}-layers"] = layers
        figures[f"timing-{name}"] = map_figure(found, event)
        figures[f"timing-{name}-by-risk"] = risk_figure(found, event)
        figures[f"timing-{name}-curves"] = curves_figure(found, event)
    return figures


def map_figure(found: Timing, event: str) -> "Figure":
    """Return the map of one event for all couples: a panel an outcome, a row a programme, a column a month of help."""
    programmes = list(found.plan.programmes)
    tall = ROW * len(programmes)
    height = HEAD + len(MAPPED) * (TITLE + tall) - 0.12 + AXIS + KEYS + FOOT
    figure = blank(height)
    for place, panel in enumerate(MAPPED):
        bottom = height - HEAD + 0.12 - (place + 1) * (TITLE + tall)
        axes = place_axes(figure, LEFT, bottom, WIDTH - LEFT - RIGHT, tall)
        draw_cells(axes, found, (event, "all"), panel, largest(found, event, panel, GROUPS[:1]))
        axes.set_title(panel.says, fontsize=NORMAL, loc="left", fontweight="bold")
        name_rows(axes, programmes)
        months_along(axes, found, event if place == len(MAPPED) - 1 else None)
    numbered = (WIDTH - LEFT - RIGHT) / len(found.plan.moves) >= NUMBERS_FROM
    figure.text(0.02, (FOOT + 0.1) / height, key(found, event, numbered), fontsize=SMALL, va="center")
    return framed(figure, found, heading(found, event))


def key(found: Timing, event: str, numbered: bool) -> str:
    """Return how to read a map, in two lines; `numbered`: with the numbers and best months that a small map leaves out.

    What is not there is not explained.
    """
    cells = found.tables["timing"]
    other = not cells.loc[cells["event"] == event, "comparable"].all()
    dots = "number: clear of 0 by itself, \u00b7: not; bold: the best month" if numbered else (
        "\u00b7: not clear of 0 by itself"
    )  # fmt: skip
    pale = "; pale, left of the dashed line: fewer families are there yet, not compared" if other else ""
    return (
        f"Blue a good, orange a harm; {dots}; hatched: too unsure to show;\n"
        f"outlined: not clearly worth less than half of the best{pale}."
    )


def heading(found: Timing, event: str) -> str:
    """Return what a figure shows."""
    kinds = "chance and figures" if found.draws > 1 else "chance alone"
    return f"Help moved around {EVENTS[event]}: worth over {found.plan.follow} months, per family helped ({kinds})"


def risk_figure(found: Timing, event: str) -> "Figure":
    """Return the map of one event by risk group: a row of panels a group, a column an outcome."""
    programmes = list(found.plan.programmes)
    tall, groups = SMALL_ROW * len(programmes), GROUPS[1:]
    height = HEAD + COLUMN + len(groups) * (TITLE + tall) + AXIS + SCALE + KEYS + FOOT
    figure = blank(height)
    wide = (WIDTH - LEFT - RIGHT - 2 * GAP) / 3
    for column, panel in enumerate(PANELS):
        left, most = LEFT + column * (wide + GAP), largest(found, event, panel, groups)
        for row, group in enumerate(groups):
            bottom = height - HEAD - COLUMN - (row + 1) * (TITLE + tall)
            axes = place_axes(figure, left, bottom, wide, tall)
            draw_cells(axes, found, (event, group), panel, most)
            if column == 0:
                axes.set_title(RISK[group.partition("=")[2]], fontsize=SMALL, loc="left", fontweight="bold")
            name_rows(axes, programmes if column == 0 else [])
            months_along(axes, found, event if row == len(groups) - 1 else None, short=True)
        middle, top = (left + wide / 2) / WIDTH, (height - HEAD - 0.16) / height
        figure.text(middle, top, panel.short, fontsize=SMALL, ha="center", va="center", fontweight="bold")
        scale_below(figure, (left, FOOT + KEYS + 0.35, wide), most, panel)
    figure.text(0.02, (FOOT + 0.1) / height, key(found, event, numbered=False), fontsize=SMALL, va="center")
    return framed(figure, found, heading(found, event))


def largest(found: Timing, event: str, panel: Panel, groups: tuple[str, ...]) -> float:
    """Return the largest size shown, the end of the colour scale; 1 where nothing is."""
    table = found.tables["timing"]
    rows = table[(table.event == event) & (table.measure == panel.measure) & table.group.isin(groups) & table.shown]
    return float(rows["estimate"].abs().max()) if len(rows) and rows["estimate"].abs().max() > 0 else 1.0


def colours() -> "Colormap":
    """Return harm to good through white: told apart by everyone, and darker is more in print."""
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("harm to good", [HARM, WHITE, GOOD])


def draw_cells(axes: "Axes", found: Timing, which: tuple[str, str], panel: Panel, most: float) -> None:
    """Draw one panel: colours, numbers or dots, hatches, the window of each programme, the event."""
    table, (event, group) = found.tables["timing"], which
    rows = table[(table.event == event) & (table.group == group) & (table.measure == panel.measure)]
    moves, programmes = list(found.plan.moves), list(found.plan.programmes)
    grid = {name: by_cell(rows, name, programmes) for name in ("estimate", "low", "high", "shown", "comparable")}
    colour_cells(axes, grid, most * panel.good)
    clear = (grid["low"] > 0) | (grid["high"] < 0)
    y, x = np.nonzero(grid["shown"] & ~clear)
    axes.scatter(x + 0.5, y + 0.5, s=5, color="black", linewidths=0)
    if axes.get_position().width * WIDTH / len(moves) >= NUMBERS_FROM:
        write_numbers(axes, grid, clear, panel, most)
        embolden(axes, bests(found, which, panel), moves, programmes)
    axes.set_xlim(0, len(moves))
    axes.set_ylim(len(programmes), 0)
    draw_windows(axes, found, which, panel)
    mark_event(axes, moves)
    mark_comparable(axes, rows, moves)
    axes.spines[:].set_visible(False)


def by_cell(rows: pd.DataFrame, column: str, programmes: list[str]) -> np.ndarray:
    """Return a column of the map as (programmes, months of help)."""
    found: np.ndarray = rows.pivot(index="programme", columns="month", values=column).loc[programmes].to_numpy()
    return found


def colour_cells(axes: "Axes", grid: dict[str, np.ndarray], most: float) -> None:
    """Colour what is shown, paler where it is not comparable, and hatch what is not; `most` below 0: more is a harm."""
    from matplotlib.collections import PolyCollection

    shown, (rows, columns) = grid["shown"].astype(bool), grid["shown"].shape
    share = np.where(shown, grid["estimate"], 0.0) / most
    colour = colours()(0.5 + 0.5 * share.clip(-1.0, 1.0))
    colour[..., :3] = np.where(grid["comparable"][..., None], colour[..., :3], 1.0 - PALER * (1.0 - colour[..., :3]))
    axes.imshow(colour, extent=(0, columns, rows, 0), aspect="auto", interpolation="nearest")
    axes.hlines(range(rows + 1), 0, columns, color="white", linewidth=0.8)
    axes.vlines(range(columns + 1), 0, rows, color="white", linewidth=0.8)
    squares = [[(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)] for y, x in zip(*np.nonzero(~shown), strict=True)]
    blank_cells = PolyCollection(squares, facecolor="white", edgecolor="#AAAAAA", hatch="////", linewidth=0)
    axes.add_collection(blank_cells)


def write_numbers(axes: "Axes", grid: dict[str, np.ndarray], clear: np.ndarray, panel: Panel, most: float) -> None:
    """Write the estimates that are shown and clear of 0."""
    for y, x in zip(*np.nonzero(clear & grid["shown"].astype(bool)), strict=True):
        estimate = grid["estimate"][y, x]
        dark = abs(estimate) / most * (1.0 if grid["comparable"][y, x] else PALER) > DARK
        text = f"{estimate:.{panel.decimals}f}"
        axes.text(x + 0.5, y + 0.53, text, fontsize=SMALL, ha="center", va="center", color="white" if dark else "black")


def embolden(axes: "Axes", best: dict[str, int], moves: list[int], programmes: list[str]) -> None:
    """Print the number of each programme's best month bold."""
    places = {(moves.index(month) + 0.5, programmes.index(name) + 0.53) for name, month in best.items()}
    for text in axes.texts:
        if text.get_position() in places:
            text.set_fontweight("bold")


def bests(found: Timing, which: tuple[str, str], panel: Panel) -> dict[str, int]:
    """Return each programme's best month, where there is one."""
    rows = windows_of(found, which, panel)
    return dict(zip(rows["programme"], rows["best_month"], strict=True))


def windows_of(found: Timing, which: tuple[str, str], panel: Panel) -> pd.DataFrame:
    """Return the windows of one panel."""
    table, (event, group) = found.tables["windows"], which
    return table[(table.event == event) & (table.group == group) & (table.measure == panel.measure)]


def draw_windows(axes: "Axes", found: Timing, which: tuple[str, str], panel: Panel) -> None:
    """Outline, for each programme, the months not clearly worth less than half of its best."""
    from matplotlib.patches import Rectangle

    moves, programmes = list(found.plan.moves), list(found.plan.programmes)
    for row in windows_of(found, which, panel).to_dict("records"):
        first, last = moves.index(row["opens"]), moves.index(row["closes"])
        corner = (first + 0.04, programmes.index(row["programme"]) + 0.07)
        size = last - first + 0.92, 0.86
        axes.add_patch(Rectangle(corner, *size, fill=False, edgecolor="black", linewidth=1.3))


def scale_below(figure: "Figure", place: tuple[float, float, float], most: float, panel: Panel) -> None:
    """Draw the colour scale of a column; `place`: left, bottom and width in inches."""
    left, bottom, wide = place
    axes = place_axes(figure, left, bottom, wide, 0.12)
    axes.imshow(np.linspace(0, 1, 256)[None, :], cmap=colours(), aspect="auto", extent=(-most, most, 0, 1))
    ticks = [-most, 0.0, most]
    axes.set_xticks(ticks, [f"{tick:.{panel.decimals}f}" if tick else "0" for tick in ticks])
    axes.tick_params(labelsize=SMALL, length=2)
    labels = axes.get_xticklabels()
    labels[0].set_horizontalalignment("left")
    labels[-1].set_horizontalalignment("right")
    axes.set_yticks([])
    axes.spines[:].set_color(PALE)
