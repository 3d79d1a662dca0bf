"""Twins in one picture: four lives of one family month by month, and beside each measure the spread of many such."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from famsim.model.identity import MONTHS_A_YEAR
from famsim.questions.twins.measures import EXIT, LOSS
from famsim.questions.twins.run import Twin
from famsim.writing import (
    EVENT_WORDS,
    FOOT,
    GREY,
    NORMAL,
    OKABE_ITO,
    PALE,
    SMALL,
    STYLES,
    blank,
    framed,
    labels,
    place_axes,
    tidy,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LEFT, WIDE, RIGHT, NARROW = 0.8, 5.75, 7.2, 2.75  # inches: where the lives and the spread stand, and how wide
PANELS = {  # measure: what stands above it, its height in inches
    "mother_quality": ("How the mother finds the relationship (0 = average)", 1.55),
    "other_quality": ("How the other parent finds it (0 = average)", 1.55),
    "stress": ("Stress (same scale)", 1.1),
    "conflict": ("How often they argue (0 = average)", 1.1),
    "children_sdq": ("Children's expected difficulties (points of 40)", 1.1),
}
LETTERS = {  # what a letter in the lanes stands for; small letters: it ends
    "B": ("a child is born", {"birth": "B"}),
    "S": ("first session, s: programme ends", {"first_session": "S", "completion": "s", "stops_coming": "s"}),
    "N": ("does not come", {"place_not_taken": "N"}),
    "D": ("mother's distress, d: ends", {"mother_distress_begins": "D", "mother_distress_ends": "d"}),
    "O": ("other parent's distress, o: ends", {"other_distress_begins": "O", "other_distress_ends": "o"}),
    "C": ("harmful conflict, c: ends", {"harmful_conflict_begins": "C", "harmful_conflict_ends": "c"}),
    "A": ("behind with bills, a: caught up", {"arrears_begin": "A", "arrears_end": "a"}),
    "J": ("a job lost", {"mother_loses_job": "J", "other_loses_job": "J"}),
    "W": ("work begins, w: is left", {
        "mother_finds_work": "W", "other_finds_work": "W", "mother_leaves_work": "w", "other_leaves_work": "w"}),
    "M": ("they marry", {"marriage": "M"}),
    "L": ("they part, no harm", {"parting_loss": "L"}),
    "E": ("they part, out of harm", {"parting_exit": "E"}),
    "P": ("new partner, p: parts", {"new_partner": "P", "new_partner_parts": "p"}),
    "G": ("youngest grown up", {"grown_up": "G"}),
    "V": ("violence", {"violence_begins": "V"}),
}  # fmt: skip
LETTER_OF = {event: letter for _, events in LETTERS.values() for event, letter in events.items()}
TOP, GAP, LANE, KEY_LINE = 1.75, 0.5, 0.38, 0.22  # inches
KEY_WIDTH = 118  # characters of a line of the key
WIDTH_OF_LETTER = 1.6  # months, in a lane of five years
LEAST_SPAN = {"children_sdq": 0.2}  # of a spread, so that next to nothing does not look like much
SPAN = 0.04
READING = "Right: thick, the middle half; thin, all but the outer tenths; bar, the middle family; diamond, this family."


def twin_figure(found: Twin) -> "Figure":
    """Return the picture: lives on the left, spread on the right, a lane of happenings for each life below."""
    there = set(found.tables["lives"]["measure"])
    panels = {name: panel for name, panel in PANELS.items() if name in there}
    key = f"{key_of(found)}\n{READING}"
    below = LANE * len(found.arms) + 0.45 + KEY_LINE * (key.count("\n") + 1) + 0.15
    height = TOP + sum(tall + GAP for _, tall in panels.values()) + below + FOOT
    figure = blank(height)
    top = height - TOP
    for place, (name, (title, tall)) in enumerate(panels.items()):
        lives = place_axes(figure, LEFT, top - tall, WIDE, tall)
        draw_lives(lives, found, name, title)
        spread = place_axes(figure, RIGHT, top - tall, NARROW, tall)
        draw_spread(spread, found, name, first=place == 0)
        top -= tall + GAP
    lanes = place_axes(figure, LEFT, top - LANE * len(found.arms), WIDE, LANE * len(found.arms))
    draw_lanes(lanes, found)
    draw_partings(place_axes(figure, RIGHT, top - LANE * len(found.arms), NARROW, LANE * len(found.arms)), found)
    figure.text(0.02, (top - LANE * len(found.arms) - 0.52) / height, key, fontsize=SMALL, va="top", color=GREY)
    draw_legend(figure, found, height)
    stands: Any = as_comparison(found)
    rows = found.tables["families"]
    family = rows[rows["told"] == 1]["family_id"].iloc[0]
    says = (
        f"Simulated family {family}, four lives, the same luck: {EVENT_WORDS[found.asked.event].of_a_month} in month 0"
    )
    return framed(figure, stands, says)


def as_comparison(found: Twin) -> Any:
    """Return what a figure's title and footer are made of."""
    from types import SimpleNamespace

    return SimpleNamespace(world=found.world, scenario=found.scenario, draws=1, reps=1)


