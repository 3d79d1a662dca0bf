"""Who was met in which run, by family and group, and what families added, summed over runs."""

from dataclasses import dataclass, field

import numpy as np

from famsim.measures.groups import ALL
from famsim.measures.loops import ABSENT, add_at, fill_places
from famsim.measures.outcome import Outcome
from famsim.measures.rising import places_among, union, united
from famsim.measures.vectors import EVERYONE, Split, splits
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
        return places_among(self.keys, keys)

    def brought(self, summed: "Summed", place: int = 0) -> np.ndarray:
        """Return the sums of one estimate of some families as sums by place in this roll."""
        return summed.at(self.keys, place)

    def split(self, of: Split) -> Split:
        """Return how a split groups the places of this roll."""
        return Split(of.name, of.groups, self.keys & (1 << GROUP_BITS) - 1)


class Summed:
    """What families added to some estimates, summed over runs, by key of a roll.

    keys (n,): of those who ever added anything to any of the estimates, rising. Sums stand in the order in which keys
    came, so that those that come need not move the others.
    """

    def __init__(self, estimates: int = 1) -> None:
        """Begin with nobody."""
        self.keys, self._columns = np.zeros(0, np.int64), np.zeros(0, np.int64)
        self._sums = np.zeros((estimates, 0))

    def add(self, called: np.ndarray, x: np.ndarray) -> None:
        """Add what the families with these rising keys add in one run, (estimates, families), or (families,) of one."""
        x, places = np.atleast_2d(x), np.empty(called.size, np.int64)
        if fill_places(self.keys, called, x, places):
            self._open(called[places == ABSENT])
            places = places_among(self.keys, called)
        there = places >= 0
        places[there] = self._columns[places[there]]
        add_at(self._sums, places, x)

    def _open(self, fresh: np.ndarray) -> None:
        """Make room for some rising keys that are not there."""
        used, (estimates, room) = self.keys.size, self._sums.shape
        self.keys, source = union(self.keys, fresh)
        self._columns = np.concatenate([self._columns, np.arange(used, self.keys.size)])[source]
        if self.keys.size > room:
            sums = np.zeros((estimates, self.keys.size + (self.keys.size // 2 if used else 0)))
            sums[:, :used] = self._sums[:, :used]
            self._sums = sums

    def at(self, keys: np.ndarray, place: int = 0) -> np.ndarray:
        """Return one estimate's sums at some rising keys, every one of its own among them; 0 at others."""
        found: np.ndarray = self.all_at(keys, slice(place, place + 1))[0]
        return found

    def all_at(self, keys: np.ndarray, which: slice = EVERYONE) -> np.ndarray:
        """Return the sums of all estimates, or some, at such keys, (estimates, keys)."""
        own: np.ndarray = self._sums[which][:, self._columns]
        if keys is self.keys:
            return own
        found = np.zeros((len(own), keys.size))
        found[:, places_among(keys, self.keys)] = own
        return found


@dataclass
class Rolls:
    """A roll for each split."""

    ways: list[Split] = field(default_factory=list)
    named: dict[str, Roll] = field(default_factory=dict)
    present: Outcome | None = None

    def call(self, outcome: Outcome) -> list[Split]:
        """Take up the families of a run, which several may ask for; return its splits."""
        if outcome is not self.present:
            self.ways, self.present = splits(outcome.grouped), outcome
            for split in self.ways:
                self.named.setdefault(split.name, Roll()).call(outcome.ids, split)
        return self.ways

    @property
    def everyone(self) -> Roll:
        """The roll of all families in one group."""
        return self.named[ALL]

    def let_go(self) -> None:
        """Let the present run go."""
        self.present = None

    def splits(self) -> dict[str, Split]:
        """Return how each split groups all families met, by name."""
        return {split.name: self.named[split.name].split(split) for split in self.ways}
