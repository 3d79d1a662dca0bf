"""Which fields of a family may be written from outside, and what to write instead of those that may not."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from famsim.errors import FamsimError, shown
from famsim.model.family import CHILD, FAMILY, PARENT
from famsim.nearest import did_you_mean, nearest

FIELDS = frozenset(FAMILY.names or ())
INNER = {"parent": frozenset(PARENT.names or ()), "child": frozenset(CHILD.names or ())}
INSIDE = {"parent": "mother or other", "child": "children"}
NEAR = 0.8  # how alike two names are (0 to 1) from which on one is a slip for the other

# worked out anew each month from other fields: what is written there is gone before it counts
DERIVED = {
    "quality": "mother.trait and other.trait (lasting), or drift (wanders back)",
    "together": "status, at a month's end (famsim.model.family: MARRIED, COHABITING, APART)",
    "intensity": "intensity_trait (lasting)",
    "harmful": "frequency, intensity_trait, and capability of mother and other",
    "poor": "income (lasting), or work of mother and other",
}

# sums over what programmes have left (`effects`), which the month adds up anew once a family has taken part in one,
# or has talked with trained staff
SUMS_OF_SLOTS = tuple(name for name in FAMILY.names or () if name.startswith("eff_"))
OF_PROGRAMMES = "a programme's own figures, such as programmes.NAME.d_level in the scenario's evidence"
SUMS = {
    "level": "trait (lasting) or drift (wanders back)",
    "learned": "capability (lasting)",
    **dict.fromkeys(SUMS_OF_SLOTS, OF_PROGRAMMES),
}


class FieldError(FamsimError, AttributeError):
    """A field of a family that cannot be written; the message says what can."""


class GuardedRecord(np.record):  # type: ignore[misc]  # final in the stubs only
    """A view of a family's record, or of a parent's or child's in it, that refuses what would come to nothing."""

    def __setattr__(self, name: str, value: Any) -> None:
        """Write a field."""
        refuse_derived(name)
        if name not in (self.dtype.names or ()):
            raise unknown_field(name, self.dtype.names or ())
        super().__setattr__(name, value)

    def __setitem__(self, name: Any, value: Any) -> None:
        """Write a field by its name or place."""
        refuse_derived(name if isinstance(name, str) else (self.dtype.names or ())[name])
        super().__setitem__(name, value)


GUARDED = np.dtype((GuardedRecord, FAMILY))


def refuse_derived(name: str) -> None:
    """Raise FieldError for a field that is worked out from others."""
    if name in SUMS:
        raise FieldError(
            f"{name}: is worked out each month from what programmes have left; write instead: {SUMS[name]}"
        )
    if name in DERIVED:
        raise FieldError(f"{name}: is worked out each month from other fields; write instead: {DERIVED[name]}")


def unknown_field(name: str, known: Iterable[str]) -> FieldError:
    """Return the error for a field there is not, with the nearest."""
    return FieldError(f"there is no field {shown(name)} here{did_you_mean(name, known)}")


def refuse_slip(name: str) -> None:
    """Raise FieldError for a new attribute of an agent that is a slip for a field, or a field of a parent or child."""
    for whose, names in INNER.items():
        if name in names:
            raise FieldError(f"{name}: is a field of a {whose}; write it to {INSIDE[whose]}")
    if near := nearest(name, [*FIELDS, *DERIVED], NEAR):
        raise FieldError(
            f"there is no field {shown(name)} of a family; did you mean {near!r}? An attribute of your own so named "
            "is declared in your class"
        )
