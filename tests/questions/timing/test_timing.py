"""Help moved in time: pairing to the bit, planted windows, a programme that does nothing, honest errors."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from famsim.engine.run import Run
from famsim.errors import FamsimError
from famsim.model.chance import keyed_uniform
from famsim.model.counts import N_COUNTS, Count
from famsim.model.draws import Draw
from famsim.model.family import COHABITING, MARRIED, NEVER
from famsim.model.identity import N_RISK
from famsim.population.draws import Starts, with_strategy, world_of
from famsim.questions.timing.run import Timing, timed
from famsim.questions.timing.run import run_timing as timing
from famsim.runs import Running
from famsim.runs.arms import helped_state, lived_on
from famsim.runs.events import EVENTS, find_events
from famsim.runs.moved import NO_ARRIVALS, followed, forks, prescribed
from famsim.runs.moves import Moves
from famsim.scenario import Scenario, Strategy, change, load_scenario

NOT_A_LIFE = ("account", "cell")  # the row of the book and the group of the tallies, which a fork renumbers
SMALL = {"window": (-6, 12), "every": 6, "follow": 24}


def scenario(families: int = 1500, months: int = 72, **fields) -> Scenario:
    found = load_scenario("newcastle")
    return change(found, families=families, months=months, **fields)


def with_programmes(found: Scenario, *names: str) -> Scenario:
    """Return the scenario with one strategy that offers these programmes alone."""
    offer = next(offer for one in found.strategies for offer in one.offers)
    offers = tuple(offer.model_copy(update={"programme": name}) for name in names)
    strategy = found.strategies[1].model_copy(update={"offers": offers})
    return found.model_copy(update={"strategies": (strategy,)})


@pytest.fixture(scope="module")
def area():
    """Return a run without help at month 0, the plan, and the first forks."""
    asked = scenario(3000)
    plan = Moves(**SMALL).plan(asked)
    world = world_of(asked)
    start = Starts(world).start(0, 1)
    nobody = Strategy(name="no help")
    first, last = plan.events_between(asked.months)
    happened = find_events(with_strategy(start, nobody, world), first, last, lambda: None)

    def begin():
        return with_strategy(start, nobody, world)

    return begin, plan, happened, last


@pytest.fixture(scope="module")
def some_forks(area):
    begin, plan, happened, last = area
    return list(forks(begin(), happened, plan, last + plan.moves[-1], lambda: None))


def bytes_without(families: np.ndarray, names: tuple[str, ...]) -> bytes:
    plain = families.copy()
    for name in names:
        plain[name] = 0
    return plain.tobytes()


def test_without_help_a_fork_lives_the_untouched_life_to_the_bit(area, some_forks):
    """The same families a year later: in the area without a strategy, and as arm 0 of a fork."""
    begin, plan, _, _ = area
    run = begin()
    for fork in some_forks[:: len(some_forks) // 4]:
        run.advance(fork.month + 12 - run.month)
        arm = Run(
            helped_state(fork, [0], 0, np.zeros((0, fork.families.size), bool), fork.month + 12),
            prescribed(run, plan.rows[:4]), run.sample, run.seed, fork.month, run.economy, NO_ARRIVALS,
        )  # fmt: skip
        arm.advance(12)
        ids = arm.families["family_id"]
        untouched = run.families[np.searchsorted(run.families["family_id"], ids)].view(np.ndarray)
        assert ids.size > 30 and (np.diff(np.sort(ids)) >= 0).all()
        lived = arm.families.view(np.ndarray)
        assert bytes_without(lived, NOT_A_LIFE) == bytes_without(untouched, NOT_A_LIFE)


def test_a_fork_holds_the_couples_whose_help_is_due(area, some_forks):
    """Help due so many months from the event, for everyone whom the event finds later or found before, each once.

    The events themselves against the records of those born later: a birth followed is some child's month of birth.
    """
    begin, _, happened, last = area
    run, due = begin(), set()
    run.advance(last)
    here = run.families
    born = happened.months[0][here["account"]]
    births = here["children"]["birth_month"][born != NEVER]
    assert len(births) > 100 and (births == born[born != NEVER][:, None]).any(axis=1).all()
    for fork in some_forks:
        event, risk = np.divmod(fork.kinds, N_RISK)
        rows = fork.families["account"]
        assert (happened.months[event, rows] + fork.move == fork.month + 1).all()
        assert (happened.risk[rows] == risk).all()
        assert np.isin(fork.families["status"], (MARRIED, COHABITING)).all()
        due |= set(zip([fork.move] * len(rows), event.tolist(), rows.tolist(), strict=True))
    assert len(due) == sum(fork.kinds.size for fork in some_forks)


def test_help_begins_in_its_month_and_those_who_do_not_start_live_as_without(area, some_forks):
    """A first session in the month after the fork or never; who has none has the counts of arm 0, to the last one."""
    begin, plan, _, _ = area
    fork, run = max(some_forks, key=lambda one: one.families.size), begin()
    n, rows = fork.families.size, plan.rows[:2]
    state = helped_state(fork, [0, 1, 2], 0, np.ones((2, n), bool), fork.month + 24)
    arm = Run(state, prescribed(run, rows), run.sample, run.seed, fork.month, run.economy, NO_ARRIVALS)
    arm.advance(1)
    exposed = arm.families["exposed_month"].reshape(3, n)
    assert set(np.unique(exposed[1:])) == {NEVER, fork.month + 1}
    assert (exposed[0] == NEVER).all()
    arm.advance(23)
    counts = arm.state.accounts.reshape(3, n, N_COUNTS)
    life = [int(one) for one in Count if one < Count.NOTICED]  # what comes after is what services count
    for place in (1, 2):
        untouched = counts[place][:, Count.STARTED] == 0
        assert 0 < untouched.sum() < n
        np.testing.assert_array_equal(counts[place][untouched][:, life], counts[0][untouched][:, life])


def test_both_partners_take_part_as_when_they_are_asked(area, some_forks, monkeypatch):
    """By hand: the family's own luck of the month against the programme's share; a programme for both has both."""
    from famsim.runs import arms

    begin, plan, _, _ = area
    fork, run, seen = some_forks[0], begin(), {}
    kept = arms.helped_state

    def remembered(*given):
        state = kept(*given)
        seen.setdefault(given[2], state.families.copy())  # as asked: a new partner within the year starts anew
        return state

    monkeypatch.setattr(arms, "helped_state", remembered)
    lived_on(run, fork, dataclasses.replace(plan, follow=12))
    rows = seen[0].reshape(1 + len(plan.rows), fork.families.size)
    luck = [keyed_uniform(one, fork.month + 1, run.seed, int(Draw.BOTH_AGREE)) for one in fork.families["family_id"]]
    for place, row in enumerate(plan.rows):
        programme = run.p[0].programmes[row]
        expected = [1 if programme.needs_both else int(one < programme.both_take_part) for one in luck]
        assert rows[place + 1]["both_take_part"].tolist() == expected
    np.testing.assert_array_equal(rows[0]["both_take_part"], fork.families["both_take_part"])


def test_couples_who_never_come_are_let_go_and_nothing_moves(area, some_forks, monkeypatch):
    """Two ways, one number: everyone lived to the end in every arm, and who lives as without help let go at once."""
    from famsim.runs import arms

    begin, plan, _, _ = area
    run, gone = begin(), []
    by_size = sorted(some_forks, key=lambda one: one.families.size)
    asked = [next(one for one in reversed(by_size) if (one.move in plan.curves) is curve) for curve in (True, False)]
    kept = arms.Without.let_go

    def counted(self, arm, since, first):
        kept(self, arm, since, first)
        gone.append(int((since >= 0).sum()))

    monkeypatch.setattr(arms.Without, "let_go", counted)
    quick = [lived_on(run, fork, plan) for fork in asked]
    monkeypatch.setattr(arms.Without, "let_go", lambda *_: None)
    monkeypatch.setattr(arms, "has_buffer", lambda *_: False)
    for one, other in zip(quick, [lived_on(run, fork, plan) for fork in asked], strict=True):
        for name in ("totals", "met", "series", "buffered"):
            np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
    assert max(gone) > 50


def planted(window=(-12, 12), effect=None, families: int = 6_000) -> Timing:
    """Return a map in which programmes have `effect(move)` times their effects; enough families become distressed."""
    asked = with_programmes(scenario(families, 72), "coached_online")
    plan = Moves(window=window, every=6, follow=24, events=("distress",)).plan(asked)

    def changed(p, move):
        full = p["programmes"]["full"]
        for channel in full.dtype.names:
            full[channel] *= effect(move)
        return p

    return timed(asked, dataclasses.replace(plan, change=changed))


def test_an_effect_that_only_works_before_the_event_shows_its_window():
    """Planted: next to nothing from the event on. The best month and the window's end lie before it, for good."""
    found = planted(effect=lambda move: 1.0 if move < 0 else 0.01)
    cells = found.tables["timing"]
    quality = cells[(cells.measure == "quality") & (cells.group == "all")]
    windows = found.tables["windows"]
    row = windows[(windows.measure == "quality") & (windows.group == "all")].iloc[0]
    assert (quality.loc[quality.month >= 0, "estimate"].abs() < 0.1 * row.best).all()
    assert row.best_month < 0
    assert (row.opens, row.closes, row.no_return) == (-12, -6, 0.0)


