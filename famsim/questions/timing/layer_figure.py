"""The layers of an event in one picture: worth per family helped, couples met who come, what that comes to for all."""

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from famsim.questions.timing.matters import told_first
from famsim.questions.timing.run import Timing
from famsim.questions.timing.tables import GROUPS
from famsim.questions.timing.words import Outcome, name
from famsim.runs import EVENTS
from famsim.writing import BAND, FOOT, HEAD, NORMAL, OKABE_ITO, SMALL, WIDTH, blank, framed, place_axes, tidy

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LEFT, RIGHT = 0.95, 0.3  # inches
TALL, TITLE, AXIS = 1.35, 0.42, 0.5  # inches of a panel, above it, and below the last
TICKS = 6  # months from tick to tick
ROOM = 1.15  # of the highest value, to the top of a panel


class Drawn(NamedTuple):
    """What one panel draws: its words, months, values, and the ends of their intervals."""

    says: str
    rows: pd.DataFrame
    value: pd.Series
    low: pd.Series | None = None
    high: pd.Series | None = None


def layers_figure(found: Timing, event: str) -> "Figure | None":
    """Return three panels, by month of help, of the programme and outcome the first line is about; None without one."""
    told = told_first(found.tables["matters"], event)
    if told is None:
        return None
    outcome, programme = told
    panels = panels_of(found, event, programme, outcome)
    height = HEAD + len(panels) * (TITLE + TALL) + AXIS + FOOT
    figure = blank(height)
    for place, panel in enumerate(panels):
        bottom = height - HEAD - (place + 1) * (TITLE + TALL) + 0.1
        axes = place_axes(figure, LEFT, bottom, WIDTH - LEFT - RIGHT, TALL)
        draw(axes, panel)
        axes.set_xlim(found.plan.moves[0] - 1, found.plan.moves[-1] + 1)
        axes.set_xticks([month for month in found.plan.moves if month % TICKS == 0])
    for axes in figure.axes[:-1]:
        axes.set_xticklabels([])
    figure.axes[-1].set_xlabel(f"month in which help begins, from {EVENTS[event]}", fontsize=SMALL)
    return framed(figure, found, f"Around {EVENTS[event]}: {name(programme)}, by month of help (all couples)")


def panels_of(found: Timing, event: str, programme: str, outcome: Outcome) -> list[Drawn]:
    """Return worth, reach and their product."""
    cells, layers = (of_programme(found.tables[table], event, programme, outcome) for table in ("timing", "layers"))
    cells = cells[cells["shown"]]
    reach = layers["there"] * layers["met"] / 100.0
    chance = 1.96 * (reach * (100.0 - reach) / layers["couples"]).clip(lower=0.0) ** 0.5
    return [
        Drawn(f"Per family helped: {outcome.column}", cells, cells["estimate"], cells["low"], cells["high"]),
        Drawn("Of a hundred couples: still together, met at a door, willing and come", layers, reach,
              (reach - chance).clip(lower=0.0), reach + chance),
        Drawn(
            "What that comes to for a hundred couples, help offered in that month alone",
            layers, layers["estimate"], layers["low"], layers["high"],
        ),
    ]  # fmt: skip


def of_programme(table: pd.DataFrame, event: str, programme: str, outcome: Outcome) -> pd.DataFrame:
    """Return the comparable months of a programme and outcome, all couples."""
    rows = (table["event"] == event) & (table["programme"] == programme) & (table["measure"] == outcome.measure)
    return table[rows & (table["group"] == GROUPS[0]) & table["comparable"]].sort_values("month")


def draw(axes: "Axes", panel: Drawn) -> None:
    """Draw a line with its interval, from 0 up, so that a flat line looks flat."""
    months = panel.rows["month"]
    axes.plot(months, panel.value, color=OKABE_ITO[0], marker="o", linewidth=2)
    top = float(panel.value.max()) if len(panel.value) else 1.0
    low = 0.0
    if panel.low is not None and panel.high is not None and len(panel.value):
        axes.fill_between(months, panel.low, panel.high, color=BAND, linewidth=0)
        top, low = max(top, float(panel.high.max())), min(float(panel.low.min()), 0.0)
    axes.set_ylim(low * ROOM, max(top, 1e-9) * ROOM)
    axes.axvline(0, color="black", linewidth=1.5)
    axes.set_title(panel.says, fontsize=NORMAL, loc="left", fontweight="bold")
    tidy(axes)
