"""Along the axes of a timing map: its programmes and months by name, the event, and from where months compare."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from famsim.questions.timing.run import Timing
from famsim.runs import EVENTS
from famsim.writing import GREY, SMALL, WIDTH, capital, programme_in_short

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MONTH = 0.38  # inches that a month's number needs


def mark_event(axes: "Axes", moves: list[int]) -> None:
    """Draw a line where the event's month begins."""
    if moves[0] < 0 <= moves[-1]:
        at = int(np.searchsorted(moves, 0))
        axes.axvline(at, color="black", linewidth=3)


def mark_comparable(axes: "Axes", rows: pd.DataFrame, moves: list[int]) -> None:
    """Draw a dashed line before the first month that holds mostly the same families."""
    months = rows.loc[rows["comparable"], "month"]
    if len(months) and months.min() > moves[0]:
        axes.axvline(moves.index(int(months.min())), color=GREY, linewidth=2, linestyle="--")


def name_rows(axes: "Axes", programmes: list[str]) -> None:
    """Write the programmes beside their rows."""
    names = [capital(programme_in_short(name)) for name in programmes]
    axes.set_yticks(np.arange(len(names)) + 0.5, names, fontsize=SMALL)
    axes.tick_params(length=0)


def months_along(axes: "Axes", found: Timing, event: str | None, short: bool = False) -> None:
    """Write the months of help below the last panel, as many as there is room for."""
    moves = list(found.plan.moves)
    if event is None:
        axes.set_xticks([])
        return
    wide = axes.get_position().width * WIDTH / len(moves)
    every = max(int(np.ceil(MONTH / wide)), 1)
    zero = moves.index(0) if 0 in moves else 0
    shown = [place for place in range(len(moves)) if (place - zero) % every == 0]
    axes.set_xticks(
        [place + 0.5 for place in shown], [f"{moves[place]:+d}" if moves[place] else "0" for place in shown]
    )
    axes.tick_params(axis="x", labelsize=SMALL, length=0)
    what = f"months from {event.replace('_', ' ')}" if short else f"months from {EVENTS[event]} (line)"
    axes.set_xlabel(f"help begins, {what}", fontsize=SMALL)
