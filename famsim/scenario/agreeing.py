"""What an offer asks of a family at once: rows that no family can meet together are refused, with the reason.

What follows from what is data (FOLLOWS). A programme is for couples who live together, for parents of whom one
lives elsewhere, or for both (`Kind`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from math import ceil, floor, inf
from typing import NamedTuple

from famsim.model.identity import MONTHS_A_YEAR
from famsim.model.policy import BEFORE_BIRTH, FEATURES, MOST_AHEAD
from famsim.scenario.checks import Where, wrong
from famsim.scenario.conditions import YES_NO, Condition

Range = tuple[float, float]
TOGETHER, COUPLES_ONLY = Condition("together", 1, 1), "this programme is for couples who live together"
ELSEWHERE, APART_ONLY = Condition("parent_elsewhere", 1, 1), "this programme is for parents of whom one lives elsewhere"
REMEMBERED = 256  # offers whose families are known
COUNTED = (YES_NO, "decile", "months", "children")  # units of whole numbers
MOTHERS_LEAST = FEATURES["mothers_age"].low


class Follows(NamedTuple):
    """Whoever has `feature` within `of` has `then` within what `within` makes of its range; `says` why."""

    feature: str
    of: Range
    then: str
    within: Callable[[float, float], Range]
    says: str


def just(low: float, high: float) -> Callable[[float, float], Range]:
    """Return what makes one range of any."""
    return lambda *_: (low, high)


NO, YES = (0.0, 0.0), (1.0, 1.0)
SOME, A_CHILDS_AGE = (1.0, inf), (0.0, 18.0)
AHEAD = (-BEFORE_BIRTH - MOST_AHEAD, -BEFORE_BIRTH - 1)  # months since a birth that is yet to be conceived
AHEAD_OF = "more than nine months before a birth are couples before their first conception"
COUPLE = "parents who live together do not live apart"
NEVER = "apart are parents who have lived together; who never did, is never_together"
BEHIND = "a family is behind from the first month of arrears on"
# of `parent_elsewhere` (one who shares a child under age) nothing follows from apart, contact or conflict: whose shared
# children are grown up, while those of a later union are not, may live apart, and the two may fall out or meet
FOLLOWS = (
    Follows("together", YES, "apart", just(*NO), COUPLE),
    Follows("apart", YES, "together", just(*NO), COUPLE),
    Follows("apart", YES, "never_together", just(*NO), NEVER),
    Follows("never_together", YES, "together", just(*NO), NEVER),
    Follows("never_together", YES, "apart", just(*NO), NEVER),
    Follows(
        "never_together", YES, "parent_elsewhere", just(*YES), "one of two who never lived together lives elsewhere"
    ),
    Follows("parent_elsewhere", NO, "never_together", just(*NO), "where no parent lives elsewhere, they live together"),
    Follows("married", YES, "together", just(*YES), "a married couple lives together"),
    Follows("harmful_conflict", YES, "together", just(*YES), "harmful conflict is that of parents who live together"),
    Follows("in_arrears", NO, "months_in_arrears", just(*NO), BEHIND),
    Follows("in_arrears", YES, "months_in_arrears", just(*SOME), BEHIND),
    Follows("months_in_arrears", NO, "in_arrears", just(*NO), BEHIND),
    Follows("months_in_arrears", SOME, "in_arrears", just(*YES), BEHIND),
    Follows("youngest_age", A_CHILDS_AGE, "children", just(*SOME), "the youngest is a child"),
    Follows("months_since_birth", (0, 215), "children", just(*SOME), "whoever was born is a child"),
    Follows("months_since_birth", AHEAD, "first_child", just(*YES), AHEAD_OF),
    Follows("months_since_birth", AHEAD, "together", just(*YES), AHEAD_OF),
    Follows(
        "months_since_birth",
        (0, inf),
        "youngest_age",
        lambda low, high: (low / MONTHS_A_YEAR, high / MONTHS_A_YEAR),
        "the youngest child's age counts from its birth",
    ),
    Follows(
        "youngest_age",
        A_CHILDS_AGE,
        "mothers_age",
        lambda low, _: (low + MOTHERS_LEAST, inf),
        f"no mother is younger than {MOTHERS_LEAST:g} at a birth",
    ),
    Follows("first_child", YES, "children", just(0, 1), "with a first child there is no second"),
    Follows("children", (2, inf), "first_child", just(*NO), "with a first child there is no second"),
)


class Known(NamedTuple):
    """What is known of a feature: its range, the words for what was asked, and why it follows ("" if it was asked)."""

    low: float
    high: float
    asked: tuple[str, ...]
    says: str


class ClashError(Exception):
    """No family can be all of this at once: the words for what was asked, and why."""

    def __init__(self, asked: tuple[str, ...], says: str) -> None:
        kinds = (COUPLES_ONLY, APART_ONLY)
        rows = " and ".join(words for words in asked if words not in kinds)
        if only := [words for words in asked if words in kinds]:
            super().__init__(f"nobody with {rows} can be helped: {only[0]}")
        else:
            super().__init__(f"no family has {rows}{f': {says}' if says else ''}")
        self.asked = asked


@dataclass
class Families:
    """What is known of the families that an offer is for; what is added must agree, or ClashError is raised."""

    known: dict[str, Known] = field(default_factory=dict)

    def add(self, row: Condition, asked: str) -> "Families":
        """Add one thing asked, in the words for it, and all that follows."""
        before = None
        self.narrow(row.feature, Known(row.low, row.high, (asked,), ""))
        while before != self.known:
            before = dict(self.known)
            for rule in FOLLOWS:
                self.follow(rule)
        return self

    def follow(self, rule: Follows) -> None:
        """Add what a rule says, where it applies."""
        if (here := self.known.get(rule.feature)) and rule.of[0] <= here.low and here.high <= rule.of[1]:
            self.narrow(rule.then, Known(*rule.within(here.low, here.high), here.asked, rule.says))

    def narrow(self, feature: str, new: Known) -> None:
        """Add that a feature is within a range."""
        whole = FEATURES[feature]
        old = self.known.get(feature, Known(whole.low, whole.high, (), ""))
        low, high = max(old.low, new.low), min(old.high, new.high)
        if whole.unit in COUNTED:
            low, high = ceil(low), floor(high)
        asked = tuple(dict.fromkeys(old.asked + new.asked))
        if low > high:
            none_whole = "no whole number lies in it" if len(asked) == 1 else ""
            raise ClashError(asked, new.says or old.says or none_whole)
        if (low, high) != (old.low, old.high) or feature not in self.known:
            self.known[feature] = Known(low, high, asked, new.says or old.says)

    def may_be(self, rows: tuple[Condition, ...]) -> bool:
        """Say whether any of these families may meet some more rows."""
        more = Families(dict(self.known))
        try:
            for row in rows:
                more.add(row, "")
        except ClashError:
            return False
        return True


class Kind(NamedTuple):
    """For whom a programme is."""

    couples: bool  # who live together
    apart: bool  # parents of whom one lives elsewhere

    @property
    def row(self) -> tuple[Condition, str] | None:
        """What a family must be, in words; nothing where the programme is for all."""
        if self.couples == self.apart:
            return None
        return (TOGETHER, COUPLES_ONLY) if self.couples else (ELSEWHERE, APART_ONLY)


ANYBODY = Kind(True, True)


@lru_cache(maxsize=REMEMBERED)
def families_of(who: tuple[Condition, ...], when: tuple[str, int, int], kind: Kind) -> Families:
    """Return what is known of the families of a kind who meet rows from so many to so many months after a trigger.

    An error where there are none. What is returned is kept: not to be added to.
    """
    families = Families()
    rows: dict[Where, tuple[Condition, str]] = {("who", row.feature): (row, in_words(row)) for row in who}
    if asked := triggered(*when):
        rows["when",] = (asked, f"when {when[0]} from {when[1]} to {when[2]}")
    if kind.row:
        rows["who",] = kind.row
    for place, (row, words) in rows.items():
        try:
            families.add(row, words)
        except ClashError as clash:
            first = next(one for one, (_, said) in rows.items() if said in clash.asked)
            at = first if kind.row and row is kind.row[0] else place
            raise wrong(str(clash), "rows that a family of this programme can meet at once", at) from None
    return families


def in_words(row: Condition) -> str:
    """Return a row as a file has it."""
    if FEATURES[row.feature].unit == YES_NO and row.low == row.high:
        return f"{row.feature} = {'true' if row.low else 'false'}"
    return f"{row.feature} = {row.low:g}" if row.low == row.high else f"{row.feature} = [{row.low:g}, {row.high:g}]"


def triggered(trigger: str, first: int, last: int) -> Condition | None:
    """Return what a family is while it is so many months from a trigger, where that is a feature that goes so far."""
    name, late = {"birth": ("months_since_birth", 0), "arrears": ("months_in_arrears", 1)}.get(trigger, ("", 0))
    if not name or first + late > FEATURES[name].high:
        return None
    return Condition(name, first + late, last + late)
