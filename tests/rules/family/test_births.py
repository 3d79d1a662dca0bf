"""Births: when they come, what they change, and when a family has grown up."""

import numba
import numpy as np
import pytest

from famsim.model.chance import normal
from famsim.model.counts import Count
from famsim.model.draws import Draw
from famsim.model.family import (
    APART,
    COHABITING,
    EMPLOYED,
    FAMILY,
    INACTIVE,
    LEFT,
    NEVER,
    NEVER_TOGETHER,
    UNEMPLOYED,
)
from famsim.model.now import Now
from famsim.rules.family.births import (
    birth_change,
    conceive_and_give_birth,
    conceives,
    give_birth,
    goes_with_home,
    hope_for_another,
    youngest_grows_up,
)

MONTH = 120


@pytest.fixture
def certain(p):
    """Make everything about births certain, and no change of quality vary."""
    b = p.births
    b.conception, p.area.hopes, b.apart_factor, b.first_spread, b.later_spread = 1.0, 1.0, 1.0, 0.0, 0.0
    b.first_change, b.later_change, b.another[:], b.fall_unbuffered = -0.19, -0.1, 1.0, 0.0
    p.mother.leaves_work_at_birth, p.other.leaves_work_at_birth = 1.0, 0.0
    return b


def test_a_child_is_born_nine_months_after_it_is_conceived(family, p, now, note, certain):
    """By definition: pregnancy lasts 9 months; births are counted once."""
    couple = family(ages=(40,), wants=1, next_month=MONTH)
    for month in range(MONTH, MONTH + 9):
        conceive_and_give_birth(couple, now(month), p, note)
        assert (couple.due_month, couple.n_children) == (MONTH + 9, 1)
    conceive_and_give_birth(couple, now(MONTH + 9), p, note)
    assert (couple.due_month, couple.n_children, couple.children[1].birth_month) == (NEVER, 2, MONTH + 9)
    assert note.counts[Count.BIRTHS] == 1


@pytest.mark.parametrize(
    ("ages", "change"), [((), -0.19), ((40,), -0.1), ((80, 40), -0.1)], ids=("first", "second", "third")
)
def test_a_birth_changes_a_couples_quality_once(*, family, p, now, note, certain, ages, change):
    """One change per birth and couple; the first has a mean of its own."""
    couple, apart = family(ages=ages, due_month=MONTH), family(ages=ages, due_month=MONTH, status=APART)
    for one in (couple, apart):
        for month in (MONTH, MONTH + 1):
            conceive_and_give_birth(one, now(month), p, note)
    assert couple.birth_shift == pytest.approx(change)
    assert apart.birth_shift == 0.0


def test_the_change_varies_between_couples_as_its_figure_says(family, p, note):
    """Closed form: mean -.19 and SD .42 over 100,000 couples; sees .007 of the mean and 1.1% of the SD."""
    p.births.first_change, p.births.first_spread, p.births.fall_unbuffered = -0.19, 0.42, 0.0

    from famsim.rules.family.births import birth_change

    @numba.njit
    def changes(one, p, n):
        found = np.empty(n)
        for i in range(n):
            found[i] = birth_change(one, Now(i, 120, np.uint64(1), True, 1.0, 1.0, 1.0, None, 0), p)
        return found

    found = changes(family(), p, 100_000)
    assert abs(found.mean() + 0.19) < 4.9 * 0.42 / np.sqrt(100_000)
    assert found.std() == pytest.approx(0.42, rel=0.011)


@pytest.mark.parametrize("before_birth", [{"status": COHABITING}, {"status": APART}])
@pytest.mark.parametrize(
    ("fields", "later"),
    [
        ({}, 0),
        ({"status": APART, "elsewhere": 1}, 0),
        ({"status": NEVER_TOGETHER, "elsewhere": 1}, 0),
        ({"union": 2, "elsewhere": 1}, 1),
    ],
)
def test_a_child_is_of_those_who_conceived_it(*, family, p, now, note, certain, fields, later, before_birth):
    """By definition: of a later union, if another parent lives elsewhere and there is a partner at home at conception.

    A parting or a new partner before the birth changes nothing.
    """
    one = family(wants=1, next_month=MONTH, **fields)
    conceive_and_give_birth(one, now(MONTH), p, note)
    one.status, one.elsewhere = before_birth["status"], 1
    conceive_and_give_birth(one, now(MONTH + 9), p, note)
    assert list(one.children["of_later_union"][:2]) == [0, later]


