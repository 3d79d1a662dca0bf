"""The policy record: who is offered what, when, where they are found, how many places, until when.

A policy is data that the rules read, so that a sweep over policies never recompiles. The registries below are the
words that scenario files may use; their order is part of the record and is only ever appended to.
"""

from typing import NamedTuple

import numpy as np

DOORS = ("midwife", "health_visitor", "money_desk", "school", "childrens_centre", "early_help", "gp", "housing")
PROGRAMMES = (
    "light_touch_session",
    "new_parent_group",
    "relationship_group",
    "coached_online",
    "couple_counselling",
    "money_and_us",
)
TRIGGERS = ("any_time", "birth", "job_loss", "arrears", "distress")
PRIORITIES = ("first_come", "deprivation", "need")

MAX_OFFERS = 4
MAX_CONDITIONS = 8


class Feature(NamedTuple):
    """One thing about a family that a `who` row may ask for: its place, its limits, its unit and its meaning."""

    place: int
    low: float
    high: float
    unit: str
    says: str


def _features(*rows):
    return {row[0]: Feature(index, *row[1:]) for index, row in enumerate(rows)}


FEATURES = _features(
    ("deprivation_decile", 1, 10, "decile", "the small area's decile of deprivation, 1 = most deprived"),
    ("months_since_birth", -9, 216, "months", "since the youngest child's birth; negative = until an expected birth"),
    ("together", 0, 1, "yes/no", "two parents or partners living together"),
    ("married", 0, 1, "yes/no", "the couple is married or in a civil partnership"),
    ("history_of_difficulties", 0, 1, "yes/no", "either parent has a history of social or emotional difficulties"),
    ("in_arrears", 0, 1, "yes/no", "behind with a household bill or a credit payment"),
    ("months_in_arrears", 0, 240, "months", "how long the family has been behind"),
    ("unemployed", 0, 1, "yes/no", "either parent at home is looking for work"),
    ("in_poverty", 0, 1, "yes/no", "below the poverty line this month"),
    ("parent_distressed", 0, 1, "yes/no", "either parent at home is in emotional distress"),
    ("relationship_quality", -6, 6, "SD", "quality of the less happy partner, as staff would score it"),
    ("stress_load", 0, 20, "SD of quality", "short and long stress together"),
    ("harmful_conflict", 0, 1, "yes/no", "conflict that is frequent, intense and poorly resolved"),
    ("months_together", 0, 600, "months", "since this couple began to live together"),
    ("mothers_age", 14, 60, "years", "the mother's age"),
    ("children", 0, 5, "children", "children under 18 followed in the family"),
    ("youngest_age", 0, 18, "years", "the youngest child's age"),
    ("apart", 0, 1, "yes/no", "the parents live apart"),
    ("first_child", 0, 1, "yes/no", "no more than one child born, or the first is expected"),
)

CONDITION = np.dtype([("feature", np.int64), ("low", np.float64), ("high", np.float64)], align=True)

OFFER = np.dtype(
    [
        ("who", CONDITION, (MAX_CONDITIONS,)),  # rows in the order written; all must hold
        ("rows", np.int64),  # how many of them are used
        ("programme", np.int64),  # index in PROGRAMMES
        ("trigger", np.int64),  # index in TRIGGERS
        ("from_month", np.int64),  # window, months from the trigger (negative: before an expected birth)
        ("to_month", np.int64),
        ("begins", np.int64),  # first and last month of the scenario in which the offer stands
        ("ends", np.int64),
        ("priority", np.int64),  # index in PRIORITIES
        ("limited", np.int64),  # 1 = places are limited
        ("everyone", np.int64),  # 1 = everyone who meets the rows is invited; 0 = only those whom staff notice
        ("places", np.float64),  # places a month, for the whole area
        ("found", np.float64, (len(DOORS),)),  # 1 = families are found at this door
    ],
    align=True,
)

POLICY = np.dtype(
    [
        ("offers", OFFER, (MAX_OFFERS,)),
        ("n_offers", np.int64),
        ("trained", np.float64, (len(DOORS),)),  # share of the door's staff trained, 0-1
        ("pathway", np.float64, (len(DOORS), len(PROGRAMMES))),  # share of referrals that get through once opened
        ("data_shared", np.float64),  # 1 = a family noticed at one door is known at the others
        ("waits_shortened", np.float64),  # share by which the months between place and first session shrink
    ],
    align=True,
)
