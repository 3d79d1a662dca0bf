"""The area beside England, its region and the authorities most like it, column by column."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, median, stdev
from typing import Any

from famsim.areas import AreaProfile, as_of, differences, upper_tier
from famsim.questions.assess.published import Column, columns, england

NOT_KNOWN = float("nan")
LARGE = 1000  # families; smaller authorities say nothing of how authorities spread
STANDINGS = ("well below", "below", "about as", "above", "well above")
AS_PUBLISHED, WIDENED, HIDDEN = (
    "as published, with no error stated",
    "widened for its age",
    "your own figure, kept here",
)


@dataclass(frozen=True)
class Beside:
    """An area, what it is set beside, and how far off counts as above or below.

    others: England's authorities as of the area's vintage; like: those most like it, the nearest first, with their
    distance; standing: spreads from England from which a value is above it, and well above.
    """

    area: AreaProfile
    england: AreaProfile
    others: tuple[AreaProfile, ...]
    like: tuple[tuple[AreaProfile, float], ...]
    standing: tuple[float, float]

    @property
    def region(self) -> tuple[AreaProfile, ...]:
        """The authorities of the area's region."""
        return tuple(one for one in self.others if one.region == self.area.region)


def beside(area: AreaProfile, neighbours: int, standing: tuple[float, float]) -> Beside:
    """Return what an area is set beside."""
    others = tuple(as_of(one, area.vintage) for one in upper_tier())
    like = sorted(((one, distance(area, one)) for one in others if apart(area, one)), key=lambda pair: pair[1])
    return Beside(area, as_of(england(), area.vintage), others, tuple(like[:neighbours]), standing)


def apart(area: AreaProfile, other: AreaProfile) -> bool:
    """Say whether two areas have no families in common."""
    return other.code not in (area.code, area.upper_tier, *area.parts)


def distance(area: AreaProfile, other: AreaProfile) -> float:
    """Return how unlike two areas are: the root mean square of their differences, each in spreads of authorities.

    Of deprivation, lone parents, unmarried couples, unemployment, births and size (famsim.areas.differences).
    """
    return sqrt(fmean(one * one for one in differences(area, other).values()))


def benchmark_rows(of: Beside) -> list[dict[str, Any]]:
    """Return the rows of the table `benchmark`: a published column each.

    benchmark(kind, name, says, unit, value, low, high, england, region, similar, similar_low, similar_high, spreads,
    standing, date, sure): low to high is where the value may lie where it is older than it should be. spreads: from
    England, in standard deviations between authorities. Private figures are left out, and what gives them back.
    """
    return [row for column in columns() if (row := row_of(of, column))]


def row_of(of: Beside, column: Column) -> dict[str, Any] | None:
    """Return one row; None where the column is published neither of the area nor of England."""
    value, whole = column.value(of.area), column.value(of.england)
    if value is None or whole is None:
        return None
    spread = spread_of(of.others, column)
    spreads = (value - whole) / spread
    like = [found for one, _ in of.like if (found := column.value(one)) is not None]
    hidden = of.area.private and column.is_own(of.area)
    low, high = column.between(of.area, value)
    near = {"similar": median(like), "similar_low": min(like), "similar_high": max(like)} if like else {}
    return {
        "kind": column.kind,
        "name": column.name,
        "says": column.says,
        "unit": column.unit,
        **shown_or_hidden({"value": value, "low": low, "high": high}, hidden),
        "england": whole,
        "region": column.mean(of.region),
        **(near or dict.fromkeys(("similar", "similar_low", "similar_high"), NOT_KNOWN)),
        **shown_or_hidden({"spreads": spreads}, hidden),
        "standing": standing_of(spreads, of.standing),
        "date": column.date(of.area),
        "sure": HIDDEN if hidden else (WIDENED if high > low else AS_PUBLISHED),
    }


def shown_or_hidden(numbers: dict[str, float], hidden: bool) -> dict[str, float]:
    """Return numbers, or none of them where they are private."""
    return dict.fromkeys(numbers, NOT_KNOWN) if hidden else numbers


def spread_of(areas: Sequence[AreaProfile], column: Column) -> float:
    """Return how far a column spreads between authorities, one standard deviation."""
    known = [column.value(area) for area in areas if area.families >= LARGE]
    return stdev([value for value in known if value is not None])


def standing_of(spreads: float, standing: tuple[float, float]) -> str:
    """Return where a value stands beside England, in words."""
    near, far = standing
    place = 2 + int(math.copysign((abs(spreads) >= near) + (abs(spreads) >= far), spreads))
    return STANDINGS[place]


def similar_rows(of: Beside) -> list[dict[str, Any]]:
    """Return the rows of the table `similar`: the authorities most like the area, the nearest first.

    similar(place, code, name, region, distance): distances from private figures would give those back: left out.
    """
    return [
        {
            "place": place,
            "code": one.code,
            "name": one.name,
            "region": one.region,
            "distance": NOT_KNOWN if of.area.private else far,
        }
        for place, (one, far) in enumerate(of.like, start=1)
    ]
