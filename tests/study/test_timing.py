"""Help moved in time: pairing to the bit, planted windows, a programme that does nothing, honest errors."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from famsim.engine.run import Run
from famsim.errors import FamsimError
from famsim.model.chance import keyed_uniform
from famsim.model.counts import N_COUNTS, N_RISK, Count
from famsim.model.draws import Draw
from famsim.model.family import COHABITING, MARRIED, NEVER
from famsim.model.policy import PROGRAMMES
from famsim.population.draws import Starts, with_strategy, world_of
from famsim.scenario import Scenario, Strategy, change, load_scenario
from famsim.study.benefits import BENEFITS
from famsim.study.events import EVENTS, Happened, find_events
from famsim.study.moved import KINDS, NO_ARRIVALS, Found, followed, forks, helped_state, lived_on, prescribed
from famsim.study.moves import Moves
from famsim.study.timing import Timing, timed, timing
from famsim.study.timing_tables import benefit_of, comparable, ratio_and_variance, timing_rows
from famsim.study.windows import window_of

NOT_A_LIFE = ("account", "cell")  # the row of the book and the group of the tallies, which a fork renumbers
SMALL = {"window": (-6, 12), "every": 6, "follow": 24}


def scenario(families: int = 3000, months: int = 72, **fields) -> Scenario:
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
    asked = scenario()
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
    run = begin()
    return [dataclasses.replace(fork) for fork in forks(run, happened, plan, last + plan.moves[-1], lambda: None)]


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
            prescribed(run, plan.programmes[:4]), run.sample, run.seed, fork.month, run.economy, NO_ARRIVALS,
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
    n, names = fork.families.size, plan.programmes[:2]
    state = helped_state(fork, [0, 1, 2], 0, np.ones((2, n), bool), fork.month + 24)
    arm = Run(state, prescribed(run, names), run.sample, run.seed, fork.month, run.economy, NO_ARRIVALS)
    arm.advance(1)
    exposed = arm.families["exposed_month"].reshape(3, n)
    assert set(np.unique(exposed[1:])) == {NEVER, fork.month + 1}
    assert (exposed[0] == NEVER).all()
    arm.advance(23)
    counts = arm.state.accounts.reshape(3, n, N_COUNTS)
    on_the_way = {Count.ROUTED, Count.LEFT_QUEUE, Count.PENCE, Count.NOTED}
    life = [int(one) for one in Count if one not in on_the_way]
    for place in (1, 2):
        untouched = counts[place][:, Count.STARTED] == 0
        assert 0 < untouched.sum() < n
        np.testing.assert_array_equal(counts[place][untouched][:, life], counts[0][untouched][:, life])


def test_a_benefit_is_without_less_with_and_quality_of_couples_alike_alone():
    """By hand: two families of one kind; the second stays together longer with help, so its quality is left out."""
    from famsim.study.moved import totals_of

    counts = np.zeros((2, 2, N_COUNTS), np.int64)
    counts[0, :, Count.COUPLES], counts[1, :, Count.COUPLES] = (10, 10), (10, 12)
    counts[0, :, Count.QUALITY], counts[1, :, Count.QUALITY] = (100, 100), (140, 190)
    counts[0, :, Count.LOSSES], counts[1, :, Count.STARTED] = (0, 1), (1, 1)
    found = totals_of(counts, np.array([4, 4]))[4, 0]
    assert found[0].tolist() == [2, -40, 1600, -40, 2]
    assert found[1].tolist() == [2, 1, 1, 1, 2]


def test_both_partners_take_part_as_when_they_are_asked(area, some_forks, monkeypatch):
    """By hand: the family's own luck of the month against the programme's share; a programme for both has both."""
    from famsim.study import moved

    begin, plan, _, _ = area
    fork, run, seen = some_forks[0], begin(), {}
    kept = moved.helped_state
    monkeypatch.setattr(moved, "helped_state", lambda *given: seen.setdefault(given[2], kept(*given)))
    lived_on(run, fork, dataclasses.replace(plan, follow=12))
    n = fork.families.size
    rows = seen[0].families.reshape(5, n) if len(plan.programmes) >= 4 else None
    assert rows is not None
    luck = [keyed_uniform(one, fork.month + 1, run.seed, int(Draw.BOTH_AGREE)) for one in fork.families["family_id"]]
    for place, name in enumerate(plan.programmes[:4]):
        programme = run.p[0].programmes[PROGRAMMES.index(name)]
        expected = [1 if programme.needs_both else int(one < programme.both_take_part) for one in luck]
        assert rows[place + 1]["both_take_part"].tolist() == expected
    np.testing.assert_array_equal(rows[0]["both_take_part"], fork.families["both_take_part"])


def planted(window=(-12, 12), effect=None, families: int = 4000) -> Timing:
    """Return a map in which programmes have `effect(move)` times their effects."""
    asked = with_programmes(scenario(families, 72), "coached_online")
    plan = Moves(window=window, every=6, follow=24, events=("distress",)).plan(asked)

    def changed(p, move):
        full = p["programmes"]["full"]
        for channel in full.dtype.names:
            full[channel] *= effect(move)
        return p

    return timed(asked, dataclasses.replace(plan, change=changed), 1, 1)


def test_an_effect_that_only_works_before_the_event_shows_its_window():
    """Planted: nothing from the event on. The best month lies before it, the window closes before it, for good."""
    found = planted(effect=lambda move: 1.0 if move < 0 else 0.0)
    cells = found.tables["timing"]
    quality = cells[(cells.measure == "quality") & (cells.group == "all")]
    assert (quality.loc[quality.month >= 0, "estimate"] == 0.0).all()
    windows = found.tables["windows"]
    row = windows[(windows.measure == "quality") & (windows.group == "all")].iloc[0]
    assert row.best_month < 0
    assert (row.opens, row.closes, row.no_return) == (-12, -6, 0.0)


def test_an_effect_that_fades_below_half_after_the_event_is_too_late_from_there():
    """Planted: a fifth of the effect from month 6 on; at month 0 it is whole."""
    row = planted((-6, 12), lambda move: 1.0 if move < 6 else 0.2).tables["windows"]
    row = row[(row.measure == "quality") & (row.group == "all")].iloc[0]
    assert (row.opens, row.closes, row.no_return) == (-6, 0, 6.0)


def test_a_programme_that_does_nothing_gives_a_flat_map_for_every_seed():
    """Exact pairing: over 200 seeds no estimate, error or interval differs from 0, so no cell can be called clear.

    The false alarm rate is 0, below the nominal 5%; fails if one family's luck changes with help (600,000 draws).
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
    for seed in range(1, 201):
        start.seed = seed
        happened = find_events(with_strategy(start, nobody, world), first, last, lambda: None)
        run = with_strategy(start, nobody, world)
        for fork in forks(run, followed(happened, plan), plan, last + plan.moves[-1], lambda: None):
            totals = lived_on(run, fork, plan).totals
            helped += totals[:, 0, 0, 0].sum()
            assert (totals[..., 1:4] == 0.0).all(), seed
    assert helped > 2000


