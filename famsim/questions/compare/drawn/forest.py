"""Differences with intervals: a panel a measure, a row a strategy."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from famsim.measures import ALL, Measure, registered
from famsim.questions.compare.comparison import Comparison
from famsim.questions.compare.tables.levels import levels
from famsim.questions.compare.tables.worthwhile import worthwhile
from famsim.writing import (
    FOOT,
    GREY,
    HEAD,
    MARKERS,
    NEITHER,
    OKABE_ITO,
    RATE,
    SMALL,
    TOO_FEW,
    WIDTH,
    blank,
    framed,
    is_clear,
    names_of,
    parameters,
    place_axes,
    register_of,
    side_by_side,
    tidy,
    under_one,
    wrapped,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PANELS = (
    ("child_months_in_harm", "Months that children live in harm"),
    (
        "children_distressed_couple",
        "National indicator (DWP): couples' children with a parent in distress, % points",
    ),
    ("stay_free_of_harm", "A. Couples who stay together, free of harm"),
    ("stay_in_harm", "C. Couples who stay together while harm goes on"),
    ("part_free_of_harm", "D. Couples who part, and would have been free of harm"),
    ("children_see_other_parent", "Separated children who see the other parent safely, % points"),
    ("sdq", "Children's difficulties, SDQ points"),
)
LEFT, GAP = 2.7, 0.35  # inches: names of strategies, between the two columns
ROW = 0.3  # inches of a strategy
ABOVE, BELOW = 0.85, 0.4
TITLE = 38  # characters of a line of a panel's title


def forest_figure(comparison: Comparison) -> "Figure":
    """Return every headline measure's difference from the first strategy, with its 95% interval."""
    names = [strategy.name for strategy in comparison.scenario.strategies[1:]]
    called = names_of(comparison)
    baseline = called[comparison.scenario.strategies[0].name]
    says = (
        f"Difference from {baseline}, 95% intervals ({kinds_of(comparison)}); hollow: not clear, or too small to matter"
    )
    return framed(
        panels_figure(
            with_small(comparison).replace({"strategy": called}), [called[one] for one in names], valued(PANELS)
        ),
        comparison,
        says,
    )


def with_small(comparison: Comparison) -> pd.DataFrame:
    """Return the differences with which of them are too small to matter, as the words beside them have it."""
    scenario, table = comparison.scenario, comparison.tables["differences"]
    table = table[table["group"] == ALL]
    made = {"differences": table, "levels": levels(comparison.tables)}
    made["parameters"] = parameters(register_of(scenario), scenario.evidence)
    least = worthwhile(made, scenario.strategies[0].name, scenario.months).set_index("measure")["smallest"]
    small = [
        under_one(name, estimate) or abs(estimate) < least.get(name, 0.0)
        for name, estimate in zip(table["measure"], table["estimate"], strict=True)
    ]
    return table.assign(small=small)


def kinds_of(comparison: Comparison) -> str:
    """Return which uncertainty the intervals hold."""
    return "chance and figures" if comparison.draws > 1 else "chance alone"


def panels_figure(table: pd.DataFrame, names: list[str], panels: Sequence[tuple[str, str, str]]) -> "Figure":
    """Return a panel a measure, two beside each other, a row for each name in the column `strategy` of a table."""
    tall = ROW * (len(names) + 0.4)
    rows = (len(panels) + 1) // 2
    height = HEAD + rows * (ABOVE + tall + BELOW) + FOOT
    figure = blank(height)
    wide = (WIDTH - LEFT - GAP - 0.3) / 2
    for number, panel in enumerate(panels):
        row, column = divmod(number, 2)
        bottom = height - HEAD - row * (ABOVE + tall + BELOW) - ABOVE - tall
        axes = place_axes(figure, LEFT + column * (wide + GAP), bottom, wide, tall)
        draw_panel(axes, table, names, panel)
        if column:
            axes.set_yticklabels([])
            axes.tick_params(axis="y", length=0)
    return figure


def valued(panels: Sequence[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Return panels, a measure and its title each, with which way is better."""
    return [(name, says, better_of(name)) for name, says in panels]


def better_of(name: str) -> str:
    """Return which way a measure is better, as the registry has it; a line that is a harm says so."""
    one = registered(name)
    if one.good == 0:
        return NEITHER
    less, more = RATE if isinstance(one, Measure) and not one.is_total else ("fewer", "more")
    said = f"{more if one.good > 0 else less} is better"
    return said if one.good > 0 or isinstance(one, Measure) else f"a harm: {said}"


def draw_panel(axes: "Axes", table: pd.DataFrame, names: list[str], panel: tuple[str, str, str]) -> None:
    """Draw one measure."""
    measure, says, good = panel
    rows = table[(table.measure == measure) & (table.group == "all")].set_index("strategy")
    unknown: list[tuple[int, float]] = []
    for place, name in enumerate(names):
        row = rows.loc[name]
        colour = OKABE_ITO[(place + 1) % len(OKABE_ITO)]
        few = row["at_most"] > 0
        clear = is_clear(row["low"], row["high"]) and not row.get("small", False)
        if few:
            unknown.append((place, float(row["estimate"])))
        else:
            axes.plot([row["low"], row["high"]], [place, place], color=colour, linewidth=2.2)
        marker = MARKERS[(place + 1) % len(MARKERS)]
        fill = colour if clear and not few else "white"
        axes.plot(row["estimate"], place, marker=marker, color=colour, markerfacecolor=fill, markersize=8)
    axes.axvline(0, color="black", linewidth=1, zorder=1.5)
    axes.set_yticks(range(len(names)), names, fontsize=SMALL)
    axes.set_ylim(len(names) - 0.3, -0.7)
    axes.set_title(wrapped(says, TITLE), fontsize=SMALL, loc="left", fontweight="bold", pad=20)
    axes.text(0, 1.03, good, transform=axes.transAxes, fontsize=SMALL, color=GREY, va="bottom")
    tidy(axes)
    if not rows[["low", "high", "estimate"]].fillna(0.0).to_numpy().any():
        axes.set_xlim(-1.0, 1.0)
        axes.set_xticks([0.0], ["0"])
    else:
        side_by_side(axes)
    for place, estimate in unknown:
        write_too_few(axes, place, estimate)


def write_too_few(axes: "Axes", place: int, estimate: float) -> None:
    """Write that too few families differ, at the edge of the panel that is further from the estimate."""
    low, high = axes.get_xlim()
    right = estimate <= (low + high) / 2
    where, end = (0.98, "right") if right else (0.02, "left")
    beside = axes.get_yaxis_transform()
    axes.text(where, place, TOO_FEW, fontsize=SMALL, color=GREY, va="center", ha=end, transform=beside,
              bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.0})  # fmt: skip
