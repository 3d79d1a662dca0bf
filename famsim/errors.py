"""What can be wrong with what a user gave us.

FamsimError                 exit code 2: the input is wrong, the message says where and what would be right
|-- ScenarioError           a scenario file
|-- EvidenceError           a figure of the evidence register, or an override of one
|-- AreaError               the name of an area, or its published figures
|-- TheoryError             a theory of change
|   `-- UnboundEdgeError    an edge of it that names no figure
`-- StoreError              a results store or a results folder

UserWarning                 said, and nothing ends
|-- StoreWarning            something of a results store that its owner should hear of
`-- PointlessWarning        something of a scenario that can never do anything

What only one room can say is an error of its own, a FamsimError too, and stands there.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from famsim.nearest import nearest

JOINERS = "\u200c\u200d"  # the zero-width non-joiner and joiner: Persian and Hindi are spelt with them
LAST_LATIN = "\u024f"
TOO_LONG = 10**30  # Python refuses to print whole numbers of thousands of digits
FEW = 4  # numbers of a list that is told as it was written
LONGEST_SHOWN = 60  # characters of a wrong value repeated in a message


class FamsimError(Exception):
    """The user's input is wrong; the message says where, what, and the nearest right thing."""


class ScenarioError(FamsimError):
    """A scenario file cannot be used."""


class EvidenceError(FamsimError):
    """A figure of the evidence register, or an override of one, cannot be used."""


class AreaError(FamsimError):
    """There is no such area, or a figure it needs is not known."""


class TheoryError(FamsimError):
    """A theory of change cannot be used."""


class UnboundEdgeError(TheoryError):
    """An edge of a theory of change names no figure, so that nothing of it could be checked or switched off."""


class StoreError(FamsimError):
    """A results store or a results folder cannot be used."""


class StoreWarning(UserWarning):
    """Something about a results store that its owner should hear of."""


class PointlessWarning(UserWarning):
    """Something of a scenario can never do anything; what is wrong is an error, this is only said."""


def unseen(text: str) -> str:
    """Return the first sign of a text that cannot be seen or turns its direction, empty if there is none.

    The two joiners may stand where they are spelling, between letters of other scripts or emoji: not in Latin words,
    where they would only make two names look the same.
    """
    for at, sign in enumerate(text):
        around = (text[at - 1 : at], text[at + 1 : at + 2])
        if not sign.isprintable() and not (sign in JOINERS and all(map(can_join, around))):
            return sign
    return ""


def can_join(sign: str) -> bool:
    """Say whether a joiner may stand beside a sign: a letter, a mark of one, or an emoji."""
    return sign > LAST_LATIN and unicodedata.category(sign)[0] in "LMS"


def shown(value: Any) -> str:
    """Return a wrong value as it is repeated in a message: printable, and not too long."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= TOO_LONG:
        return "a whole number of more than 30 digits"
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list | tuple):
        return repr([*value]) if is_row(value) else f"a list of {len(value)}"
    text = ascii(value) if isinstance(value, str) and unseen(value) else repr(value)
    end = text[-1] if isinstance(value, str) else ""
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}...{end}"


def is_row(value: list[Any] | tuple[Any, ...]) -> bool:
    """Say whether a list is a few plain numbers, which are told as they were written."""
    return 0 < len(value) <= FEW and all(type(one) in (int, float) and shown(one) == repr(one) for one in value)


def unknown(
    kind: str, given: str, known: Iterable[str], where: str, error: type[FamsimError] = ScenarioError
) -> FamsimError:
    """Return the error for a misspelt name, with the nearest known one."""
    names = sorted(known)
    near = nearest(given, names)
    hint = f" Did you mean {near!r}?" if near else f" Known: {', '.join(names)}."
    return error(f"{where}: there is no {kind} {given!r}.{hint}")
