"""The doors' rows in the parameters: from the register's words and values to what the rule of contact reads."""

from collections.abc import Iterable, Mapping

import numpy as np

from famsim.evidence import DoorRows, Value, the_doors
from famsim.model.doors import ALWAYS_OPEN, FACTS, LONG, MAY_COME, MUCH, NEWBORN, NO_FACT, SMALL, Fact
from famsim.model.policy import DIFFICULTIES, DOORS, FEATURES, Feature

TOPIC = "doors"
AT_LEAST = {  # who has any of these lives with it
    Feature.IN_ARREARS: "in_arrears",
    Feature.MONTHS_IN_ARREARS: "in_arrears",
    Feature.UNEMPLOYED: "without_work",
    Feature.PARENT_DISTRESSED: "distressed",
    Feature.HARMFUL_CONFLICT: "in_conflict",
    Fact.VIOLENCE_AT_HOME: "in_conflict",
    Fact.VIOLENCE_ELSEWHERE: "in_conflict",
}
BELOW = (  # and who has less of these
    (Fact.MONTHS_APART, LONG + 1.0, "elsewhere"),
    (Fact.MONTHS_SINCE_PARTING, LONG + 1.0, "parted"),
    (Fact.YOUNGEST_MONTHS, NEWBORN, "newborn"),
    (Fact.YOUNGEST_MONTHS, SMALL, "small_child"),
    (Feature.MONTHS_SINCE_BIRTH, 0.0, "expecting"),
)
ANYONE = "anyone"
AT_ONCE = ("newborn", "expecting")  # who lives with these comes so often that luck rules no door out
BY_MUCH = (Feature.STRESS_LOAD, Feature.COPARENTING_CONFLICT)  # what raises a chance, of which MUCH is rare


def write_doors(p: np.record, values: Mapping[str, Value]) -> None:
    """Fill the rows of the register's doors from its values."""
    for number, door in enumerate(the_doors().values()):
        write_door(p.doors[number], door, values)
    p.may_come = who_may_come(p.doors[: len(the_doors())])


def who_may_come(doors: np.ndarray) -> np.void:
    """Return to which doors, (doors,) DOOR, families may come by what they live with (MAY_COME)."""
    may_come: np.void = np.zeros(1, MAY_COME)[0]
    for number, door in enumerate(doors):
        met_at = sum(1 << place for place, hub in enumerate(doors) if hub["through"] >> number & 1)
        for way in door["ways"][: door["n_ways"]]:
            may_come[lives_with(way)] |= 1 << number | met_at
            may_come["much"] |= 1 << number | met_at if way["rises_with"] in BY_MUCH else 0
    return may_come


def write_door(row: np.record, door: DoorRows, values: Mapping[str, Value]) -> None:
    """Fill one door's row; a bound at a feature's own limit binds nothing."""
    row.opens, row.closes = ALWAYS_OPEN
    row.n_ways, row.most = len(door.ways), 0.0
    for place, way in enumerate(door.ways):
        to = row.ways[place]
        to.rows = len(way.asks)
        for number, asked in enumerate(way.asks):
            one, fact = to.asks[number], FACTS[asked.fact]
            one.feature, one.low, one.high = fact.place, worth(asked.low, values), worth(asked.high, values)
            if asked.fact in FEATURES and one.high >= fact.high:
                one.high = np.inf
        to.chance = worth(way.chance, values)
        to.about = sum(1 << DIFFICULTIES.index(one) for one in way.about)
        to.rises_with, to.rises_by = NO_FACT, 0.0
        if way.rises_with:
            to.rises_with, to.rises_by = FACTS[way.rises_with].place, worth(way.rises_by, values)
        row.most = max(row.most, most_by(to))
    row.through = sum(1 << DOORS.index(name) for name in door.through)
    row.met_through = worth(door.share, values) if door.share else 0.0


def most_by(way: np.record) -> float:
    """Return the highest chance of coming by a way while luck may rule its door out; 0 where it never does."""
    if lives_with(way) in AT_ONCE:
        return 0.0
    if way.rises_with == NO_FACT:
        return float(way.chance)
    return float(way.chance * (1.0 + way.rises_by * MUCH)) if way.rises_with in BY_MUCH else 1.0


def lives_with(way: np.void) -> str:
    """Return what whoever comes by a way lives with, a field of MAY_COME, by what the way asks."""
    for asked in way["asks"][: way["rows"]]:
        if asked["feature"] in AT_LEAST and asked["low"] > 0.0:
            return AT_LEAST[asked["feature"]]
        for fact, below, what in BELOW:
            if asked["feature"] == fact and asked["high"] < below:
                return what
    return ANYONE


def worth(given: float | str, values: Mapping[str, Value]) -> float:
    """Return a number, or the value of the figure that is named."""
    if not isinstance(given, str):
        return given
    value = values[f"{TOPIC}.{given}"]
    assert isinstance(value, float)
    return value


def open_and_close(p: np.record, doors: Iterable[tuple[str, int, int]]) -> None:
    """Let doors be open from a month until before another only, by name."""
    for name, opens, closes in doors:
        row = p.doors[DOORS.index(name)]
        row.opens, row.closes = opens, closes
