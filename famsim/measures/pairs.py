"""Paired differences between strategies, each with its interval, from what each family adds (famsim.measures.interval).

estimate = mean over runs. The same families live in every draw, so what a family adds is averaged over runs before it
is squared. With several draws the interval adds t x SD over draws with chance variance removed. Only the chance that is
a draw's own is removed: what draws share, the same families and luck, is not in the spread between them.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np

from famsim.measures.added import Change, Levels, added_to_lines
from famsim.measures.groups import ALL, group_names
from famsim.measures.ledgers import Bundle, together
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
Bundles = dict[str, dict[str, Bundle]]  # by strategy, then by split or LINES


class Pairs:
    """The differences of every strategy from the first, gathered run by run; `k`: the area's for each simulated.

    alone: there will be one run, and less is held.
    """

    def __init__(self, k: float, places: Places | None = None, alone: bool = False, rolls: Rolls | None = None) -> None:
        self.k, self.alone = k, alone
        self.places, self.rolls = places or Places(), rolls or Rolls()
        self.draws: list[int] = []
        self.bundles: Bundles = {}

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
            found = {way.name: Bundle(list(shown_in(way)), self.alone, way.name) for way in ways}
            self.bundles[strategy] = found | {LINES: Bundle(list(PAIRED), self.alone)}
        return self.bundles[strategy]

    def rows(self, baseline: str, by_group: bool = True) -> list[dict[str, Any]]:
        """Return the rows of the table `differences`; by_group False: those of all families alone."""
        bundles = self.bundles if by_group else of_everyone(self.bundles)
        return [
            {"strategy": strategy, "baseline": baseline, "group": group, "measure": measure, **numbers, "n_pairs": runs}
            for (strategy, measure, group), numbers, runs in rows_of(bundles, self.rolls, self.draws)
        ]


def touched(differ: np.ndarray, holders: np.ndarray | None) -> np.ndarray:
    """Return the rows of the families that differ, bool (families,), or are of a group of fixed size, (n,)."""
    return np.flatnonzero(differ if holders is None else differ | (holders > 0))


def of_everyone(bundles: Bundles) -> Bundles:
    """Return the bundles of all families in one group."""
    return {
        strategy: {name: one for name, one in found.items() if one.split == ALL} for strategy, found in bundles.items()
    }


def in_order(bundles: Bundles) -> Iterator[tuple[str, str, Bundle]]:
    """Yield strategy, measure and bundle: a strategy's measures one after the other, each in all its splits."""
    for strategy, found in bundles.items():
        for name in dict.fromkeys(name for one in found.values() for name in one.names):
            yield from ((strategy, name, one) for one in found.values() if name in one.names)


def rows_of(
    bundles: Bundles, rolls: Rolls, draws: list[int]
) -> Iterator[tuple[tuple[str, str, str], dict[str, float | int], int]]:
    """Yield strategy, measure and group, the numbers with their limits, and how many runs, for each estimate."""
    ways, every = rolls.splits(), [one for found in bundles.values() for one in found.values()]
    summaries = [one.summary(one.moments(rolls.named[one.split], ways[one.split]), draws) for one in every]
    numbers = iter(together(summaries).rows() if summaries else ())
    rows = {id(one): [next(numbers) for _ in summary.estimate] for one, summary in zip(every, summaries, strict=True)}
    for strategy, name, one in in_order(bundles):
        groups, place = groups_of(one.split), one.names.index(name)
        for at, group in enumerate(groups, place * len(groups)):
            yield (strategy, name, group), rows[id(one)][at], len(one.estimates)


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
