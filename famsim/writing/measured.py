"""A difference in words: whether it is clear, how large, and for the better or the worse."""

import math
from collections.abc import Callable
from typing import NamedTuple

from famsim.measures import ALL, LINES, MEASURES, PAIRED, WITH_EFFECT, registered
from famsim.writing.cited import Writing
from famsim.writing.headline import GOOD, HARM, NEITHER, Shown
from famsim.writing.words import FINEST, decimals_for, shown

NOT_VALUED, UNCLEAR, TOO_FEW = "not valued", "no clear difference", "too few to say"
TOO_FEW_SHORT = "too few"  # where there is little room
CLEAR, TOO_SMALL = "clear", "clear (small)"  # small: less than is worth having
IF_UNDER_ONE = " (under one couple)"
BY_CHANCE = "by chance alone"  # as far as one draw can tell: its intervals hold no more
COUPLES = "couples"  # the unit of what is counted in couples
NEXT_TO_NOTHING, SLIGHT = "next to none (under 0.1)", 0.05  # couples, months or points of a share: 0 with a decimal
WHOLE_FROM, COUPLES_WHOLE_FROM = 10, 100  # couples with a decimal below it, wherever a figure is printed
ADDING_WHOLE_FROM = 1000  # where lines of the ledger stand below each other, and add up as they are printed
NO_OFFER = "none, as it makes no offer"
EXACT = "exact"  # in the place of an interval: it is known, not estimated
SMALLEST = 0.5 * 10.0**-FINEST  # what rounds to 0 with as many decimals as are ever printed
EITHER_WAY = ("fewer_partings", "later_unions", "months_of_delay")  # differences; every other line counts couples
ONE_WAY = tuple(name for name in PAIRED if name not in EITHER_WAY)  # none, or more, though an estimate may be below


class Sure(NamedTuple):
    """How a difference that leaves out 0 is spoken of: how sure, about a word such as fewer, and how small."""

    of: str = "clearly {}"
    note: str = ""


CLEARLY = Sure()


def how_sure(writing: Writing, measure: str, estimate: float, group: str = ALL) -> Sure:
    """Return how a difference that leaves out 0 is spoken of: a small one, or below a couple, is never said clearly."""
    if under_one(measure, estimate):
        return Sure("{}", IF_UNDER_ONE)
    small = is_small(writing, measure, estimate, group)
    notes = [note for note, said in ((BY_CHANCE, one_draw(writing)), ("small", small)) if said]
    return Sure("{}" if small else CLEARLY.of, f" ({', '.join(notes)})" if notes else "")


def one_draw(writing: Writing) -> bool:
    """Say whether the intervals hold chance alone."""
    return writing.value("facts", "value", name="draws") <= 1


def under_one(measure: str, estimate: float) -> bool:
    """Say whether a difference is of less than one couple."""
    return registered(measure).unit == COUPLES and abs(estimate) < 1.0


def in_words(what: Shown, low: float, high: float, sure: Sure = CLEARLY) -> str:
    """Return a difference in words: clear only if its whole interval lies on one side of 0, as it is printed.

    What is counted one way cannot be below 0, so that it is not set beside it: only what it is, a good or a harm, or
    that it is not valued.
    """
    if not is_clear(low, high):
        return UNCLEAR
    if what.measure in ONE_WAY:
        return NOT_VALUED if what.more_is == NEITHER else f"{what.more_is}{sure.note}"
    word = what.more if low > 0 else what.less
    return f"{sure.of.format(word)}{judged(what, low > 0)}{sure.note}"


def is_slight(writing: Writing, measure: str, name: str, group: str = ALL) -> bool:
    """Say whether a strategy's change is known to be next to nothing, its whole interval below half a tenth."""
    where = {"strategy": name, "measure": measure, "group": group}
    low, high, bound = (writing.value("differences", one, **where) for one in ("low", "high", "at_most"))
    return math.isnan(bound) and max(abs(low), abs(high)) < SLIGHT


def is_small(writing: Writing, measure: str, estimate: float, group: str = ALL) -> bool:
    """Say whether a difference is smaller than the smallest worth having (see famsim.measures.worthwhile)."""
    if not registered(measure).worthwhile:
        return False
    return abs(estimate) < writing.value("worthwhile", "smallest", group=group, measure=measure)


