"""An area with an authority's own figures: what it gives replaces what is published; the rest is dated and widened.

Own figures stay on the machine: of those that are private nothing but their seal is ever written.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log
from typing import Any, NamedTuple

from famsim.areas.births import families_that_fit
from famsim.areas.deciles import tilt_between
from famsim.areas.profiles import AreaProfile, factor_of
from famsim.areas.table import all_areas
from famsim.areas.vintages import DATES, FRESH, NOW, ROUGHLY, drift, joined
from famsim.errors import AreaError

COUNTS = ("families", "infants", "births")
SHARES = ("lone_share", "cohabiting_share", "unemployment", "child_poverty")
DECILE_SHARES = "infants_by_decile"
OWN = (*COUNTS, *SHARES, DECILE_SHARES)
MOST_INFANTS, FEWEST_INFANTS = 1.1, 0.6  # of births; babies move house too
MOST_BIRTHS = 0.3  # of families with children; England has a tenth


@dataclass(frozen=True)
class OwnFigures:
    """What an authority knows of itself, None where it does not; shares from 0 to 1, as in AreaProfile.

    doors: families who come to a door in a year, by its name. year: which its figures are of. part: they are of a part
    of the authority, such as some wards.
    """

    families: int | None = None
    infants: int | None = None
    births: float | None = None
    lone_share: float | None = None
    cohabiting_share: float | None = None
    unemployment: float | None = None
    child_poverty: float | None = None
    infants_by_decile: tuple[float, ...] | None = None
    doors: tuple[tuple[str, int], ...] = ()
    year: int = NOW
    part: bool = False
    private: bool = True

    @property
    def given(self) -> dict[str, Any]:
        """The figures that are given, by name."""
        return {name: value for name in OWN if (value := getattr(self, name)) is not None}


class Contradiction(NamedTuple):
    """Two figures that cannot both be right: their names, what is wrong, and what to change; no number is in it."""

    one: str
    other: str
    what: str
    change: str


def contradictions(own: OwnFigures) -> Iterator[Contradiction]:
    """Yield where own figures contradict each other."""
    infants, births, families = own.infants, own.births, own.families
    if infants is not None and births is not None:
        change = "infants aged 0 and live births of the same year and place"
        if infants > MOST_INFANTS * births:
            yield Contradiction("infants", "births", "there are more infants than births by more than a tenth", change)
        if infants < FEWEST_INFANTS * births:
            yield Contradiction("infants", "births", "there are far fewer infants than births", change)
    for name in ("births", "infants"):
        count = getattr(own, name)
        if count is not None and families is not None and count > MOST_BIRTHS * families:
            what = f"there are more than three {name} for ten families with children"
            yield Contradiction(name, "families", what, f"{name} of one year, and all families with dependent children")


def with_own(area: AreaProfile, own: OwnFigures) -> AreaProfile:
    """Return an area with own figures in the place of what is published; AreaError where those cannot be."""
    if found := next(contradictions(own), None):
        raise AreaError(f"{found.one}: {found.what}; change: {found.change}")
    if own.part and not any(getattr(own, name) for name in COUNTS):
        raise AreaError("part: how large the part is must be given; allowed: families, infants or births of the part")
    counts = _counts(area, own)
    rough = {name for name in others_of(own) if name in ROUGHLY or _follows(own, name) or own.part}
    values: dict[str, Any] = {
        name: value for name in (*SHARES, DECILE_SHARES) if (value := getattr(own, name)) is not None
    }
    widen = {name: factor for name in others_of(own) if (factor := _factor(area, own, name)) > 1.0}
    kept = {name: factor for name, factor in area.widen.items() if name not in OWN}
    if "families" in widen and not _follows(own, "families"):
        counts["families"] = families_that_fit(counts["families"], counts["infants"], widen["families"])
    dates = dict.fromkeys(own.given, f"own figures, {own.year}") | {name: _says(area, own, name) for name in widen}
    return replace(
        area,
        **counts,
        **values,
        parts=() if own.part else area.parts,
        missing=tuple(name for name in area.missing if name not in own.given),
        widen=kept | widen,
        dated=tuple(dates.items()),
        private=own.private,
        roughly=tuple(name for name in widen if name in rough),
    )


def others_of(own: OwnFigures) -> tuple[str, ...]:
    """Return the figures that are not given, by name."""
    return tuple(name for name in OWN if name not in own.given)


def _counts(area: AreaProfile, own: OwnFigures) -> dict[str, Any]:
    """Return families, infants and births: those given, the others as published, or as many for each one given.

    Infants follow births, and births infants, as here before; of a part all follow the first that is given.
    """
    given = {name: float(value) for name in COUNTS if (value := getattr(own, name)) is not None}
    before = {name: float(getattr(area, name)) for name in COUNTS}
    found = before | given
    for name, other in (("infants", "births"), ("births", "infants")):
        if name not in given and other in given:
            found[name] = given[other] * before[name] / before[other]
    if own.part:
        first = next(name for name in ("infants", "births", "families") if name in given)
        found |= {
            name: given[first] * before[name] / before[first]
            for name in COUNTS
            if name not in given and (name == "families" or first == "families")
        }
    return {"families": max(round(found["families"]), 1), "infants": max(round(found["infants"]), 1)} | {
        "births": found["births"]
    }


def _follows(own: OwnFigures, name: str) -> bool:
    """Say whether a count that is not given follows one that is."""
    return name in COUNTS and (own.part or (name != "families" and any(one in own.given for one in COUNTS[1:])))


def _says(area: AreaProfile, own: OwnFigures, name: str) -> str:
    """Return when a figure that is not given is of, in words."""
    return "follows from your own counts" if _follows(own, name) else DATES[area.vintage][name].says


def _factor(area: AreaProfile, own: OwnFigures, name: str) -> float:
    """Return the factor either way that holds 95% of what a figure that is not given may be; 1 where none is needed."""
    if _follows(own, name):
        return _spread(area, name)
    when = DATES[area.vintage][name]
    years = own.year - when.year
    moved = drift(name, years) if years > FRESH else 1.0
    spread = _spread(area, name) if own.part else 1.0
    published = area.widen.get(name, 1.0) if name in area.missing else 1.0
    return joined(joined(moved, spread), published)


def _spread(area: AreaProfile, name: str) -> float:
    """Return the factor either way that holds 95% of the districts of the area's region, as a part may differ as much.

    Of births and infants it is that of infants for each birth, of families that of families for each infant.
    """
    near = [one for one in all_areas("district") if one.region == area.region or not area.region]
    if name == DECILE_SHARES:
        tilts = [tilt_between(area.infants_by_decile, one.infants_by_decile) for one in near]
        return factor_of([one for one in tilts if one is not None])
    if name in COUNTS:
        of = ("families", "infants") if name == "families" else ("infants", "births")
        return factor_of([log(getattr(one, of[0]) / getattr(one, of[1])) for one in near])
    return factor_of([log(getattr(one, name)) for one in near])


def tilted(shares: tuple[float, ...], first: int, share: float) -> tuple[float, ...]:
    """Return shares by decile of which the first so many hold a share, the others the rest, each as among themselves.

    Where there was nobody among them, all of them hold as much.
    """
    within, rest = shares[:first], shares[first:]
    return (*_scaled(within, share), *_scaled(rest, 1.0 - share))


def _scaled(shares: tuple[float, ...], to: float) -> tuple[float, ...]:
    """Return shares in the same proportions that add up to a number."""
    whole = sum(shares)
    return tuple(to * (one / whole if whole else 1.0 / len(shares)) for one in shares)
