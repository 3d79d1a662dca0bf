"""The policy record: who is offered what, when, where they are found, how many places, until when.

A policy is data that the rules read, so that a sweep over policies never recompiles. The registries below are the
words that scenario files may use; their numbers are part of the record and are only ever appended to.
"""

from enum import IntEnum
from typing import NamedTuple

import numpy as np


class Door(IntEnum):
    """Where families are found: the number of each door of the register, which its luck goes by.

    Who comes there stands in famsim/evidence/doors/NAME.toml.
    """

    MIDWIFE = 0
    HEALTH_VISITOR = 1
    MONEY_DESK = 2
    SCHOOL = 3
    CHILDRENS_CENTRE = 4
    EARLY_HELP = 5
    GP = 6
    HOUSING = 7
    NURSERY = 8
    FAMILY_HUB = 9
    JOBCENTRE = 10
    FAMILY_COURT = 11
    HELPLINE = 12
    ONLINE = 13


class Role(IntEnum):
    """What staff at a door do."""

    PRACTITIONER = 0
    SUPPORT_WORKER = 1
    MANAGER = 2


class Trigger(IntEnum):
    """What an offer's window is counted from."""

    ANY_TIME = 0
    BIRTH = 1
    JOB_LOSS = 2
    ARREARS = 3
    DISTRESS = 4


class Priority(IntEnum):
    """Who stands first in the queue for a place."""

    FIRST_COME = 0
    DEPRIVATION = 1
    NEED = 2


def _words(registry: type[IntEnum]) -> tuple[str, ...]:
    """Return a registry's names as scenario files write them, in its order."""
    return tuple(member.name.lower() for member in registry)


DOORS, TRIGGERS, PRIORITIES, ROLES = _words(Door), _words(Trigger), _words(Priority), _words(Role)

# what help is for: what staff notice, what families come to a door about, what has been said no to
DIFFICULTIES = ("couple", "apart", "debts", "children")
OF_COUPLE, OF_APART, OF_DEBTS, OF_CHILDREN = range(4)

# who runs a door: money and people are counted by agency
AGENCIES = ("health", "council", "education", "others")
AGENCY_OF = {  # by door; others' where none is named
    "midwife": "health",
    "health_visitor": "health",
    "gp": "health",
    "money_desk": "council",
    "housing": "council",
    "childrens_centre": "council",
    "family_hub": "council",
    "early_help": "council",
    "school": "education",
    "nursery": "education",
}
MAX_DOORS = 24  # the register's, then a scenario's own

MAX_OFFERS = 12
BEFORE_BIRTH = 9  # months: a pregnancy
MOST_AHEAD = 24  # months before a first conception in which couples may be met
MONTHS_KNOWN = 240  # for which a policy says how many staff are trained: as many as a scenario may have (limits)
MAX_CONDITIONS = 8

# a queue is told apart by ten classes and no finer: there are ten deciles of deprivation, and steps of need are as many
QUEUE_CLASSES = 10
NO_PLACE, LATE, SOON = 0, 1, 2  # what place is to be had: late, where staff rather turn to other help with the same
CLASSES_A_SD = 2.0  # of need past its own line: half SD, which is as fine as staff can score
LINE_CLASS = 5  # of who is at the line: four classes are served sooner, four later; the first are in harm
CLASS_MONTHS = 3.0  # behind with bills: told apart by quarters of a year


class Glance(IntEnum):
    """What an offer asks for, where one look at a family tells whether it meets all of it."""

    ROWS = 0  # no look does: its rows are gone through
    ANYONE = 1
    TOGETHER = 2
    APART = 3
    PARENT_ELSEWHERE = 4
    IN_ARREARS = 5


class Feature(IntEnum):
    """What a `who` row may ask of a family."""

    DEPRIVATION_DECILE = 0
    MONTHS_SINCE_BIRTH = 1
    TOGETHER = 2
    MARRIED = 3
    HISTORY_OF_DIFFICULTIES = 4
    IN_ARREARS = 5
    MONTHS_IN_ARREARS = 6
    UNEMPLOYED = 7
    IN_POVERTY = 8
    PARENT_DISTRESSED = 9
    RELATIONSHIP_QUALITY = 10
    STRESS_LOAD = 11
    HARMFUL_CONFLICT = 12
    MONTHS_TOGETHER = 13
    MOTHERS_AGE = 14
    CHILDREN = 15
    YOUNGEST_AGE = 16
    APART = 17
    FIRST_CHILD = 18
    NEVER_TOGETHER = 19
    PARENT_ELSEWHERE = 20
    COPARENTING_CONFLICT = 21
    CONTACT = 22
    CHILD_OR_EXPECTED = 23
    PARENT_RESIDENT = 24
    MONTHS_SINCE_EARLY_HELP = 25


class Meaning(NamedTuple):
    """What a feature is: its place in the registry, its limits, its unit and its meaning."""

    place: Feature
    low: float
    high: float
    unit: str
    says: str


def _features(*rows: Meaning) -> dict[str, Meaning]:
    """Return the features by the names that scenario files give them."""
    return {row.place.name.lower(): row for row in rows}