def test_an_effect_that_fades_below_half_after_the_event_is_too_late_from_there():
    """Planted: a fifth of the effect from month 6 on; at month 0 it is whole."""
    row = planted((-6, 12), lambda move: 1.0 if move < 6 else 0.2).tables["windows"]
    row = row[(row.measure == "quality") & (row.group == "all")].iloc[0]
    assert (row.opens, row.closes, row.no_return) == (-6, 0, 6.0)


@pytest.mark.parametrize(("seeds", "came"), [(20, 200), pytest.param(80, 800, marks=pytest.mark.long)])
def test_a_programme_that_does_nothing_gives_a_flat_map_for_every_seed(seeds, came):
    """Exact pairing: over 20 seeds no estimate, error or interval differs from 0, so no cell can be called clear.

    The false alarm rate is 0, below the nominal 5%; fails if one family's luck changes with help (60,000 draws; the
    long size draws 240,000).
    """
    asked = with_programmes(scenario(400, 24), "coached_online")
    plan = Moves(window=(0, 6), every=6, follow=12, events=("distress",)).plan(asked)

    def nothing(p, _):
        full = p["programmes"]["full"]
        for channel in full.dtype.names:
            full[channel] = 0.0
        return p

    plan, world, nobody = dataclasses.replace(plan, change=nothing), world_of(asked), Strategy(name="no help")
    start, (first, last), helped = Starts(world).start(0, 1), plan.events_between(asked.months), 0.0
    for seed in range(1, 1 + seeds):
        start.seed = seed
        happened = find_events(with_strategy(start, nobody, world), first, last, lambda: None)
        run = with_strategy(start, nobody, world)
        for fork in forks(run, followed(happened, plan), plan, last + plan.moves[-1], lambda: None):
            totals = lived_on(run, fork, plan).totals
            helped += totals[:, 0, 0, 0].sum()
            assert (totals[..., 1:4] == 0.0).all(), seed
    assert helped > came


