"""When things happen to families without help: the first event of each kind inside a window, family by family."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from famsim.model.family import COHABITING, MARRIED, NEVER
from famsim.model.identity import N_RISK, risk_of

if TYPE_CHECKING:
    from famsim.engine import Run

EVENTS: dict[str, str] = {
    "birth": "the birth of a child",
    "job_loss": "the loss of a job",
    "arrears": "falling behind with bills",
    "distress": "a parent becoming distressed",
}


@dataclass(frozen=True)
class Happened:
    """The first event of each kind to each couple inside the window, by the family's row in the account book.

    months (events, accounts) int16: calendar month, NEVER where none or not followed; risk (accounts,) int8: risk
    factors at the start or at entry, 0 to 2.
    """

    months: np.ndarray
    risk: np.ndarray

    def families(self) -> np.ndarray:
        """Return to how many families each event happens, (events, risk groups)."""
        return np.array([np.bincount(self.risk[months != NEVER], minlength=N_RISK) for months in self.months])


def couples(families: np.recarray) -> np.ndarray:
    """Say which families are couples who live together, bool."""
    found: np.ndarray = (families["status"] == MARRIED) | (families["status"] == COHABITING)
    return found


def struck_this_month(families: np.recarray, month: int) -> np.ndarray:
    """Say to which families each event happened in the month just lived, bool, (events, families)."""
    born = (families["children"]["birth_month"] == month).any(axis=1)
    others = [families[name] == month for name in ("job_loss_month", "arrears_month", "distress_month")]
    return np.array([born, *others])


def find_events(run: "Run", first: int, last: int, lived: Callable[[], None]) -> Happened:
    """Live a run up to month `last` and return the first events from month `first` on; `lived` is told each month."""
    accounts = len(run.state.accounts)
    months = np.full((len(EVENTS), accounts), NEVER, np.int16)
    while run.month < last:
        run.advance(1)
        if run.month >= first:
            here = run.families
            struck = struck_this_month(here, run.month) & couples(here)
            for event, at in enumerate(struck):
                rows = here["account"][at]
                months[event, rows] = np.where(months[event, rows] == NEVER, run.month, months[event, rows])
        lived()
    return Happened(months, risk_of(run.state.account_cells))
