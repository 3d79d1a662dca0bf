"""What a business case is told from: a comparison as it was kept, and what is worked out from its tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from famsim.errors import StoreError, unknown
from famsim.handover.case.derived import derived
from famsim.handover.case.ending import ends_instead
from famsim.handover.case.texts import LESS, NONE
from famsim.handover.report import Composed, Document, compose
from famsim.questions.compare import KIND
from famsim.results import Kept
from famsim.runs import TOTAL
from famsim.scenario import Scenario, Strategy, is_sustained, shown
from famsim.writing import Writing, pounds

MONEY = (
    "costs", "summary", "payers", "gainers", "ledger", "worth", "schedules", "switching", "funding", "phases",
    "unit_prices",
)  # fmt: skip
NO_CASE = (
    ", so there is no money to make a case for; allowed: strategies beside the first that cost something (offers with "
    "places, staff trained, pathways opened, a budget)"
)
POUND = 1.0  # less is as good as nothing
COMPARED = "results of famsim compare, with two strategies or more"


@dataclass(frozen=True)
class Told:
    """A comparison with what is written about it. prefers: the option that the case's authors prefer, "" for none."""

    composed: Composed
    writing: Writing
    prefers: str = ""

    @property
    def kept(self) -> Kept:
        """The results."""
        return self.composed.kept

    @property
    def scenario(self) -> Scenario:
        """The question that was asked, as it was run."""
        return self.kept.scenario

    @cached_property
    def first(self) -> str:
        """The strategy that all others stand beside."""
        return self.scenario.strategies[0].name

    @cached_property
    def options(self) -> list[str]:
        """The strategies beside the first."""
        return list(dict.fromkeys(one.name for one in self.scenario.strategies[1:]))

    @cached_property
    def ended(self) -> dict[str, str]:
        """Of options that may go on after their grant those that were lived as ending with it too, with that one."""
        made = self.scenario.strategies[1:]
        return {other.name: one.name for other in made for one in made if ends_instead(one, other)}

    @cached_property
    def asked(self) -> list[str]:
        """The options, each once: one that was lived as ending with its grant too stands for both."""
        return [name for name in self.options if name not in self.ended.values()]

    def goes_on(self, name: str) -> bool:
        """Say whether what an option offers may go on after its grant."""
        return any(one.name == name and is_sustained(one) for one in self.scenario.strategies)

    def called(self, name: str) -> str:
        """Return a mark for an option's name."""
        return f"*{self.writing.words(name)}*"

    def has(self, table: str) -> bool:
        """Say whether there is a table with a row in it."""
        return table in self.writing.tables and len(self.writing.tables[table]) > 0

    def sum_of(self, table: str, column: str, where: Mapping[str, object], how: Callable[[float], str] = pounds) -> str:
        """Return a mark for a sum, or for how much less than under the first strategy; a dash for nothing."""
        value = self.writing.value(table, column, **where) if self.writing.rows(table, **where) else 0.0
        if abs(value) < POUND:
            return NONE
        if value < 0:
            return f"{self.writing.number(table, column, lambda size: how(abs(size)), **where)} {LESS}"
        return self.writing.number(table, column, how, **where)


@dataclass(frozen=True)
class Made:
    """A case, or its brief, as a document in which each number says which number of the writing it is."""

    told: Told
    kind: str
    document: Document


def told(kept: Kept, prefers: str = "") -> Told:
    """Return what a case is told from; StoreError where results cannot carry one."""
    check(kept)
    check_options(kept.scenario, prefers)
    composed = compose(kept)
    tables = composed.writing.tables
    return Told(composed, Writing({**tables, **derived(kept.scenario, tables)}), prefers)


def check_options(scenario: Scenario, prefers: str) -> None:
    """Raise StoreError for a preferred option that there is not, and where no strategy does what costs anything."""
    names = list(dict.fromkeys(one.name for one in scenario.strategies))
    if prefers and prefers not in names:
        raise unknown("option", prefers, names, "--prefer", StoreError)
    if not any(does_something(one) for one in scenario.strategies[1:]):
        raise StoreError(f"{shown(scenario.name)}: no strategy beside the first does anything{NO_CASE}")


def does_something(strategy: Strategy) -> bool:
    """Say whether a strategy does what costs something."""
    return bool(
        strategy.offers
        or strategy.pathways
        or strategy.train
        or strategy.navigator
        or any(strategy.staff_trained.values())
        or strategy.usual_places
        or strategy.budget
    )


def check(kept: Kept) -> None:
    """Raise StoreError for results that are no comparison, or in which no money is spent."""
    name = kept.name or "FILE"
    names = {one.name for one in kept.scenario.strategies}
    if kept.record["kind"] != KIND or len(names) < 2:
        found = str(kept.record["kind"]) if kept.record["kind"] != KIND else "a comparison of one strategy alone"
        raise StoreError(f"{name}: is of {found}; allowed: {COMPARED}")
    missing = [table for table in MONEY if table not in kept.tables]
    if missing or not spends(kept.tables):
        what = f"holds no table of money ({', '.join(missing)})" if missing else "spends nothing under any strategy"
        raise StoreError(f"{name}: {what}{NO_CASE}")


def spends(tables: Mapping[str, pd.DataFrame]) -> bool:
    """Say whether any strategy costs anything."""
    costs = tables["costs"]
    return bool((costs.loc[costs["item"] == TOTAL, "estimate"] > 0).any())
