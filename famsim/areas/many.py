"""Several places at once: England by authority, a region, the twelve pilots, or a list in which no family is twice."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from famsim.areas.finding import by_key, find_area
from famsim.areas.profiles import RATES, AreaProfile
from famsim.areas.several import place_of_several
from famsim.areas.table import pilots, upper_tier
from famsim.areas.typed import key_of
from famsim.errors import AreaError

ENGLAND = ("england", "e92000001")
PILOTS = ("pilots", "twelve-pilots", "the-twelve-pilots", "local-family-offer", "the-local-family-offer")
BY_AUTHORITY = "-by-authority"
SEVERAL = "several"  # the level of areas added up
NOW_PART_OF = {"E10000009": ("E06000058", "E06000059")}  # a former county -> the councils that stand on its land


def places_named(text: str, where: str = "area") -> tuple[AreaProfile, ...]:
    """Return the authorities that a text names: one area, or all of England, a region or the twelve pilots.

    England, a region ("north east") and a place of several councils ("greater manchester") are their upper-tier
    authorities, with or without "by authority". AreaError as of `find_area`; `where` opens it.
    """
    key = key_of(text).removesuffix(BY_AUTHORITY)
    if key in ENGLAND:
        return upper_tier()
    if key in PILOTS:
        return pilots()
    if key in by_key():
        return (by_key()[key],)
    return _held(key) or (find_area(text, where),)


def _held(key: str) -> tuple[AreaProfile, ...]:
    """Return the authorities of a place of several councils, or of a region; none for any other place."""
    several = place_of_several(key)
    held = several.holds if several and not several.ended else ()
    regions = (key.removesuffix("-region"),) if not held else ()
    return tuple(area for area in upper_tier() if area.slug in held or key_of(area.region) in regions)


def places_of(names: tuple[str, ...], where: str = "areas") -> tuple[AreaProfile, ...]:
    """Return the areas of a list of names, in its order; AreaError for one there is not, or named twice."""
    found = [area for name in names for area in places_named(name, where)]
    if overlap := overlapping(found):
        raise AreaError(f"{where}: {overlap}")
    return tuple(found)


def names_many(text: str) -> bool:
    """Say whether a text names a set of authorities rather than one area; false for what names nothing."""
    key = key_of(text).removesuffix(BY_AUTHORITY)
    try:
        return key in (*ENGLAND, *PILOTS) or len(places_named(text)) > 1
    except AreaError:
        return False


def overlapping(areas: Sequence[AreaProfile]) -> str:
    """Return which families are named twice, in a sentence; "" if none are."""
    seen: set[str] = set()
    for area in areas:
        if area.code in seen:
            return f"{area.slug!r} is named twice; allowed: each area once"
        seen.add(area.code)
    whole_of = {code: whole for whole in areas for code in (*whole.parts, *NOW_PART_OF.get(whole.code, ()))}
    return next((_within(part, whole_of[part.code]) for part in areas if part.code in whole_of), "")


def _within(part: AreaProfile, whole: AreaProfile) -> str:
    return (
        f"families of {part.slug!r} are families of {whole.slug!r} too, so they would be counted twice; "
        "allowed: one of the two"
    )


def added_up(areas: Sequence[AreaProfile], name: str) -> AreaProfile:
    """Return the profile of some areas together, under a name: counts added up, shares by families or infants.

    It is what a table is titled by and counts in; nobody lives in it, and its stand-ins are its areas' own.
    """
    if len(areas) == 1:
        return areas[0]
    families, infants = sum(area.families for area in areas), sum(area.infants for area in areas)

    def share(figure: str) -> float:
        return float(sum(getattr(area, figure) * area.families for area in areas)) / families

    rates: dict[str, Any] = {one: share(one) for one in RATES}
    by_decile = zip(*([each * area.infants for each in area.infants_by_decile] for area in areas), strict=True)
    return replace(
        areas[0],
        code="",
        slug=key_of(name),
        name=f"{name}, {len(areas)} areas",
        level=SEVERAL,
        region="",
        upper_tier="",
        parts=tuple(area.code for area in areas),
        families=families,
        infants=infants,
        births=sum(area.births for area in areas),
        infants_by_decile=tuple(sum(each) / infants for each in by_decile),
        **rates,
        pilot=all(area.pilot for area in areas),
        offer="documented" if all(area.offer == "documented" for area in areas) else "assumed",
        missing=(),
        widen={},
        dated=(),
        private=any(area.private for area in areas),
    )