def test_a_flat_map_has_no_clear_cell_and_no_window():
    found = planted((-6, 12), lambda move: 0.0, 2000)
    cells = found.tables["timing"]
    assert (cells[["estimate", "mc_se", "low", "high"]].fillna(0.0) == 0.0).all().all()
    assert found.tables["windows"].empty


def test_threads_change_nothing():
    """Sums are of whole numbers, so the order of forks is nothing."""
    asked = scenario(1500)
    one, three = (timing(asked, 1, 2, Moves(**SMALL, events=("birth",)), threads=threads).tables for threads in (1, 3))
    for name, table in one.items():
        pd.testing.assert_frame_equal(table, three[name])


def row_of(helped, gains, weight=1.0):
    """Return the parts and weight of a stratum, from each family's start and gain."""
    helped, gains = np.array(helped, float), np.array(gains, float)
    parts = [helped.sum(), gains.sum(), (gains**2).sum(), (gains * helped).sum(), len(gains)]
    return np.array(parts), weight


def test_the_error_of_a_ratio_is_that_of_its_residuals():
    """By hand: ratio 10 / 4; residuals gain - 2.5 x helped, squared and summed, over 4 squared."""
    helped, gains = [1, 1, 0, 1, 1], [1, 4, 0, 2, 3]
    parts, _ = row_of(helped, gains)
    ratio, variance = ratio_and_variance(parts[None, :], np.ones(1))
    residuals = np.array(gains) - 2.5 * np.array(helped)
    assert (ratio, variance) == pytest.approx((2.5, (residuals**2).sum() / 16))


