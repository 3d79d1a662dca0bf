"""What is counted of each family each month, as whole numbers.

Continuous amounts are counted in fixed point (FINE parts to the unit), so that no sum depends on the order of families.
"""

from enum import IntEnum

import numpy as np

from famsim.model.policy import MAX_OFFERS

FINE = 4096.0  # parts to the unit for expected values, quality and SDQ points
CERTAIN = 262144.0  # parts to a parting that is expected: the chance of one in a month is small
PLACE_BITS = 6  # of the places that one offer gives one family
OFFERS_A_COUNT = 4  # of which one count tells by which offers a family was placed


class Count(IntEnum):
    """Columns of the account book (one row a family) and of the tallies (one row a month and group)."""

    FAMILIES = 0  # family-months
    COUPLES = 1
    LONE = 2  # one parent at home
    LOSSES = 3
    EXITS = 4
    EXPECTED_LOSSES = 5  # parts of CERTAIN: chance of parting that would be a loss
    EXPECTED_EXITS = 6  # parts of CERTAIN: chance of parting that would be an exit
    BIRTHS = 7
    CHILDREN = 8  # child-months, under 18
    COUPLE_CHILDREN = 9
    DISTRESSED_CHILDREN = 10  # fine: children of couples x chance that either parent reports distress (DWP rule)
    QUALITY = 11  # fine: mean of the two partners
    DISSATISFIED_PARENTS = 12  # fine: partners below the DAS-type cut
    HARMFUL_CHILDREN = 13
    MOTHERS_HARMED = 14
    OTHERS_HARMED = 15
    VIOLENT_CHILDREN = 16
    SDQ_CHILDREN = 17  # child-months at ages 4 to 16
    SDQ_TOTAL = 18  # fine: expected total difficulties
    SDQ_HIGH = 19  # fine: chance of 17 or more
    SEPARATED_CHILDREN = 20  # children with a parent elsewhere
    CONTACT_CHILDREN = 21  # who see that parent regularly, where that is safe
    RISKY_CONTACT = 22  # who see a parent elsewhere who has been coercive
    MOTHERS_DISTRESSED = 23
    OTHERS_DISTRESSED = 24
    POOR_CHILDREN = 25
    ARREARS = 26
    UNEMPLOYED = 27  # families with a parent at home looking for work
    IN_NEED = 28
    FIRST_SEPARATION = 29  # month of the first separation since month 0
    MOTHER_IN_HARM = 30  # months of the mother in harm at home, or from the parent elsewhere
    CHILDREN_IN_HARM = 31  # child-months of the same, with contact after coercive violence
    MOTHER_IN_COPARENTING_CONFLICT = 32  # months without other harm
    CHILDREN_IN_COPARENTING_CONFLICT = 33
    # of support: what a strategy does, and what it costs; written by rules/family/{support,sessions}.py alone
    NOTICED = 34
    AGREED = 35
    STARTED = 36
    COMPLETED = 37
    MISSED_VIOLENT = 38  # above the violence threshold, missed by the screen, and entered
    ROUTED = 39  # found by the screen and routed to a specialist service
    LEFT_QUEUE = 40  # left the waiting list or did not start
    WAIT_MONTHS = 41
    SESSIONS = 42
    PENCE = 43  # all that is spent on the family: the sum of the three below
    PLACED = 44  # given a place
    PLACED_BY = 45  # by which of the first offers: each one's number of places in PLACE_BITS bits of its own
    PENCE_TALKS = 46  # of PENCE, what conversations and referrals cost
    PENCE_SESSIONS = 47
    PENCE_SPECIALIST = 48  # of PENCE, what specialist services' responses to violence cost
    PLACED_BY_NEXT = 49  # as PLACED_BY, by the fifth offer and those after it
    PLACED_BY_LAST = 50  # by the ninth and those after it
    REFERRED_BY_HEALTH = 51  # referrals, by whose door they came from (policy.AGENCIES): each one, first or not
    REFERRED_BY_COUNCIL = 52
    REFERRED_BY_EDUCATION = 53
    REFERRED_BY_OTHERS = 54
    TALKS_BY_HEALTH = 55  # pence: PENCE_TALKS, by whose staff talked
    TALKS_BY_COUNCIL = 56
    TALKS_BY_EDUCATION = 57
    TALKS_BY_OTHERS = 58
    DUPLICATED = 59  # referrals of families who wait for another offer already; not in those above


PLACED_BY = (Count.PLACED_BY, Count.PLACED_BY_NEXT, Count.PLACED_BY_LAST)  # OFFERS_A_COUNT offers each
N_COUNTS = len(Count)
N_LIFE_COUNTS = int(Count.NOTICED)  # those before the first of support


class Stage(IntEnum):
    """Stages of the funnel, in order; 1 to 8 are the rows of `who`."""

    EPISODE = 0
    LAST_ROW = 8
    CONTACT = 9
    NOTICED = 10
    CONVERSATION = 11
    REFERRED = 12
    SAFE = 13
    AGREED = 14
    PLACED = 15
    STARTED = 16
    COMPLETED = 17


N_STAGES = 18

# what one month of one family adds to the book; a record, for the compiler counts the owners of a bare array
NOTE = np.dtype(
    (
        np.record,
        [
            ("counts", np.int32, (N_COUNTS,)),
            ("stages", np.int32, (MAX_OFFERS, N_STAGES)),  # how often each stage of each offer was reached
            ("offers", np.int32),  # up to which offer, from 1; 0 = no stage of any
            ("couple_month", np.int32),  # what the month was for the couple (famsim.model.couple_month)
            ("union", np.int32),  # which couple that was
            ("since", np.int32),  # and since when it has lived together
            ("noted", np.int32),  # 1 = something is noted besides what every month is
        ],
    )
)
