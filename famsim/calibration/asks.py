"""What the model is asked, in a survey's words, and what it answers."""

import math
import re
from dataclasses import dataclass
from functools import cached_property

from famsim.calibration.vocabulary import vocabulary
from famsim.nearest import did_you_mean

ALL = "all"  # the group that everybody counted is in
VERSUS = " vs "  # between the two values of a contrast
TWO = "a difference or a ratio needs two groups, name=a vs b, such as work=none vs all or sex=boy vs girl"
_NUMBERS = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3})?)(?:-([0-9]{1,3}(?:\.[0-9]{1,3})?))?")


class NotAWord(ValueError):
    """A group or a time is not written in the vocabulary's words; the message says what is, and the nearest."""


@dataclass(frozen=True)
class Span:
    """A time: its kind, and the first and last of its numbers (None where the kind has none)."""

    kind: str
    begins: float | None = None
    ends: float | None = None


@dataclass(frozen=True, order=True)
class Ask:
    """One figure of a survey: a measure of who it counts, in a group, at a time, as a statistic.

    group: "all" or "name=value[;name=value]" in the order of the vocabulary. statistic: of one group, never a contrast.
    """

    measure: str
    group: str
    time: str
    statistic: str

    @cached_property
    def groups(self) -> dict[str, str]:
        """The group's values by name; none for everybody."""
        return dict(parts_of(self.group))

    @cached_property
    def span(self) -> Span:
        """The time."""
        return span_of(self.time)

    @property
    def kind(self) -> str:
        """The kind of time."""
        return self.span.kind

    @property
    def begins(self) -> float | None:
        """The first of the time's numbers."""
        return self.span.begins

    @property
    def ends(self) -> float | None:
        """The last of the time's numbers."""
        return self.span.ends


@dataclass(frozen=True)
class Seen:
    """What the model answers: a value in the unit of its statistic, its chance error, and how many were counted.

    why: not empty where the model cannot be asked that, in words; value and se are then NaN.
    """

    value: float
    se: float
    n: float
    why: str = ""

    @classmethod
    def nothing(cls, why: str) -> "Seen":
        """Return that the model cannot be asked that."""
        return cls(math.nan, math.nan, 0, why)


def parts_of(group: str) -> list[tuple[str, str]]:
    """Return the names and values of a group as they are written, a contrast's two values together."""
    return [] if group == ALL else [(part.split("=", 1)[0], part.split("=", 1)[-1]) for part in group.split(";")]


def group_in_order(text: str, contrast: bool = False) -> str:
    """Return a group with its names in the order of the vocabulary; NotAWord for anything else.

    contrast: one value must then be two, as in `work=none vs all`.
    """
    given = text.strip()
    if given == ALL and not contrast:
        return ALL
    if contrast and (VERSUS not in given or "=" not in given.split(VERSUS)[0]):
        raise NotAWord(f"the group {given!r} is not two; {TWO}")
    names = list(vocabulary().groups)
    found: dict[str, str] = {}
    for part in given.split(";"):
        name, _, value = (one.strip() for one in part.partition("="))
        if name in found:
            raise NotAWord(f"the group {given!r} names {name!r} twice")
        found[name] = value_in_words(name, value)
    twice = sum(VERSUS in value for value in found.values())
    if twice != int(contrast):
        needed = TWO if contrast else "allowed: one group; ' vs ' is for differences, ratios"
        raise NotAWord(f"the group {given!r} is not allowed; {needed}")
    return ";".join(f"{name}={found[name]}" for name in sorted(found, key=names.index))


def value_in_words(name: str, value: str) -> str:
    """Return a group's value, or the two of a contrast; NotAWord for a name or value that there is not."""
    groups = vocabulary().groups
    if name not in groups:
        hint = did_you_mean(name, groups) or f"; known: {', '.join(groups)}"
        raise NotAWord(f"there is no group {name!r}{hint}")
    each = [one.strip() for one in value.split(VERSUS.strip())] if VERSUS in value else [value]
    for one in each:
        if not groups[name].holds(one):
            hint = did_you_mean(one, groups[name].values)
            raise NotAWord(f"{name}={one!r} is not allowed; allowed: {groups[name].allowed}{hint}")
    return VERSUS.join(each)


def span_of(text: str) -> Span:
    """Return a time; NotAWord for anything else."""
    name, equals, numbers = (one.strip() for one in text.strip().partition("="))
    times = vocabulary().times
    if name not in times:
        hint = did_you_mean(name, times)
        raise NotAWord(f"there is no time {name!r}{hint}; allowed: {', '.join(one.written for one in times.values())}")
    kind = times[name]
    if kind.most is None:
        if equals:
            raise NotAWord(f"the time {text.strip()!r} is not allowed; allowed: {kind.written}")
        return Span(name)
    found = _NUMBERS.fullmatch(numbers)
    ends = [float(one) for one in found.groups() if one] if found else []
    if not ends or ends != sorted(ends) or ends[-1] > kind.most or (len(ends) > 1 and not kind.to):
        raise NotAWord(f"the time {text.strip()!r} is not allowed; allowed: {kind.written}, up to {kind.most:g}")
    return Span(name, ends[0], ends[-1])


def two_groups(group: str) -> tuple[str, str]:
    """Return the two groups of a contrast such as `work=none vs all`: the first, and what it is held against."""
    sides = ([], [])  # type: tuple[list[str], list[str]]
    for name, value in parts_of(group):
        first, _, second = value.partition(VERSUS)
        sides[0].append(f"{name}={first}")
        sides[1].append(f"{name}={second or first}")
    return ";".join(sides[0]), ";".join(sides[1])
