"""Jobs found, lost and left: worked by hand from work.toml's words."""

import numpy as np
import pytest

from famsim.areas import find_area
from famsim.model.family import APART, EMPLOYED, INACTIVE, NEVER, NEVER_TOGETHER, UNEMPLOYED
from famsim.rules.family.standing import parents_working, someone_unemployed
from famsim.rules.family.work import Rates, next_work_state, readily_back, tied_to_home, work_changes, work_group

MONTH = 120


@pytest.mark.parametrize(
    ("before", "luck", "after", "lost"),
    [
        (EMPLOYED, 0.09, UNEMPLOYED, True),
        (EMPLOYED, 0.11, INACTIVE, False),
        (EMPLOYED, 0.16, EMPLOYED, False),
        (UNEMPLOYED, 0.19, EMPLOYED, False),
        (UNEMPLOYED, 0.21, UNEMPLOYED, False),
        (INACTIVE, 0.02, EMPLOYED, False),
        (INACTIVE, 0.04, INACTIVE, False),
    ],
)
def test_a_parents_next_state(family, p, before, luck, after, lost):
    """Worked by hand: .1 loses a job, .05 more leaves work, .2 finds one, .03 returns."""
    p.mother.becomes_inactive, p.mother.returns_to_work = 0.05, 0.03
    p.mother.loses = p.mother.finds = 1.0
    mother = family(mother={"work": before, "months_in_work_state": 7}).mother
    assert next_work_state(mother, luck, Rates(0.1, 0.2, 0.0, 1.0), p.mother) == lost
    assert (mother.work, mother.months_in_work_state) == (after, 8 if after == before else 0)


@pytest.mark.parametrize(
    ("before", "distressed", "luck", "after"),
    [
        (EMPLOYED, 1, 0.19, UNEMPLOYED),
        (EMPLOYED, 1, 0.29, INACTIVE),
        (EMPLOYED, 1, 0.31, EMPLOYED),
        (EMPLOYED, 0, 0.09, EMPLOYED),
        (UNEMPLOYED, 1, 0.11, UNEMPLOYED),
        (UNEMPLOYED, 0, 0.29, EMPLOYED),
        (INACTIVE, 1, 0.016, INACTIVE),
        (INACTIVE, 0, 0.044, EMPLOYED),
    ],
)
def test_distress_and_work_act_on_each_other(*, family, p, before, distressed, luck, after):
    """Worked by hand: the distressed lose and leave twice, the others half as often; they find half, the others 1.5."""
    who = p.mother
    who.becomes_inactive, who.returns_to_work = 0.05, 0.03
    who.loses_distressed, who.loses, who.finds_distressed, who.finds = 2.0, 0.5, 0.5, 1.5
    mother = family(mother={"work": before, "distressed": distressed}).mother
    next_work_state(mother, luck, Rates(0.1, 0.2, 0.0, 1.0), who)
    assert mother.work == after


@pytest.mark.parametrize(
    ("fields", "works", "dated"),
    [
        ({}, (UNEMPLOYED, UNEMPLOYED), True),
        ({"status": APART}, (UNEMPLOYED, EMPLOYED), True),
        ({"ages": (11,)}, (INACTIVE, UNEMPLOYED), True),
        ({"ages": (11,), "status": APART}, (INACTIVE, EMPLOYED), False),
        ({"mother": {"work": INACTIVE}, "status": APART}, (INACTIVE, EMPLOYED), False),
    ],
)
def test_a_job_loss_is_dated_for_parents_at_home(family, p, now, fields, works, dated):
    """By construction: every job is lost. A mother with an infant stays at home rather than looking for work."""
    p.area.job_loss[:], p.mother.returns_to_work = 1.0, 0.0
    couple = family(**fields)
    work_changes(couple, now(MONTH), p)
    assert (couple.mother.work, couple.other.work) == works
    assert couple.job_loss_month == (MONTH if dated else NEVER)


@pytest.mark.parametrize(
    ("able", "learned", "by", "times"),
    [(1.0, 0.5, 0.1, 1.15), (-2.0, 0.0, 0.1, 0.8), (-9.0, 0.0, 0.2, 0.0), (3.0, 3.0, 0.0, 1.0)],
)
def test_capable_parents_go_back_to_work_more_readily(*, family, able, learned, by, times):
    """By hand: 10% more a SD of capability, lasting or learned; never less than not; at 0 as all others."""
    mother = family(mother={"capability": able, "learned": learned}).mother
    assert readily_back(mother, by) == pytest.approx(times)


@pytest.mark.parametrize(
    ("fields", "log_ratio", "times"),
    [
        ({"status": APART, "ages": (90, 59)}, np.log(2.0), 2.0),
        ({"status": NEVER_TOGETHER, "ages": (0,)}, np.log(2.0), 2.0),
        ({"status": APART, "ages": (90, 60)}, np.log(2.0), 1.0),
        ({"ages": (59,)}, np.log(2.0), 1.0),
        ({"status": APART, "ages": (59,)}, 0.0, 1.0),
    ],
)
def test_a_mother_alone_with_a_child_under_five_is_tied_to_her_home(*, family, p, now, fields, log_ratio, times):
    """By construction, of the youngest child; at 0 nobody is."""
    p.work.alone_with_small = log_ratio
    assert tied_to_home(family(**fields), now(MONTH), p) == pytest.approx(times, rel=1e-12)


