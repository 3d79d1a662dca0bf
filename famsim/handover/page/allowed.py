"""What a room may change in the page: the words, limits and kinds of families of scenario files, as JSON has them."""

from __future__ import annotations

from math import isinf
from typing import TYPE_CHECKING, Any

from famsim.limits import MAX_MONTHS
from famsim.model.policy import (
    AGENCIES,
    AGENCY_OF,
    BEFORE_BIRTH,
    DOORS,
    FEATURES,
    MAX_CONDITIONS,
    MAX_OFFERS,
    PRIORITIES,
    TRIGGERS,
    Glance,
)
from famsim.scenario import (
    FOLLOWS,
    INVITES,
    MAX_PLACES,
    MOST_DELAY,
    Follows,
    Scenario,
    kind_in,
    seen_at,
)

if TYPE_CHECKING:
    from famsim.population import World


def allowed(scenario: Scenario, world: World) -> dict[str, Any]:
    """Return the words, limits and kinds of families that the page holds a room's changes to."""
    return {
        "doors": list(DOORS),
        "agencies": list(AGENCIES),
        "agency_of": {door: AGENCY_OF.get(door, AGENCIES[-1]) for door in DOORS},
        "programmes": list(world.programmes),
        "triggers": list(TRIGGERS),
        "priorities": list(PRIORITIES),
        "glances": [one.name.lower() for one in Glance],
        "invites": list(INVITES),
        "features": [
            {"name": name, "low": float(one.low), "high": float(one.high), "unit": one.unit, "says": one.says}
            for name, one in FEATURES.items()
        ],
        "kinds": {name: kind for name in world.programmes if (kind := kind_of(name, scenario))},
        "follows": [followed(rule) for rule in FOLLOWS],
        "seen": {door: [[list(map(finite, row)) for row in kind] for kind in seen_at(door)] for door in DOORS},
        "max_offers": MAX_OFFERS,
        "max_conditions": MAX_CONDITIONS,
        "max_places": MAX_PLACES,
        "most_delay": MOST_DELAY,
        "months": MAX_MONTHS,
        "scenario_months": scenario.months,
        "ahead": world.ahead,
        "earliest": -BEFORE_BIRTH - world.ahead,  # of a window; before that, couples would have to be met ahead
    }


def kind_of(programme: str, scenario: Scenario) -> str:
    """Return the feature that a family must have for a programme; nothing where it is for all."""
    row = kind_in(programme, scenario).row
    return row[0].feature if row else ""


def followed(rule: Follows) -> dict[str, Any]:
    """Return one thing that follows from another; `by`: how, where it depends on the range."""
    low, high = rule.within(*PROBE)
    said = {"feature": rule.feature, "low": rule.of[0], "high": finite(rule.of[1]), "then": rule.then}
    if rule.within(*OTHER) == (low, high):
        return said | {"by": "", "from": low, "to": finite(high)}
    return said | {"by": "years" if high != float("inf") else "mother", "from": low - PROBE[0], "to": None}


PROBE, OTHER = (12.0, 24.0), (36.0, 60.0)  # ranges that tell what depends on the range from what does not


def finite(value: Any) -> Any:
    """Return a number, or nothing for infinity, which JSON has not."""
    return None if isinstance(value, float) and isinf(value) else value