def test_a_child_takes_after_the_other_parent_who_conceived_it(family, p, now, note, certain, only_goes_with):
    """Worked by hand: a SD a unit of proneness, hers .5 and his 1; the new partner before the birth has -2."""
    only_goes_with("per_proneness")
    p.children.trait_own, p.children.trait_usual, p.children.trait_sd = 0.0, 0.0, 0.5
    one = family(wants=1, next_month=MONTH, mother={"proneness": 0.5}, other={"proneness": 1.0})
    conceive_and_give_birth(one, now(MONTH), p, note)
    one.other.proneness = -2.0
    conceive_and_give_birth(one, now(MONTH + 9), p, note)
    assert one.children[1].trait == pytest.approx(0.5 * (0.5 + 1.0))


def test_who_leaves_work_at_a_birth(family, p, now, note, certain):
    couple = family(due_month=MONTH, mother={"work": UNEMPLOYED, "months_in_work_state": 9})
    conceive_and_give_birth(couple, now(MONTH), p, note)
    assert (couple.mother.work, couple.mother.months_in_work_state, couple.other.work) == (INACTIVE, 0, EMPLOYED)


@pytest.mark.parametrize(
    ("fields", "possible"),
    [
        ({"wants": 1, "next_month": MONTH}, True),
        ({"wants": 0, "next_month": MONTH}, False),
        ({"wants": 1, "next_month": MONTH + 1}, False),
        ({"wants": 1, "next_month": MONTH, "mother": {"birth_month": MONTH - 45 * 12}}, True),
        ({"wants": 1, "next_month": MONTH, "mother": {"birth_month": MONTH - 45 * 12 - 1}}, False),
        ({"wants": 1, "next_month": MONTH, "status": APART}, True),
    ],
)
def test_who_may_conceive(family, p, now, certain, fields, possible):
    p.births.last_age = 45
    assert conceives(family(**fields), now(MONTH), p) == possible


@pytest.mark.parametrize("fields", [{"due_month": MONTH}, {"wants": 1, "next_month": MONTH}])
def test_nobody_has_a_sixth_child(family, p, now, note, certain, fields):
    """Written from Mesa a sixth was expected, and born behind the last: over what programmes have left."""
    five = family(ages=(96, 84, 72, 60, 48), **fields)
    before = five.effects.tobytes()
    conceive_and_give_birth(five, now(MONTH), p, note)
    assert (five.n_children, five.due_month, five.effects.tobytes()) == (5, NEVER, before)


def test_quality_has_no_say_in_births(family, p, how_often):
    """Births do not depend on quality; mothers apart conceive less often."""
    p.births.conception, p.births.apart_factor = 0.1, 0.15
    wants = {"wants": 1, "next_month": 0}
    happy = {"quality": 3.0}
    found = [
        how_often(conceives, one, p, 50_000)
        for one in (
            family(**wants),
            family(**wants, mother=happy, other=happy, harmful=1),
            family(**wants, status=APART),
        )
    ]
    assert found[0] == found[1] > 4 * found[2] > 0


@pytest.mark.parametrize(
    ("chance", "hopes", "expected"), [(0.5, 3.0, 0.75), (0.2, 0.5, 1 / 9), (0.0, 9.0, 0.0), (1.0, 0.1, 1.0)]
)
def test_families_are_larger_where_odds_of_another_are(*, family, p, now, assert_share, chance, hopes, expected):
    """Worked by hand: an area's hopes multiply the odds; odds 1 x 3 is 3 in 4; 5,000 see a share 4 points off."""
    p.births.another[:], p.area.hopes = chance, hopes
    couple, hoped = family(ages=(20,)), 0
    for number in range(5_000):
        hope_for_another(couple, now(MONTH, family_id=number), p, 55)
        hoped += int(couple.wants)
    assert_share(hoped, 5_000, expected)


def test_hopes_follow_the_number_of_children_and_wait(family, p, now):
    """By definition of births.another: by children born; nobody has more than five; a gap of 13 months first."""
    p.births.another[:], p.births.gap, p.area.hopes = [0, 1, 0, 1, 0], 13, 2.0
    hoped = []
    for n in range(1, 6):
        couple = family(ages=tuple(range(20 * n, 0, -20)))
        hope_for_another(couple, now(MONTH), p, 55)
        hoped.append(int(couple.wants))
        assert couple.next_month == MONTH + 13
    assert hoped == [1, 0, 1, 0, 0]


@pytest.mark.parametrize(
    ("fields", "grown"),
    [
        ({"ages": (215,)}, False),
        ({"ages": (216,)}, True),
        ({"ages": (300, 216)}, True),
        ({"ages": (216, 2)}, False),
        ({"ages": (216,), "due_month": MONTH + 2}, False),
        ({"ages": (), "due_month": MONTH + 2}, False),
        ({"ages": (216,), "status": LEFT}, False),
    ],
)
def test_a_family_leaves_when_its_youngest_turns_18(family, now, fields, grown):
    """Families leave only when the youngest child turns 18."""
    assert youngest_grows_up(family(**fields), now(MONTH)) == grown


