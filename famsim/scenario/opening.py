"""Doors that open or close in a scenario: tables [door.NAME], an area's events, alike under every strategy.

`opens` is the first month in which a door is open, `closes` the first in which it no longer is; `areas` says where, of
several. Before a scenario begins nobody looks at doors.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from famsim.areas import AreaProfile, places_named, places_of
from famsim.errors import AreaError
from famsim.limits import MAX_MONTHS
from famsim.model.doors import ALWAYS_OPEN
from famsim.model.policy import DOORS
from famsim.nearest import nearest
from famsim.scenario.base import Rule, names, table_of
from famsim.scenario.checks import Frozen, name_of, shown, table, whole, wrong

KEYS = ("opens", "closes", "areas")
ALLOWED = "tables such as [door.childrens_centre], with closes = 15, opens = 7, or both, in months of the scenario"


class Open(NamedTuple):
    """When a door is open: from the month `opens` until before `closes`; in which areas it is so, None for all."""

    opens: int | None
    closes: int | None
    areas: tuple[str, ...] | None = None

    @property
    def months(self) -> tuple[int, int]:
        """The month it opens and the month it closes."""
        first, last = ALWAYS_OPEN
        return first if self.opens is None else self.opens, last if self.closes is None else self.closes

    def is_open(self, first: int, last: int) -> bool:
        """Say whether it is open in any month from the first to the last."""
        opens, closes = self.months
        return max(first, opens) <= min(last, closes - 1)

    @property
    def table(self) -> dict[str, Any]:
        """The table of it in a file."""
        found = {"opens": self.opens, "closes": self.closes, "areas": self.areas and list(self.areas)}
        return {key: value for key, value in found.items() if value is not None}


def read_doors(value: Any) -> Frozen:
    """Return when doors are open, by name, of a [door] table."""
    known = name_of(DOORS, "door")
    return Frozen({known(name, (name,)): read_open(name, one) for name, one in table(value, ALLOWED).items()})


def read_open(name: str, value: Any) -> Open:
    """Return when one door is open."""
    if isinstance(value, Open):
        return value
    given = table(value, ALLOWED, (name,))
    for key in given:
        if key not in KEYS:
            raise wrong(f"there is no key {shown(key)} here", ", ".join(KEYS), (name, key), nearest(key, KEYS))
    opens, closes = (
        whole(given[key], 1, MAX_MONTHS, (name, key)) if key in given else None for key in ("opens", "closes")
    )
    if opens is None and closes is None:
        raise wrong("neither opens nor closes", "closes = 15, opens = 7, or both", (name,))
    if opens is not None and closes is not None and closes <= opens:
        what = f"closes in month {closes}, and opens in month {opens}, no earlier"
        raise wrong(what, f"a month after {opens}", (name, "closes"))
    areas = names(1, len(DOORS) * MAX_MONTHS, 80, "a list of areas such as ['luton']").check(given.get("areas"))
    return Open(opens, closes, areas)


MONTH = {"type": "integer", "minimum": 1, "maximum": MAX_MONTHS}
PLACES = {"type": "array", "items": {"type": "string"}, "minItems": 1}
OPEN_SCHEMA = table_of(KEYS, MONTH) | {"properties": {"opens": MONTH, "closes": MONTH, "areas": PLACES}}
DOORS_SCHEMA = table_of(DOORS, OPEN_SCHEMA)
DOOR_TABLES = Rule(read_doors, ALLOWED, DOORS_SCHEMA)


def check_open(scenario: Any) -> None:
    """Raise the error for the first offer whose doors are all shut while it stands, or area of a door that is none."""
    for name, when in scenario.doors.items():
        check_where(name, when, scenario)
    for i, strategy in enumerate(scenario.strategies):
        for j, offer in enumerate(strategy.offers):
            everywhere = [name for name in offer.found if name in scenario.doors and not scenario.doors[name].areas]
            shut = [name for name in everywhere if is_shut(name, offer, scenario)]
            if len(shut) == len(offer.found):
                what = f"nobody can be found there while it stands: {', '.join(map(shut_words(scenario), shut))}"
                raise wrong(what, "a door that is open then, or another month", ("strategy", i, "offer", j, "found"))


def check_where(name: str, when: Open, scenario: Any) -> None:
    """Raise the error for an area of a door that is no area, or none of the scenario's."""
    for place, area in enumerate(when.areas or ()):
        at = ("door", name, "areas", place)
        try:
            named, there = places_named(area, "areas"), places_of(scenario.places)
        except AreaError as error:
            raise wrong(str(error), "an area of the scenario", at) from None
        if not set(named) <= set(there):
            raise wrong(f"{shown(area)} is no area of the scenario", ", ".join(one.slug for one in there[:12]), at)


def is_shut(name: str, offer: Any, scenario: Any) -> bool:
    """Say whether a door is shut, where it opens or closes, for as long as an offer stands."""
    when: Open | None = scenario.doors.get(name)
    return when is not None and not when.is_open(offer.begins, min(offer.ends, scenario.months))


def shut_words(scenario: Any) -> Any:
    """Return what says of a door when it is open."""

    def words(name: str) -> str:
        said = ", ".join(f"{key} = {value}" for key, value in scenario.doors[name].table.items())
        return f"{name} has {said}"

    return words


def doors_in(doors: Mapping[str, Open], area: AreaProfile) -> Frozen:
    """Return when doors are open in one area, those that are so in some alone by its name."""
    here = {name: one for name, one in doors.items() if one.areas is None or is_among(area, one.areas)}
    return Frozen({name: one._replace(areas=one.areas and (area.slug,)) for name, one in here.items()})


def is_among(area: AreaProfile, names: tuple[str, ...]) -> bool:
    """Say whether an area, whatever figures it has, is among those of some names."""
    return any(area.code == one.code for one in places_of(names))
