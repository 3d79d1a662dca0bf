"""A line of a ledger: what pounds buy, whose it is, and by which figure it is priced."""

from typing import NamedTuple

import numpy as np

from famsim.scenario import PAYERS, PURPOSES

FISCAL, SOCIAL, WELLBEING = "fiscal", "social", "wellbeing"
TIME = "time"  # that families give: no purpose that anybody is asked to pay for
SAYS = {
    "training": "training staff",
    "backfill": "covering for staff on courses",
    "coaching": "coaching trained staff",
    "posts": "navigators' and coordinators' posts",
    "coordination": "agreeing and opening pathways",
    "conversations": "conversations",
    "referrals": "referrals",
    "sessions": "sessions",
    "specialist": "specialist responses to violence",
    TIME: "families' own time",
}
PAYER_SAYS = {
    "grant": "the grant",
    "authority": "the authority",
    "nhs": "the NHS",
    "schools": "schools",
    "police": "the police",
    "central": "central government",
    "charities": "charities",
    "families": "families",
}
assert set(SAYS) == {*PURPOSES, TIME} and tuple(PAYER_SAYS) == PAYERS


class Line(NamedTuple):
    """What pounds buy, whose it is (an agency or a programme; "" where it is not told apart), and what prices it.

    usual: of a service that goes on under every strategy, which no grant pays for.
    """

    purpose: str
    whose: str
    figure: str
    usual: bool = False

    @property
    def account(self) -> str:
        """Which account it is of."""
        return SOCIAL if self.purpose == TIME else FISCAL


Lines = dict[Line, np.ndarray]  # each with an amount a month, (months + 1,): month 0 is before anybody comes


def added(one: Lines, other: Lines, times: float = 1.0) -> Lines:
    """Return the lines of both, the second so many times."""
    found = dict(one)
    for line, amounts in other.items():
        found[line] = found[line] + times * amounts if line in found else times * amounts
    return found


def nothing(months: int) -> np.ndarray:
    """Return no pence in any of so many months, (months + 1,)."""
    return np.zeros(months + 1)