@pytest.mark.parametrize(
    ("before", "luck", "after"),
    [
        (EMPLOYED, 0.09, UNEMPLOYED),
        (EMPLOYED, 0.19, INACTIVE),
        (EMPLOYED, 0.21, EMPLOYED),
        (UNEMPLOYED, 0.19, EMPLOYED),
        (INACTIVE, 0.014, EMPLOYED),
        (INACTIVE, 0.016, INACTIVE),
    ],
)
def test_who_is_tied_leaves_work_more_and_comes_back_less(*, family, p, before, luck, after):
    """By hand: .1 loses a job and .2 finds one as others do; twice .05 leaves work, half of .03 comes back."""
    p.mother.becomes_inactive, p.mother.returns_to_work = 0.05, 0.03
    p.mother.loses = p.mother.finds = 1.0
    mother = family(mother={"work": before}).mother
    next_work_state(mother, luck, Rates(0.1, 0.2, 0.0, 2.0), p.mother)
    assert mother.work == after


def test_a_recession_takes_jobs_and_hides_them(family, p, how_often, assert_share):
    """Closed form: the area's rate x 1.5 lost, the finding rate x .5 found; see test_processes for rates as usual."""
    import numba

    from famsim.model.now import Now

    @numba.njit
    def lost(one, now, p):
        one.other.work = EMPLOYED
        work_changes(one, Now(now.family_id, now.month, now.seed, True, 1.5, 0.5, 1.0, None, 0), p)
        return one.other.work == UNEMPLOYED

    @numba.njit
    def found(one, now, p):
        one.other.work = UNEMPLOYED
        work_changes(one, Now(now.family_id, now.month, now.seed, True, 1.5, 0.5, 1.0, None, 0), p)
        return one.other.work == EMPLOYED

    p.area.job_loss[:], p.work.finding, p.other.loses, p.other.finds = 0.02, 0.1, 1.0, 1.0
    assert_share(how_often(lost, family(), p, 200_000), 200_000, 0.03)
    assert_share(how_often(found, family(), p, 200_000), 200_000, 0.05)


@pytest.mark.parametrize(
    ("status", "works", "unemployed", "working", "group"),
    [
        (1, (EMPLOYED, EMPLOYED), False, 2, 0),
        (1, (EMPLOYED, UNEMPLOYED), True, 1, 1),
        (1, (INACTIVE, UNEMPLOYED), True, 0, 2),
        (APART, (EMPLOYED, UNEMPLOYED), False, 1, 0),
        (APART, (INACTIVE, EMPLOYED), False, 0, 2),
    ],
)
def test_only_parents_at_home_count(family, status, works, unemployed, working, group):
    one = family(status=status, mother={"work": works[0]}, other={"work": works[1]})
    assert (someone_unemployed(one), parents_working(one), work_group(one)) == (unemployed, working, group)


def test_each_parent_has_luck_and_figures_of_its_own(family, p, now, how_often, assert_share):
    """At a half each, a quarter loses both jobs; by construction only the other parent then leaves work."""
    import numba

    @numba.njit
    def both_lost(one, now, p):
        one.mother.work = one.other.work = EMPLOYED
        work_changes(one, now, p)
        return one.mother.work == UNEMPLOYED and one.other.work == UNEMPLOYED

    p.area.job_loss[:], p.mother.becomes_inactive, p.other.becomes_inactive = 0.5, 0.0, 1.0
    p.mother.loses = p.other.loses = 1.0
    assert_share(how_often(both_lost, family(), p, 100_000), 100_000, 0.25)
    p.area.job_loss[:] = 0.0
    couple = family()
    work_changes(couple, now(), p)
    assert (couple.mother.work, couple.other.work) == (EMPLOYED, INACTIVE)


@pytest.mark.parametrize(("work", "then"), [(INACTIVE, INACTIVE), (UNEMPLOYED, UNEMPLOYED), (EMPLOYED, EMPLOYED)])
def test_nobody_begins_or_loses_work_in_the_month_in_which_she_gives_birth(family, p, now, work, then):
    """By construction: whoever can move does, and the month after she does too; the other parent always."""
    p.area.job_loss[:], p.work.finding = 1.0, 1.0
    p.mother.returns_to_work = p.mother.finds = p.mother.loses = p.other.loses = 1.0
    couple = family(ages=(30, 0), mother={"work": work}, other={"work": EMPLOYED})
    work_changes(couple, now(MONTH), p)
    assert (couple.mother.work, couple.other.work) == (then, UNEMPLOYED)
    work_changes(couple, now(MONTH + 1), p)
    assert couple.mother.work != then


def test_as_many_lose_work_as_find_it(p):
    """Closed form of a steady state, decile by decile: loss x (1 - u) = finding x u; England's u is the published."""
    flows = p.area.job_loss * (1.0 - p.area.unemployed) - p.work.finding * p.area.unemployed
    assert flows == pytest.approx(0.0, abs=1e-12)
    shares = np.diff(p.area.decile_up_to, prepend=0.0)
    assert (shares * p.area.unemployed).sum() == pytest.approx(find_area("england").unemployment)
