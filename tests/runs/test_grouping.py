"""Each family's group is fixed before a strategy acts: the same in every life; what reaches one group stays in it."""

import numpy as np
import pytest

from famsim.measures import Pairs, Shelf, besides, couple_months, group_names, ledger, splits
from famsim.model.counts import Count
from famsim.model.identity import N_CELLS, entry_month_of
from famsim.population import Starts, with_strategy, world_of
from famsim.runs.grouping import Roster
from famsim.runs.paired import Watch, live_through, outcome_of, run_pair
from famsim.scenario import change, load_scenario

ILL = "illness=a parent ill"


@pytest.fixture(scope="module")
def scenario():
    return change(load_scenario("newcastle"), families=1500, months=40)


@pytest.fixture(scope="module")
def starts(scenario):
    return Starts(world_of(scenario))


def test_a_family_is_in_the_same_group_in_every_life(scenario, starts):
    """Lived beside the first strategy's life, and each by itself, in an order that says nothing: the same bytes."""
    together = run_pair(starts, scenario, 1, 0)
    alone = run_pair(starts, scenario, 1, 0, Watch(separately=True))
    assert len({one.grouped.tobytes() for one in (*together, *alone)}) == 1
    entered = entry_month_of(together[0].ids)
    assert (entered > 0).sum() > 100 and len(np.unique(together[0].grouped[entered > 0] // N_CELLS)) > 3


def test_every_group_adds_up_to_all_under_every_strategy(scenario, starts):
    """To the bit, every count; and to what the engine has counted month by month."""
    for outcome in run_pair(starts, scenario, 0, 0):
        np.testing.assert_array_equal(outcome.totals[0], outcome.series.sum(axis=0))
        np.testing.assert_array_equal(outcome.totals[0], outcome.accounts.sum(axis=0, dtype=np.int64))
        for split in splits(outcome.grouped)[1:]:
            rows = [place for place, name in enumerate(group_names()) if name.startswith(f"{split.name}=")]
            np.testing.assert_array_equal(outcome.totals[rows].sum(axis=0), outcome.totals[0])
            assert split.families.sum() == len(outcome.ids)


def test_the_groups_of_cells_are_those_that_the_engine_counts(scenario, starts):
    """Two ways, one number: the engine's tallies by cell, and families' own accounts by their group."""
    life = live_through(with_strategy(starts.start(0, 1), scenario.strategies[1], starts.world), 40, Watch())
    tallies = life.run.state.tallies.sum(axis=0)
    np.testing.assert_array_equal(life.grouped % N_CELLS, life.run.state.account_cells[: len(life.run.accounts)])
    for cell in np.unique(life.grouped % N_CELLS):
        mine = life.run.accounts[life.grouped % N_CELLS == cell].sum(axis=0, dtype=np.int64)
        np.testing.assert_array_equal(mine, tallies[cell])


def test_looks_by_the_year_see_what_one_look_at_entry_would(scenario, starts):
    """A family that has just come in, and the same at the next look, is told the same; the stock is read at month 0."""
    run = with_strategy(starts.start(0, 1), scenario.strategies[0], starts.world)
    roster, at_the_start = Roster.of(run), besides(run.families)
    run.advance(1)
    roster.look(run)
    early = roster.besides[: roster.seen].copy()
    run.advance(11)
    roster.look(run)
    np.testing.assert_array_equal(roster.besides[: early.size], early)
    np.testing.assert_array_equal(early[: at_the_start.size], at_the_start)


def planted(scenario, starts):
    """Return the outcomes of two lives: in the second, couples with an ill parent at home are lifted at month 0."""
    shelf, outcomes, first = Shelf(), [], None
    for lifted, name in ((0.0, "as now"), (1.0, "lifted")):
        run = with_strategy(starts.start(0, 1), scenario.strategies[0], starts.world)
        families = run.families.view(np.ndarray)
        ill = Roster.of(run).besides[: len(families)] % 3 == 0  # the last of the three turns fastest
        for parent in ("mother", "other"):
            families[parent]["trait"][ill] += lifted
        life = live_through(run, scenario.months, Watch())
        months = couple_months(life.run)
        first = first or months
        outcomes.append(outcome_of(life, name, (0, 0), ledger(first, months), shelf))
    return outcomes


def test_what_reaches_families_with_an_ill_parent_alone_shows_in_that_group_alone(scenario, starts):
    """Planted: nobody else's life changes, so in every other group of illness nobody differs and nothing does."""
    pairs = Pairs(1.0)
    pairs.add(planted(scenario, starts))
    rows = {row["group"]: row for row in pairs.rows("as now") if row["measure"] == "separations"}
    assert rows[ILL]["estimate"] < 0 and rows[ILL]["n_changed"] > 20
    assert rows["all"]["estimate"] == pytest.approx(rows[ILL]["estimate"])
    for group in ("illness=no parent ill", "illness=came in later"):
        assert rows[group]["estimate"] == rows[group]["n_changed"] == 0
    by_age = [row["estimate"] for name, row in rows.items() if name.startswith("mother_age=")]
    assert len(by_age) == 5 and sum(by_age) == pytest.approx(rows["all"]["estimate"])


def test_a_planted_book_has_its_change_in_the_totals_of_that_group(scenario, starts):
    """The table of outcomes says the same as that of differences."""
    usual, lifted = planted(scenario, starts)
    more = lifted.totals - usual.totals
    changed = {name for name, row in zip(group_names(), more, strict=True) if row[int(Count.EXPECTED_LOSSES)]}
    assert ILL in changed and not changed & {"illness=no parent ill", "illness=came in later"}
