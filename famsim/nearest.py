"""What somebody who typed a wrong name may have meant."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

LONGEST_COMPARED = 60  # characters of a wrong name that are looked at
ALIKE = 0.6  # how alike two names are (0 to 1) from which on one is offered for the other
LONG = 11  # letters of a word from which on two slips leave no doubt of what was meant


def nearest(name: Any, known: Iterable[str], alike: float = ALIKE) -> str | None:
    """Return the known name most like `name` in either case, None if none is; for lists that a message can print."""
    spelt = {one.lower(): one for one in known}
    found = get_close_matches(str(name)[:LONGEST_COMPARED].lower(), list(spelt), n=1, cutoff=alike)
    return spelt[found[0]] if found else None


def did_you_mean(name: Any, known: Iterable[str]) -> str:
    """Return the end of a message, with the nearest known name; nothing if none is near."""
    near = nearest(name, known)
    return f"; did you mean {near!r}?" if near else ""


def a_slip_away(typed: str, meant: str, shortest: int = 4) -> int | None:
    """Return how many typing errors lie between two words; None if they are too many to be errors.

    One in a word of `shortest` letters or more, two in a long one, none in its first letter: Marlow is not Harlow.
    """
    if typed == meant:
        return 0
    letters = min(len(typed), len(meant))
    allowed = 2 if letters >= LONG else 1 if letters >= shortest else 0
    if typed[:1] != meant[:1] or abs(len(typed) - len(meant)) > allowed:
        return None
    count = slips(typed, meant)
    return count if count <= allowed else None


def slips(typed: str, meant: str) -> int:
    """Return how many typing errors lie between two words: a letter too many, too few, wrong, or two that swapped."""
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for i, letter in enumerate(typed, 1):
        before, last, row = row, before, [i]
        for j, other in enumerate(meant, 1):
            fewest = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and (letter, typed[i - 2]) == (meant[j - 2], other):
                fewest = min(fewest, last[j - 2] + 1)
            row.append(fewest)
    return row[-1]
