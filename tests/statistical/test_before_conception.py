"""Couples met before their first conception: what an offer gives them waits, and fades, until their life begins."""

import numpy as np
import pytest

from famsim.evidence import programme_names
from famsim.model.counts import Count, Stage
from famsim.model.family import APART
from famsim.population.draws import Starts, with_strategy, world_of
from famsim.questions.compare import compare
from famsim.scenario import parse_scenario

MONTHS, AHEAD = 18, 12
COURSE = programme_names().index("relationship_education")
TEXT = """
[scenario]
name = "before a child"
question = "what does a course give before a first child?"
area = "newcastle-upon-tyne"
months = 18
families = 2500

[[strategy]]
name = "as now"

[[strategy]]
name = "course"
pathways = [{ door = "gp", to = "relationship_education", works = 1.0 }]

[[strategy.offer]]
programme = "relationship_education"
when = { trigger = "birth", from = -21, to = -10 }
found = ["gp"]
invites = "everyone"
places_a_month = 40
"""
SCENARIO = parse_scenario(TEXT)


def everyone_comes(p):
    """Let whoever is met come, and the course give one thing alone that does not fade: a spread of quality."""
    p.doors["ways"]["chance"] = p.doors["most"] = 1.0
    p.programmes["take_up"] = p.programmes["attendance"] = p.programmes["both_take_part"] = 1.0
    p.programmes["drops_out"] = p.programmes["wait_for_start"] = p.programmes["moderation_by_quality"] = 0.0
    p.programmes["moderation_scale"] = 1.0
    p.support.screen_sensitivity = p.support.screen_specificity = p.support.comes_to_first_session = 1.0
    p.support.willing_with_history = p.support.attendance_poor = 1.0
    p.staff.conversation_trained = p.staff.conversation_untrained = 1.0
    p.programmes["full"] = 0.0
    p.programmes["full"]["level"], p.programmes["keep"]["level"] = 1.0, 1.0


def lived(change=None, world=None):
    """Return each strategy's run, lived to the end from the same start."""
    around, runs = world or world_of(SCENARIO), {}
    start = Starts(around).start(0, 1)
    for strategy in SCENARIO.strategies:
        run = with_strategy(start, strategy, around)
        if change is not None:
            change(run.p[0])
            run.p[0].policy.offers["limited"] = 0
        run.advance(MONTHS)
        runs[strategy.name] = run
    return runs


@pytest.fixture(scope="module")
def runs():
    """As the register has it, forty places a month in the whole area."""
    return lived()


@pytest.fixture(scope="module")
def planted():
    """Everybody who is met comes."""
    return lived(everyone_comes)


def test_it_is_followed_ahead_and_enters_as_it_would_have(runs):
    """Exactly: following couples ahead of it changes no life, field by field, of who is here at the end."""
    plain = with_strategy(*(start_of(ahead=0)))
    plain.advance(MONTHS)
    ahead = runs["as now"].families
    assert (ahead.entry_month.max(), plain.families.entry_month.max()) == (MONTHS + AHEAD, MONTHS)
    here = ahead[ahead.entry_month <= MONTHS]
    for name in ahead.dtype.names:
        if name != "account":
            assert here[name].tobytes() == plain.families[name].tobytes(), name
    lives = slice(0, int(Count.NOTICED))
    assert np.array_equal(runs["as now"].state.tallies[..., lives], plain.state.tallies[..., lives])


def start_of(ahead):
    """Return what a run without offers is made of, couples followed so many months ahead."""
    from dataclasses import replace

    around = replace(world_of(SCENARIO), ahead=ahead)
    return Starts(around).start(0, 1), SCENARIO.strategies[0], around


def test_only_who_comes_lives_otherwise_and_before_a_conception_nobody_does(world, runs):
    as_now, course = runs["as now"], runs["course"]
    moved = world.differing(as_now, course)
    came = course.families.exposed_month > 0
    assert came.any() and moved.any() and not (moved & ~came).any()
    waits = course.families.entry_month > MONTHS
    assert (came & waits).any()
    for name in ("status", "n_children", "strain_short", "frequency", "violence", "poor"):
        assert course.families[name][waits].tobytes() == as_now.families[name][waits].tobytes(), name
    assert not (course.families.status[waits] == APART).any()
    assert world.total(course, Count.PENCE) > 0 == world.total(as_now, Count.PENCE)


