"""Who was met in which run, by family and group, and what families added, summed over runs."""

from dataclasses import dataclass, field

import numpy as np

from famsim.measures.outcome import Outcome
from famsim.measures.vectors import Split, splits
from famsim.model.identity import within_area

GROUP_BITS = 3  # a split has at most eight groups


@dataclass
class Roll:
    """Every family met in any run with its group of one split, and those of the present run.

    A draw moves families between groups (work, household, risk factors), so a family has a place in each it was in.
    """

    keys: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int64))
    called: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int64))  # keys of the present run

    def call(self, ids: np.ndarray, split: Split) -> None:
        """Take up the families of a run; `ids` are in rising order and of one area."""
        self.called = within_area(ids) << GROUP_BITS | split.member
        if not np.array_equal(self.called, self.keys):
            self.keys = united(self.keys, self.called)

    def places(self, keys: np.ndarray) -> np.ndarray:
        """Return the places of some of its keys in this roll."""
        found: np.ndarray = np.searchsorted(self.keys, keys)
        return found

    def brought(self, summed: "Summed", place: int = 0) -> np.ndarray:
        """Return the sums of one estimate of some families as sums by place in this roll."""
        return summed.at(self.keys, place)

    def split(self, of: Split) -> Split:
        """Return how a split groups the places of this roll."""
        return Split(of.name, of.groups, self.keys & (1 << GROUP_BITS) - 1)


def united(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """Return every key of two rising arrays once, in rising order."""
    if not ours.size or not theirs.size:
        return ours if ours.size else theirs
    place = np.searchsorted(ours, theirs)
    fresh = ours[np.minimum(place, ours.size - 1)] != theirs
    return np.insert(ours, place[fresh], theirs[fresh])


class Summed:
    """What families added to some estimates, summed over runs: `values` (estimates, n) by `keys` (n,) of a roll.

    The keys are of those who ever added anything to any of the estimates.
    """

    def __init__(self, estimates: int = 1) -> None:
        """Begin with nobody."""
        self.keys, self.values = np.zeros(0, np.int64), np.zeros((estimates, 0))

    def add(self, called: np.ndarray, x: np.ndarray) -> None:
        """Add what the families with these rising keys add in one run, (estimates, families), or (families,) of one."""
        x = np.atleast_2d(x)
        there = np.flatnonzero(x.any(axis=0))
        keys = called[there]
        every = united(self.keys, keys)
        if every.size > self.keys.size:
            before, places = self.values, np.searchsorted(every, self.keys)
            self.keys, self.values = every, np.zeros((len(x), every.size))
            self.values[:, places] = before
        self.values[:, np.searchsorted(self.keys, keys)] += x[:, there]

    def at(self, keys: np.ndarray, place: int = 0) -> np.ndarray:
        """Return one estimate's sums at some rising keys, every one of its own among them; 0 at others."""
        found: np.ndarray = self.values[place]
        if keys is self.keys:
            return found
        found = np.zeros(keys.size)
        found[np.searchsorted(keys, self.keys)] = self.values[place]
        return found


@dataclass
class Rolls:
    """A roll for each split."""

    ways: list[Split] = field(default_factory=list)
    named: dict[str, Roll] = field(default_factory=dict)

    def call(self, outcome: Outcome) -> list[Split]:
        """Take up the families of a run; return its splits."""
        self.ways = splits(outcome.grouped)
        for split in self.ways:
            self.named.setdefault(split.name, Roll()).call(outcome.ids, split)
        return self.ways

    def splits(self) -> dict[str, Split]:
        """Return how each split groups all families met, by name."""
        return {split.name: self.named[split.name].split(split) for split in self.ways}
