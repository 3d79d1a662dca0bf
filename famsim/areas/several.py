"""Places that people name and that have no council of their own: ended, or never one."""

from functools import cache
from typing import NamedTuple

from famsim.areas.table import upper_tier
from famsim.areas.typed import key_of, said_names, telling_words

LONGEST_LIST = 7  # authorities that a message names


class Several(NamedTuple):
    """A place that is other authorities now."""

    name: str
    ended: str  # month and year, empty if it never was an authority here
    holds: tuple[str, ...]  # slugs

    @property
    def says(self) -> str:
        """What stands in its place, in a sentence."""
        if len(self.holds) > LONGEST_LIST:
            return f"It is {len(self.holds)} authorities: `famsim init --list '{self.name}'` names them."
        *first, last = map(repr, self.holds)
        places = f"{', '.join(first)} and {last}" if first else last
        return f"It ended in {self.ended}; in its place: {places}." if self.ended else f"It is several: {places}."


def place_of_several(text: str) -> Several | None:
    """Return the place of that name or code that has no council of its own, None if there is none so called."""
    return _places().get((key_of(text),)) or _places().get(telling_words(text))


@cache
def _places() -> dict[tuple[str, ...], Several]:
    """Return the places by code and by the words of their names."""
    found = {}
    for row in (*said_names()["ended"], *said_names()["several"]):
        held = row.get("now") or row.get("holds") or [a.slug for a in upper_tier() if a.region == row["region"]]
        for name in row["names"]:
            found[telling_words(name)] = Several(name, row.get("when", ""), tuple(held))
        for code in row.get("codes", ()):
            found[(key_of(code),)] = Several(row["names"][0], row.get("when", ""), tuple(held))
    return found
