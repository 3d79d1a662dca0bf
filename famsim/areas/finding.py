"""From what people type to an area: by its code, its name, or its council's title."""

from functools import cache

from famsim.areas.hints import hint, holding
from famsim.areas.profiles import AreaProfile
from famsim.areas.several import place_of_several
from famsim.areas.table import upper_tier, whole_table
from famsim.areas.typed import key_of, said_names, telling_words
from famsim.errors import AreaError, shown
from famsim.limits import check_names


def find_area(text: str, where: str = "area") -> AreaProfile:
    """Return the area of this ONS code, name or council's title; AreaError says what else it may be.

    Case, accents and little words do not count: "London Borough of Croydon", "croydon" and E09000008 are one.
    `where` opens the message: the file and line, or the option, that the text came from.
    """
    check_names(area=text)
    if area := by_key().get(key_of(text)):
        return area
    if several := place_of_several(text):
        instead = several.says
    else:
        meant = _meant(text)
        if len(meant) == 1:
            return meant[0]
        instead = hint(text, meant)
    raise AreaError(f"{where}: there is no area {shown(text)}. {instead}")


def search_areas(text: str = "") -> tuple[AreaProfile, ...]:
    """Return the areas whose name holds these words, or of that region or county; without words, the upper tier."""
    if not telling_words(text):
        return upper_tier()
    several, named = place_of_several(text), holding(text)
    within = several.holds if several else ()
    return tuple(
        area for area in whole_table() if area.slug in within or area in named or key_of(area.region) == key_of(text)
    )


@cache
def by_key() -> dict[str, AreaProfile]:
    """Return the areas by slug, code, name and whatever else one place alone goes by."""
    found = {key_of(text): area for area in whole_table() for text in (area.name, area.code, area.slug)}
    said = said_names()["called"] | said_names()["codes"]
    return {key_of(text): found[slug] for text, slug in said.items()} | found


@cache
def by_words() -> dict[tuple[str, ...], list[AreaProfile]]:
    """Return the areas by the words of their names that are no title."""
    found: dict[tuple[str, ...], list[AreaProfile]] = {}
    for area in whole_table():
        found.setdefault(telling_words(area.name), []).append(area)
    return found


def _meant(text: str) -> list[AreaProfile]:
    """Return the areas whose name is meant once titles are left out: "Leicester County Council" may be two."""
    words = telling_words(text)
    meant = by_words().get(words, [])
    if meant and "county" in key_of(text).split("-"):
        return meant + by_words().get((*words[:-1], f"{words[-1]}shire"), [])
    return meant
