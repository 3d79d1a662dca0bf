"""A difference taken apart: the parts add up, an inert switch adds nothing, a channel by itself is the whole."""

import numpy as np
import pytest

from famsim.errors import FamsimError, ScenarioError
from famsim.measures.interval import FEW, moments, sides
from famsim.model.counts import Count, Stage
from famsim.population.draws import Starts, with_strategy, world_of
from famsim.questions.compare.run import compare
from famsim.questions.why.gains import GAINS
from famsim.questions.why.run import Arm, Counted, attribute, gains_of, lived_beside
from famsim.questions.why.switches import (
    CHANNELS,
    DELIVERY,
    OF_PROGRAMMES,
    SETTINGS,
    Setting,
    moves_of,
    run_names,
    settings_of,
)
from famsim.questions.why.tables import Contributions, every_pairs, over
from famsim.runs.seeds import chance_seed
from famsim.scenario import Strategy, change, load_scenario

LIVED = [count for count in Count if count < Count.NOTICED]  # what comes after is what services count
NO_EFFECT = {f"programmes.new_parent_group.d_{channel}": 0.0 for channel in OF_PROGRAMMES}
NO_EFFECT["staff.conversation_eases"] = 0.0
ALL, OWN = frozenset(CHANNELS), frozenset(DELIVERY)


def small(**fields):
    """Return Newcastle's question, its own strategy against none, on a sample; the offer is open to every couple."""
    scenario = load_scenario("newcastle")
    first, own = (next(one for one in scenario.strategies if one.name == name) for name in names)
    offer = own.offers[0].model_copy(update={"who": (), "places_a_month": 400.0})
    strategies = (first, own.model_copy(update={"offers": (offer,)}))
    return change(scenario, **({"families": 1200, "months": 36, "strategies": strategies} | fields))


names = ("business as usual", "newcastle")


@pytest.fixture(scope="module")
def scenario():
    return small()


@pytest.fixture(scope="module")
def found(scenario):
    return attribute(scenario, "newcastle")


@pytest.fixture(scope="module")
def lives(scenario):
    """Return a maker of runs of the strategy, lived through, with the switches set; None: under no help."""
    starts = Starts(world_of(scenario))
    start = starts.start(0, chance_seed(starts.world.seed, 0))

    def live(setting):
        run = with_strategy(start, scenario.strategies[1] if setting else Strategy(name="none"), starts.world)
        run.p = setting.applied(run.p) if setting else run.p
        run.advance(scenario.months)
        return run

    return live


def estimates(found, **where):
    rows = found.tables["attribution"]
    for name, value in where.items():
        rows = rows[rows[name] == value]
    return rows


def test_the_parts_add_up_to_the_whole_in_each_order_and_in_their_mean(found):
    """Exact: estimates are whole counts times one scale, so their quotients by it are whole and add up without rest."""
    k = found.world.sample.k
    chain = found.tables["chain"]
    for name, gain in GAINS.items():
        whole = chain[(chain.measure == name) & (chain.run == "as offered")].value
        total = np.rint(whole / (gain.scale * k)).astype(int)
        assert total.nunique() == 1
        for order in ("given", "reverse", "mean of both"):
            parts = np.rint(2 * estimates(found, measure=name, order=order).estimate / (gain.scale * k)).astype(int)
            assert parts.sum() == 2 * total.iloc[0], (name, order)


def test_something_is_attributed(found):
    """Or every sum above would be 0 = 0."""
    rows = estimates(found, measure="relationship_distress_averted", order="mean of both").set_index("part")
    assert (rows.loc[["level", "buffer", "capability", "distress"], "estimate"] > 0).all()
    assert rows.loc["places", "low"] < 0 or rows.loc["willingness", "high"] < 0


def test_the_last_run_is_the_strategy_as_a_comparison_has_it(scenario, found):
    """The same measures from `compare`, which knows nothing of switches."""
    differences = compare(scenario).differences
    differences = differences[differences.group == "all"].set_index("measure").estimate
    chain = found.tables["chain"]
    offered = chain[(chain.run == "as offered") & (chain.order == "given")].set_index("measure").value
    for name in ("fewer_partings", "stay_free_of_harm", "stay_in_harm", "stay_in_violence", "part_either_way"):
        assert offered[name] == pytest.approx(differences[name], abs=1e-9)
    assert offered["harmful_conflict_averted"] == pytest.approx(-differences["child_months_harmful"])
    assert offered["child_harm_averted"] == pytest.approx(-differences["child_months_in_harm"])
    assert offered["harmful_conflict_averted"] != 0
    assert found.comparator == "business as usual"


