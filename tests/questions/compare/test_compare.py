"""A comparison's tables against what they are made of, and the promises about who is helped."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

import famsim
from famsim.measures import MEASURES, span_of
from famsim.measures.outcome import Outcome
from famsim.model.counts import Count
from famsim.population.draws import Starts, world_of
from famsim.questions.compare.comparison import Comparison
from famsim.questions.compare.gathered.labels import not_below_none
from famsim.questions.compare.run import compare
from famsim.runs import Running
from famsim.runs.paired import run_all, run_pair
from famsim.scenario import Scenario, change, config_hash, load_scenario

MONTHS = 36


def small(name: str, families: int = 1500, months: int = MONTHS, **fields) -> Scenario:
    return change(load_scenario(name), families=families, months=months, **fields)


def only(scenario: Scenario, *names: str) -> Scenario:
    chosen = tuple(strategy for strategy in scenario.strategies if strategy.name in names)
    return scenario.model_copy(update={"strategies": chosen})


@pytest.fixture(scope="module")
def newcastle() -> Comparison:
    return compare(small("newcastle"), Running(draws=2))


def test_a_difference_is_the_mean_of_the_differences_of_its_runs(newcastle) -> None:
    """By hand from the table of outcomes, for every strategy, measure and group; over nothing there is neither."""
    outcomes = newcastle.tables["outcomes"].merge(newcastle.tables["runs"], on="run_id")
    wide = outcomes.pivot_table(index=["group", "measure", "draw"], columns="strategy", values="value")
    rows = newcastle.differences
    rows = rows[rows.measure.isin(outcomes.measure.unique()) & (rows.measure != "mean_wait")]
    there = set(wide.index.droplevel("draw"))
    assert all((row.group, row.measure) not in there for row in rows[rows.estimate.isna()].itertuples())
    for row in rows[rows.estimate.notna()].itertuples():
        runs = wide.loc[(row.group, row.measure)]
        expected = (runs[row.strategy] - runs[row.baseline]).mean()
        assert row.estimate == pytest.approx(expected, rel=1e-9, abs=1e-9), row
        assert row.low <= row.estimate <= row.high


def test_the_same_strategy_twice_differs_in_nothing() -> None:
    """The comparator under another name: every difference is exactly 0, nobody differs, and a bound says how far.

    Above it ends at the bound, but where a share has less than that left to 100%: then exactly there.
    """
    scenario = only(small("newcastle", months=24), "newcastle")
    first = scenario.strategies[0]
    twice = scenario.model_copy(update={"strategies": (first, first.model_copy(update={"name": "again"}))})
    study = compare(twice)
    differences = study.differences
    assert (differences[["estimate", "mc_se", "n_changed"]].fillna(0.0) == 0.0).all().all()
    levels = study.tables["outcomes"].groupby(["measure", "group"], as_index=False).value.mean()
    there = differences[differences.estimate.notna()].merge(levels, how="left", on=["measure", "group"])
    most = there.measure.map({name: span_of(name)[1] for name in MEASURES})  # of what is averted there is none
    assert (there.at_most > 0).all() and (there.low <= 0).all()
    np.testing.assert_allclose(there.high, np.fmin(there.at_most, most - there.value), rtol=1e-12)
    assert 0 < (there.high < there.at_most).sum() < len(there) / 10


def test_every_funnel_nests(newcastle) -> None:
    """No stage of any offer holds more episodes than the stage before it."""
    for (strategy, offer), stages in newcastle.tables["funnel"].groupby(["strategy", "offer"]):
        assert (np.diff(stages.sort_values("stage").episodes) <= 1e-9).all(), (strategy, offer)


def test_newcastles_funnel_begins_with_its_births() -> None:
    """About 1,030 births a year in the most deprived national decile (1,032 infants at mid-2017); couples are a row.

    The window is 18 months wide and families inside it when the offer begins are episodes too: 60 + 18 months of
    births. A 1-in-5 sample holds about 1,300 of them: 10% is more than three standard errors.
    """
    found = compare(only(small("newcastle", 6000, 60), "business as usual", "newcastle")).tables["funnel"]
    stages = found[found.strategy == "newcastle"].set_index("label").episodes / (78 / 12)
    assert stages["most deprived tenth"] == pytest.approx(1030, rel=0.10)
    assert 0.55 < stages["together"] / stages["most deprived tenth"] < 0.95
    assert stages["history of difficulties"] < stages["together"]


def test_at_its_default_the_screen_misses_some_and_they_are_counted() -> None:
    """Planted beside the test above: with the default sensitivity of .8 the count is not always 0."""
    scenario = only(small("newcastle", 6000, 60), "business as usual", "primary prevention")
    table = compare(scenario).differences
    row = table[(table.measure == "missed_violence") & (table.strategy == "primary prevention")]
    assert row.estimate.iloc[0] > 0


LIFE = [int(count) for count in Count if count < Count.NOTICED]  # what comes after is what services count


def untouched_by(outcome: Outcome) -> np.ndarray:
    """Say which families a strategy has neither talked with nor helped."""
    return (outcome.accounts[:, [Count.STARTED, Count.PENCE_TALKS]] == 0).all(axis=1)


def families_without_a_talk_or_session_are_the_same(outcomes: list[Outcome]) -> None:
    """Between any two strategies: every count of what happens to a family no strategy has helped.

    Counts of the way into support (noticed, agreed, cost, ...) differ, nothing that happens to the family does.
    """
    for a, b in combinations(outcomes, 2):
        untouched = untouched_by(a) & untouched_by(b)
        assert untouched.sum() > 1000, "too few were untouched for the check to mean anything"
        np.testing.assert_array_equal(a.accounts[untouched][:, LIFE], b.accounts[untouched][:, LIFE])


@pytest.fixture(scope="module")
def six() -> list[Outcome]:
    scenario = small("newcastle", 4000, 60)
    return run_pair(Starts(world_of(scenario)), scenario, 1, 0)


def test_families_without_a_talk_or_session_are_the_same_to_the_bit(six) -> None:
    """A family's luck is its own."""
    families_without_a_talk_or_session_are_the_same(six)