def test_all_couples_are_weighted_to_those_it_happens_to():
    """By hand: one stratum stands for three times its families; its residuals count nine times."""
    first, second = row_of([1, 1], [2, 4])[0], row_of([1, 0, 1], [1, 0, 0])[0]
    ratio, variance = ratio_and_variance(np.array([first, second]), np.array([1.0, 3.0]))
    expected = (6 + 3 * 1) / (2 + 3 * 2)
    residuals = [2 - expected, 4 - expected, 3 * (1 - expected), 0.0, 3 * (0 - expected)]
    assert ratio == pytest.approx(expected)
    assert variance == pytest.approx(sum(one**2 for one in residuals) / 8**2)


def test_the_error_is_the_spread_over_samples_of_families():
    """A closed form: 2,000 samples of 400 families drawn at random; the ratio of SDs has an error of 1.6%."""
    luck = np.random.default_rng(5)
    ratios, errors = [], []
    for _ in range(2000):
        helped = luck.random(400) < 0.7
        gains = helped * (luck.normal(1.0, 2.0, 400))
        ratio, variance = ratio_and_variance(row_of(helped, gains)[0][None, :], np.ones(1))
        ratios.append(ratio)
        errors.append(variance)
    assert np.std(ratios) / np.sqrt(np.mean(errors)) == pytest.approx(1.0, abs=0.08)


def test_a_cell_is_shown_only_if_its_error_is_fine_enough_and_enough_are_helped():
    """The limits of the map: .02 SD of quality, .3 per 100 helped, and enough helped that one is less than that."""
    plan = Moves(**SMALL).plan(scenario())
    losses = BENEFITS[1]
    few, many = row_of([1] * 333, [0] * 333)[0], row_of([1] * 334, [0] * 334)[0]
    assert not benefit_of([(few[None, :], np.ones(1))], losses, plan)["shown"]
    assert benefit_of([(many[None, :], np.ones(1))], losses, plan)["shown"]
    rough = row_of([1] * 400, [1, -1] * 200)[0]  # an error of 100 / sqrt(400) = 5 per 100
    found = benefit_of([(rough[None, :], np.ones(1))], losses, plan)
    assert found["mc_se"] == pytest.approx(5.0) and not found["shown"]
    nobody = benefit_of([(np.array([[0.0, 0.0, 0.0, 0.0, 50.0]]), np.ones(1))], losses, plan)
    assert np.isnan(nobody["estimate"]) and not nobody["shown"] and nobody["families"] == 50


def test_draws_add_their_spread_to_the_interval():
    """By hand: two draws of 1 and 3; t of one degree of freedom, the spread sqrt 2 beside the chance."""
    plan = Moves(**SMALL).plan(scenario())
    draws = [(row_of([1] * 400, [gain] * 400)[0][None, :], np.ones(1)) for gain in (0.01, 0.03)]
    found = benefit_of(draws, BENEFITS[1], plan)
    assert found["estimate"] == pytest.approx(2.0)
    assert found["mc_se"] == pytest.approx(0.0, abs=1e-9)
    assert found["high"] - found["estimate"] == pytest.approx(12.7062 * np.sqrt(2.0), rel=1e-4)