FEATURES = _features(
    Meaning(Feature.DEPRIVATION_DECILE, 1, 10, "decile", "the small area's decile of deprivation, 1 = most deprived"),
    Meaning(
        Feature.MONTHS_SINCE_BIRTH,
        -BEFORE_BIRTH - MOST_AHEAD,
        216,
        "months",
        "since the youngest child's birth; negative = until an expected birth, below -9 before a first conception",
    ),
    Meaning(Feature.TOGETHER, 0, 1, "yes/no", "two parents or partners living together"),
    Meaning(Feature.MARRIED, 0, 1, "yes/no", "the couple is married or in a civil partnership"),
    Meaning(
        Feature.HISTORY_OF_DIFFICULTIES,
        0,
        1,
        "yes/no",
        "either parent has a history of social or emotional difficulties",
    ),
    Meaning(Feature.IN_ARREARS, 0, 1, "yes/no", "behind with a household bill or a credit payment"),
    Meaning(Feature.MONTHS_IN_ARREARS, 0, 240, "months", "how long the family has been behind"),
    Meaning(Feature.UNEMPLOYED, 0, 1, "yes/no", "either parent at home is looking for work"),
    Meaning(Feature.IN_POVERTY, 0, 1, "yes/no", "below the poverty line this month"),
    Meaning(Feature.PARENT_DISTRESSED, 0, 1, "yes/no", "either parent at home is in emotional distress"),
    Meaning(Feature.RELATIONSHIP_QUALITY, -6, 6, "SD", "quality of the less happy partner, as staff would score it"),
    Meaning(Feature.STRESS_LOAD, 0, 20, "SD of quality", "short and long stress together"),
    Meaning(Feature.HARMFUL_CONFLICT, 0, 1, "yes/no", "conflict that is frequent, intense and poorly resolved"),
    Meaning(Feature.MONTHS_TOGETHER, 0, 600, "months", "since this couple began to live together"),
    Meaning(Feature.MOTHERS_AGE, 14, 60, "years", "the mother's age"),
    Meaning(Feature.CHILDREN, 0, 5, "children", "children under 18 followed in the family"),
    Meaning(Feature.YOUNGEST_AGE, 0, 18, "years", "the youngest child's age"),
    Meaning(Feature.APART, 0, 1, "yes/no", "the parents live apart"),
    Meaning(Feature.FIRST_CHILD, 0, 1, "yes/no", "no more than one child born, or the first is expected"),
    Meaning(Feature.NEVER_TOGETHER, 0, 1, "yes/no", "the parents have never lived together; no new partner"),
    Meaning(Feature.PARENT_ELSEWHERE, 0, 1, "yes/no", "a parent of a child lives elsewhere, whoever lives at home"),
    Meaning(Feature.COPARENTING_CONFLICT, 0, 6, "SD", "conflict between parents of whom one lives elsewhere"),
    Meaning(Feature.CONTACT, 0, 1, "yes/no", "children see the parent who lives elsewhere regularly"),
    Meaning(Feature.CHILD_OR_EXPECTED, 0, 1, "yes/no", "a child under 18, or one that is expected"),
    Meaning(Feature.PARENT_RESIDENT, 0, 1, "yes/no", "a parent of the children lives in the authority"),
    Meaning(Feature.MONTHS_SINCE_EARLY_HELP, 0, 240, "months", "since early help last saw the family, and assessed it"),
)

CONDITION = np.dtype([("feature", np.int64), ("low", np.float64), ("high", np.float64)], align=True)

OFFER = np.dtype(
    [
        ("who", CONDITION, (MAX_CONDITIONS,)),  # rows in the order written; all must hold
        ("rows", np.int64),  # how many of them are used
        ("programme", np.int64),  # its row of the parameters
        ("trigger", np.int64),  # index in TRIGGERS
        ("from_month", np.int64),  # window, months from the trigger (negative: before an expected birth)
        ("to_month", np.int64),
        ("begins", np.int64),  # first and last month of the scenario in which the offer stands
        ("ends", np.int64),
        ("priority", np.int64),  # index in PRIORITIES
        ("limited", np.int64),  # 1 = places are limited
        ("both", np.int64),  # 1 = nobody starts unless both parents are willing, whatever the programme asks
        ("everyone", np.int64),  # 1 = everyone who meets the rows is invited; 0 = only those whom staff notice
        ("places", np.float64),  # places a month, for the whole area
        ("found", np.int64),  # the doors at which it finds families, a bit each
        ("glance", np.int64),  # what it asks for, if one look tells; one of Glance
        ("stand_in", np.int64),  # the offer, from 1, that may take its families when no place can be had; 0 = none
    ],
    align=True,
)

POLICY = np.dtype(
    [
        ("offers", OFFER, (MAX_OFFERS,)),
        ("n_offers", np.int64),
        ("trained", np.float64, (MONTHS_KNOWN, MAX_DOORS)),  # share of a door's staff who do as trained ones, by month
        ("pathway", np.float64, (MAX_DOORS, MAX_OFFERS)),  # share of referrals to each offer that get through
        ("delay", np.int64, (MAX_DOORS, MAX_OFFERS)),  # months from a referral to its arrival
        ("closed", np.float64, (MAX_DOORS, MAX_OFFERS)),  # 1 = nobody is signposted informally either
        ("agency", np.int64, (MAX_DOORS,)),  # whose door it is, index in AGENCIES
        ("questionnaire", np.float64),  # 1 = doors ask by a questionnaire that they have agreed on
        ("data_shared", np.float64),  # 1 = a family noticed at one door is known at the others
        ("waits_shortened", np.float64),  # share by which the months between place and first session shrink
        (
            "ahead",
            np.int64,
        ),  # months for which couples are followed before their first conception; alike for strategies
    ],
    align=True,
)
