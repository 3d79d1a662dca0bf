"""A tornado: what one figure after the other does to an answer; and the indices, with what luck makes of nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from famsim.questions.sensitivity.concluding import COUNTS, ORDER, SETTLED
from famsim.questions.sensitivity.methods import METHODS
from famsim.questions.sensitivity.numbers import says, unit
from famsim.questions.sensitivity.words import SETTLING, in_short
from famsim.scenario import slug
from famsim.writing import (
    FOOT,
    GREY,
    NORMAL,
    OKABE_ITO,
    SMALL,
    WIDTH,
    blank,
    cut_to_fit,
    framed,
    names_of,
    place_axes,
    shown,
    side_by_side,
    tidy,
    wrapped,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from famsim.questions.sensitivity.found import Found

MOST = 14  # figures drawn
LEFT, RIGHT, ROW, HEAD, BELOW = 3.55, 1.75, 0.36, 1.15, 0.85  # inches
BLUE, ORANGE = OKABE_ITO[1], OKABE_ITO[2]
THICK = 0.62
A_LINE = 42  # signs of a name that there is room for
KEYS = ["strategy", "baseline", "measure"]


def drawn(found: Found, tables: dict[str, pd.DataFrame]) -> dict[str, Figure]:
    """Return a tornado and the indices of each strategy's leading difference, by name; none where none can be told."""
    figures = {}
    for strategy, where in leading(tables).items():
        swings = rows_of(tables["swings"], where)
        figures[f"tornado-{slug(strategy)}"] = tornado(found, where, swings[swings.swing > 0].head(MOST))
        indices = rows_of(tables["indices"], where)
        figures[f"indices-{slug(strategy)}"] = bars(found, where, indices[indices["index"] > 0].head(MOST), tables)
    return figures


def leading(tables: dict[str, pd.DataFrame]) -> dict[str, dict[str, str]]:
    """Return the number that is drawn of each strategy: the first difference of which something is concluded.

    Where nothing is, the first that has indices: the figure says that it has not settled.
    """
    found: dict[str, dict[str, str]] = {}
    if "indices" in tables:
        told = tables["conclusions"][tables["conclusions"].verdict.isin([SETTLED, ORDER])]
        drawn = tables["indices"][KEYS].drop_duplicates()
        for row in pd.concat([drawn.merge(told[KEYS]), drawn]).to_dict("records"):
            if row["baseline"]:
                found.setdefault(str(row["strategy"]), {str(key): str(value) for key, value in row.items()})
    return found


def rows_of(table: pd.DataFrame, where: dict[str, str]) -> pd.DataFrame:
    """Return the rows of one number."""
    found: pd.DataFrame = table[(table[KEYS] == [where[key] for key in KEYS]).all(axis=1)]
    return found


def tornado(found: Found, where: dict[str, str], rows: pd.DataFrame) -> Figure:
    """Return a number with one figure at a time at the low and the high end of its range, the widest on top."""
    figure, axes = room(len(rows))
    central = float(rows.central.iloc[0]) if len(rows) else 0.0
    for place, row in enumerate(rows.itertuples()):
        for end, colour in ((row.at_low, BLUE), (row.at_high, ORANGE)):
            axes.barh(place, end - central, left=central, height=THICK, color=colour, alpha=0.85)
    axes.axvline(central, color="black", linewidth=1)
    finish(axes, [in_short(one) for one in rows.figure])
    for place, row in enumerate(rows.itertuples()):
        beside(axes, place, f"{row.low:.3g} to {row.high:.3g}", GREY)
    figure.text(0.02, 1 - 0.86 / figure.get_size_inches()[1], quantity(where), fontsize=NORMAL, va="center")
    write(
        figure,
        "One figure at a time at the low end (blue) and the high end (orange) of its range, which stands at the "
        f"right; all others as the scenario has them ({shown(central)}: the line). Mean of {found.reps} repetitions.",
    )
    return framed(figure, found, heading(found, where, "one figure at a time"))