def test_followed_families_are_spread_over_ids_and_counted():
    happened = Happened(np.full((len(EVENTS), 90), 5, np.int16), np.repeat(np.arange(3), 30).astype(np.int8))
    plan = dataclasses.replace(Moves(**SMALL).plan(scenario()), most=10, events=("arrears",))
    found = followed(happened, plan)
    assert found.families().tolist() == [[0, 0, 0], [0, 0, 0], [10, 10, 10], [0, 0, 0]]
    assert np.flatnonzero(found.months[2] != NEVER)[[0, 9]].tolist() == [0, 29]


def test_following_fewer_families_estimates_the_same():
    """A third of the families of each group, weighted: every estimate within four of its own errors of the whole."""
    asked = with_programmes(scenario(6000), "coached_online")
    moves = SMALL | {"events": ("distress",)}
    whole, part = (timing(asked, 1, 1, Moves(**moves, most=most)).tables["timing"] for most in (10**6, 90))
    rows = (whole.measure == "quality") & (whole.group == "all")
    both = whole[rows].merge(part, on=["event", "group", "programme", "month", "measure"])
    assert (both.families_y < 0.7 * both.families_x).all()
    assert (abs(both.estimate_x - both.estimate_y) < 4 * both.mc_se_y).all()


def map_row(estimates, half_widths, shown=None, months=None):
    """Return one row of the map as a table."""
    estimates, half = np.array(estimates, float), np.array(half_widths, float)
    return pd.DataFrame({
        "month": months or [6 * place for place in range(len(estimates))], "estimate": estimates,
        "low": estimates - half, "high": estimates + half,
        "shown": [True] * len(estimates) if shown is None else shown, "comparable": True,
    })  # fmt: skip


def test_a_window_closes_only_on_evidence():
    """By hand: a cell at a tenth of the best closes the window with a small error and not with a large one."""
    sharp = window_of(map_row([0.2, 1.0, 0.9, 0.1, 0.1], [0.05] * 5))
    assert (sharp["best_month"], sharp["opens"], sharp["closes"], sharp["no_return"]) == (6, 6, 12, 18.0)
    vague = window_of(map_row([0.2, 1.0, 0.9, 0.1, 0.1], [0.6, 0.05, 0.6, 0.6, 0.6]))
    assert (vague["opens"], vague["closes"]) == (0, 24) and np.isnan(vague["no_return"])


def test_the_error_of_the_best_counts_too():
    """Half of a best of 1 +- .9 may be as little as .05: .1 +- .05 is not clearly less (.4 against .453)."""
    assert window_of(map_row([1.0, 0.1], [0.9, 0.05]))["closes"] == 6
    assert window_of(map_row([1.0, 0.1], [0.7, 0.05]))["closes"] == 0


def test_a_blank_cell_closes_nothing_and_is_never_the_best():
    row = window_of(map_row([5.0, 1.0, 0.0, np.nan], [0.1, 0.1, 0.1, np.nan], [False, True, False, False]))
    assert (row["best_month"], row["opens"], row["closes"], row["months_shown"]) == (6, 0, 18, 1)


def test_there_is_no_window_where_nothing_is_clearly_good():
    assert window_of(map_row([0.0, 0.1, -1.0], [0.0, 0.2, 0.1])) is None


def test_the_best_of_many_months_has_to_be_clear_for_all_of_them():
    """By hand: 2.5 errors above 0 are clear for one month (1.96) and for four (2.50), not for seventeen (2.97)."""
    one, four, seventeen = (window_of(map_row([2.51] + [0.0] * (n - 1), [1.96] * n)) for n in (1, 4, 17))
    assert one and four
    assert seventeen is None


def test_a_window_may_close_and_help_be_worth_it_again():
    """No point of no return where a later month is as good again."""
    row = window_of(map_row([1.0, 0.1, 1.0, 0.1], [0.05] * 4))
    assert row["closes"] == 0 and row["no_return"] == 18.0
    again = window_of(map_row([1.0, 0.1, 0.9], [0.05] * 3))
    assert again["closes"] == 0 and np.isnan(again["no_return"])


