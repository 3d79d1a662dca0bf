"""What is counted of each family each month, as whole numbers.

Continuous amounts are counted in fixed point (FINE parts to the unit), so that no sum depends on the order of families.
"""

from enum import IntEnum

import numpy as np

from famsim.model.policy import MAX_OFFERS

FINE = 4096.0  # parts to the unit for expected values, quality and SDQ points
CERTAIN = 262144.0  # parts to a parting that is expected: the chance of one in a month is small
PLACE_BITS = 6  # of the places that one offer gives one family


class Count(IntEnum):
    """Columns of the account book (one row a family) and of the tallies (one row a month and group)."""

    NOTED = 0  # parts of a month (before places, a talk, sharing out, after) in which anything else was noted
    FAMILIES = 1  # family-months
    COUPLES = 2
    LONE = 3  # one parent at home
    LOSSES = 4
    EXITS = 5
    EXPECTED_LOSSES = 6  # parts of CERTAIN: chance of parting that would be a loss
    EXPECTED_EXITS = 7  # parts of CERTAIN: chance of parting that would be an exit
    BIRTHS = 8
    CHILDREN = 9  # child-months, under 18
    COUPLE_CHILDREN = 10
    DISTRESSED_CHILDREN = 11  # fine: children of couples x chance that either parent reports distress (DWP rule)
    QUALITY = 12  # fine: mean of the two partners
    DISSATISFIED_PARENTS = 13  # fine: partners below the DAS-type cut
    HARMFUL_CHILDREN = 14
    MOTHERS_HARMED = 15
    OTHERS_HARMED = 16
    VIOLENT_CHILDREN = 17
    SDQ_CHILDREN = 18  # child-months at ages 4 to 16
    SDQ_TOTAL = 19  # fine: expected total difficulties
    SDQ_HIGH = 20  # fine: chance of 17 or more
    SEPARATED_CHILDREN = 21  # children with a parent elsewhere
    CONTACT_CHILDREN = 22  # who see that parent regularly, where that is safe
    RISKY_CONTACT = 23  # who see a parent elsewhere who has been coercive
    MOTHERS_DISTRESSED = 24
    OTHERS_DISTRESSED = 25
    POOR_CHILDREN = 26
    ARREARS = 27
    UNEMPLOYED = 28  # families with a parent at home looking for work
    IN_NEED = 29
    NOTICED = 30
    AGREED = 31
    STARTED = 32
    COMPLETED = 33
    MISSED_VIOLENT = 34  # above the violence threshold, missed by the screen, and entered
    ROUTED = 35  # found by the screen and routed to a specialist service
    LEFT_QUEUE = 36  # left the waiting list or did not start
    WAIT_MONTHS = 37
    SESSIONS = 38
    PENCE = 39  # all that is spent on the family: the sum of the three below
    FIRST_SEPARATION = 40  # month of the first separation since month 0
    PLACED = 41  # given a place
    MOTHER_IN_HARM = 42  # months of the mother in harm at home, or from the parent elsewhere
    CHILDREN_IN_HARM = 43  # child-months of the same, with contact after coercive violence
    MOTHER_IN_COPARENTING_CONFLICT = 44  # months without other harm
    CHILDREN_IN_COPARENTING_CONFLICT = 45
    PLACED_BY = 46  # which offers gave it a place: each offer's number of places in PLACE_BITS bits of its own
    PENCE_TALKS = 47  # of PENCE, what conversations and referrals cost
    PENCE_SESSIONS = 48
    PENCE_SPECIALIST = 49  # of PENCE, what specialist services' responses to violence cost


N_COUNTS = len(Count)


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
            ("couple_month", np.int32),  # what the month was for the couple (famsim.model.couple_month)
            ("union", np.int32),  # which couple that was
            ("since", np.int32),  # and since when it has lived together
            ("parts", np.int32),  # parts of the month that ended with something noted
        ],
    )
)
