"""Front doors: who comes, when, and nobody before there is a reason. MODEL section 6."""

import pytest

from famsim.model.family import APART, COERCIVE, NEVER, UNEMPLOYED
from famsim.model.policy import DOORS
from famsim.rules.family.contact import at_the_door, come_into_contact

MONTH = 120


@pytest.fixture
def doors(p):
    """Make everybody who may come to a door come: all chances 1, ages and lags as the register's."""
    d = p.doors
    for name in (
        "midwife",
        "health_visitor_first",
        "health_visitor",
        "childrens_centre",
        "school",
        "money_desk",
        "money_desk_unemployed",
        "housing",
        "gp_distressed",
        "gp_infant",
        "early_help",
    ):
        d[name] = 1.0
    return d


def doors_of(couple, now, p):
    """Return the names of the doors a family comes to this month."""
    come_into_contact(couple, now(MONTH), p)
    return {name for door, name in enumerate(DOORS) if at_the_door(couple, door, now(MONTH))}


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"ages": (), "due_month": MONTH + 9}, {"midwife"}),
        ({"ages": (0,)}, {"health_visitor", "childrens_centre", "gp"}),
        ({"ages": (30,)}, {"health_visitor", "childrens_centre"}),
        ({"ages": (31,)}, {"childrens_centre"}),
        ({"ages": (53,)}, {"childrens_centre"}),
        ({"ages": (54,)}, {"childrens_centre", "school"}),
        ({"ages": (60,)}, {"school"}),
        ({"ages": (100, 2)}, {"school", "health_visitor", "childrens_centre", "gp"}),
        ({"ages": (100,), "mother": {"distressed": 1}}, {"school", "gp"}),
        ({"ages": (100,), "harmful": 1}, {"school", "early_help"}),
        ({"ages": (100,), "violence": COERCIVE, "status": APART}, {"school", "early_help"}),
        ({"ages": (100,), "status": APART, "parted_month": MONTH - 12}, {"school", "housing"}),
        ({"ages": (100,), "status": APART, "parted_month": MONTH - 13}, {"school"}),
    ],
)
def test_each_door_sees_those_it_is_for(family, p, now, doors, fields, found):
    """Worked by hand from each figure's words in doors.toml, every chance set to 1."""
    assert doors_of(family(**fields), now, p) == found


@pytest.mark.parametrize(("months_behind", "comes"), [(0, False), (1, False), (2, False), (3, True), (40, True)])
def test_nobody_comes_to_the_money_desk_before_arrears_have_lasted(family, p, now, doors, months_behind, comes):
    """The Croydon case: reached only once in money trouble; money_desk_lag is 3 months."""
    arrears = MONTH - months_behind + 1 if months_behind else NEVER
    found = doors_of(family(arrears_month=arrears), now, p)
    assert ("money_desk" in found) == comes
    assert ("housing" in found) == (months_behind > 0)


def test_those_who_look_for_work_come_without_arrears(family, p, now, doors):
    assert "money_desk" in doors_of(family(mother={"work": UNEMPLOYED}), now, p)
    doors.money_desk_unemployed = 0.0
    assert "money_desk" not in doors_of(family(mother={"work": UNEMPLOYED}), now, p)


def test_strain_brings_families_to_the_desk_sooner(family, p, now, how_often, assert_share):
    """Worked by hand: .05 x (1 + .5 x 2) = .1; 200,000 show 3.3% of it (one in a million)."""
    import numba

    from famsim.rules.family.contact import money_doors

    p.doors.money_desk, p.doors.money_desk_by_strain = 0.05, 0.5
    desk = DOORS.index("money_desk")

    @numba.njit
    def comes(one, now, p):
        one.last_contact[desk] = -1
        money_doors(one, now, p)
        return one.last_contact[desk] == now.month

    strained = family(arrears_month=MONTH - 20, strain_short=2.0)
    assert_share(how_often(comes, strained, p, 200_000), 200_000, 0.1)


def test_contact_is_the_same_whatever_help_a_family_has(family, p, now):
    """MODEL 6: contact with doors happens under every strategy; a strategy begins at noticing."""
    helped = {
        "help_stage": 2,
        "offer": 0,
        "noticed_month": MONTH - 1,
        "refused_month": MONTH - 3,
        "exposed_month": MONTH,
        "specialist": 1,
    }
    for family_id in range(300):
        plain, other = family(ages=(60, 3)), family(ages=(60, 3), **helped)
        for one in (plain, other):
            come_into_contact(one, now(MONTH, family_id=family_id), p)
        assert list(plain.last_contact) == list(other.last_contact)


def test_each_door_has_luck_of_its_own(family, p, how_often, assert_share):
    """MODEL 8, by construction: at two doors with a chance of a half each, a quarter is at both; 200,000 show .6%."""
    import numba

    p.doors.school = p.doors.early_help = 0.5
    school, early_help = DOORS.index("school"), DOORS.index("early_help")

    @numba.njit
    def at_both(one, now, p):
        one.last_contact[:] = NEVER
        come_into_contact(one, now, p)
        return one.last_contact[school] == now.month and one.last_contact[early_help] == now.month

    assert_share(how_often(at_both, family(ages=(100,), harmful=1), p, 200_000), 200_000, 0.25)
