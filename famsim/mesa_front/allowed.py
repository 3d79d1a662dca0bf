"""What each field of a family, a parent or a child may hold when it is written from Mesa."""

from numbers import Real
from typing import Any, NamedTuple

import numpy as np

from famsim.errors import FamsimError, shown
from famsim.model.counts import N_STAGES
from famsim.model.family import (
    BOTH,
    CHILDREN_GROWN,
    COERCIVE,
    INACTIVE,
    LEFT,
    LONGEST_COUNT,
    MAX_CHILDREN,
    MONTHS_OF_HARM,
    NEVER,
    NO_CONTACT,
    NOTICED,
    REFERRED,
)
from famsim.model.parameters import DECILES, MAX_PROGRAMMES
from famsim.model.policy import MAX_DOORS, MAX_OFFERS

FARTHEST = 20.0  # SD from the average, or as many times a usual load: nobody stands there
MOST_DEBT = 10_000_000  # pounds

FLAGS = (
    *("poor", "harmful", "contact", "wants", "both_take_part", "safe_missed", "specialist", "specialist_apart"),
    *("distressed", "history", "ill", "sex", "left_harm", "of_later_union"),
)
CODES = {  # the highest of a code that begins at 0; famsim/model/family.py says what each stands for
    "status": LEFT,
    "work": INACTIVE,
    "violence": COERCIVE,
    "violence_elsewhere": COERCIVE,
    "harmed": BOTH,
    "harmed_elsewhere": BOTH,
    "coercive_here": BOTH,
    "coercive_elsewhere": BOTH,
    "elsewhere": CHILDREN_GROWN,
    "help_stage": REFERRED,
    "n_children": MAX_CHILDREN,
    "harm_bits": 2**MONTHS_OF_HARM - 1,
    "violent_bits": 2**MONTHS_OF_HARM - 1,
}
PLACES = {  # how many there are of what a field names by its place; -1: none
    "offer": MAX_OFFERS,
    "door": MAX_DOORS,
    "programme": MAX_PROGRAMMES,
    "reached": N_STAGES,
}
MONTHS = ("first_separation", "age_at_separation")  # beside all that end in _month
SHARES = "keep_"  # how the names of shares begin


class FieldError(FamsimError, AttributeError):
    """A field of a family that cannot be written; the message says what can."""


class Allowed(NamedTuple):
    """The least and greatest of a field, whether it is whole, and whether NEVER may stand there."""

    low: float
    high: float
    whole: bool = True
    never: bool = False

    @property
    def says(self) -> str:
        """What is allowed, in words."""
        kind = "a whole number" if self.whole else "a number"
        or_never = f", or {NEVER} for never" if self.never else ""
        return f"{kind} from {self.low:g} to {self.high:.12g}{or_never}"

    def holds(self, value: Any) -> bool:
        """Say whether a value is such a number; NaN is none."""
        if not isinstance(value, Real | np.bool_) or (self.whole and value != value // 1):
            return False
        return self.low <= float(value) <= self.high or (self.never and value == NEVER)


def allowed_in(name: str, kind: np.dtype[Any]) -> Allowed:
    """Return what a field that is one number, or several alike, may hold; `kind`: its own NumPy type."""
    if name in FLAGS:
        return Allowed(0, 1)
    if name in CODES:
        return Allowed(0, CODES[name])
    if name == "decile":
        return Allowed(1, DECILES)
    if name.endswith("_month") or name in MONTHS:
        return Allowed(-LONGEST_COUNT, LONGEST_COUNT, never=True)
    if np.issubdtype(kind, np.floating):
        return Allowed(0.0, 1.0, whole=False) if name.startswith(SHARES) else Allowed(-FARTHEST, FARTHEST, whole=False)
    if name in PLACES:
        return Allowed(-1, PLACES[name] - 1)
    return Allowed(0, MOST_DEBT if name == "debt" else min(LONGEST_COUNT, np.iinfo(kind).max))


def clean(name: str, value: Any, record: np.dtype[Any]) -> Any:
    """Return a value as it may be written to a field of a record; FieldError for what it cannot hold."""
    whole = record[name]
    if whole.names or (whole.subdtype and whole.subdtype[0].names):
        return clean_record(name, value, whole)
    kind, shape = whole.subdtype or (whole, ())
    may, given = allowed_in(name, kind), np.asarray(value, dtype=object)
    if given.shape != shape:
        many = f"{shape[0]} numbers, each " if shape else ""
        raise FieldError(f"{name} {shown(value)}: allowed: {many}{may.says}")
    for one in given.ravel():
        if not may.holds(one):
            raise FieldError(f"{name} {shown(one)}: allowed: {may.says}")
    return given.astype(kind) if shape else value


def clean_record(name: str, value: Any, whole: np.dtype[Any]) -> Any:
    """Return a parent, or all children, of another family as they may be written whole."""
    kind, shape = whole.subdtype or (whole, ())
    if isinstance(value, np.ndarray | np.void) and value.dtype.names == kind.names and value.shape == shape:
        return value
    raise FieldError(f"{name} {shown(value)}: allowed: the {name} of a family; or write its fields one by one")


def check_help(families: np.ndarray, offers: int) -> None:
    """Raise FieldError if a family of an area is in help, or on the way to it, that there is none of.

    offers: how many its strategy makes. Fields are written one by one and looked at together as a month begins.
    """
    stage, offer = families["help_stage"], families["offer"]
    way_in = np.isin(stage, (NOTICED, REFERRED))
    wrong = {
        "offer": (stage != NO_CONTACT) & ((offer < 0) | (offer >= offers)),
        "door": way_in & (families["door"] < 0),
        "programme": (families["exposed_month"] != NEVER) & (families["programme"] < 0),
    }
    for name, which in wrong.items():
        for row in np.flatnonzero(which)[:1]:
            one, last = families[row], offers - 1 if name == "offer" else PLACES[name] - 1
            has = "exposed_month" if name == "programme" else "help_stage"
            may = (
                f"a whole number from 0 to {last}"
                if last >= 0
                else f"none: the strategy makes no offer, so {has} 0 alone"
            )
            raise FieldError(
                f"{name} {one[name]} of family {one['family_id']}, whose {has} is {one[has]}: allowed: {may}"
            )