def found_of(plan, families, gains=(1.0, 1.0, 1.0), happens=(1, 1, 1)):
    """Return what so many families at each move came to: all helped, each risk group with its gain a family."""
    found = Found()
    found.follows[:], found.happens[:] = 1, happens
    for move, number in zip(plan.moves, families, strict=True):
        totals = np.zeros((KINDS, len(plan.programmes), len(BENEFITS), 5))
        gain = np.tile(gains, len(EVENTS))[:, None, None]
        totals[..., 0] = totals[..., 4] = number / N_RISK
        totals[..., 1] = totals[..., 3] = gain * number / N_RISK
        totals[..., 2] = gain**2 * number / N_RISK
        found.totals[move] = totals
    return found


def test_months_that_hold_other_families_are_not_compared():
    """Families enter with a first pregnancy; those who part later are what waiting costs, and stay in the map."""
    plan = Moves(window=(-12, 6), every=6, follow=12).plan(scenario())
    found = found_of(plan, (50, 80, 100, 60))
    assert comparable([found], 0, 0, plan) == {-12: False, -6: True, 0: True, 6: True}


def test_the_map_of_all_couples_weighs_each_group_by_whom_the_event_happens_to():
    """By hand: gains 1, 2 and 4 in groups of 10, 30 and 10 families, of which equal numbers are followed."""
    plan = Moves(window=(0, 6), every=6, follow=12).plan(scenario())
    rows = pd.DataFrame(timing_rows([found_of(plan, (300, 300), (1.0, 2.0, 4.0), (10, 30, 10))], plan))
    losses = rows[(rows.measure == "losses_averted") & (rows.month == 0) & (rows.event == "birth")]
    worth = losses.drop_duplicates("group").set_index("group").estimate
    assert worth["all"] == pytest.approx(100 * (10 * 1 + 30 * 2 + 10 * 4) / 50)
    assert worth.iloc[1:].tolist() == pytest.approx([100.0, 200.0, 400.0])


@pytest.mark.parametrize(
    ("asked", "months", "says"),
    [
        ({"window": (12, 6)}, 120, "first no later than the last"),
        ({"window": (-30, 6)}, 120, "-24 to 60"),
        ({"every": 0}, 120, "1 to 24"),
        ({"follow": 6}, 120, "12 to 120"),
        ({"events": ("brith",)}, 120, "Did you mean 'birth'"),
        ({}, 101, "allowed: 102 months or more"),
    ],
)
def test_what_cannot_be_tried_is_refused_with_what_can(asked, months, says):
    with pytest.raises(FamsimError, match=says):
        timing(scenario(months=months), moves=Moves(**asked))


def test_the_allowed_number_of_months_is_allowed():
    """The message above, taken at its word."""
    assert Moves().plan(scenario(months=102)).moves[0] == -12


def test_a_scenario_without_an_offer_is_refused():
    found = scenario()
    with pytest.raises(FamsimError, match="no strategy makes an offer"):
        timing(found.model_copy(update={"strategies": found.strategies[:1]}))


def test_an_event_that_never_happens_is_refused_if_asked_for_and_left_out_otherwise():
    """In an economy where nobody loses a job."""
    quiet = change(scenario(400), economy={"job_loss": 0.0})
    with pytest.raises(FamsimError, match="event job_loss: happens to no couple in months 8 to"):
        timing(quiet, moves=Moves(**SMALL, events=("job_loss",)))
    found = timing(quiet, moves=Moves(**SMALL))
    assert set(found.tables["timing"]["event"]) == set(EVENTS) - {"job_loss"}


def test_every_month_is_followed_for_as_long_and_curves_begin_with_help():
    """Each curve has `follow` months from its own month of help; without help is one life for every programme."""
    found = timing(scenario(1500), moves=Moves(**SMALL, events=("birth",)))
    curves = found.tables["aligned"]
    for (moment, _, _), mine in curves.groupby(["help_month", "programme", "measure"]):
        assert mine.month.tolist() == list(range(moment, moment + 24))
    one = curves.pivot_table(index=["help_month", "month", "measure"], columns="programme", values="without")
    assert (one.nunique(axis=1) == 1).all()