def test_each_setting_beside_the_comparator_is_the_run_it_would_be_by_itself(scenario, lives):
    """To the bit, in every setting: a switch that is set for one run must not be felt in another."""
    starts = Starts(world_of(scenario))
    start = starts.start(0, chance_seed(starts.world.seed, 0))
    own, without = lives(Setting(ALL, OWN)).p, lives(None)
    arms = [setting.applied(own) for setting in SETTINGS]
    ids, beside = lived_beside(start, starts.world, Strategy(name="none"), [Arm(arm) for arm in arms])
    assert np.array_equal(ids, without.account_ids)
    for setting, arm in zip(SETTINGS, arms, strict=True):
        assert np.array_equal(beside[arm.tobytes()], gains_of(Counted.of(lives(setting)), Counted.of(without)))
    assert len({gains.tobytes() for gains in beside.values()}) > len(CHANNELS)


def test_with_every_channel_off_nothing_is_lived_otherwise(lives):
    """Whoever takes part in something without effect lives as without it, to the last count."""
    nothing, without = lives(SETTINGS[0]), lives(None)
    assert nothing.state.accounts[:, Count.COMPLETED].sum() > 100
    np.testing.assert_array_equal(nothing.state.accounts[:, LIVED], without.state.accounts[:, LIVED])


def test_switches_as_the_scenario_has_them_change_no_byte(lives):
    """Every channel on and every step its own is the strategy itself."""
    own = lives(Setting(ALL, OWN))
    assert Setting(ALL, OWN).applied(own.p).tobytes() == own.p.tobytes()


def test_perfect_delivery_loses_nobody_between_the_door_and_the_last_session(lives):
    """The funnel by stage: whoever is at a door is talked with, whoever is safe agrees and has a place.

    The screen stays, and so does violence that a family speaks of in the talk: it goes to a specialist and is not
    referred. Who agrees in the last months has not yet finished.
    """
    run = lives(Setting(ALL, frozenset()))
    stages = run.state.funnel[:, 0].sum(axis=0)
    assert stages[Stage.CONTACT] == stages[Stage.NOTICED] == stages[Stage.CONVERSATION] >= stages[Stage.REFERRED]
    assert stages[Stage.CONVERSATION] - stages[Stage.REFERRED] <= run.state.accounts[:, Count.ROUTED].sum()
    assert stages[Stage.SAFE] == stages[Stage.AGREED] == stages[Stage.PLACED] > 0
    assert stages[Stage.SAFE] < stages[Stage.REFERRED]
    assert run.state.accounts[:, Count.WAIT_MONTHS].sum() == 0
    own = lives(Setting(ALL, OWN)).state.funnel[:, 0].sum(axis=0)
    assert own[Stage.REFERRED] < own[Stage.CONTACT] and own[Stage.AGREED] < own[Stage.SAFE]


@pytest.mark.parametrize("step", DELIVERY)
def test_each_step_of_delivery_changes_only_what_it_says(lives, step):
    """Field by field: what differs between perfect delivery and one step as it is."""
    own = lives(Setting(ALL, OWN)).p
    perfect, one = (Setting(ALL, kept).applied(own) for kept in (frozenset(), frozenset({step})))
    says = {
        "fade": {"programmes.keep", "staff.conversation_keep"},
        "dose": {"programmes.attendance", "programmes.drops_out", "support.attendance_poor"},
        "willingness": {"programmes.take_up", "programmes.both_take_part", "support.willing_with_history",
                        "support.comes_to_first_session", "support.gives_up_waiting"},
        "reach": {"staff.conversation_trained", "staff.conversation_untrained", "policy.offers", "policy.pathway"},
        "places": {"policy.offers"},
    }  # fmt: skip
    assert differing(perfect, one) == says[step]


def differing(one, other):
    """Return the names, two levels deep, of the fields in which two sets of parameters differ."""
    topics = [name for name in one.dtype.names if one[name].tobytes() != other[name].tobytes()]
    leaves = [(topic, leaf) for topic in topics for leaf in one.dtype[topic].base.names]
    return {f"{topic}.{leaf}" for topic, leaf in leaves if one[topic][leaf].tobytes() != other[topic][leaf].tobytes()}


def test_where_no_channel_has_an_effect_every_part_is_exactly_nothing():
    """Fade, places and the rest differ in these runs, but there is nothing to fade or to lose."""
    found = attribute(small(evidence=NO_EFFECT, months=24, families=800), "newcastle")
    numbers = estimates(found)[["estimate", "mc_se", "n_changed"]]
    assert (numbers == 0.0).all().all()


def test_a_channel_by_itself_is_the_whole_of_perfect_delivery():
    """With one channel's effect alone, its part is what perfect delivery brings, in either order; no other has one."""
    alone = NO_EFFECT | {"programmes.new_parent_group.d_distress": 0.5}
    found = attribute(small(evidence=alone, months=24, families=800), "newcastle")
    for name in GAINS:
        chain = found.tables["chain"]
        perfect = chain[(chain.measure == name) & (chain.run == "perfect delivery")].value
        rows = estimates(found, measure=name, sort="channel")
        assert set(rows[rows.part == "distress"].estimate) == set(perfect)
        assert (rows[rows.part != "distress"].estimate == 0.0).all()
    assert estimates(found, measure="quality_gained", part="distress").estimate.iloc[0] > 0