def bars(found: Found, where: dict[str, str], rows: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> Figure:
    """Return the indices of a number with their intervals, hollow where a figure cannot be told from nothing."""
    figure, axes = room(len(rows))
    method = METHODS[found.question.table.method]
    for place, row in enumerate(rows.to_dict("records")):
        fill = BLUE if row["verdict"] == COUNTS else "white"
        axes.barh(place, row["index"], height=THICK, color=fill, edgecolor=BLUE, linewidth=1.6)
        axes.plot([row["low"], row["high"]], [place, place], color="black", linewidth=1.4)
        axes.plot([row["by_chance"]] * 2, [place - 0.42, place + 0.42], color=ORANGE, linewidth=2)
        beside(axes, place, shown(row["index"]), "black")
    finish(axes, [in_short(one) for one in rows.figure])
    axes.set_xlim(left=0)
    figure.text(0.02, 1 - 0.86 / figure.get_size_inches()[1], quantity(where), fontsize=NORMAL, va="center")
    said = rows_of(tables["conclusions"], where).iloc[0]
    write(
        figure,
        f"Index: {method.called}; black: its 95% interval; orange: what a figure that does nothing may show; hollow: "
        f"not told from that. {SETTLING[said.verdict][0].upper()}{SETTLING[said.verdict][1:]}. {int(said.counting)} of "
        f"{int(said.figures)} figures count, {int(said.inert)} do nothing.",
    )
    return framed(figure, found, heading(found, where, "which figures it hangs on"))


def room(rows: int) -> tuple[Figure, Axes]:
    """Return an empty figure with axes for so many rows."""
    height = HEAD + ROW * max(rows, 1) + BELOW + FOOT
    figure = blank(height)
    return figure, place_axes(figure, LEFT, FOOT + BELOW, WIDTH - LEFT - RIGHT, ROW * max(rows, 1))


def heading(found: Found, where: dict[str, str], what: str) -> str:
    """Return what a figure shows."""
    called = names_of(found, others=(where["baseline"], where["strategy"]))
    return f"{called[where['strategy']]} beside {called[where['baseline']]}: {what}"


def quantity(where: dict[str, str]) -> str:
    """Return the number that is drawn, with its unit."""
    return cut_to_fit(f"{says(where['measure'])}, {unit(where['measure'])} (difference)", 110)


def label(name: str) -> str:
    """Return a figure's name as it stands left of its row: whole, in two lines where one has no room for it."""
    if len(name) <= A_LINE:
        return cut_to_fit(name, A_LINE)
    of, _, field = name.partition(": ")
    first, *rest = (f"{of}:", field) if field else wrapped(name, A_LINE).split("\n")
    return f"{cut_to_fit(first, A_LINE)}\n{cut_to_fit(' '.join(rest), A_LINE)}"


def finish(axes: Axes, names: list[str]) -> None:
    """Name the rows and scale the axis."""
    axes.set_yticks(range(len(names)), [label(name) for name in names], linespacing=1.0)
    axes.set_ylim(max(len(names), 1) - 0.5, -0.5)
    tidy(axes)
    axes.tick_params(axis="y", labelsize=SMALL, length=0)
    axes.grid(visible=False, axis="y")
    side_by_side(axes)


def beside(axes: Axes, place: int, text: str, colour: str) -> None:
    """Write right of a row."""
    where: dict[str, Any] = {"transform": axes.get_yaxis_transform(), "va": "center", "fontsize": SMALL}
    axes.text(1.02, place, text, color=colour, **where)


def write(figure: Figure, text: str) -> None:
    """Say how to read it."""
    bottom = (FOOT - 0.18) / figure.get_size_inches()[1]
    figure.text(0.02, bottom, wrapped(text, 112), fontsize=SMALL, color=GREY, va="bottom", linespacing=1.25)