def look(place: int) -> dict[str, Any]:
    """Return the line of a life: the one without help thick and black, the others over it."""
    return {
        "color": OKABE_ITO[place],
        "linestyle": STYLES[place],
        "linewidth": 2.8 if place == 0 else 1.7,
    }


def draw_legend(figure: "Figure", found: Twin, height: float) -> None:
    """Name the lives, in their colours and lines, above the panels."""
    from matplotlib.lines import Line2D

    handles = [Line2D([], [], **look(place)) for place in range(len(found.arms))]
    figure.legend(
        handles,
        list(labels(found.arms, 40, "life").values()),
        loc="upper left",
        bbox_to_anchor=(0.01, 1 - 0.72 / height),
        ncols=len(found.arms),
        fontsize=NORMAL,
        frameon=False,
        handlelength=2.4,
        columnspacing=1.4,
    )


def draw_lives(axes: "Axes", found: Twin, measure: str, title: str) -> None:
    """Draw one measure of the four lives, with the event and the months of help."""
    lives = found.tables["lives"]
    lives = lives[lives["measure"] == measure]
    axes.axvline(0, color=GREY, linewidth=1.2)
    for place, arm in enumerate(found.arms):
        months = np.arange(-found.plan.before, found.plan.after + 1)
        values = lives[lives["arm"] == arm].set_index("month")["value"].reindex(months)
        axes.plot(months, values, **look(place))
    for place, month in enumerate(found.plan.moves, start=1):
        axes.plot([month], [0.0], marker="^", markersize=9, color=OKABE_ITO[place], clip_on=False,
                  transform=axes.get_xaxis_transform(), zorder=5)  # fmt: skip
    if measure in ("mother_quality", "other_quality", "conflict"):
        axes.axhline(0, color=GREY, linewidth=0.8, linestyle=":")
    axes.set_title(title, fontsize=NORMAL, loc="left", pad=4)
    axes.set_xlim(-found.plan.before, found.plan.after)
    axes.set_xticks(ticks(found))
    tidy(axes)


