"""Move an effect from the authority it was measured in: its range grows with each difference between the two places.

A programme of a scenario may say `measured_in = "dorset"`. Each of its effects keeps its middle and gets a wider range:
for every difference between that place and the scenario's (famsim.areas.unlike), a spread between authorities apart, a
tenth of the effect more, as independent parts. That tenth is assumed (0.05 to 0.25 would be defended too): no study
that was read measured one programme in enough places to tell. Nothing is widened where a place is like itself.
"""

from collections.abc import Mapping
from math import hypot, sqrt
from typing import Any, NamedTuple

from famsim.areas import AreaProfile, differences, find_area, places_of
from famsim.errors import AreaError
from famsim.scenario.checks import Frozen
from famsim.scenario.here import all_placed
from famsim.scenario.own import EFFECT, as_written, read_programmes

MEASURED_IN = "measured_in"
A_SPREAD_APART = 0.1  # of the effect, for each spread between authorities that two places lie apart; assumed
NORMAL_95 = 1.96
NAMED = 0.5  # spreads apart from which on a difference is named
LONGEST = 300  # signs of a source


class Moved(NamedTuple):
    """An effect's range where it is moved to, and what each difference adds to its half width, largest first."""

    low: float
    high: float
    adds: dict[str, float]


def moved(effect: tuple[float, float, float], apart: Mapping[str, float]) -> Moved:
    """Return the range of an effect (value, low, high) moved between places that lie so far apart.

    apart: by difference, in spreads between authorities. The middle stays; each side's width and what the differences
    add are independent, so their squares add up. An effect of about 0 is widened by half its own range.
    """
    value, low, high = effect
    size = max(abs(value), (high - low) / 2.0)
    adds = {name: NORMAL_95 * A_SPREAD_APART * size * one for name, one in apart.items()}
    more = sqrt(sum(one * one for one in adds.values()))
    ordered = dict(sorted(adds.items(), key=lambda one: -one[1]))
    least, most = EFFECT
    return Moved(max(value - hypot(value - low, more), least), min(value + hypot(high - value, more), most), ordered)


def furthest(measured: AreaProfile, places: tuple[AreaProfile, ...]) -> dict[str, float]:
    """Return how far places lie from where an effect was measured, by difference; of several places the furthest."""
    each = [differences(measured, place) for place in places]
    return {name: max(one[name] for one in each) for name in each[0]}


def moved_here(scenario: Any, where: str) -> Frozen:
    """Return a scenario's own programmes with each effect's range as it is here; AreaError for a place there is not."""
    places = all_placed(places_of(scenario.places), scenario.here)
    tables = {name: as_written(one.table) for name, one in scenario.programmes.items()}
    for name, table in tables.items():
        if MEASURED_IN in table:
            measured = place_measured(table.pop(MEASURED_IN), f"{where}: programme.{name}.{MEASURED_IN}")
            apart = furthest(measured, places)
            table["effects"] = {channel: widened(one, measured, apart) for channel, one in table["effects"].items()}
    return read_programmes(tables)


def place_measured(text: str, where: str) -> AreaProfile:
    """Return the authority that an effect was measured in."""
    try:
        return find_area(text, where)
    except AreaError as error:
        raise AreaError(f"{error} (where its effects were measured)") from None


def widened(effect: Mapping[str, Any], measured: AreaProfile, apart: Mapping[str, float]) -> dict[str, Any]:
    """Return the table of an effect with its range as it is here, and where it came from in its source."""
    low, high = effect["range"]
    found = moved((effect["value"], low, high), apart)
    named = [f"{name} {apart[name]:.1f}" for name in found.adds if apart[name] >= NAMED]
    says = f"moved from {measured.name}: {', '.join(named) or 'places alike'} spreads apart" if named else ""
    says = says or f"moved from {measured.name}, a place much alike"
    source = "; ".join(one for one in (effect.get("source", ""), says) if one)
    return dict(effect) | {"range": [round(found.low, 6), round(found.high, 6)], "source": source[:LONGEST]}