def test_a_flat_map_has_no_clear_cell_and_no_window():
    found = planted((-6, 12), lambda move: 0.0, 600)
    cells = found.tables["timing"]
    assert (cells[["estimate", "mc_se", "n_changed"]].fillna(0.0) == 0.0).all().all()
    there = cells[cells.helped > 0]
    assert (there.low == -there.at_most).all() and (there.high == there.at_most).all(), "none seen is not none"
    assert found.tables["windows"].empty


def test_threads_change_nothing():
    """Sums are of whole numbers, so the order of forks is nothing."""
    asked = with_programmes(scenario(300, 30), "coached_online")
    moves = Moves(window=(0, 6), every=6, follow=12, events=("birth",))
    one, three = (timing(asked, moves, Running(reps=2, threads=threads)).tables for threads in (1, 3))
    for name, table in one.items():
        pd.testing.assert_frame_equal(table, three[name])


def test_following_fewer_families_estimates_the_same():
    """A third of the families of each group, weighted: every estimate within four of its own errors of the whole."""
    asked = with_programmes(scenario(3000), "coached_online")
    moves = SMALL | {"events": ("distress",)}
    whole, part = (timing(asked, Moves(**moves, most=most)).tables["timing"] for most in (10**6, 45))
    rows = (whole.measure == "quality") & (whole.group == "all")
    both = whole[rows].merge(part, on=["event", "group", "programme", "month", "measure"])
    assert (both.families_y < 0.7 * both.families_x).all()
    assert (abs(both.estimate_x - both.estimate_y) < 4 * both.mc_se_y).all()


def test_an_event_that_never_happens_is_refused_if_asked_for_and_left_out_otherwise():
    """In an economy where nobody loses a job."""
    quiet = change(scenario(400, 48), economy={"job_loss": 0.0})
    with pytest.raises(FamsimError, match="event job_loss: happens to no couple in months 8 to"):
        timing(quiet, moves=Moves(**SMALL, events=("job_loss",)))
    found = timing(quiet, moves=Moves(**SMALL))
    assert set(found.tables["timing"]["event"]) == set(EVENTS) - {"job_loss"}


def test_every_month_is_followed_for_as_long_and_curves_begin_with_help():
    """Each curve has `follow` months from its own month of help; without help is one life for every programme."""
    found = timing(scenario(300, 48), moves=Moves(**SMALL, events=("birth",)))
    curves = found.tables["aligned"]
    for (moment, _, _), mine in curves.groupby(["help_month", "programme", "measure"]):
        assert mine.month.tolist() == list(range(moment, moment + 24))
    one = curves.pivot_table(index=["help_month", "month", "measure"], columns="programme", values="without")
    assert (one.nunique(axis=1) == 1).all()