@pytest.mark.parametrize("count", LIFE, ids=lambda count: Count(count).name)
def test_one_untouched_family_counted_once_too_often_is_seen(six, count) -> None:
    """One more in one count of one family under one strategy, and the check must fail."""
    spoilt = replace(six[3], book=six[3].accounts.copy())
    untouched = np.flatnonzero(untouched_by(six[0]) & untouched_by(spoilt))
    spoilt.accounts[untouched[-1], count] += 1
    with pytest.raises(AssertionError, match="not equal"):
        families_without_a_talk_or_session_are_the_same([six[0], spoilt])


@pytest.mark.long
def test_the_reported_chance_error_is_the_spread_over_seeds() -> None:
    """80 chance seeds; the ratio of SDs has a standard error of 8%, so .7 to 1.4 is four of them."""
    scenario = only(small("croydon", 1000, 24), "business as usual", "croydon")
    estimates, errors = [], []
    starts = Starts(world_of(scenario))
    for outcomes in run_all(starts, scenario, Running(reps=80)):
        quality = [one.accounts[:, [Count.QUALITY, Count.COUPLES]].astype(float) for one in outcomes]
        rates = [q[:, 0].sum() / q[:, 1].sum() for q in quality]
        parts = [(q[:, 0] - r * q[:, 1]) / q[:, 1].sum() for q, r in zip(quality, rates, strict=True)]
        estimates.append(rates[1] - rates[0])
        errors.append(np.sqrt(((parts[1] - parts[0]) ** 2).sum()))
    assert 0.7 < np.std(estimates, ddof=1) / np.sqrt(np.mean(np.square(errors))) < 1.4