def test_a_planted_effect_is_there_whole_when_life_as_parents_begins(planted):
    """By hand: a course that gives one spread and does not fade gives one to whoever completed it before entry.

    In the month of entry nothing else has followed from it yet, so that quality is higher by what was given.
    """
    as_now, course = planted["as now"].families, planted["course"].families
    done = (course.programme == COURSE) & (course.help_stage == 0) & (course.sessions > 0)
    enters = done & (course.entry_month == MONTHS)
    assert enters.sum() > 5
    for parent in ("mother", "other"):
        given = course[parent]["level"][enters]
        assert given == pytest.approx(np.ones(enters.sum()))
        assert course[parent]["quality"][enters] - as_now[parent]["quality"][enters] == pytest.approx(given)
    waits = done & (course.entry_month > MONTHS)
    assert waits.sum() > 5
    given = course.mother["level"][waits]
    assert course.mother["quality"][waits] - as_now.mother["quality"][waits] == pytest.approx(given)


def test_a_course_does_not_strengthen_itself_before_a_conception():
    """By its own rule: what it has lifted a couple by does not count in how much it does. Half two did 7% more."""
    given = {}
    for months in (1.0, 2.0):

        def change(p, months=months):
            everyone_comes(p)
            p.programmes["moderation_by_quality"], p.programmes["full"]["level"] = 0.5, 0.5
            p.programmes["sessions"], p.programmes["sessions_a_month"] = 2.0, 2.0 / months

        families = lived(change)["course"].families
        done = (families.programme == COURSE) & (families.help_stage == 0) & (families.sessions > 1)
        done &= families.entry_month > MONTHS
        given[months] = dict(zip(families.family_id[done], families.mother["level"][done], strict=True))
    both = given[1.0].keys() & given[2.0].keys()
    assert len(both) > 50
    assert [given[1.0][one] for one in both] == pytest.approx([given[2.0][one] for one in both], abs=1e-6)


def test_a_conversation_comes_before_a_conception_and_only_couples_are_met(planted):
    """Every place is taken in the year before; parents who will never live together are asked nothing."""
    families = planted["course"].families
    met = families.noticed_month > 0
    assert met.sum() > 100
    assert (families.noticed_month < families.entry_month)[met].all()
    assert (families.noticed_month >= families.entry_month - AHEAD)[met].all()
    assert not (families.union == 0)[met].any()


def test_places_conserve(runs):
    """No month gives more than came up and the one held; a place that is taken before a conception is taken."""
    course = runs["course"]
    come_up, given = course.places_in(1, MONTHS)[:, 0], course.state.funnel[:, 0, Stage.PLACED]
    assert 0 < given.sum() <= come_up.sum()
    assert (given <= come_up + 1).all()


def test_without_places_it_changes_nothing(world):
    scenario = parse_scenario(TEXT.replace("places_a_month = 40", "places_a_month = 0"))
    around = world_of(scenario)
    start = Starts(around).start(0, 1)
    none, as_now = (with_strategy(start, one, around) for one in reversed(scenario.strategies))
    none.advance(MONTHS), as_now.advance(MONTHS)
    assert not world.differing(as_now, none).any()
    assert none.state.tallies.tobytes() == as_now.state.tallies.tobytes()


def test_beside_one_life_and_apart_it_is_the_same():
    """Every table, to the last digit."""
    beside, apart = (compare(SCENARIO, separately=one).tables for one in (False, True))
    for name in ("outcomes", "differences", "funnel"):
        assert beside[name].equals(apart[name]), name


def test_the_mesa_model_tells_the_same_story(runs):
    """Agents step through the couples who are followed ahead as the engine does: the same bytes."""
    from dataclasses import replace

    from famsim.mesa_front import FamilyModel

    around = replace(world_of(SCENARIO), families=200, months=6)
    start = Starts(around).start(0, 1)
    engine, mesa = (with_strategy(start, SCENARIO.strategies[1], around) for _ in range(2))
    engine.advance(6)
    model = FamilyModel.from_run(mesa)
    for _ in range(6):
        model.step()
    assert model.families.tobytes() == engine.families.tobytes()
    assert (engine.families.noticed_month > 0).any()
