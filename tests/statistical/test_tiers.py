"""The three tiers and Newcastle's cohort, lived: reach is coverage times offer rate, who is treated meets the rows.

Queues never give more than there is, and leaving out a criterion only enlarges a cohort.
"""

from itertools import pairwise

import numpy as np
import pytest

from famsim.model.counts import N_STAGES, Count, Stage
from famsim.model.family import WAITING

MONTHS = 24
NEWCASTLE = {"deprivation_decile": [1, 3], "together": True, "history_of_difficulties": True}


def for_everyone(take_up):
    """Return a change that leaves one thing to chance, whether a family agrees, once in the time it is looked at."""

    def change(p):
        p.staff.conversation_trained = p.staff.conversation_untrained = p.staff.informal_pathway = 1.0
        p.staff.hears_of_violence_trained = p.staff.hears_of_violence_untrained = 0.0
        p.support.comes_to_first_session = p.support.screen_specificity = p.support.willing_with_history = 1.0
        p.support.screen_sensitivity = p.support.willingness_lasts = p.support.asked_again_at_most = 0.0
        p.programmes["take_up"], p.programmes["both_take_part"] = take_up, 1.0
        p.programmes["wait_for_start"] = 0.0
        p.programmes["full"] = 0.0  # no effect, so that both lives are one

    return change


def test_reach_is_the_coverage_of_contacts_times_the_offer_rate(world, assert_share):
    """Closed form: of those who come to a door while the offer stands, each asked once, the share that agrees."""
    visits = {"found": ["health_visitor"], "programme": "light_touch_session", "begins": 1, "ends": 11}
    terms = world.for_all(**visits)
    coverage, reached = (world.after(terms, months=14, change=for_everyone(rate)) for rate in (1.0, 0.35))
    contacts = int(coverage.state.funnel[:, 0, Stage.CONTACT].sum())
    assert contacts > 200
    assert world.total(coverage, Count.AGREED) == contacts
    assert int(reached.state.funnel[:, 0, Stage.CONTACT].sum()) == contacts, "contact is the strategy's"
    assert_share(world.total(reached, Count.AGREED), contacts, 0.35)
    came, could = world.exposed(reached), world.exposed(coverage)
    assert could[came].all() and could.sum() > came.sum() > 0


def test_whoever_is_treated_meets_the_rows(world):
    """Of rows that last: nobody outside comes to a session, and somebody inside does."""
    who = {"deprivation_decile": [1, 3], "history_of_difficulties": True, "together": True}
    run = world.after(world.for_all(who=who), months=MONTHS, change=world.eager)
    treated, families = world.exposed(run), run.families
    history = (families.mother.history != 0) | (families.other.history != 0)
    inside = (families.decile <= 3) & history
    assert treated.sum() > 30 and (~inside).sum() > 100
    assert inside[treated].all()


def test_no_month_gives_more_places_than_came_up_and_the_longest_wait_goes_first(world):
    """An intensive offer with two places for each hundred families: full, and first come, first served."""
    run = world.under(world.for_all(places_a_month=90_000.0), months=MONTHS, change=world.eager)
    up = run.places_in(1, MONTHS)[:, 0]
    for month in range(1, MONTHS + 1):
        waiting = {int(one.family_id): int(one.joined_month) for one in run.families if one.help_stage == WAITING}
        run.advance(1)
        given = run.state.funnel[:, 0, Stage.PLACED]
        assert given.sum() <= up[:month].sum()
        left = {int(one.family_id): int(one.joined_month) for one in run.families if one.help_stage == WAITING}
        placed = [waiting[one] for one in waiting.keys() - left.keys() if one in set(run.families.family_id.tolist())]
        still = [left[one] for one in left.keys() & waiting.keys()]
        if month > 3 and placed and still:
            assert np.median(placed) <= min(still) + 1, "somebody who came later was served before"
    assert 0.9 * up.sum() <= run.state.funnel[:, 0, Stage.PLACED].sum() <= up.sum()


@pytest.fixture(scope="module")
def cohorts(world):
    """Return Newcastle's cohort, and each without one of its criteria, lived."""
    born = {"when": {"trigger": "birth", "from": -6, "to": 12}, "found": ["midwife", "health_visitor"]}
    ways = {"": NEWCASTLE} | {
        out: {k: v for k, v in NEWCASTLE.items() if k != out} for out in NEWCASTLE if out != "together"
    }
    runs = {
        out: world.after(world.for_all(who=who, **born), months=MONTHS, change=for_everyone(1.0))
        for out, who in ways.items()
    }
    without_birth = world.for_all(who=NEWCASTLE, found=born["found"])
    return runs | {"birth": world.after(without_birth, months=MONTHS, change=for_everyone(1.0))}


def test_newcastles_stages_nest(cohorts):
    for run in cohorts.values():
        stages = run.state.funnel[:, 0].sum(axis=0)
        assert stages.shape == (N_STAGES,)
        assert all(before >= after for before, after in pairwise(stages.tolist()))


@pytest.mark.parametrize("left_out", ["deprivation_decile", "history_of_difficulties", "birth"])
def test_leaving_out_a_criterion_only_enlarges_the_cohort(world, cohorts, left_out):
    """Family by family: whoever comes under all criteria comes without one of them, and others do too."""
    few, many = world.exposed(cohorts[""]), world.exposed(cohorts[left_out])
    assert (cohorts[""].families.family_id == cohorts[left_out].families.family_id).all()
    assert many[few].all()
    assert many.sum() > few.sum() > 5
