"""How figures look: colours and line styles that can be told apart by everyone, in print and on a projector."""

import textwrap
from collections.abc import Sequence
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, Any

from famsim.release import __version__
from famsim.scenario import config_hash
from famsim.writing.asked import Asked
from famsim.writing.lettering import UNKNOWN, cut_to_fit, labels, unknown_in, use_fonts
from famsim.writing.words import MILLION

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, DPI = 10.24, 100  # inches and dots an inch: 1024 pixels
SMALL, NORMAL, LARGE = 11, 12, 15  # points
OKABE_ITO = ("#000000", "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
STYLES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (8, 2)))
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
GREY, PALE, BAND = "#555555", "#DDDDDD", "#BBBBBB"
NAME = 28  # signs of a strategy's name in a figure, as wide as such signs are in the middle
HEAD, FOOT = 0.85, 0.62  # inches kept for the title and for the footer
BAR_STEP = 0.03  # of the length of the lines, between two bars right of them
NO_FONT = "No font here has some signs of these names: A, B, ... is the order of strategies in the answer and tables."
SIGN = 0.088  # inches of a sign in small print


def names_of(asked: Asked, longest: int = NAME, others: Sequence[str] = ()) -> dict[str, str]:
    """Return what each strategy, and any other that is given, is called in a figure, no two the same."""
    return labels(list(dict.fromkeys([*(one.name for one in asked.scenario.strategies), *others])), longest)


def style(place: int) -> dict[str, Any]:
    """Return the colour, line style and width of the strategy in this place of the scenario."""
    return {
        "color": OKABE_ITO[place % len(OKABE_ITO)],
        "linestyle": STYLES[place % len(STYLES)],
        "linewidth": 2.6 if place == 0 else 1.9,
    }


def blank(height: float) -> "Figure":
    """Return an empty figure, 1024 pixels wide and so many inches high."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    return figure


def load_beside() -> None:
    """Load what pictures are drawn with in a thread, beside other work: a third of a second nobody waits for then."""

    def load() -> None:
        with suppress(Exception):  # who draws then meets it, and says so
            blank(1.0)

    with suppress(RuntimeError):  # no room for a thread
        Thread(target=load).start()


def framed(figure: "Figure", asked: Asked, says: str, head: float = HEAD) -> "Figure":
    """Return the figure with the area and what it shows above, and where it comes from below."""
    height = figure.get_size_inches()[1]
    figure.text(
        0.02, 1 - 0.30 / height, cut_to_fit(asked.world.area.title, 70), fontsize=LARGE, fontweight="bold", va="center"
    )
    figure.text(0.02, 1 - 0.58 / height, says, fontsize=NORMAL, va="center")
    figure.text(0.02, 0.20 / height, footer(asked), fontsize=SMALL, color=GREY, va="center")
    if unknown_in(strategy.name for strategy in asked.scenario.strategies) or UNKNOWN in asked.world.area.title:
        figure.text(0.02, 0.385 / height, NO_FONT, fontsize=SMALL, color=GREY, va="center")
    use_fonts(figure)
    return figure


def footer(asked: Asked) -> str:
    """Return what a figure comes from: run id, seed, draws and repetitions, and whose lives these are not."""
    run = config_hash(asked.scenario)[:12]
    counts = f"seed {asked.scenario.seed}, draws {asked.draws}, repetitions {asked.reps}"
    return f"famsim {__version__}, run {run}, {counts}. Simulated families, not case records."


def tidy(axes: "Axes") -> None:
    """Take away what carries no data."""
    axes.tick_params(labelsize=SMALL)
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="both", color=PALE, linewidth=0.7)
    axes.set_axisbelow(True)


def wrapped(text: str, width: int) -> str:
    """Return a text broken into lines of so many characters."""
    return textwrap.fill(text, width)


def place_axes(figure: "Figure", left: float, bottom: float, width: float, height: float) -> "Axes":
    """Return axes whose place is given in inches from the figure's lower left corner."""
    across, up = figure.get_size_inches()
    return figure.add_axes((left / across, bottom / up, width / across, height / up))


def margin_bars(axes: "Axes", bars: Sequence[tuple[int, float, float, float]], last: float) -> None:
    """Draw right of the lines, which end at `last`, the mean of each over time with its 95% interval.

    bars: each line's place in the order of styles, its mean, and the ends of the interval.
    """
    first, _ = axes.get_xlim()
    step = (last - first) * BAR_STEP
    for number, (place, mean, low, high) in enumerate(bars, start=1):
        looks, x = style(place), last + number * step
        axes.plot([x, x], [low, high], color=looks["color"], linewidth=1.6, solid_capstyle="butt")
        axes.plot(x, mean, marker=MARKERS[place % len(MARKERS)], color=looks["color"], markersize=4)
    axes.set_xlim(first, last + (len(bars) + 1) * step if bars else last)


def without_scale(axes: "Axes", says: str) -> None:
    """Say that nothing differs, in the place of a scale that would only show the noise of the arithmetic."""
    axes.set_ylim(-1.0, 1.0)
    axes.set_yticks([0.0], ["0"])
    axes.text(0.5, 0.72, says, transform=axes.transAxes, fontsize=SMALL, ha="center", va="center", color=GREY)


def ticked(value: float) -> str:
    """Return the label of a tick, written out: 1,200,000 and 0.05, never 1.2e+06."""
    return f"{value:,.0f}" if abs(value) >= MILLION else f"{value + 0.0:,.6g}"


def side_by_side(axes: "Axes") -> None:
    """Keep the numbers under an axis apart from each other and written out: as many as have room, four at most."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    low, high = axes.get_xlim()
    wide = axes.get_position().width * WIDTH
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: ticked(value)))
    for bins in (4, 3, 2, 1):
        places = [one for one in MaxNLocator(nbins=bins).tick_values(low, high) if low <= one <= high]
        signs = sum(len(ticked(one)) + 2 for one in places)
        if signs * SIGN <= wide:
            break
    axes.set_xticks(places)
