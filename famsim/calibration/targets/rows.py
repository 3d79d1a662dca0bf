"""One row of a target file: its cells by column, checked one by one."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from famsim.calibration.asks import NotAWord, group_in_order, span_of
from famsim.calibration.targets.cells import Refused, number_within, one_of, step_of, year
from famsim.calibration.targets.target import ABROAD, CHECK, FIT, OTHER, SAME, Target
from famsim.calibration.vocabulary import CONTRASTS, SurveyMeasure, vocabulary
from famsim.errors import shown
from famsim.nearest import did_you_mean

NEEDED = ("target", "measure", "group", "time", "statistic", "value", "country", "year", "source", "table")
COLUMNS = (
    *("target", "measure", "group", "time", "statistic", "unit", "value", "se", "n", "low", "high"),
    *("country", "year", "source", "table", "read_in", "transfer", "use", "note"),
)
READ_IN = ("page", "abstract", "secondary", "memory", "own")
NATIONS = ("UK", "GB", "England", "England and Wales", "Wales", "Scotland", "Northern Ireland")
ALSO_CALLED = {
    "united kingdom": "UK",
    "great britain": "GB",
    "britain": "GB",
    "england & wales": "England and Wales",
    "united states": "USA",
    "united states of america": "USA",
    "us": "USA",
    "the netherlands": "Netherlands",
    "holland": "Netherlands",
    "czech republic": "Czechia",
    "republic of ireland": "Ireland",
    "t\u00fcrkiye": "Turkey",
    "korea": "South Korea",
}
ALIKE = NATIONS[:4]  # the population of these is that of the model's England
OF_ENGLAND = 2016  # the year that the model's England stands for: census of 2011, births of 2016, prices and norms near
NEAR = 10  # years within which a figure is carried free
UNKNOWN = "unknown"  # written for a number of people that is not published
LONGEST = 200  # characters of a name
Cells = Mapping[str, str]


class WrongCell(ValueError):
    """A cell of a row is wrong: its column, and what it holds and would have to."""

    def __init__(self, column: str, says: str) -> None:
        super().__init__(says)
        self.column = column


def target_of(cells: Cells, row: int) -> Target:
    """Return the target of a row; WrongCell for the first cell that cannot be used."""
    about = vocabulary().measures[read(cells, "measure", measure_of)]
    statistic = read(cells, "statistic", lambda text: statistic_of(text, about))
    value = read(cells, "value", lambda text: figure(text, statistic, about))
    country, dated = read(cells, "country", country_of), read(cells, "year", year)
    sampling = spread(cells, float(value))
    if cells.get("unit"):
        read(cells, "unit", lambda text: unit_of(text, about))
    return Target(
        target=filled(cells, "target"),
        measure=about.name,
        group=read(cells, "group", lambda text: group_in_order(text, statistic in CONTRASTS)),
        time=read(cells, "time", lambda text: time_of(text, about)),
        statistic=statistic,
        value=float(value),
        step=step_of(value),
        country=country,
        year=dated,
        source=filled(cells, "source"),
        table=filled(cells, "table"),
        se=sampling["se"],
        n=sampling["n"],
        low=sampling["low"],
        high=sampling["high"],
        read_in=word(cells, "read_in", READ_IN, "page"),
        transfer=carried(cells, country, dated),
        use=word(cells, "use", (FIT, CHECK), ""),
        note=cells.get("note", ""),
        row=row,
    )


def read(cells: Cells, column: str, how: Callable[[str], Any]) -> Any:
    """Return a cell as `how` reads it; WrongCell if it is empty or refused."""
    try:
        return how(filled(cells, column))
    except (Refused, NotAWord) as wrong:
        raise WrongCell(column, str(wrong)) from None


def filled(cells: Cells, column: str) -> str:
    """Return the text of a cell that may not be empty."""
    text = cells.get(column, "")
    if not text:
        raise WrongCell(column, "is empty")
    if len(text) > LONGEST or not text.isprintable():
        raise WrongCell(
            column, f"{shown(text)} is not allowed; allowed: up to {LONGEST} characters that can be printed"
        )
    return text


def word(cells: Cells, column: str, known: tuple[str, ...], otherwise: str) -> str:
    """Return one of some words, or what an empty cell stands for."""
    if not cells.get(column):
        return otherwise
    return str(read(cells, column, lambda text: one_of(text, known, column.replace("_", " "))))


def measure_of(text: str) -> str:
    """Return a measure."""
    return one_of(text, tuple(vocabulary().measures), "measure")


@cache
def countries() -> dict[str, str]:
    """Return every country by what it may be written as, in small letters; `several` stands for a figure of some."""
    listed = (files("famsim.calibration") / "countries.txt").read_text(encoding="utf-8").splitlines()
    return {name.lower(): name for name in (*NATIONS, *listed)} | ALSO_CALLED


def country_of(text: str) -> str:
    """Return a country; Refused for another word, which would be carried as from abroad."""
    known = countries()
    if text.lower() not in known:
        near = did_you_mean(text, known.values()) or f"; allowed: {', '.join(NATIONS)}, another country by its name, "
        raise Refused(f"there is no country {shown(text)}{near}" + ("" if "did you mean" in near else "or several"))
    return known[text.lower()]


def statistic_of(text: str, about: SurveyMeasure) -> str:
    """Return a statistic that a measure can have."""
    one_of(text, tuple(vocabulary().statistics), "statistic")
    allowed = vocabulary().units[about.unit]
    if text not in allowed:
        raise Refused(f"{about.name} has no {text}; allowed: {', '.join(allowed)}")
    return text


def unit_of(text: str, about: SurveyMeasure) -> str:
    """Return the unit of a measure."""
    one_of(text, tuple(vocabulary().units), "unit")
    if text != about.unit:
        raise Refused(f"{about.name} is in {about.unit}, not in {text}")
    return text


def time_of(text: str, about: SurveyMeasure) -> str:
    """Return a time that a measure can have."""
    kind = span_of(text).kind
    if kind not in about.times:
        allowed = ", ".join(vocabulary().times[one].written for one in about.times)
        raise Refused(f"{about.name} is not dated by {kind!r}; allowed: {allowed}")
    return text.replace(" ", "")


def figure(text: str, statistic: str, about: SurveyMeasure) -> Decimal:
    """Return a value that the statistic can have."""
    least, most = {
        "percent": (0, 100),
        "correlation": (-1, 1),
        "difference": (-100, 100) if about.unit == "percent" else (None, None),
        "mean": (None if about.signed else 0, None),
    }.get(statistic, (0, None))
    allowed = f"{least} to {most}" if most is not None else f"{least} or more"

    def fault(found: Decimal) -> str:
        """Return why the statistic cannot be this; nothing if it can."""
        if (least is None or found >= least) and (most is None or found <= most):
            return ""
        return f"{found} is impossible for a {statistic.replace('_', ' ')}; allowed: {allowed}"

    return number_within(text, fault)


def spread(cells: Cells, value: float) -> dict[str, float | None]:
    """Return what is said of a value's sampling error: se, n, low and high, each None where it is not said."""
    found = {name: optional(cells, name) for name in ("se", "n", "low", "high")}
    low, high = found["low"], found["high"]
    if (low is None) != (high is None):
        raise WrongCell("low" if low is None else "high", "is empty, and the other end of the interval is given")
    if low is not None and high is not None and low > high:
        raise WrongCell("low", f"{cells['low']} is above high, {cells['high']}; allowed: low below high")
    if low is not None and high is not None and not low <= value <= high:
        raise WrongCell("low" if value < low else "high", f"the value {value:g} lies outside {low:g} to {high:g}")
    if all(one is None for one in found.values()) and cells.get("n") != UNKNOWN:
        raise WrongCell(
            "n", "is empty, and so are se, low and high; write one of them, or unknown (then n counts as 1000)"
        )
    return found


def optional(cells: Cells, column: str) -> float | None:
    """Return a number that may be missing; se and n must be above 0."""
    text = cells.get(column, "")
    if not text or (column == "n" and text == UNKNOWN):
        return None

    def fault(found: Decimal) -> str:
        """Return that a standard error or a number of people cannot be this; nothing if it can."""
        return f"{found} is not allowed; allowed: above 0" if column in ("se", "n") and found <= 0 else ""

    return float(read(cells, column, lambda one: number_within(one, fault)))


def carried(cells: Cells, country: str, dated: int) -> str:
    """Return how far a figure has to be carried: what is said, or else what country and year come to."""
    least = SAME if country in ALIKE and abs(dated - OF_ENGLAND) <= NEAR else OTHER if country in NATIONS else ABROAD
    said = word(cells, "transfer", (SAME, OTHER, ABROAD), least)
    if (said == ABROAD) != (least == ABROAD) or (said == SAME and least == OTHER):
        raise WrongCell("transfer", f"{said!r} cannot be for {country}, {dated}; allowed: {least}")
    return said
