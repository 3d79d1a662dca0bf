"""Which fields of a family may be written from outside, and what to write instead of those that may not."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np

from famsim.errors import shown
from famsim.mesa_front.allowed import FieldError, clean
from famsim.model.family import CHILD, EFFECTS, FAMILY, PARENT
from famsim.nearest import ALIKE, did_you_mean, nearest

FIELDS = frozenset(FAMILY.names or ())
INNER = {"parent": frozenset(PARENT.names or ()), "child": frozenset(CHILD.names or ())}
INSIDE = {"parent": "mother or other", "child": "children"}
NEAR = 0.8  # how alike two names are (0 to 1) from which on one is a slip for the other

# worked out anew each month from other fields: what is written there is gone before it counts
DERIVED = {
    "quality": "mother.trait and other.trait (lasting), or mother.drift and other.drift (wanders back)",
    "together": "status, at a month's end (famsim.model.family: MARRIED, COHABITING, APART)",
    "intensity": "intensity_trait (lasting)",
    "harmful": "frequency, intensity_trait, mother.capability and other.capability",
    "poor": "income (lasting), or mother.work and other.work",
}

# sums over what programmes have left (`effects`), which the month adds up anew once a family has taken part in one,
# or has talked with trained staff
SUMS_OF_SLOTS = tuple(name for name in FAMILY.names or () if name.startswith("eff_"))
OF_PROGRAMMES = "a programme's own figures, such as programmes.NAME.d_level in the scenario's evidence"
SUMS = {
    "level": "trait (lasting) or drift (wanders back) of mother or other",
    "learned": "capability (lasting) of mother or other",
    **dict.fromkeys(SUMS_OF_SLOTS, OF_PROGRAMMES),
}


# what says who a family is, or how many: written, it would be another family's, or nobody's
STAYS = {
    "family_id": "is who the family is, and its luck follows from it",
    "account": "is the family's row in the area's book",
    "cell": "is the group in which the family is counted",
    "entry_month": "is when the family came into the area",
    "n_children": "is counted as children are born; write instead: due_month (an expected birth)",
    "effects": f"is what programmes have left, written by the month alone; write instead: {OF_PROGRAMMES}",
    "unique_id": "is Mesa's own number of an agent",
    "model": "is the model in which the family lives",
    "row": "is where the family stands in the model's array",
    "month": "is the model's, agent.model.month, which its step moves",
    "id": "is family_id here, and the family's luck follows from it",
}
OF_MESA = ("unique_id", "model", "row")


class GuardedRecord(np.record):  # type: ignore[misc]  # final in the stubs only
    """A view of a family's record, or of a parent's or child's in it, that refuses what would come to nothing."""

    def __setattr__(self, name: str, value: Any) -> None:
        """Write a field."""
        self[name] = value

    def __setitem__(self, name: Any, value: Any) -> None:
        """Write a field by its name or place."""
        names = self.dtype.names or ()
        name = name if isinstance(name, str) else names[name]
        if names == EFFECTS.names:
            raise FieldError(f"effects: {STAYS['effects']}")
        refuse_derived(name)
        refuse_who(name)
        if name not in names:
            raise unknown_field(name, names)
        super().__setitem__(name, clean(name, value, self.dtype))


GUARDED = np.dtype((GuardedRecord, FAMILY))


def refuse_derived(name: str) -> None:
    """Raise FieldError for a field that is worked out from others."""
    if name in SUMS:
        raise FieldError(
            f"{name}: is worked out each month from what programmes have left; write instead: {SUMS[name]}"
        )
    if name in DERIVED:
        raise FieldError(f"{name}: is worked out each month from other fields; write instead: {DERIVED[name]}")


def refuse_who(name: str) -> None:
    """Raise FieldError for a field that says who a family is, and for what fills the record up."""
    if name in STAYS or name.startswith("pad_"):
        raise FieldError(f"{name}: {STAYS.get(name, 'is nothing of a family')}; it cannot be written")


def unknown_field(name: str, known: Iterable[str]) -> FieldError:
    """Return the error for a field there is not, with the nearest."""
    return FieldError(f"there is no field {shown(name)} here{did_you_mean(name, known)}")


def inner_field(name: str, verb: str) -> str:
    """Return where a field of a parent or a child is, also of a slip for one; nothing for any other name.

    verb: how it is reached there, "write it to" or "read it from".
    """
    for whose, names in INNER.items():
        if name in names:
            return f"{name}: is a field of a {whose}; {verb} {INSIDE[whose]}"
    for whose, names in INNER.items():
        if near := nearest(name, names, NEAR):
            return (
                f"there is no field {shown(name)}; did you mean {near!r}? That is a field of a {whose}; "
                f"{verb} {INSIDE[whose]}"
            )
    return ""


def refuse_slip(name: str) -> None:
    """Raise FieldError for a new attribute of an agent that is a slip for a field of its own, a parent's or child's."""
    own = "An attribute of your own so named is declared in your class"
    if name in OF_MESA:  # given once, as the agent is made
        return
    refuse_who(name)
    if near := nearest(name, [*FIELDS, *DERIVED], NEAR):
        raise FieldError(f"there is no field {shown(name)} of a family; did you mean {near!r}? {own}")
    if inside := inner_field(name, "write it to"):
        raise FieldError(f"{inside}. {own}")


@cache
def not_there(kind: str, name: str) -> str:
    """Return that an agent has no such attribute, and where a field so named is."""
    said = f"a {kind} has no attribute {name!r}"
    if name.startswith("_"):
        return said
    if near := nearest(name, [*FIELDS, *DERIVED], NEAR if inner_field(name, "") else ALIKE):
        is_inner = any(name in names for names in INNER.values())
        return inner_field(name, "read it from") if is_inner else f"{said}; did you mean {near!r}?"
    return inner_field(name, "read it from") or said
