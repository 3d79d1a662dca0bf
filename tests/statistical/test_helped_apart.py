"""Parents apart and never together are helped: a planted effect is found again, none changes nothing, the screen holds.

England at 1,500 families; every family with a parent elsewhere is invited at every door, without limit.
"""

import numpy as np
import pytest

from famsim.model.counts import Count
from famsim.model.family import APART, NEVER, NEVER_TOGETHER, NO_CONTACT, NO_VIOLENCE, NOBODY, NOBODY_ELSEWHERE
from famsim.model.policy import BEFORE_BIRTH
from famsim.rules.family.calendar import GROWN_UP

COURSE = "coparenting_course"
MONTHS = 36


@pytest.fixture(scope="module")
def for_all_apart(world):
    """Return a maker of a strategy that offers a programme to all whom it is for."""

    def make(programme=COURSE, **terms):
        return world.for_all(programme, **terms)

    return make


@pytest.fixture(scope="module")
def usual(world):
    return world.after(months=MONTHS)


def shares(run):
    """Return the share of children with a parent elsewhere who see that parent, the DWP indicator's second half."""
    tallies = run.state.tallies.sum(axis=(0, 1))
    return tallies[Count.CONTACT_CHILDREN] / tallies[Count.SEPARATED_CHILDREN]


def shared_a_child(families):
    """Say which had a parent elsewhere who, when they came, shared a child under age or expected with the mother.

    Their children may be grown up since, and then they are parents apart no more; that there is a parent stays. A
    month's support comes before its life apart, so it goes by how old children were the month before.
    """
    born = families.children.birth_month.copy()
    due = np.flatnonzero(families.due_month != NEVER)
    born[due, families.n_children[due]] = families.due_month[due]
    age = families.exposed_month[:, None] - 1 - born
    shared = (born != NEVER) & (families.children.of_later_union == 0) & (age >= -BEFORE_BIRTH - 1) & (age < GROWN_UP)
    return (families.elsewhere != NOBODY_ELSEWHERE) & shared.any(axis=1)


def test_a_planted_effect_on_conflict_is_found_again_family_by_family(world, for_all_apart, usual):
    """Planted: 1 SD less conflict, never fading. Who came to all has the whole of it, half where one parent came."""

    def change(p):
        world.only("coparenting", 1.0)(p)
        p.programmes["amid_violence"], p.support.partner_factor = 1.0, 0.5
        p.support.attendance_poor = p.support.screen_sensitivity = 1.0

    run = world.after(for_all_apart(), change=change, months=MONTHS)
    families, before = run.families, usual.families
    whole = world.exposed(run) & (families.due_sessions == 6) & (families.sessions == 6)
    assert whole.sum() > 100, "the check could not have found it"
    lived = whole & (families.status == before.status)
    felt = families.eff_coparenting[lived & (families.both_take_part == 1)]
    np.testing.assert_allclose(felt, np.round(felt), rtol=1e-6)
    assert (felt >= 1.0 - 1e-6).all()
    assert {APART, NEVER_TOGETHER} <= set(families.status[whole].tolist())
    harmed = Count.MOTHER_IN_COPARENTING_CONFLICT
    assert world.total(run, harmed) < 0.9 * world.total(usual, harmed)
    assert world.total(run, Count.CHILDREN_IN_COPARENTING_CONFLICT) < world.total(
        usual, Count.CHILDREN_IN_COPARENTING_CONFLICT
    )


def test_contact_moves_the_indicators_second_half(world, for_all_apart, usual):
    """Planted: contact lost e times less often, found e times as often: far more children see the parent elsewhere."""
    run = world.after(for_all_apart(), change=world.only("contact", 1.0), months=MONTHS)
    less = world.after(for_all_apart(), change=world.only("contact", -1.0), months=MONTHS)
    assert shares(run) > shares(usual) + 0.02
    assert shares(less) < shares(usual) - 0.02


def test_parents_apart_alone_are_helped_where_an_offer_means_them(world, for_all_apart, usual):
    """Planted: 1 SD less conflict for who = { apart = true }: it moves theirs, and so contact, and nobody else."""
    course = for_all_apart(who={"apart": True})
    run = world.after(course, change=world.only("coparenting", 1.0), months=MONTHS)
    came = world.exposed(run)
    assert came.sum() > 100
    assert (run.families.parted_month[came] != NEVER).all() and shared_a_child(run.families)[came].all()
    moved = world.differing(run, usual)
    assert moved.any() and not (moved & ~came).any()
    for count in (Count.MOTHER_IN_COPARENTING_CONFLICT, Count.CHILDREN_IN_COPARENTING_CONFLICT):
        assert world.total(run, count) < 0.8 * world.total(usual, count)
    assert shares(run) > shares(usual)


