"""One figure of the evidence register and one source, and what makes either of them acceptable."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from famsim.evidence.fields import (
    Check,
    Place,
    Value,
    limits,
    numbers,
    one_of,
    read_table,
    several,
    words,
    year,
    yes_or_no,
)

GRADES = ("measured", "derived", "tuned", "assumed")
DISTRIBUTIONS = ("normal", "lognormal", "beta", "uniform", "triangular", "fixed")
WITH_SD = ("normal", "lognormal", "beta")
READ_IN = ("page", "abstract", "secondary", "memory", "own")  # own: this project's own choice, read nowhere
NOT_READ = ("memory", "own")  # such a source never anchors a measured or derived figure alone
SPREAD = 3.92  # a 95% interval is this many standard deviations wide


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures were read.

    `publisher` is the publisher or the authors, `period` what the figures are about ("" when not stated),
    `year` the one stated with the source (None when none was).
    """

    key: str
    title: str
    publisher: str
    period: str
    url: str
    read_in: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One number (or one list of numbers) with everything needed to trust it, or not.

    `low` and `high` are hard limits in the figure's unit, None only when it is `fixed` and was given no
    range. `sd` is None when the range is meant as a 95% interval. `sources` are keys of sources.toml.
    `settable`: what a scenario may set it to, where that is more than its range, such as a screen that finds nobody.
    """

    name: str
    says: str
    value: Value
    unit: str
    grade: str
    sources: tuple[str, ...]
    distribution: str
    low: float | None
    high: float | None
    sd: Value | None
    page: str
    price_year: int | None
    transfer: bool
    used_by: tuple[str, ...]
    settable: tuple[float, float] | None = None

    @property
    def may_be(self) -> tuple[float, float] | None:
        """What a scenario may set it to, lowest and highest: its range unless it says more; None where it is fixed."""
        if self.low is None or self.high is None:
            return None
        return self.settable or (self.low, self.high)

    @property
    def elements(self) -> tuple[float, ...]:
        """The value as a tuple, of one element when it is a single number."""
        return self.value if isinstance(self.value, tuple) else (self.value,)

    @property
    def spreads(self) -> tuple[float | None, ...]:
        """The standard deviation of each element, None where the range says it."""
        return self.sd if isinstance(self.sd, tuple) else (self.sd,) * len(self.elements)


FIGURE_KEYS: Mapping[str, Check] = {
    "says": words,
    "value": numbers,
    "unit": words,
    "grade": one_of(GRADES),
    "source": several,
    "distribution": one_of(DISTRIBUTIONS),
    "range": limits,
    "settable": limits,
    "sd": numbers,
    "page": words,
    "price_year": year,
    "transfer": yes_or_no,
    "used_by": several,
}
SOURCE_KEYS: Mapping[str, Check] = {
    "title": words,
    "publisher": words,
    "period": words,
    "url": words,
    "read_in": one_of(READ_IN),
    "year": year,
}


def read_source(key: str, table: Any, place: Place) -> Source:
    """Return one source; only what nobody can look up (memory, own) may lack an address."""
    given = read_table(table, SOURCE_KEYS, ("title", "publisher", "read_in"), place)
    if given["read_in"] not in NOT_READ and "url" not in given:
        place.wrong("url", "is missing", f"an address, unless read_in is {' or '.join(NOT_READ)}")
    return Source(
        key=key,
        title=given["title"],
        publisher=given["publisher"],
        period=given.get("period", ""),
        url=given.get("url", ""),
        read_in=given["read_in"],
        year=given.get("year"),
    )


def read_figure(name: str, table: Any, place: Place) -> Figure:
    """Return one figure whose own fields agree with each other."""
    given = read_table(table, FIGURE_KEYS, ("says", "value", "unit", "grade", "source"), place)
    low, high = given.get("range", (None, None))
    figure = Figure(
        name=name,
        says=given["says"],
        value=given["value"],
        unit=given["unit"],
        grade=given["grade"],
        sources=given["source"],
        distribution=given.get("distribution", "normal"),
        low=low,
        high=high,
        sd=given.get("sd"),
        page=given.get("page", "-"),
        price_year=given.get("price_year"),
        transfer=given.get("transfer", False),
        used_by=given.get("used_by", ()),
        settable=given.get("settable"),
    )
    _check_money(figure, place)
    _check_range(figure, place)
    _check_spread(figure, place)
    return figure


def _check_money(figure: Figure, place: Place) -> None:
    money = "GBP" in figure.unit
    if money and figure.price_year is None:
        place.wrong("price_year", "is missing, the unit is money", "the year of the prices")
    if not money and figure.price_year is not None:
        place.wrong("price_year", f"has no meaning for the unit {figure.unit!r}", "only with a unit in GBP")


def _check_range(figure: Figure, place: Place) -> None:
    if figure.low is None or figure.high is None:
        if figure.distribution != "fixed":
            place.wrong("range", "is missing", '[low, high], or distribution = "fixed"')
        return
    if figure.distribution != "fixed" and figure.low == figure.high:
        place.wrong("range", "has no width", 'low below high, or distribution = "fixed"')
    least, most = figure.may_be or (figure.low, figure.high)
    if not least <= figure.low <= figure.high <= most:
        place.wrong("settable", f"[{least:g}, {most:g}] leaves out a part of the range", "limits that hold the range")
    for element in figure.elements:
        if not figure.low <= element <= figure.high:
            place.wrong("value", f"{element:g} is outside its range", f"{figure.low:g} to {figure.high:g}")


def _check_spread(figure: Figure, place: Place) -> None:
    kind = figure.distribution
    if figure.sd is not None:
        if kind not in WITH_SD:
            place.wrong("sd", f"has no meaning for a {kind} distribution", f"only with {', '.join(WITH_SD)}")
        if isinstance(figure.sd, tuple) and len(figure.sd) != len(figure.elements):
            place.wrong("sd", f"has {len(figure.sd)} numbers", f"one number, or {len(figure.elements)}")
        if any(sd is not None and sd <= 0 for sd in figure.spreads):
            place.wrong("sd", "is not above 0", "a number above 0")
    if figure.low is None or figure.high is None:
        return
    if kind == "lognormal" and figure.low <= 0:
        place.wrong("range", f"{figure.low:g} has no logarithm", "low above 0 for a lognormal distribution")
    if kind == "beta":
        _check_beta(figure, figure.low, figure.high, place)


def _check_beta(figure: Figure, low: float, high: float, place: Place) -> None:
    if low < 0 or high > 1:
        place.wrong("range", f"[{low:g}, {high:g}] is not within [0, 1]", "0 to 1 for a beta distribution")
    for mean, sd in zip(figure.elements, figure.spreads, strict=True):
        if not 0 < mean < 1:
            place.wrong("value", f"{mean:g} cannot be the mean of a beta", "above 0 and below 1")
        widest = (mean * (1 - mean)) ** 0.5
        if (sd if sd is not None else (high - low) / SPREAD) >= widest:
            field = "range" if sd is None else "sd"
            place.wrong(field, f"is too wide for a beta with mean {mean:g}", f"an sd below {widest:.4g}")