def test_a_family_helped_twice_is_one_family_helped(newcastle) -> None:
    """By hand from the table of costs: reach counts families, `starts` counts first sessions.

    The funnel lies between: episodes, in one of which a family may begin twice.
    """
    reach = newcastle.tables["reach"].set_index(["measure", "group", "strategy"])
    outcomes = newcastle.tables["outcomes"].merge(newcastle.tables["runs"], on="run_id")
    means = outcomes.groupby(["measure", "group", "strategy"]).value.mean()
    funnel = newcastle.tables["funnel"]
    for cost in newcastle.tables["summary"].itertuples():
        row = reach.loc[("helped", "all", cost.strategy)]
        assert row.estimate == pytest.approx(cost.helped) == pytest.approx(means["helped", "all", cost.strategy])
        stages = funnel[(funnel.strategy == cost.strategy) & (funnel.label == "came to a first session")]
        assert row.estimate - 1e-6 <= stages.episodes.sum() <= means["starts", "all", cost.strategy] + 1e-6
    starts, helped = (means[name, "all", "primary prevention"] for name in ("starts", "helped"))
    assert starts > helped > 0


def test_fewer_than_no_families_are_never_reached(newcastle) -> None:
    """Counts of one strategy and what they are taken from: no interval goes below none."""
    reach, differences = newcastle.tables["reach"], newcastle.differences
    assert (reach.low >= 0).all() and (reach.low <= reach.estimate).all() and (reach.estimate <= reach.high).all()
    ours = differences[differences.measure.isin(["helped", "starts", "completed", "missed_violence", "routed"])]
    assert (ours.low >= 0).all() and (reach.low == 0).any()


def test_a_run_says_what_it_was_made_with_and_that_it_is_done(newcastle) -> None:
    """Without seconds; a run's hash is that of the scenario with its strategy alone."""
    runs = newcastle.tables["runs"]
    asked = ("run_id", "scenario", "strategy", "draw", "rep", "seed")
    assert tuple(runs) == (*asked, "version", "config_hash", "status", "error")
    assert set(runs.version) == {famsim.__version__} and set(runs.status) == {"done"} and set(runs.error) == {""}
    alone = {one.name: config_hash(only(newcastle.scenario, one.name)) for one in newcastle.scenario.strategies}
    assert dict(zip(runs.strategy, runs.config_hash, strict=True)) == alone
    assert len(set(alone.values())) == len(alone)


def test_a_difference_can_take_away_all_that_there_is_and_no_more() -> None:
    """By hand: of 10 on average, an interval from -25 begins at -10; a share of 10% gains 90 at most.

    A count has no most. In SD there is no least and no most.
    """
    names = ("helped", "harmful_conflict", "quality")
    levels = [{"measure": name, "group": "all", "value": value} for name in names for value in (8.0, 12.0)]
    rows = [{"measure": name, "group": "all", "estimate": -4.0, "low": -25.0, "high": 95.0} for name in names]
    found = not_below_none(rows, pd.DataFrame(levels))
    assert [(row["low"], row["high"]) for row in found] == [(-10.0, 95.0), (-10.0, 90.0), (-25.0, 95.0)]


def test_a_repetition_has_other_luck_and_the_same_question() -> None:
    """Two repetitions differ; the same seed twice does not."""
    scenario = only(small("newcastle", 400, 24), "newcastle")
    starts = Starts(world_of(scenario))
    first, again, other = (run_pair(starts, scenario, 0, rep)[0] for rep in (0, 0, 1))
    np.testing.assert_array_equal(first.accounts, again.accounts)
    assert first.accounts.shape != other.accounts.shape or (first.accounts != other.accounts).any()


