"""What to say to somebody whose area is not found: the places that a slip or two away are meant, never another."""

import re
from collections.abc import Callable, Iterable, Sequence

from famsim.areas.profiles import AreaProfile
from famsim.areas.table import whole_table
from famsim.areas.typed import key_of, telling_words
from famsim.nearest import LONGEST_COMPARED, a_slip_away, slips

NAMED = 4  # names that a message suggests at most
MOST_SLIPS = 2  # in all the words of a name
SHORTEST_PART = 6  # letters of one word of a longer name in which a slip is looked for: Wales is not Dales
NONE = "Give an English authority by name or ONS code: `famsim init --list` names them all."
CODE = re.compile(r"[ewsn]\d\d")  # how an ONS code begins
WHOLE_CODE = re.compile(r"[ewsn]\d{8}")


def hint(text: str, meant: Sequence[AreaProfile] = ()) -> str:
    """Return what may be typed instead: the areas that are `meant` if known, else those near, else how to list them."""
    near = meant or near_areas(text[:LONGEST_COMPARED])
    if len(near) > NAMED:
        return f"{len(near)} names hold that: `famsim init --list '{' '.join(telling_words(text))}'` lists them."
    typed = "code" if CODE.match(key_of(text)) else "slug"
    return f"Did you mean {' or '.join(repr(getattr(area, typed)) for area in near)}?" if near else NONE


def holding(text: str) -> list[AreaProfile]:
    """Return the areas whose names hold every word of a text, titles aside; none for a text without words."""
    words = set(telling_words(text))
    return [area for area in whole_table() if words and words <= set(telling_words(area.name))]


def near_areas(text: str) -> list[AreaProfile]:
    """Return the areas that a text may mean, shorter names first.

    Those that hold its words; else those whose whole name is a slip or two away; else a few that hold its words with
    a slip.
    """
    key = key_of(text)
    if CODE.match(key):
        return _near_codes(key)
    near = holding(text) or _with_fewest(text, _whole_name)
    if not near and len(parts := _with_fewest(text, _some_words)) <= NAMED:
        near = parts
    return sorted(near, key=lambda area: len(area.slug))


def _near_codes(key: str) -> list[AreaProfile]:
    """Return the one area whose code is a sign too long or short; of a whole code every digit may be the wrong one."""
    near = [] if WHOLE_CODE.fullmatch(key) else [a for a in whole_table() if slips(key, a.code.lower()) <= 1]
    return near if len(near) == 1 else []


def _with_fewest(text: str, slips_to: Callable[[str, AreaProfile], int | None]) -> list[AreaProfile]:
    """Return the areas that the fewest slips lead to, by one way of counting them."""
    away = [(count, area) for area in whole_table() if (count := slips_to(text, area)) is not None]
    fewest = min((count for count, _ in away), default=0)
    return [area for count, area in away if count == fewest]


def _whole_name(text: str, area: AreaProfile) -> int | None:
    """Return the slips between a text and an area's whole name, blanks and titles aside; None if it is another."""
    without_titles = a_slip_away("".join(telling_words(text)), "".join(telling_words(area.name)))
    return _fewest([without_titles, a_slip_away(key_of(text).replace("-", ""), area.slug.replace("-", ""))])


def _some_words(text: str, area: AreaProfile) -> int | None:
    """Return the slips that make some words of an area's name out of a text; None if they are others."""
    words, names = telling_words(text), telling_words(area.name)
    each = [_fewest(a_slip_away(word, name, SHORTEST_PART) for name in names) for word in words]
    found = [count for count in each if count is not None]
    return sum(found) if words and len(found) == len(words) and sum(found) <= MOST_SLIPS else None


def _fewest(counts: Iterable[int | None]) -> int | None:
    """Return the smallest of some counts, leaving out what is None."""
    return min((count for count in counts if count is not None), default=None)
