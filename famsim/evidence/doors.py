"""The doors of the register: `doors/<door>.toml` says in which ways families come there, by figures of the same file.

A file has `says`, the door in words, and its `ways`, in order: the figure that is the chance of coming in a month, and
`when`, what a family must be (famsim.model.doors.FACTS): a value, or [low, high] of numbers and names of figures. The
chance may rise with one more fact, by a figure. `about` names the difficulties that they come about that way, so
that nobody need notice them. `through` names other doors whose families are met at this one too.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from famsim.errors import EvidenceError, shown, unknown
from famsim.model.doors import FACTS, MAX_ASKED, MAX_WAYS
from famsim.model.policy import DIFFICULTIES, DOORS

FOLDER = "doors"
STRUCTURE = ("says", "ways", "through")  # what of a door's file is no figure
WAY_KEYS, WHEN, YES_NO = ("chance", "when", "rises", "about"), "a table such as { in_arrears = true }", "yes/no"

Bound = float | str  # a number, or the name of a figure


@dataclass(frozen=True, slots=True)
class Asked:
    """What a family must be to come to a door: a fact within bounds."""

    fact: str
    low: Bound
    high: Bound


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which families come: who, the chance in a month, what raises it ("": nothing does), what about."""

    chance: str
    asks: tuple[Asked, ...]
    rises_with: str = ""
    rises_by: str = ""
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DoorRows:
    """A door: its name, in words, the ways in which families come, and the doors whose families it meets a share of."""

    name: str
    says: str
    ways: tuple[Way, ...]
    through: tuple[str, ...] = ()
    share: str = ""

    @property
    def figures(self) -> tuple[str, ...]:
        """The names of the figures that say who comes, each once."""
        bounds = [end for way in self.ways for row in way.asks for end in (row.low, row.high) if isinstance(end, str)]
        named = [name for way in self.ways for name in (way.chance, way.rises_by)]
        return tuple(dict.fromkeys(name for name in (*named, *bounds, self.share) if name))


@cache
def the_doors() -> Mapping[str, DoorRows]:
    """Return the package's doors by name, in order of their numbers."""
    return load_doors(files("famsim.evidence"))


def load_doors(root: Traversable) -> Mapping[str, DoorRows]:
    """Return the doors of a folder laid out like the register, in order of their numbers.

    Raises EvidenceError for a door that is unknown or missing, and for what its file says that cannot be.
    """
    found = {}
    for entry in (root / FOLDER).iterdir():
        if entry.name.endswith(".toml"):
            name = entry.name.removesuffix(".toml")
            if name not in DOORS:
                raise unknown("door", name, DOORS, f"{root.name}/{FOLDER}", EvidenceError)
            label = f"{root.name}/{FOLDER}/{entry.name}"
            found[name] = read_door(name, tomllib.loads(entry.read_text(encoding="utf-8")), label)
    if missing := [name for name in DOORS if name not in found]:
        raise EvidenceError(f"{root.name}/{FOLDER}: no file for {', '.join(missing)}. Allowed: a file for each door.")
    return {name: found[name] for name in DOORS}


def read_door(name: str, given: Mapping[str, Any], label: str) -> DoorRows:
    """Return a door from its file's tables; EvidenceError for what it cannot be."""
    ways, through = given.get("ways", []), given.get("through", {})
    if not ways and not through:
        raise EvidenceError(f"{label}: nobody comes. Allowed: ways, or through = {{ doors, share }}.")
    if len(ways) > MAX_WAYS:
        raise EvidenceError(f"{label}: {len(ways)} ways. Allowed: up to {MAX_WAYS}.")
    if not isinstance(given.get("says"), str):
        raise EvidenceError(f"{label}: says is missing. Allowed: the door in words.")
    read = tuple(read_way(way, f"{label}, way {number}") for number, way in enumerate(ways, 1))
    for other in through.get("doors", ()):
        if other not in DOORS:
            raise unknown("door", other, DOORS, f"{label} through", EvidenceError)
    door = DoorRows(name, given["says"], read, tuple(through.get("doors", ())), through.get("share", ""))
    figures = [key for key in given if key not in STRUCTURE]
    for named in door.figures:
        if named not in figures:
            raise unknown("figure", named, figures, label, EvidenceError)
    if unused := [key for key in figures if key not in door.figures]:
        raise EvidenceError(f"{label}: no way reads {', '.join(unused)}. Allowed: figures of who comes.")
    return door


def read_way(given: Mapping[str, Any], where: str) -> Way:
    """Return one way from its table."""
    for key in given:
        if key not in WAY_KEYS:
            raise unknown("key", key, WAY_KEYS, where, EvidenceError)
    if "chance" not in given or not isinstance(given.get("when"), Mapping):
        raise EvidenceError(f"{where}: chance or when is missing. Allowed: a figure, and {WHEN}.")
    rises = given.get("rises", {})
    with_, by = rises.get("with", ""), rises.get("by", "")
    if rises and with_ not in FACTS:
        raise unknown("fact", str(with_), FACTS, where, EvidenceError)
    about = tuple(given.get("about", ()))
    for one in about:
        if one not in DIFFICULTIES:
            raise unknown("difficulty", str(one), DIFFICULTIES, where, EvidenceError)
    return Way(given["chance"], tuple(read_when(given["when"], where)), with_, by, about)


def read_when(given: Mapping[str, Any], where: str) -> Iterator[Asked]:
    """Yield what a table asks of a family."""
    if not 1 <= len(given) <= MAX_ASKED:
        raise EvidenceError(f"{where}: when asks {len(given)} things. Allowed: 1 to {MAX_ASKED}.")
    for name, bounds in given.items():
        if name not in FACTS:
            raise unknown("fact", name, FACTS, where, EvidenceError)
        low, high = bounds if isinstance(bounds, list) and len(bounds) == 2 else (bounds, bounds)
        yield Asked(name, bound(low, name, where), bound(high, name, where))


def bound(given: Any, name: str, where: str) -> Bound:
    """Return one end of what is asked: a number within the fact's limits, or the name of a figure."""
    fact = FACTS[name]
    if isinstance(given, str):
        return given
    right = isinstance(given, bool) == (fact.unit == YES_NO) and isinstance(given, int | float)
    if right and fact.low <= given <= fact.high:
        return float(given)
    allowed = "true or false" if fact.unit == YES_NO else f"{fact.low:g} to {fact.high:g} {fact.unit}, or a figure"
    raise EvidenceError(f"{where}, {name}: {shown(given)}. Allowed: {allowed}.")