def test_what_is_paid_adds_up_strategy_by_strategy(newcastle) -> None:
    """By definition: total = set-up + delivery, of each strategy's own runs, over the area's families helped."""
    levels = newcastle.tables["outcomes"].merge(newcastle.tables["runs"], on="run_id")
    levels = levels[levels.group == "all"].pivot_table(index="strategy", columns="measure", values="value")
    costs = newcastle.tables["summary"].set_index("strategy").loc[levels.index]
    np.testing.assert_allclose(costs.delivery, levels.delivery_cost)
    np.testing.assert_allclose(costs.total, costs.set_up + costs.delivery)
    some = costs[costs.helped > 0]
    np.testing.assert_allclose(some.per_family_helped, some.total / some.helped_with_effect, rtol=1e-4)
    assert (some.per_family_low <= some.per_family_helped).all()
    assert (some.per_family_helped <= some.per_family_high).all()


def test_only_a_programme_with_a_shown_effect_helps(newcastle) -> None:
    """A session whose every effect is 0 beside a group: families who come to it alone are reached, not helped."""
    found = newcastle.tables["summary"].set_index("strategy")
    both = found.loc["primary prevention"]
    assert 0 < both.helped_with_effect < both.helped / 2
    rest = found.drop("primary prevention")
    np.testing.assert_allclose(rest.helped_with_effect, rest.helped)
    came = newcastle.tables["funnel"].query("strategy == 'primary prevention' and label == 'came to a first session'")
    assert both.helped_with_effect == pytest.approx(came.episodes.iloc[0], rel=0.02), "few begin it twice"


@pytest.mark.parametrize(("effect", "share"), [(0.0, 0.0), (0.1, 1.0)])
def test_whom_a_session_helps_rests_on_its_effect_alone(effect, share) -> None:
    """As the scenario has the figures: the same families come, and are helped or only reached."""
    scenario = only(small("newcastle", 900, 12), "business as usual", "primary prevention")
    first, both = scenario.strategies
    session = both.model_copy(update={"offers": both.offers[1:]})
    asked = {"strategies": (first, session), "evidence": {"programmes.light_touch_session.d_level": effect}}
    tables = compare(scenario.model_copy(update=asked)).tables
    row = tables["summary"].iloc[1]
    assert row.helped > 0 and row.helped_with_effect == pytest.approx(share * row.helped, rel=1e-12)
    assert np.isfinite(row.per_family_helped) == bool(share)
    reached = tables["reach"].set_index(["strategy", "group", "measure"]).loc["primary prevention", "all"]
    assert reached.loc["helped_with_effect"].high >= share * row.helped
    assert share or reached.loc["helped_with_effect"].high == 0.0, "none, not unknown"


def test_three_counts_of_the_helped_are_of_the_same_area(newcastle) -> None:
    """By definition: families ever helped <= episodes with a first session <= first sessions; few come twice."""
    levels = newcastle.tables["outcomes"].merge(newcastle.tables["runs"], on="run_id")
    levels = levels[(levels.group == "all") & (levels.measure == "starts")].groupby("strategy").value.mean()
    funnel = newcastle.tables["funnel"]
    came = funnel[funnel.label == "came to a first session"].groupby("strategy").episodes.sum()
    families = newcastle.tables["summary"].set_index("strategy").helped
    for name in came.index:
        assert 0 < families[name] <= came[name] * (1 + 1e-9) <= levels[name] * (1 + 2e-9) < 1.5 * families[name], name


def test_without_an_offer_it_is_known_that_nothing_changes():
    """By construction: training alone leads nowhere, so that its rows are exactly 0 and need no bound."""
    scenario = change(load_scenario("newcastle"), families=300, months=12)
    usual = scenario.strategies[0]
    trained = usual.with_(name="training alone", staff_trained={"gp": 1.0})
    found = compare(scenario.with_(strategies=(usual, trained)))
    for table in (found.tables["differences"], found.tables["reach"]):
        mine = table[table.strategy == "training alone"]
        assert len(mine) and (mine[["low", "high", "at_most"]].to_numpy() == 0).all()
