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

from collections.abc import Iterable
from typing import Any

from famsim.nearest import nearest

TOO_LONG = 10**30  # Python refuses to print whole numbers of thousands of digits
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


def shown(value: Any) -> str:
    """Return a wrong value as it is repeated in a message: printable, and not too long."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= TOO_LONG:
        return "a whole number of more than 30 digits"
    text = ascii(value) if isinstance(value, str) and not value.isprintable() else repr(value)
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "..."


def unknown(
    kind: str, given: str, known: Iterable[str], where: str, error: type[FamsimError] = ScenarioError
) -> FamsimError:
    """Return the error for a misspelt name, with the nearest known one."""
    names = sorted(known)
    near = nearest(given, names)
    hint = f" Did you mean {near!r}?" if near else f" Known: {', '.join(names)}."
    return error(f"{where}: there is no {kind} {given!r}.{hint}")