def test_an_inert_channel_has_no_part(found):
    """The new-parent group's commitment and relief are 0 in the register's central values."""
    rows = estimates(found)
    rows = rows[rows.part.isin(["commitment", "relief"])]
    assert (rows[["estimate", "mc_se", "n_changed"]] == 0.0).all().all()


def test_both_orders_go_from_nothing_to_the_strategy_by_one_switch_at_a_time():
    given, reverse = settings_of("given"), settings_of("reverse")
    assert given[0] == reverse[0] == SETTINGS[0] == Setting(frozenset(), frozenset())
    assert given[len(CHANNELS)] == reverse[len(CHANNELS)] == Setting(ALL, frozenset())
    assert given[-1] == reverse[-1] == Setting(ALL, OWN)
    for order in ("given", "reverse"):
        assert len(run_names(order)) == len(settings_of(order))
        for move in moves_of(order):
            changed = (move.after.channels ^ move.before.channels) | (move.after.own ^ move.before.own)
            assert changed == {move.part}
    assert [move.part for move in moves_of("reverse")] == [*CHANNELS[::-1], *DELIVERY[::-1]]


def test_chance_error_is_that_of_all_families_though_only_the_changed_are_held():
    """Against the plain formula over every family, for two draws in which other families are changed."""
    rng = np.random.default_rng(3)
    draws = [made_up_gains(rng, 50) for _ in range(2)]
    ids = np.arange(50)
    found = Contributions(k=2.0)
    for number, gains in enumerate(draws, 1):
        found.add(number, ids, gains)
    assert found.ids.size < 50
    for pairs in every_pairs()[:40:5]:
        contribution = sum(over(pairs, gains[:, 1].astype(float)) for gains in draws) / 2
        numbers = found.numbers(pairs, 1)
        assert numbers["estimate"] == pytest.approx(2.0 * contribution.sum())
        of = moments(2.0 * contribution, 2.0 * contribution, np.zeros(50, np.int64), 1)
        assert numbers["mc_se"] == pytest.approx(of.variance[0] ** 0.5)
        assert numbers["n_changed"] == of.changed[0]


def made_up_gains(rng, families):
    """Return gains of so many families, half of them never changed; the first setting changes nobody."""
    gains = rng.integers(-3, 4, (len(SETTINGS), len(GAINS), families))
    gains[0] = 0
    gains[:, :, rng.random(families) < 0.5] = 0
    gains[:, :, :10] = 0
    return gains


def test_one_draw_holds_chance_alone():
    """By the one interval, from what each of all the families gains."""
    found, gains = Contributions(k=1.0), made_up_gains(np.random.default_rng(5), 30)
    found.add(0, np.arange(30), gains)
    numbers, x = found.numbers(every_pairs()[3], 1), over(every_pairs()[3], gains[:, 1].astype(float))
    below, above = sides(moments(x, x, np.zeros(30, np.int64), 1))
    assert numbers["estimate"] - numbers["low"] == pytest.approx(below[0])
    assert numbers["high"] - numbers["estimate"] == pytest.approx(above[0])
    assert numbers["n_changed"] >= FEW


def test_threads_change_nothing(scenario):
    tables = [attribute(change(scenario, months=13), "newcastle", threads=n).tables["attribution"] for n in (1, 3)]
    assert tables[0].equals(tables[1])


def test_without_a_comparator_that_makes_no_offer_it_is_no_help(scenario):
    own = scenario.strategies[1]
    found = attribute(change(scenario, months=12, families=400, strategies=(own,)), "NEWCASTLE")
    assert (found.strategy, found.comparator) == ("newcastle", "no help")


def test_mistakes_are_told_with_the_nearest_name(scenario):
    with pytest.raises(ScenarioError, match=r"no strategy 'newcastel'\. Did you mean 'newcastle'"):
        attribute(scenario, "newcastel")
    with pytest.raises(FamsimError, match=r"'business as usual' makes no offer.*allowed: newcastle"):
        attribute(scenario, "business as usual")
    with pytest.raises(FamsimError, match="draws 0: allowed: a whole number from 1 to 10000"):
        attribute(scenario, "newcastle", draws=0)


def test_beside_usual_services_the_parts_are_of_what_a_strategy_adds():
    """From nothing at all to what a comparison has: what usual services do under both is no part of it."""
    scenario = small(usual="2016", families=800, months=24)
    found = attribute(scenario, "newcastle")
    assert found.comparator == "business as usual"
    chain = found.tables["chain"]
    assert (chain[chain.run == "nothing"].value == 0.0).all()
    offered = chain[(chain.run == "as offered") & (chain.order == "given")].set_index("measure").value
    differences = compare(scenario).differences
    differences = differences[differences.group == "all"].set_index("measure").estimate
    assert offered["harmful_conflict_averted"] == pytest.approx(-differences["child_months_harmful"])
    assert offered["child_harm_averted"] == pytest.approx(-differences["child_months_in_harm"])
    assert offered["harmful_conflict_averted"] != 0
