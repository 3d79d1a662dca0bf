"""Paired differences between strategies, each with its interval, from what each family adds (famsim.measures.interval).

estimate = mean over runs. The same families live in every draw, so what a family adds is averaged over runs before it
is squared. With several draws the interval adds t x SD over draws with chance variance removed. Only the chance that is
a draw's own is removed: what draws share, the same families and luck, is not in the spread between them.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import numpy as np

from famsim.measures.added import Change, Levels, added_to_lines
from famsim.measures.groups import ALL, group_names
from famsim.measures.ledgers import Bundle, Ledger, together
from famsim.measures.lines import PAIRED
from famsim.measures.measure import Measure
from famsim.measures.outcome import Outcome
from famsim.measures.places import Places
from famsim.measures.registry import MEASURES
from famsim.measures.rolls import Rolls
from famsim.measures.vectors import Parts, Split, by_column, parts_of

BY_GROUP = (
    "separation_rate",
    "loss_rate",
    "exit_rate",
    "children_distressed_couple",
    "harmful_conflict",
    "quality",
    "sdq",
    "sdq_high",
    "mothers_harmed",
    "children_see_other_parent",
    "separations",
    "child_months_in_harm",
    "child_months_harmful",
    "helped",
    "completed",
)


LINES = "lines of pairs"  # whose ledgers stand beside those of splits


class Pairs:
    """The differences of every strategy from the first, gathered run by run; `k`: the area's for each simulated.

    alone: there will be one run, and less is held.
    """

    def __init__(self, k: float, places: Places | None = None, alone: bool = False, rolls: Rolls | None = None) -> None:
        self.k, self.alone = k, alone
        self.places, self.rolls = places or Places(), rolls or Rolls()
        self.draws: list[int] = []
        self.ledgers: dict[tuple[str, str, str], Ledger] = {}
        self.bundles: dict[str, dict[str, Bundle]] = {}  # by strategy, then by split or LINES

    def add(self, outcomes: list[Outcome]) -> None:
        """Add the outcomes of one (draw, rep): the first strategy is the comparator."""
        comparator = outcomes[0]
        self.draws.append(comparator.draw)
        ways = self.rolls.call(comparator)
        months, parts = len(comparator.series), cache(lambda name: parts_of(comparator, MEASURES[name], self.k))
        ends = np.cumsum([way.groups for way in ways])
        levels = [
            Levels(list(shown_in(way).values()), parts, way, months, self.k, comparator.totals[end - way.groups : end])
            for way, end in zip(ways, ends, strict=True)
        ]
        for strategy in outcomes[1:]:
            bundles = self.bundles_of(strategy.strategy, ways)
            holders = self.places.holders(strategy, comparator)
            rows = touched(strategy.differs_from(comparator), holders)
            change = Change.of(*self.parts_of_both(strategy.some(rows), comparator.some(rows)), rows, holders)
            for level in levels:
                name = level.split.name
                bundles[name].add(self.rolls.named[name], level.added(change))
            pairs = added_to_lines(strategy.ledger, holders, ways[0], months, self.k)
            bundles[LINES].add(self.rolls.named[ways[0].name], pairs)

    def parts_of_both(self, ours: np.ndarray, theirs: np.ndarray) -> tuple[dict[str, Parts], dict[str, Parts]]:
        """Return what families have of each measure, from both their accounts; of ours where anything moved alone."""
        moved, both = (ours != theirs).any(axis=0), [by_column(one, self.k) for one in (ours, theirs)]
        of_ours, of_theirs = ({name: one.parts(measure) for name, measure in MEASURES.items()} for one in both)
        return {name: of_ours[name] for name, one in MEASURES.items() if one.rests_on(moved)}, of_theirs

    def bundles_of(self, strategy: str, ways: list[Split]) -> dict[str, Bundle]:
        """Return the ledgers of a strategy by split, and those of its pairs; opened when it is first met."""
        if strategy not in self.bundles:
            found = {way.name: Bundle(list(shown_in(way)), self.alone) for way in ways}
            for name in MEASURES:
                for way in ways_of(name, ways):
                    self.ledgers[strategy, name, way.name] = found[way.name].ledgers[name]
            found[LINES] = Bundle(list(PAIRED), self.alone)
            self.ledgers |= {(strategy, name, ways[0].name): one for name, one in found[LINES].ledgers.items()}
            self.bundles[strategy] = found
        return self.bundles[strategy]

    def rows(self, baseline: str) -> list[dict[str, Any]]:
        """Return the rows of the table `differences`."""
        return [
            {"strategy": strategy, "baseline": baseline, "group": group, "measure": measure, **numbers, "n_pairs": runs}
            for (strategy, measure, group), numbers, runs in rows_of(self.ledgers, self.rolls, self.draws)
        ]


def touched(differ: np.ndarray, holders: np.ndarray | None) -> np.ndarray:
    """Return the rows of the families that differ, bool (families,), or are of a group of fixed size, (n,)."""
    return np.flatnonzero(differ if holders is None else differ | (holders > 0))


def rows_of(
    ledgers: Mapping[tuple[str, str, str], Ledger], rolls: Rolls, draws: list[int]
) -> Iterator[tuple[tuple[str, str, str], dict[str, float | int], int]]:
    """Yield strategy, measure and group, the numbers with their limits, and how many runs, for each estimate."""
    ways = rolls.splits()
    found = [one.summary(one.moments(rolls.named[name], ways[name]), draws) for (_, _, name), one in ledgers.items()]
    numbers = iter(together(found).rows() if found else ())
    for (strategy, measure, name), ledger in ledgers.items():
        for group in groups_of(name):
            yield (strategy, measure, group), next(numbers), len(ledger.estimates)


def ways_of(measure: str, ways: list[Split]) -> list[Split]:
    """Return the splits in which a measure is shown."""
    return [way for way in ways if is_shown(measure, way)]


def is_shown(measure: str, way: Split) -> bool:
    """Say whether a measure is shown in a split."""
    return way.name == ALL or measure in BY_GROUP


def shown_in(way: Split) -> dict[str, Measure]:
    """Return the measures that are shown in a split."""
    return {name: one for name, one in MEASURES.items() if is_shown(name, way)}


@cache
def groups_of(split: str) -> tuple[str, ...]:
    """Return the names of a split's groups."""
    return tuple(name for name in group_names() if name == split or name.startswith(f"{split}="))
