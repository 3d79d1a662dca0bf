"""The table `agencies`: who talked and referred, by whose door it was."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from famsim.measures import Outcome
from famsim.model.counts import Count
from famsim.model.policy import AGENCIES

PENCE = 100.0


@dataclass
class Agencies:
    """Who talked and referred, by whose door it was, summed over runs."""

    k: float
    runs: dict[str, int] = field(default_factory=dict)
    counts: dict[str, np.ndarray] = field(default_factory=dict)  # (counts,) by strategy

    def add(self, outcome: Outcome) -> None:
        """Add one run."""
        self.runs[outcome.strategy] = self.runs.get(outcome.strategy, 0) + 1
        found = self.counts.setdefault(outcome.strategy, np.zeros(len(Count), np.int64))
        found += outcome.totals[0]

    def rows(self) -> list[dict[str, Any]]:
        """Return referrals and pounds of talks by strategy and agency, the whole area's, mean of runs; `all` adds up.

        duplicated: referrals, in no agency's, of families who wait for another offer.
        """
        rows = []
        for strategy, counts in self.counts.items():
            scale = self.k / self.runs[strategy]
            people = [float(counts[Count.REFERRED_BY_HEALTH + one]) * scale for one in range(len(AGENCIES))]
            pounds = [float(counts[Count.TALKS_BY_HEALTH + one]) * scale / PENCE for one in range(len(AGENCIES))]
            of = [*zip(AGENCIES, people, pounds, strict=True), ("all", sum(people), sum(pounds))]
            rows += [{"strategy": strategy, "agency": one, "referrals": who, "pounds": paid} for one, who, paid in of]
            twice = float(counts[Count.DUPLICATED]) * scale
            rows.append({"strategy": strategy, "agency": "duplicated", "referrals": twice, "pounds": float("nan")})
        return rows
