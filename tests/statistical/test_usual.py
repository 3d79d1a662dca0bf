"""Usual services: training alone and a pathway alone lead somewhere, and nowhere at all where the services are off."""

from contextlib import suppress

import numpy as np
import pandas as pd
import pytest

from famsim.errors import ScenarioError
from famsim.evidence import programme_names
from famsim.model.counts import Count, Stage
from famsim.model.family import WAITING
from famsim.model.policy import MAX_OFFERS
from famsim.population.draws import Starts, with_strategy, world_of
from famsim.questions.compare import compare
from famsim.scenario import Strategy, parse_scenario

MONTHS = 24
TEXT = """
[scenario]
name = "usual"
question = "what do training and a pathway change by themselves?"
area = "newcastle-upon-tyne"
months = 24
families = 3000
usual = "SET"

[[strategy]]
name = "as now"

[[strategy]]
name = "trained"
staff_trained = { gp = 1.0, health_visitor = 1.0, school = 1.0, childrens_centre = 1.0 }

[[strategy]]
name = "pathways"
pathways = [
  { door = "health_visitor", to = "parenting_group", works = 0.9 },
  { door = "school", to = "parenting_group", works = 0.9 },
  { door = "gp", to = "couple_counselling", works = 0.9 },
]
"""


@pytest.fixture(scope="module", params=["2016", "off"])
def lived(request):
    """Return which set it is, and each strategy lived through from the same start."""
    scenario = parse_scenario(TEXT.replace("SET", request.param))
    world = world_of(scenario)
    start, runs = Starts(world).start(0, 1), {}
    for strategy in scenario.strategies:
        runs[strategy.name] = with_strategy(start, strategy, world)
        runs[strategy.name].advance(MONTHS)
    return request.param, runs


@pytest.mark.parametrize("alone", ["trained", "pathways"])
def test_one_lever_alone_moves_lives_through_usual_services_and_not_without(world, lived, alone):
    which, runs = lived
    moved = world.differing(runs["as now"], runs[alone])
    referred = {name: int(run.state.funnel[:, :, Stage.REFERRED].sum()) for name, run in runs.items()}
    if which == "off":
        assert not moved.any() and not any(referred.values())
    else:
        assert moved.any()
        assert referred[alone] > 1.2 * referred["as now"] > 0


def test_those_helped_and_the_others_share_the_places_that_there_are(world, lived):
    """No strategy makes a place: as many come up under each, and no more are given."""
    which, runs = lived
    for run in runs.values():
        come_up = run.places_in(1, MONTHS).sum(axis=0)
        given = run.state.funnel[:, :, Stage.PLACED].sum(axis=0)
        assert (given <= come_up).all()
        assert come_up.any() == (which == "2016")
    ups = [run.places_in(1, MONTHS) for run in runs.values()]
    assert all(np.array_equal(ups[0], one) for one in ups)
    helped = [world.total(run, Count.STARTED) for run in runs.values()]
    assert (min(helped) > 0) == (which == "2016")


AT_ZERO = {
    "training": "staff_trained = { gp = 0.0, health_visitor = 0.0, school = 0.0 }",
    "pathways": 'pathways = [{ door = "health_visitor", to = "parenting_group", works = 0.0 }]',
    "shared data": "data_shared = false",
    "shorter waits": "waits_shortened = 0.0",
    "delivery": "usual_places = { parenting_group = 1.0, debt_advice = 1.0 }",
}


def lived_under(text, change=None):
    """Live a scenario's strategies from the same start; return the runs by name."""
    scenario = parse_scenario(text)
    world = world_of(scenario)
    start, runs = Starts(world).start(0, 1), {}
    for strategy in scenario.strategies:
        run = with_strategy(start, strategy, world)
        if change is not None:
            change(run.p[0])
        run.advance(MONTHS)
        runs[strategy.name] = run
    return runs


def test_any_lever_at_zero_has_no_effect_at_all():
    """Exactly: every byte of every family and of every count is the first strategy's."""
    head = TEXT[: TEXT.index('[[strategy]]\nname = "trained"')].replace("SET", "2016")
    runs = lived_under(head + "\n".join(f'[[strategy]]\nname = "{name}"\n{what}' for name, what in AT_ZERO.items()))
    as_now = runs.pop("as now")
    for name, run in runs.items():
        assert run.families.tobytes() == as_now.families.tobytes(), name
        assert run.state.tallies.tobytes() == as_now.state.tallies.tobytes(), name


@pytest.mark.parametrize("usual", ["2016", "off"])
def test_an_offer_without_places_changes_no_life(world, usual):
    """Nobody is noticed for it, so that it takes up nobody's month and leaves which offer comes first as it was."""
    offer = '[[strategy]]\nname = "no places"\n[[strategy.offer]]\nprogramme = "coached_online"\nfound = ["gp"]\n'
    head = TEXT[: TEXT.index('[[strategy]]\nname = "trained"')].replace("SET", usual)
    runs = lived_under(f"{head}{offer}places_a_month = 0.0")
    as_now, beside = runs["as now"], runs["no places"]
    assert not world.differing(as_now, beside).any()
    alike = [count for count in Count if count != Count.PLACED_BY]
    np.testing.assert_array_equal(beside.state.tallies[..., alike], as_now.state.tallies[..., alike])


