"""Front doors as rows: the ways in which families come to each, and the months in which it is open.

A way is a few conditions on the family and a chance a month. Of the ways that a family meets the likeliest counts, so
that a door may see some families more often than others. Who comes about a difficulty says so, of every way by which it
comes; others, if at all, are noticed. The rows are filled from famsim/evidence/doors by famsim.population.doors.
"""

from enum import IntEnum

import numpy as np

from famsim.model.policy import CONDITION, FEATURES, Meaning

MAX_WAYS = 4
MAX_ASKED = 3  # conditions of a way
NO_FACT = -1
SMALL = 60  # months: a child under five
NEWBORN = 3  # months: while nearly all families see a health visitor
MUCH = 2.0  # SD of strain, or of conflict between parents apart: more is rare
ALWAYS_OPEN = (-(1 << 20), 1 << 20)  # months: opens, closes


class Fact(IntEnum):
    """What a door's rows may ask of a family beside the features of `who`: numbers that no feature has."""

    YOUNGEST_MONTHS = 40
    ELDEST_MONTHS = 41
    MONTHS_APART = 42
    VIOLENCE_AT_HOME = 43
    VIOLENCE_ELSEWHERE = 44
    MONTHS_DISTRESSED = 45
    MONTHS_SINCE_JOB_LOSS = 46
    MONTHS_SINCE_PARTING = 47


FIRST_FACT = int(Fact.YOUNGEST_MONTHS)
LONG = 1200.0  # months: what has never happened lies further back

FACTS: dict[str, Meaning] = FEATURES | {
    fact.name.lower(): Meaning(fact, *about)  # type: ignore[arg-type]  # a place in the same numbering as a feature's
    for fact, about in {
        Fact.YOUNGEST_MONTHS: (0, LONG, "months", "the youngest child's age"),
        Fact.ELDEST_MONTHS: (0, LONG, "months", "the age of the first child born"),
        Fact.MONTHS_APART: (0, LONG, "months", "since the parents parted or, never together, their birth"),
        Fact.VIOLENCE_AT_HOME: (0, 1, "yes/no", "violence between partners"),
        Fact.VIOLENCE_ELSEWHERE: (0, 1, "yes/no", "violence by or towards a parent who lives elsewhere"),
        Fact.MONTHS_DISTRESSED: (0, LONG, "months", "for which a parent at home has been in distress"),
        Fact.MONTHS_SINCE_JOB_LOSS: (0, LONG, "months", "since a parent last lost a job"),
        Fact.MONTHS_SINCE_PARTING: (0, LONG, "months", "since a couple parted, while no partner lives there"),
    }.items()
}

WAY = np.dtype(
    [
        ("asks", CONDITION, (MAX_ASKED,)),  # all must hold
        ("rows", np.int64),  # how many of them are used
        ("chance", np.float64),  # of coming in a month
        ("rises_with", np.int64),  # the feature or fact that raises the chance, or NO_FACT
        ("rises_by", np.float64),  # share of the chance for each unit of it
        ("about", np.int64),  # a bit for each difficulty (policy.DIFFICULTIES) that families come about
    ],
    align=True,
)

DOOR = np.dtype(
    [
        ("ways", WAY, (MAX_WAYS,)),
        ("n_ways", np.int64),
        # no way has a higher chance, but for those of a birth expected, of a newborn, and of MUCH of what raises it
        ("most", np.float64),
        ("through", np.int64),  # a bit for each door whose families are met here too
        ("met_through", np.float64),  # share of them
        ("opens", np.int64),  # the first month in which it is open
        ("closes", np.int64),  # the first in which it no longer is
    ],
    align=True,
)

# to which doors a family may come at all, or be met there, by what it lives with: a bit for each door. Most doors are
# ruled out by it, without a look at their rows
MAY_COME = np.dtype(
    [
        ("anyone", np.int64),  # doors with a way that asks for none of the following
        ("newborn", np.int64),  # the youngest is under NEWBORN months
        ("much", np.int64),  # of what raises the chance of coming: MUCH or more
        ("in_arrears", np.int64),
        ("without_work", np.int64),  # a parent at home looks for work
        ("parted", np.int64),  # from a partner, and lives without one
        ("elsewhere", np.int64),  # a parent lives elsewhere
        ("small_child", np.int64),  # the youngest is under SMALL months
        ("expecting", np.int64),
        ("distressed", np.int64),  # a parent at home is
        ("in_conflict", np.int64),  # harmful conflict, or violence
    ],
    align=True,
)