def verdict_on(writing: Writing, measure: str, where: dict[str, object]) -> str:
    """Return whether a row of the differences is clear, clear but small, or not clear."""
    estimate, low, high = (writing.value("differences", one, **where) for one in ("estimate", "low", "high"))
    if not is_clear(low, high):
        return UNCLEAR
    small = under_one(measure, estimate) or is_small(writing, measure, estimate, str(where["group"]))
    return TOO_SMALL if small else CLEAR


def is_clear(low: float, high: float) -> bool:
    """Say whether an interval leaves out 0 by more than can be printed."""
    return (low > 0 or high < 0) and min(abs(low), abs(high)) >= SMALLEST


def too_few(writing: Writing, table: str, **where: object) -> str:
    """Return, where too few families differ to say more, that and how large the truth may be; otherwise nothing."""
    bound = writing.value(table, "at_most", **where)
    if math.isnan(bound):
        return ""
    if bound == 0:
        return NO_OFFER
    number = writing.number(table, "at_most", shown, **where)
    one_way = table == "reach" or where["measure"] in (*ONE_WAY, WITH_EFFECT.name)
    return f"{TOO_FEW} (at most {number if one_way else f'±{number}'})"


def cell_in_words(writing: Writing, measure: str, strategy: str, group: str = ALL) -> str:
    """Return whether a difference is clear, then the difference and its interval; or that too few families differ.

    Where words say fewer or more the numbers have no sign.
    """
    where: dict[str, object] = {"strategy": strategy, "measure": measure, "group": group}
    few = too_few(writing, "differences", **where)
    if few:
        return few
    if measure in ONE_WAY:
        return with_interval(numbers_of(writing, measure, where))
    estimate, low, high = (writing.value("differences", one, **where) for one in ("estimate", "low", "high"))
    turn = as_change(measure)
    if not is_clear(low, high):
        return f"{UNCLEAR}: {with_interval(numbers_of(writing, measure, where, turn=turn))}"
    sure, up = how_sure(writing, measure, estimate, group), low > 0
    word = sure.of.format("more" if up == (turn > 0) else "fewer")
    return f"{word}{sure.note}: {with_interval(numbers_of(writing, measure, where, turn=1 if up else -1))}"


def as_change(measure: str) -> int:
    """Return what turns a difference into a change, of which fewer is below 0: -1 of what counts how many fewer."""
    return -1 if measure == "fewer_partings" else 1


def is_exact(writing: Writing, table: str, where: dict[str, object]) -> bool:
    """Say whether a row has an interval of no width: what it says is known."""
    low, estimate, high = (writing.value(table, one, **where) for one in ("low", "estimate", "high"))
    return low == estimate == high


def with_interval(numbers: list[str]) -> str:
    """Return an estimate with its interval."""
    estimate, low, high = numbers
    return f"{estimate} ({low} to {high})"


def numbers_of(
    writing: Writing,
    measure: str,
    where: dict[str, object],
    lines_whole_from: int = COUPLES_WHOLE_FROM,
    turn: int = 1,
) -> list[str]:
    """Return a difference and its two ends, as they stand in the table and in every picture.

    What cannot be fewer than none may come out below it too: families are a sample of those that could have lived.
    lines_whole_from: from how many couples on they are printed whole; where they must add up, later than elsewhere.
    turn: -1 prints the number of the other sign, and the ends in the other order.
    """
    estimate, low, high = (writing.value("differences", one, **where) for one in ("estimate", "low", "high"))
    printed = with_ends(measure, (estimate, low, high), lines_whole_from)

    def how(value: float) -> str:
        return printed(turn * value)

    ends = ("low", "high") if turn > 0 else ("high", "low")
    return [writing.number("differences", one, how, **where) for one in ("estimate", *ends)]


