"""The measures an answer shows, in words: which way is good, and whether a difference is clear."""

import math
from collections.abc import Callable
from typing import NamedTuple

from famsim.report.cited import Writing
from famsim.report.tables import ALL
from famsim.report.words import decimals_for, shown
from famsim.study.lines import LINES, PAIRED, Line
from famsim.study.measures import MEASURES

GOOD, HARM, NEITHER = "a good", "a harm", "neither good nor bad in itself"
UNCLEAR, UNCHANGED = "no clear difference", "no change in these runs"
RATE = ("lower", "higher")
DISTRESSED = "children with a parent who reports relationship distress, %"
SEEING = "children who see the other parent regularly where that is safe, %"


class Shown(NamedTuple):
    """One measure as an answer shows it: its name in `differences`, its words, what more of it is, its comparison."""

    measure: str
    says: str
    more_is: str
    less: str = "fewer"
    more: str = "more"


def of_line(line: Line) -> Shown:
    """Return a line of the ledger of a pair as an answer shows it, by its letter where it has one."""
    more_is = {1: GOOD, 0: NEITHER, -1: HARM}[line.good]
    return Shown(line.name, f"{line.letter}. {line.says}" if line.letter else line.says, more_is)


HEADLINE = (
    *(of_line(line) for line in LINES),
    Shown("mother_months_in_harm", "Months that mothers live in harm", HARM),
    Shown("child_months_in_harm", "Months that children live in harm", HARM),
    Shown("mother_months_coparenting_conflict", "Months of mothers' frequent conflict with a parent elsewhere", HARM),
    Shown("child_months_coparenting_conflict", "Months that children live beside such conflict", HARM),
    Shown("child_months_harmful", "Months that children live with harmful conflict, at home", HARM),
    Shown("mothers_harmed", "Families where violence harms the mother, % in an average month", HARM, *RATE),
    Shown("others_harmed", "Families where violence harms the other parent, % in an average month", HARM, *RATE),
    Shown("children_distressed_couple", f"DWP indicator, first half: couples' {DISTRESSED}", HARM, *RATE),
    Shown("children_see_other_parent", f"DWP indicator, second half: separated {SEEING}", GOOD, *RATE),
    Shown("sdq", "Children's difficulties (SDQ), points of 40", HARM, *RATE),
    Shown("sdq_high", "Children expected to score 17 or more on the SDQ, %", HARM, *RATE),
)

TWINS = (
    Shown("children_distressed_couple", f"couples' {DISTRESSED}", HARM, *RATE),
    Shown("harmful_conflict", "couples' children who live with harmful conflict, %", HARM, *RATE),
    Shown("separation_rate", "partings, % of couples a year", NEITHER, *RATE),
    Shown("exit_rate", "of them from harmful relationships, % of couples a year", NEITHER, *RATE),
    Shown("quality", "relationship quality, SD of English couples", GOOD, *RATE),
    Shown("sdq", "children's difficulties, SDQ points of 40", HARM, *RATE),
    Shown("mothers_distressed", "mothers in emotional distress, %", HARM, *RATE),
)


def in_words(what: Shown, low: float, high: float) -> str:
    """Return a difference in words: clear only if its whole interval lies on one side of 0."""
    if low == high == 0:
        return UNCHANGED
    if not (low > 0 or high < 0):
        return UNCLEAR
    word = what.more if low > 0 else what.less
    return f"clearly {word}{judged(what, low > 0)}"


def judged(what: Shown, more: bool) -> str:
    """Return ": a good" or ": a harm", nothing where it is neither."""
    if what.more_is == NEITHER:
        return ""
    return f": {what.more_is}" if more else f": {HARM if what.more_is == GOOD else GOOD}"


def difference_row(writing: Writing, strategy: str, what: Shown) -> str:
    """Return a row of the table of differences: what, in words, by how much, the interval."""
    where = {"strategy": strategy, "measure": what.measure, "group": ALL}
    low, high = (writing.value("differences", end, **where) for end in ("low", "high"))
    estimate = writing.value("differences", "estimate", **where)
    how = with_ends(what.measure, estimate, low, high)
    numbers = [writing.number("differences", column, how, **where) for column in ("estimate", "low", "high")]
    if what.measure in ONE_WAY and low <= 0 and estimate < 0 <= high:
        numbers[0] = writing.number("differences", "estimate", lambda _: "about 0", **where)
    noted = f"{what.says} ({what.more_is})" if what.measure in ALWAYS_JUDGED else what.says
    return f"| {noted} | {in_words(what, low, high)} | {numbers[0]} | {numbers[1]} to {numbers[2]} |"


ONE_WAY = tuple(line.name for line in LINES if line.letter)  # cannot be fewer than none, though an estimate may
ALWAYS_JUDGED = tuple(line.name for line in LINES if line.letter and line.good)


def with_ends(measure: str, estimate: float, low: float, high: float) -> Callable[[float], str]:
    """Return a way of printing an estimate and its ends: families, couples and months whole from ten on.

    An end of a clear difference does not round to 0.
    """
    if not (measure in PAIRED or MEASURES[measure].is_total):
        return with_decimals(estimate, low, high)
    largest, nearest = max(abs(estimate), abs(low), abs(high)), min(abs(low), abs(high))
    decimals = 0 if largest >= 10 and (low <= 0 <= high or nearest >= 0.5) else 1
    return lambda value: shown(value, decimals)


def with_decimals(*values: float) -> Callable[[float], str]:
    """Return a way of printing some numbers with the same decimals, enough for the largest of them."""
    decimals = decimals_for(*values)
    return lambda value: shown(value, decimals)


def twin_row(writing: Writing, strategy: str, what: Shown) -> str:
    """Return a row of the table of twins: what, helped, twins, difference, the interval, in words."""
    where = {"strategy": strategy, "measure": what.measure}
    low, high = (writing.value("twins", end, **where) for end in ("low", "high"))
    level = with_decimals(writing.value("twins", "helped", **where), writing.value("twins", "twins", **where))
    helped, twins = (writing.number("twins", column, level, **where) for column in ("helped", "twins"))
    change = with_decimals(writing.value("twins", "difference", **where), low, high)
    difference = writing.number("twins", "difference", change, **where)
    if math.isnan(low):
        return f"| {what.says} | {helped} | {twins} | {difference} | not known: one draw | not known |"
    ends = [writing.number("twins", column, change, **where) for column in ("low", "high")]
    said = in_words(what, low, high)
    return f"| {what.says} | {helped} | {twins} | {difference} | {ends[0]} to {ends[1]} | {said} |"