def test_the_registers_own_course_takes_off_conflict(world, for_all_apart, usual):
    """At its published size the course lowers the months beside frequent conflict, by less than a planted 1 SD."""
    run = world.after(for_all_apart(), change=world.eager, months=MONTHS)
    planted = world.after(for_all_apart(), change=world.only("coparenting", 1.0), months=MONTHS)
    conflict = [world.total(one, Count.CHILDREN_IN_COPARENTING_CONFLICT) for one in (planted, run, usual)]
    assert conflict[0] < conflict[1] < conflict[2]


def test_without_effect_no_life_changes_and_help_is_given_all_the_same(world, for_all_apart, usual):
    """Zero exactly: every byte of every life but dealings with support."""
    run = world.after(for_all_apart(), change=world.only("coparenting", 0.0), months=MONTHS)
    assert world.exposed(run).sum() > 100
    assert not world.differing(run, usual).any()


def test_couples_who_have_no_parent_elsewhere_are_never_met(world, for_all_apart):
    run = world.after(for_all_apart(), change=world.eager, months=MONTHS)
    assert shared_a_child(run.families)[world.exposed(run)].all()


def test_whom_the_screen_has_found_never_enters(world, for_all_apart):
    """Month by month: found once, never at a first session again, whoever the mother lives with by then."""

    def change(p):
        world.eager(p)
        p.violence.onset_apart *= 20.0

    run, found = world.under(for_all_apart(), months=MONTHS, change=change), {}
    for _ in range(MONTHS):
        run.advance(1)
        families = run.families
        known = families.specialist_apart == 1
        assert (families.help_stage[known] == NO_CONTACT).all()
        for family, month in zip(families.family_id[known], families.exposed_month[known], strict=True):
            assert found.setdefault(int(family), int(month)) == month, "a found family entered"
    assert len(found) > 20


@pytest.mark.parametrize("sensitivity", [1.0, 0.0])
def test_at_sensitivity_one_nobody_above_the_threshold_starts(world, for_all_apart, sensitivity):
    def change(p):
        world.eager(p)
        p.violence.onset_apart *= 20.0
        p.support.screen_sensitivity = sensitivity

    run = world.after(for_all_apart(), change=change, months=MONTHS)
    missed = world.total(run, Count.MISSED_VIOLENT)
    assert (missed == 0) == (sensitivity == 1.0)
    if sensitivity == 1.0:
        began = run.families.exposed_month != NEVER
        clear = (run.families.violence_elsewhere == NO_VIOLENCE) & (run.families.coercive_elsewhere == NOBODY)
        assert (clear | ~began | (run.families.exposed_month < MONTHS)).all()


def test_money_help_is_for_all_and_asks_nobody_about_violence(world, for_all_apart):
    """Couples and parents apart, whatever violence there is: nobody is routed, nobody counts as missed."""

    def change(p):
        world.eager(p)
        p.violence.onset *= 10.0
        p.violence.onset_apart *= 10.0

    run = world.after(for_all_apart("debt_advice"), change=change, months=MONTHS)
    families, came = run.families, world.exposed(run)
    assert world.total(run, Count.ROUTED) == world.total(run, Count.MISSED_VIOLENT) == 0
    assert (came & (families.violence != NO_VIOLENCE)).sum() > 5
    assert len(set(families.status[came].tolist()) & {APART, NEVER_TOGETHER}) == 2


def test_a_parting_ends_a_couples_programme_and_not_money_help(world, for_all_apart):
    """Who is helped as a couple and parts, still waits for or comes to money help, and to nothing for couples."""

    def change(p):
        world.eager(p)
        p.separation.base_hazard = 0.05
        p.programmes["sessions"], p.programmes["sessions_a_month"] = 12.0, 1.0

    for programme, stays in (("debt_advice", True), ("relationship_group", False)):
        run = world.under(for_all_apart(programme), months=12, change=change)
        goes_on = 0
        for _ in range(12):
            run.advance(1)
            parted = run.families.parted_month == run.month
            goes_on += int((parted & (run.families.help_stage != NO_CONTACT)).sum())
        assert (goes_on > 0) == stays