def size_of(writing: Writing, measure: str, where: dict[str, object]) -> str:
    """Return how large a difference is, whichever its sign, as it is printed with its interval."""
    numbers = [writing.value("differences", one, **where) for one in ("estimate", "low", "high")]
    printed = with_ends(measure, (numbers[0], numbers[1], numbers[2]))
    return writing.number("differences", "estimate", lambda value: printed(abs(value)), **where)


def judged(what: Shown, more: bool) -> str:
    """Return ": a good" or ": a harm", nothing where it is neither."""
    if what.more_is == NEITHER:
        return ""
    return f": {what.more_is}" if more else f": {HARM if what.more_is == GOOD else GOOD}"


def difference_row(writing: Writing, strategy: str, what: Shown) -> list[str]:
    """Return a row of the table of differences: what, in words, by how much, the interval."""
    where: dict[str, object] = {"strategy": strategy, "measure": what.measure, "group": ALL}
    few = too_few(writing, "differences", **where)
    if few == NO_OFFER:
        return [noted(what), NO_OFFER, "0", EXACT]
    if few:
        return [noted(what), TOO_FEW, few.removeprefix(TOO_FEW).strip(" ()"), "not known"]
    estimate, low, high = (writing.value("differences", one, **where) for one in ("estimate", "low", "high"))
    numbers = numbers_of(writing, what.measure, where, ADDING_WHOLE_FROM)
    said = in_words(what, low, high, how_sure(writing, what.measure, estimate))
    return [noted(what), said, numbers[0], f"{numbers[1]} to {numbers[2]}"]


def noted(what: Shown) -> str:
    """Return what a row is of, with what it is where that is not left to the reader."""
    return f"{what.says} ({what.more_is})" if what.measure in ALWAYS_JUDGED else what.says


ALWAYS_JUDGED = tuple(line.name for line in LINES if line.letter and line.good)


def with_ends(
    measure: str, numbers: tuple[float, float, float], lines_whole_from: int = COUPLES_WHOLE_FROM
) -> Callable[[float], str]:
    """Return a way of printing an estimate and its two ends: families, couples and months whole from ten on.

    An end of a clear difference does not round to 0.
    """
    estimate, low, high = numbers
    if not (measure in PAIRED or MEASURES[measure].is_total):
        return with_decimals(estimate, low, high, ends=(low, high))
    whole_from = lines_whole_from if measure in PAIRED else WHOLE_FROM
    decimals = 0 if max(abs(estimate), abs(low), abs(high)) >= whole_from else 1
    places = apart_from_0(decimals, low, high)
    return lambda value: shown(value, places)


def apart_from_0(decimals: int, *ends: float) -> int:
    """Return so many decimals, or as many more as it takes that no end of an interval that leaves out 0 prints as 0."""
    if min(ends) <= 0 <= max(ends):
        return decimals
    nearest = min(abs(end) for end in ends)
    while round(nearest, decimals) == 0 and decimals < FINEST:
        decimals += 1
    return decimals


def with_decimals(*values: float, ends: tuple[float, ...] = (0.0,)) -> Callable[[float], str]:
    """Return a way of printing some numbers with the same decimals, enough for the largest of them, and for ends."""
    decimals = apart_from_0(decimals_for(*values), *ends)
    return lambda value: shown(value, decimals)


def twin_row(writing: Writing, strategy: str, what: Shown) -> list[str]:
    """Return a row of the table of twins: what, helped, twins, difference, the interval, in words."""
    where = {"strategy": strategy, "measure": what.measure}
    level = with_decimals(writing.value("twins", "helped", **where), writing.value("twins", "twins", **where))
    helped, twins = (writing.number("twins", column, level, **where) for column in ("helped", "twins"))
    few = too_few(writing, "twins", **where)
    if few:
        return [what.says, helped, twins, few.removeprefix(TOO_FEW).strip(" ()"), "not known", TOO_FEW]
    difference, low, high = (writing.value("twins", one, **where) for one in ("difference", "low", "high"))
    how = with_decimals(difference, low, high, ends=(low, high))
    numbers = [writing.number("twins", one, how, **where) for one in ("difference", "low", "high")]
    said = in_words(what, low, high, how_sure(writing, what.measure, difference))
    return [what.says, helped, twins, numbers[0], f"{numbers[1]} to {numbers[2]}", said]