def ticks(found: Twin) -> list[int]:
    """Return the months that are named: whole years, or half years in a short life."""
    step = MONTHS_A_YEAR if found.plan.after > 30 else MONTHS_A_YEAR // 2
    return list(range(-(found.plan.before // step) * step, found.plan.after + 1, step))


def draw_spread(axes: "Axes", found: Twin, measure: str, first: bool) -> None:
    """Draw how each month of help changes a measure over all such families, and this family among them."""
    rows = found.tables["spread"]
    rows = rows[(rows["measure"] == measure) & (rows["when"] == "whole") & (rows["of"] == "change")]
    rows = rows[rows["group"] == "all"].set_index("arm")
    mine = found.tables["summary"]
    mine = mine[(mine["measure"] == measure) & (mine["what"] == "gained")].set_index("arm")["value"]
    for place, arm in enumerate(found.arms[1:], start=1):
        colour, row = OKABE_ITO[place], rows.loc[arm]
        axes.plot([row["p10"], row["p90"]], [-place, -place], color=colour, linewidth=2)
        axes.plot([row["p25"], row["p75"]], [-place, -place], color=colour, linewidth=8, solid_capstyle="butt")
        axes.plot([row["median"]], [-place], marker="|", markersize=15, color="black", markeredgewidth=2)
        if arm in mine:
            axes.plot([mine[arm]], [-place], marker="D", markersize=7, color="white", markeredgecolor="black", zorder=5)
    axes.axvline(0, color="black", linewidth=1)
    axes.set_ylim(-3.7, -0.3)
    axes.set_yticks([])
    axes.locator_params(axis="x", nbins=4)
    axes.margins(x=0.1)
    low, high = axes.get_xlim()
    wider = max(LEAST_SPAN.get(measure, SPAN) - (high - low), 0.0)
    axes.set_xlim(low - wider / 2, high + wider / 2)
    if first:
        families = int(rows["families"].iloc[0])
        text = f"Change against no help,\nof all {families} such families"
        axes.set_title(text, fontsize=NORMAL, loc="left", pad=4)
    tidy(axes)


def draw_lanes(axes: "Axes", found: Twin) -> None:
    """Write what happens in each life as letters along a lane."""
    rows = found.tables["happenings"]
    for place, arm in enumerate(found.arms):
        axes.axhline(-place, color=PALE, linewidth=1)
        mine = rows[rows["arm"] == arm]
        until, up = -1e9, False
        for month, events in mine.groupby("month")["event"]:
            letters = "".join(LETTER_OF[event] for event in events)
            half = 0.5 * WIDTH_OF_LETTER * len(letters)
            up = month - half < until and not up
            until = month + half
            axes.text(month, -place + (0.24 if up else -0.14), letters, fontsize=SMALL, ha="center", va="center",
                      color=OKABE_ITO[place], fontweight="bold")  # fmt: skip
    axes.axvline(0, color=GREY, linewidth=1.2, zorder=0)
    axes.set_xlim(-found.plan.before, found.plan.after)
    axes.set_ylim(-len(found.arms) + 0.45, 0.55)
    axes.set_yticks([])
    axes.set_xticks(ticks(found))
    axes.set_xlabel(f"months after {EVENT_WORDS[found.asked.event].of_a_month}; triangles: help begins", fontsize=SMALL)
    axes.set_title("What happens", fontsize=NORMAL, loc="left", pad=4)
    tidy(axes)
    axes.grid(visible=False)


def key_of(found: Twin) -> str:
    """Return what the letters in the lanes stand for, those that are there."""
    letters = set(found.tables["happenings"]["event"].map(LETTER_OF).str.upper())
    said = [f"{letter} {says}" for letter, (says, _) in LETTERS.items() if letter in letters]
    lines = [""]
    for one in said:
        if len(lines[-1]) + len(one) > KEY_WIDTH:
            lines.append("")
        lines[-1] += f"{'   ' if lines[-1] else ''}{one}"
    return "\n".join(lines)


def draw_partings(axes: "Axes", found: Twin) -> None:
    """Draw the share of such families who part in each life: losses, then exits."""
    rows: pd.DataFrame = found.tables["partings"].set_index(["arm", "what"])["share"].unstack()
    for place, arm in enumerate(found.arms):
        loss, leave = float(rows.loc[arm, LOSS]), float(rows.loc[arm, EXIT])
        axes.barh(-place, loss, height=0.62, color=OKABE_ITO[place])
        axes.barh(-place, leave, left=loss, height=0.62, facecolor="white", edgecolor=OKABE_ITO[place], hatch="////")
    axes.set_ylim(-len(found.arms) + 0.45, 0.55)
    axes.set_yticks([])
    axes.set_title("Such families: % who part", fontsize=NORMAL, loc="left", pad=4)
    axes.set_xlabel("full: no harm; striped: out of harm", fontsize=SMALL)
    axes.locator_params(axis="x", nbins=5)
    tidy(axes)
