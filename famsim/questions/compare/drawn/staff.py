"""The staff board of a strategy that trains staff by heads: who is trained, whose skill has lapsed, who left."""

from typing import TYPE_CHECKING

import pandas as pd

from famsim.questions.compare.comparison import Comparison
from famsim.questions.compare.tables.staff import staff_tables
from famsim.scenario import slug
from famsim.writing import FOOT, HEAD, SMALL, WIDTH, blank, framed, names_of, place_axes, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LEFT, RIGHT = 1.0, 2.4  # inches for the axis and for the lines' names
TALL, ABOVE, BELOW = 1.9, 0.5, 0.5  # inches of a door's panel, above it for its title, below it for its axis
LINES = {"trained": "trained", "lapsed": "no longer", "left": "left, in all"}


def staff_figures(comparison: Comparison) -> "dict[str, Figure]":
    """Return a figure for each strategy that trains staff by heads, by name."""
    tables = staff_tables(comparison)
    if "staff" not in tables:
        return {}
    rows = tables["staff"].groupby("strategy", sort=False)
    return {f"staff-{slug(str(name))}": staff_figure(comparison, str(name), of) for name, of in rows}


def staff_figure(comparison: Comparison, name: str, rows: pd.DataFrame) -> "Figure":
    """Return the staff board of one strategy, a panel a door."""
    doors = [(str(door), of) for door, of in rows.groupby("door", sort=False)]
    height = HEAD + len(doors) * (ABOVE + TALL + BELOW) + FOOT
    figure, top = blank(height), height - HEAD
    for door, of in doors:
        axes = place_axes(figure, LEFT, top - ABOVE - TALL, WIDTH - LEFT - RIGHT, TALL)
        draw_door(axes, door, of)
        top -= ABOVE + TALL + BELOW
    return framed(figure, comparison, f"{names_of(comparison, 40)[name]}: staff trained by heads, month by month")


def draw_door(axes: "Axes", door: str, rows: pd.DataFrame) -> None:
    """Draw a door's staff by month, each line named at its end, names apart from each other."""
    by_month = rows.groupby("month", sort=True)[list(LINES)].sum()
    ends = sorted(LINES, key=lambda one: by_month[one].iloc[-1])
    most = max(float(by_month.to_numpy().max()), 1.0)
    lowest = -most
    for place, one in enumerate(LINES):
        axes.plot(by_month.index, by_month[one], drawstyle="steps-mid", **style(place))
    for one in ends:
        at = max(float(by_month[one].iloc[-1]), lowest + most / 5)
        lowest = at
        text = f"{LINES[one]}: {by_month[one].iloc[-1]}"
        axes.annotate(text, (by_month.index[-1], at), (6, 0), textcoords="offset points", va="center", fontsize=SMALL)
    axes.set_ylim(0, 1.25 * most)
    axes.set_title(f"{door.replace('_', ' ')}: staff", fontsize=SMALL, loc="left", fontweight="bold")
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(labelsize=SMALL)
