"""A trial drawn: what such trials find, what is true and what was published; and couples together by arm."""

from typing import TYPE_CHECKING

import pandas as pd

from famsim.questions.trial.measures import MEASURES, SHARE
from famsim.questions.trial.predicting import KEYS
from famsim.questions.trial.run import Trialled
from famsim.writing import (
    FOOT,
    GREY,
    HEAD,
    NORMAL,
    OKABE_ITO,
    SMALL,
    WIDTH,
    blank,
    cut_to_fit,
    framed,
    labels,
    place_axes,
    style,
    tidy,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ARM = 28  # signs of the name of an arm
BLUE, ORANGE, GREEN = OKABE_ITO[1:4]
ROW, LABELS, BELOW, BETWEEN = 0.42, 4.1, 0.75, 0.55  # inches
CURVES = 3.6  # inches high


def drawn(found: Trialled) -> "dict[str, Figure]":
    """Return the figures that there are rows for."""
    made = {"trial": forest(found)}
    if found.tables["survival"]["estimate"].notna().any():
        made["together"] = curves(found)
    return made


def rows_drawn(found: Trialled) -> pd.DataFrame:
    """Return the rows that are drawn, with what was published of each: differences between arms, and results."""
    table = found.tables["prediction"].merge(found.tables["results"][[*KEYS, "value"]], on=KEYS, how="left")
    between = "change" if found.trial.is_before_and_after else ("d", "difference")
    return table[table["statistic"].isin([between] if isinstance(between, str) else between) | table["value"].notna()]


def forest(found: Trialled) -> "Figure":
    """Return each outcome's predicted interval with the truth and the published value: scales above, shares below."""
    rows = rows_drawn(found)
    is_share = rows["measure"].map(lambda name: MEASURES[name].kind == SHARE)
    panels = [(says, some) for says, some in (("SD", rows[~is_share]), ("%, or points", rows[is_share])) if len(some)]
    height = HEAD + sum(ROW * len(some) + BELOW + BETWEEN for _, some in panels) + FOOT
    figure = blank(height)
    top = height - HEAD
    for says, some in panels:
        tall = ROW * len(some)
        axes = place_axes(figure, LABELS, top - tall - BETWEEN / 2, WIDTH - LABELS - 0.3, tall)
        panel(axes, found, some)
        axes.set_xlabel(says, fontsize=NORMAL)
        top -= tall + BELOW + BETWEEN
    says = f"{cut_to_fit(found.trial.file.trial.name, 60)}: 90% of such trials; diamond true, cross published"
    return framed(figure, AskedOf(found), says)


def panel(axes: "Axes", found: Trialled, rows: pd.DataFrame) -> None:
    """Draw rows of one unit, the first on top."""
    labels = []
    for place, row in enumerate(rows.to_dict("records")):
        at = len(rows) - 1 - place
        axes.plot([row["low"], row["high"]], [at, at], color=BLUE, linewidth=2.2, solid_capstyle="butt")
        axes.plot(row["estimate"], at, "o", color=BLUE, markersize=6)
        axes.plot(row["truth"], at, "D", color=GREEN, markersize=6, markerfacecolor="white")
        axes.plot(row["value"], at, "X", color=ORANGE, markersize=9)
        whose = f", {cut_to_fit(row['arm'], 14)}" if row["statistic"] in ("level", "change") else ""
        labels.append(f"{row['measure'].replace('_', ' ')}{whose}, {row['statistic']}, month {row['month']}")
    axes.axvline(0.0, color=GREY, linewidth=1.0)
    axes.set_yticks(range(len(rows)), labels[::-1], fontsize=SMALL)
    axes.set_ylim(-0.6, len(rows) - 0.4)
    tidy(axes)


def curves(found: Trialled) -> "Figure":
    """Return the share of couples together by month in each arm, with where nine of ten trials lie."""
    figure = blank(HEAD + CURVES + BELOW + FOOT)
    axes = place_axes(figure, 0.9, FOOT + BELOW, WIDTH - 1.2, CURVES)
    called = labels([str(arm) for arm in found.tables["survival"]["arm"].unique()], ARM, "arm")
    for place, (arm, some) in enumerate(found.tables["survival"].groupby("arm", sort=False)):
        looks = style(place)
        axes.plot(some["month"], some["estimate"], label=called[str(arm)], **looks)
        axes.fill_between(some["month"], some["low"], some["high"], color=looks["color"], alpha=0.12)
    axes.set_xlabel("months from recruitment", fontsize=NORMAL)
    axes.set_ylabel("couples together, %", fontsize=NORMAL)
    axes.legend(fontsize=SMALL, frameon=False, loc="lower left")
    tidy(axes)
    return framed(figure, AskedOf(found), "Couples together by arm (bands: 90% of such trials)")


class AskedOf:
    """What a figure's footer says of a trial."""

    def __init__(self, found: Trialled) -> None:
        self.scenario, self.world = found.trial.scenario, found.world
        self.draws, self.reps = found.draws, found.reps
