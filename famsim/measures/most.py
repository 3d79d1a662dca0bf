"""The most that one family can add to a measure: what a bound rests on where too few families differ to say more.

Of a count, the most a month holds times the months; of chances to part, one parting, however often a family would
form anew. A family with the strategy and the same family without it differ by no more.

A family that adds less than a TRACE of that has hardly been seen to differ: of a child's score, some .04 points over
the whole horizon for each child that a family can have. Where many leave such a trace and a rare few add a thousand
times as much, counting the traces as families seen to differ would call an interval safe that rests on one family or
two. The share is fixed beforehand, never read from the families at hand (see famsim.measures.interval.not_seen).
"""

from functools import cache

from famsim.measures.lines import PAIRED
from famsim.measures.measure import Measure
from famsim.model.counts import CERTAIN, FINE, Count
from famsim.model.family import MAX_CHILDREN

SDQ_POINTS = 40.0
LARGEST_QUALITY = 8.0  # SD between the worst and the best that a couple's quality comes to
PENCE_A_MONTH = 100_000.0  # more than a month of the dearest sessions, with a referral and a specialist's response
CHILDREN = float(MAX_CHILDREN)
TRACE = 1e-3  # of the most that one family can add: with less it does not count as one that differs

IN_ALL = {Count.EXPECTED_LOSSES: CERTAIN, Count.EXPECTED_EXITS: CERTAIN}  # over the horizon, however long
A_MONTH = {  # where it is not one
    **dict.fromkeys(
        (
            Count.CHILDREN,
            Count.COUPLE_CHILDREN,
            Count.HARMFUL_CHILDREN,
            Count.VIOLENT_CHILDREN,
            Count.SDQ_CHILDREN,
            Count.SEPARATED_CHILDREN,
            Count.CONTACT_CHILDREN,
            Count.RISKY_CONTACT,
            Count.POOR_CHILDREN,
            Count.CHILDREN_IN_HARM,
            Count.CHILDREN_IN_COPARENTING_CONFLICT,
        ),
        CHILDREN,
    ),
    Count.DISTRESSED_CHILDREN: CHILDREN * FINE,
    Count.SDQ_HIGH: CHILDREN * FINE,
    Count.SDQ_TOTAL: CHILDREN * SDQ_POINTS * FINE,
    Count.QUALITY: LARGEST_QUALITY * FINE,
    Count.DISSATISFIED_PARENTS: 2.0 * FINE,
    Count.PENCE: PENCE_A_MONTH,
}


@cache
def most_of(counts: tuple[Count, ...], months: int) -> float:
    """Return the most that one family has of some counts together in so many months; of partings, one of either."""
    if all(count in IN_ALL for count in counts):
        return max(IN_ALL[count] for count in counts)
    return sum(A_MONTH.get(count, 1.0) for count in counts) * months


def most_of_measure(measure: Measure, months: int) -> tuple[float, float]:
    """Return the most that one family has of what a measure counts, in its unit, and of what it is divided by."""
    above = 1.0 if measure.once else most_of(measure.counts, months) * measure.scale
    return above, most_of(measure.of, months) if measure.of else 0.0


def trace_of(measure: Measure) -> float:
    """Return the share of the most that one family can add from which it counts as one that differs; any pence does."""
    return 0.0 if Count.PENCE in measure.counts else TRACE


def largest_of(measure: Measure, months: int) -> float:
    """Return how large a measure can be: of a rate that of a family for whom it is always so, of a total any number."""
    above, under = most_of_measure(measure, months)
    return above / under if under else float("inf")


def most_of_pair(name: str, months: int) -> float:
    """Return the most that one family adds to a measure of a pair: one couple, or each month of the horizon."""
    return 1.0 if PAIRED[name].unit == "couples" else float(months)