def test_delivering_more_helps_more_whoever_is_noticed(world):
    """Delivery is a lever of its own: where more are referred than there is room for, thrice the places help more."""
    head = TEXT[: TEXT.index('[[strategy]]\nname = "trained"')].replace("SET", "2016")
    times = {"more": 3.0, "none": 0.0}
    text = "".join(
        f'[[strategy]]\nname = "{k}"\nusual_places = {{ couple_counselling = {v} }}\n' for k, v in times.items()
    )

    def all_get_through(p):
        p.staff.informal_pathway = 1.0

    runs = lived_under(head + text, all_get_through)
    offer = list(runs["as now"].p[0].policy.offers["programme"]).index(programme_names().index("couple_counselling"))
    started = {name: run.state.funnel[:, offer, Stage.STARTED].sum() for name, run in runs.items()}
    assert started["more"] > started["as now"] > started["none"] == 0


def test_a_talk_with_trained_staff_helps_by_itself_and_not_at_all_at_0(world):
    """No referral gets through: what training alone changes is the talk, and nothing where that gives nothing."""
    text = TEXT.replace("SET", "2016")

    def talks_give(size):
        def change(p):
            p.staff.informal_pathway = p.staff.known_pathway = 0.0
            p.staff.conversation_eases = size

        return change

    some, none = lived_under(text, talks_give(0.1)), lived_under(text, talks_give(0.0))
    assert world.differing(some["as now"], some["trained"]).any()
    assert not world.differing(none["as now"], none["trained"]).any()
    talked = some["trained"].families.talked_month > 0
    assert talked.any() and not (some["as now"].families.talked_month > 0).any()
    moved = world.differing(some["as now"], some["trained"])
    assert not (moved & ~talked).any(), "only who was talked with lives otherwise"


def with_usual(world, rng):
    """Return a random strategy whose last offers are usual services, so that both share a month's families."""
    given = world.random_strategy(rng)
    while True:
        with suppress(ScenarioError):
            usual = [world.offer_that_can_be_met(rng) | {"usual": True} for _ in range(rng.integers(1, 7))]
            return Strategy(name="a test", **(given | {"offer": (given["offer"] + usual)[:MAX_OFFERS]}))


@pytest.mark.parametrize("number", [30, pytest.param(300, marks=pytest.mark.long)])
def test_places_and_heads_conserve_in_every_month(world, number):
    """Random offers, own and usual: no month gives more than came up and the one held; every head is somewhere."""
    rng = np.random.default_rng(20_262)
    for case in range(number):
        run = world.after(with_usual(world, rng), families=150, months=24, change=world.eager if case % 2 else None)
        limited = np.array([one.limited for one in run.p[0].policy.offers], bool)
        come_up, given = run.places_in(1, 24), run.state.funnel[:, :, Stage.PLACED]
        assert (given <= come_up + 1)[:, limited].all(), case
        assert (given.cumsum(axis=0) <= come_up.cumsum(axis=0))[:, limited].all(), case
        agreed, placed, left = (world.total(run, one) for one in (Count.AGREED, Count.PLACED, Count.LEFT_QUEUE))
        waiting = int((run.families.help_stage == WAITING).sum())
        assert agreed - placed - left <= waiting <= agreed - placed, case


def test_debt_advice_sees_about_as_many_as_are_published():
    """Row maps_debt_2324: 43.6 of 1,000 families with children are advised in a year; it sees a third or twice of it.

    Some 150 first sessions, +- 12: a service that stands nearly empty, or is all that is lived, is told at once.
    """
    head = TEXT[: TEXT.index('[[strategy]]\nname = "trained"')].replace("SET", "2026")
    run = lived_under(head)["as now"]
    advice = programme_names().index("debt_advice")
    offers = [k for k in range(run.p[0].policy.n_offers) if run.p[0].policy.offers[k].programme == advice]
    started = run.state.funnel[:, offers, Stage.STARTED].sum()
    a_year = started / len(run.families) * 1000 / (MONTHS / 12)
    assert 43.6 / 3 < a_year < 43.6 * 2


@pytest.mark.parametrize("places", [1.0, 10.0])
def test_a_full_list_takes_no_usual_help_away_and_is_lived_alike_beside_and_apart(places):
    """Few places a month of debt advice before the usual: staff turn to what stands; to the byte in both loops.

    On the old rule it took a fifth of all first sessions away; some 250 here, so that a tenth is seen.
    """
    own = '[[strategy]]\nname = "full"\n[[strategy.offer]]\nprogramme = "debt_advice"\nfound = ["money_desk"]\n'
    head = TEXT[: TEXT.index('[[strategy]]\nname = "trained"')].replace("SET", "2026")
    scenario = parse_scenario(f"{head}{own}who = {{ in_arrears = true }}\nplaces_a_month = {places}")
    beside, apart = (compare(scenario, separately=one).tables for one in (False, True))
    for name in ("funnel", "differences", "costs"):
        pd.testing.assert_frame_equal(beside[name], apart[name], obj=name)
    started = beside["funnel"].query("label == 'came to a first session'").groupby("strategy").episodes.sum()
    assert started["full"] > 0.95 * started["as now"] > 0
    mine = beside["funnel"].query("strategy == 'full' and offer == 1").set_index("label").episodes
    assert mine["noticed"] > 5 * mine["conversation"] / places, "the list is not full: nobody has to turn"
