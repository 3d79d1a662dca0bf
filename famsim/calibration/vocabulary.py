"""The words of a target: measures, groups, times and statistics of published figures (vocabulary.toml, measures.toml).

Whoever reads a target file and whoever observes the model know them from here alone.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

CONTRASTS = ("difference", "ratio", "odds_ratio")  # statistics of two groups
OLDEST = 130  # years: where "31+" ends
_YEARS = re.compile(r"([0-9]{1,3})(?:-([0-9]{1,3})|(\+))?")


@dataclass(frozen=True)
class SurveyMeasure:
    """What a target may measure.

    of: who is counted. times: the kinds of time it may have. sd: the spread that a mean's sampling error is worked out
    from where only a number of people is given. whole: shares that add up, so that groups are not compared. signed: 0
    is no end of it.
    """

    name: str
    theme: str
    says: str
    of: str
    unit: str
    times: tuple[str, ...]
    sd: float | None = None
    whole: bool = False
    signed: bool = False


@dataclass(frozen=True)
class GroupName:
    """A name that groups may have: its values in order, or the least and most of its whole years."""

    name: str
    says: str
    values: tuple[str, ...] = ()
    years: tuple[int, int] | None = None

    def holds(self, value: str) -> bool:
        """Say whether a value is one of the group's."""
        if self.years is None:
            return value in self.values
        least, most = self.years
        found = whole_years(value)
        return found is not None and least <= found[0] <= found[1] and (found[1] <= most or value.endswith("+"))

    @property
    def allowed(self) -> str:
        """What is allowed, in words."""
        if self.years is None:
            return ", ".join(self.values)
        least, most = self.years
        return f"whole years from {least} to {most}, such as {least}-{least + 4} or {most // 2}+"

    def place(self, value: str) -> int:
        """Return where a value stands in the order of the group."""
        if self.years is None:
            return self.values.index(value)
        found = whole_years(value)
        return found[0] if found else 0


@dataclass(frozen=True)
class TimeKind:
    """A kind of time: what it says, what an interval of it says, and the most that its number may be (none: no number).

    Only an interval's first and last may differ where `to` says what that means.
    """

    name: str
    says: str
    to: str = ""
    most: float | None = None

    @property
    def written(self) -> str:
        """How it is written."""
        return self.name if self.most is None else f"{self.name}=N" + (f" or {self.name}=N-M" if self.to else "")


@dataclass(frozen=True)
class Vocabulary:
    """Every word by its name."""

    measures: Mapping[str, SurveyMeasure]
    groups: Mapping[str, GroupName]
    times: Mapping[str, TimeKind]
    statistics: Mapping[str, str]
    units: Mapping[str, tuple[str, ...]]  # the statistics of each
    themes: Mapping[str, str]


@cache
def vocabulary() -> Vocabulary:
    """Return the words."""
    words, measures = _read("vocabulary.toml"), _read("measures.toml")
    groups = {name: _group(name, said) for name, said in words["group"].items()}
    times = {name: TimeKind(name, **said) for name, said in words["time"].items()}
    found = {name: SurveyMeasure(name, **{**said, "times": tuple(said["times"])}) for name, said in measures.items()}
    units = {name: tuple(statistics) for name, statistics in words["unit"].items()}
    return Vocabulary(
        measures=MappingProxyType(found),
        groups=MappingProxyType(groups),
        times=MappingProxyType(times),
        statistics=MappingProxyType(words["statistic"]),
        units=MappingProxyType(units),
        themes=MappingProxyType(words["theme"]),
    )


def _group(name: str, said: Mapping[str, Any]) -> GroupName:
    years = tuple(said["range"]) if "range" in said else None
    return GroupName(name, said["says"], tuple(said.get("values", ())), years)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("famsim.calibration") / name).read_text(encoding="utf-8"))


def whole_years(text: str) -> tuple[int, int] | None:
    """Return the first and last of whole years such as "20-24", "31+" or "7"; None if the text is not that."""
    found = _YEARS.fullmatch(text)
    if not found:
        return None
    first = int(found[1])
    return first, OLDEST if found[3] else int(found[2] or first)
