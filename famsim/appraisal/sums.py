"""What the money of several runs comes to, in what adds up over areas."""

from dataclasses import dataclass, field

import numpy as np

from famsim.appraisal.lines import Lines, added
from famsim.measures import OverAreas, TwoSums

Key = tuple[str, str]  # a strategy, and what is summed
Gainer = tuple[str, str, str]  # account, what is gained, and who gains


@dataclass
class Priced:
    """What one figure prices, at the start, mean of runs: pence (gains above 0, costs below), and the units of it."""

    pence: float = 0.0
    units: float = 0.0

    def plus(self, other: "Priced | None") -> "Priced":
        """Return both together."""
        return self if other is None else Priced(self.pence + other.pence, self.units + other.units)


@dataclass
class Sums:
    """The money of one area, or of several, in pence of the register's prices.

    lines, gainers: by month (months + 1,), mean of runs, by strategy. monthly: of each run (runs, months + 1), by
    strategy and component ("cost", "time", and each gain). spent: totals with what their intervals follow from. each:
    a sum over another. priced: by strategy and figure.
    """

    draws: list[int] = field(default_factory=list)
    lines: dict[str, Lines] = field(default_factory=dict)
    gainers: dict[str, dict[Gainer, np.ndarray]] = field(default_factory=dict)
    monthly: dict[Key, np.ndarray] = field(default_factory=dict)
    spent: dict[Key, OverAreas] = field(default_factory=dict)
    by_none: dict[Key, float] = field(default_factory=dict)  # of a sum, the pence that no family adds, mean of runs
    each: dict[Key, TwoSums] = field(default_factory=dict)
    priced: dict[Key, Priced] = field(default_factory=dict)
    values: dict[str, float] = field(default_factory=dict)  # of each figure that prices anything, mean of runs

    def plus(self, other: "Sums | None") -> "Sums":
        """Return those of two areas together."""
        if other is None:
            return self
        gainers: dict[str, dict[Gainer, np.ndarray]] = {}
        for name, found in self.gainers.items():
            there = other.gainers[name]
            gainers[name] = {key: amounts + there[key] for key, amounts in found.items()}
        return Sums(
            self.draws,
            {name: added(found, other.lines[name]) for name, found in self.lines.items()},
            gainers,
            {key: found + other.monthly[key] for key, found in self.monthly.items()},
            joined(self.spent, other.spent),
            {key: self.by_none.get(key, 0.0) + other.by_none.get(key, 0.0) for key in (self.by_none | other.by_none)},
            {key: found.plus(other.each.get(key)) for key, found in self.each.items()},
            {key: (self.priced.get(key) or Priced()).plus(other.priced.get(key)) for key in self.priced | other.priced},
            other.values | self.values,
        )


def joined(one: dict[Key, OverAreas], other: dict[Key, OverAreas]) -> dict[Key, OverAreas]:
    """Return sums of two areas: of those that one area alone has, its own."""
    both = {key: found.plus(other.get(key)) for key, found in one.items()}
    return both | {key: found for key, found in other.items() if key not in one}
