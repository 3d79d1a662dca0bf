"""What a strategy costs to set up: training staff and opening pathways, in whole pence.

Delivery (conversations, referrals, sessions, specialist responses) is counted family by family as it happens.
Leaves out: turnover of trained staff, and what an offer costs to run when nobody comes.
"""

from typing import Any

import numpy as np

from famsim.model.policy import DOORS

THOUSAND = 1000.0
PENCE = 100


def set_up_pence(strategy: Any, p: np.record, families: int) -> int:
    """Return the cost of a strategy's training and pathways for a whole area with so many families."""
    trained = 0
    for door, share in strategy.staff_trained.items():
        staff = float(p.staff.at_door[DOORS.index(door)]) * families / THOUSAND
        trained += round(staff * share)
    training = trained * round(float(p.costs.training) * PENCE)
    return training + len(strategy.pathways) * round(float(p.costs.pathway_opening) * PENCE)