def test_what_a_birth_draws_has_luck_of_its_own(family, p, note, certain, assert_share):
    """By construction: girls (sex 1) at their share; trait, sex and either parent's work have nothing to do."""
    p.births.girls = p.mother.leaves_work_at_birth = p.other.leaves_work_at_birth = 0.3
    p.children.trait_own = 1.0

    @numba.njit
    def bear(families, p, note):
        for i in range(families.size):
            now = Now(i, MONTH, np.uint64(1), True, 1.0, 1.0, 1.0, None, 0)
            conceive_and_give_birth(families[i], now, p, note)

    families = np.zeros(100_000, FAMILY).view(np.recarray)
    families[:] = family(ages=(), due_month=MONTH)
    bear(families, p, note)
    born = families["children"][:, 0]
    assert_share((born["sex"] == 1).sum(), families.size, 0.3)
    assert born["trait"].std() == pytest.approx(p.children.trait_sd, rel=0.011)
    drawn = [born["sex"], born["trait"], families.mother["work"] == INACTIVE, families.other["work"] == INACTIVE]
    together = np.corrcoef([np.asarray(one, float) for one in drawn])
    assert np.abs(together - np.eye(4)).max() < 0.016, "4.9 standard errors"


@pytest.fixture
def only_goes_with(p):
    """Return a function that lets children's lasting part go with one thing alone, by one SD a unit."""

    def choose(name):
        for leaf in ("per_decile", "per_year", "per_history", "per_proneness", "per_income"):
            p.children[leaf] = 1.0 if leaf == name else 0.0

    return choose


@pytest.mark.parametrize(
    ("name", "value"),
    [("per_decile", 4.0), ("per_year", 30.0), ("per_history", 2.0), ("per_proneness", -0.25), ("per_income", 0.7)],
)
def test_what_childrens_lasting_difficulties_go_with(*, family, now, p, only_goes_with, name, value):
    """Worked by hand: each by itself; histories and proneness of both parents, the age that she has at this birth."""
    home = family(
        decile=4,
        income=0.7,
        mother={"birth_month": MONTH - 360, "history": 1, "proneness": 0.5},
        other={"history": 1, "proneness": -0.75},
    )
    only_goes_with(name)
    assert goes_with_home(home, now(MONTH), p) == pytest.approx(value)


def test_a_childs_lasting_part_is_its_own_where_it_goes_with_nothing(family, now, p, note, only_goes_with):
    """The switch: at 0 the lasting part is the child's own draw to the bit, whatever the home."""
    only_goes_with(None)
    p.children.trait_usual, p.children.trait_own, traits = 0.0, 1.0, []
    for home in (family(decile=1, n_children=0), family(decile=10, n_children=0, mother={"proneness": 2.0})):
        give_birth(home, now(MONTH), p, note)
        traits.append(home.children[0].trait)
    assert traits[0] == traits[1] == p.children.trait_sd * normal(now(MONTH), Draw.CHILD_TRAIT)


@pytest.mark.parametrize(
    ("able", "buffer", "switch", "change"),
    [
        (0.0, 0.0, 1.0, -0.4),
        (1.0, 0.0, 1.0, -0.32),
        (0.0, 0.5, 1.0, -0.2),
        (-1.0, 0.0, 1.0, -0.48),
        (1.0, 0.5, 0.0, -0.4),
    ],
)
def test_a_fall_at_a_birth_is_as_large_as_what_is_not_buffered(
    *, family, now, p, certain, able, buffer, switch, change
):
    """By hand: .2 a SD of capability and a programme's .5 come off a fall of .4; at 0 nothing does."""
    certain.first_change, certain.fall_unbuffered, certain.usual_share = -0.4, switch, 1.0
    p.stress.buffer_capability, p.stress.buffer_support, p.stress.buffer_at_most = 0.2, 0.0, 0.9
    parent = {"capability": able}
    couple = family(ages=(0,), eff_buffer=buffer, mother=parent, other=parent)
    assert birth_change(couple, now(MONTH), p) == pytest.approx(change)


def test_a_rise_at_a_birth_is_not_buffered(family, now, p, certain):
    certain.first_change, certain.fall_unbuffered = 0.3, 1.0
    assert birth_change(family(ages=(0,), eff_buffer=0.5), now(MONTH), p) == 0.3
