"""The half-life of an offer: how many of such offers go on after their grant; what is left of skills and pathways."""

from typing import TYPE_CHECKING

import numpy as np

from famsim.model.identity import MONTHS_A_YEAR
from famsim.questions.compare.comparison import Comparison
from famsim.questions.compare.gathered.after import YEARS, ends_of, factors_of
from famsim.runs import wear_between
from famsim.scenario import is_sustained
from famsim.writing import FOOT, GREY, HEAD, SMALL, WIDTH, blank, framed, names_of, place_axes, style, tidy

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LEFT, RIGHT, BETWEEN = 0.9, 0.3, 0.75  # inches
TALL, ABOVE, BELOW, LEGEND = 2.9, 0.45, 0.55, 0.4
HALF = 0.5
NAMED_AT = 5  # of the years along the axis


def half_life_figure(comparison: Comparison) -> "Figure | None":
    """Return the figure; None where no strategy says what sustains it, or several areas are added up."""
    named = [(place, one) for place, one in enumerate(comparison.scenario.strategies) if is_sustained(one)]
    if not named or "half_life" not in comparison.tables:
        return None
    height = HEAD + ABOVE + TALL + BELOW + LEGEND + FOOT
    figure, bottom = blank(height), FOOT + LEGEND + BELOW
    wide = (WIDTH - LEFT - RIGHT - BETWEEN) / 2
    left = place_axes(figure, LEFT, bottom, wide, TALL)
    right = place_axes(figure, LEFT + wide + BETWEEN, bottom, wide, TALL)
    lives = comparison.tables["half_life"].set_index("strategy")
    years = np.linspace(0.0, max(YEARS, min(2.0 * float(lives.years.max()), 2.0 * YEARS)), 121)
    called = names_of(comparison)
    evidence = tuple(comparison.scenario.evidence.items())
    for place, strategy in named:
        central, low, high = wear_between(factors_of(strategy), evidence, years * MONTHS_A_YEAR)
        draw_life(left, years, (central.goes_on, low, high), place)
        label = f"{called[strategy.name]}, from month {ends_of(strategy)}"
        left.plot([], [], label=label, **style(place))
        mark_half(left, float(lives.years[strategy.name]), place)
        if place == named[0][0]:
            draw_wear(right, years, central.skill, central.pathways)
    finish(left, "offers that go on")
    finish(right, "skill and pathways that are left, of 1")
    handles, labels = left.get_legend_handles_labels()
    figure.legend(handles, labels, fontsize=SMALL, frameon=False, loc="lower left", ncols=3,
                  bbox_to_anchor=(0.01, FOOT / height))  # fmt: skip
    return framed(figure, comparison, "The half-life of an offer: what is left after its grant (shaded: 95% of draws)")


Lines = tuple[np.ndarray, np.ndarray, np.ndarray]


def draw_life(axes: "Axes", years: np.ndarray, lines: Lines, place: int) -> None:
    """Draw how many of such offers go on, and where 95% of draws lie."""
    axes.plot(years, lines[0], **style(place))
    axes.fill_between(years, lines[1], lines[2], color=style(place)["color"], alpha=0.13, linewidth=0)


def mark_half(axes: "Axes", years: float, place: int) -> None:
    """Mark when half of such offers have stopped."""
    if years <= axes.get_xlim()[1]:
        axes.plot([years, years], [0.0, HALF], color=style(place)["color"], linewidth=1, linestyle=":")
        axes.annotate(f"{years:.1f}", (years, 0.02), (3, 0), textcoords="offset points", fontsize=SMALL)


def draw_wear(axes: "Axes", years: np.ndarray, skill: np.ndarray, pathways: np.ndarray) -> None:
    """Draw what is left of skills and of pathways, each named beside it."""
    for name, left, shift in (("skill", skill, (-36, -14)), ("pathways", pathways, (6, 4))):
        axes.plot(years, left, color=GREY, linestyle="-" if name == "skill" else "--", linewidth=1.9)
        at = len(years) // NAMED_AT
        axes.annotate(name, (years[at], left[at]), shift, textcoords="offset points", fontsize=SMALL)


def finish(axes: "Axes", says: str) -> None:
    """Name a panel and its axes."""
    axes.set_ylim(0.0, 1.05)
    axes.set_xlim(0.0, None)
    axes.set_xlabel("years after the grant", fontsize=SMALL)
    axes.set_title(says, fontsize=SMALL, loc="left", fontweight="bold")
    tidy(axes)
