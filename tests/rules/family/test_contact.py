"""Front doors: who comes, when, and nobody before there is a reason."""

import pytest

from famsim.model.doors import NO_FACT
from famsim.model.draws import Draw
from famsim.model.family import (
    APART,
    COERCIVE,
    MARRIED,
    NEVER,
    NEVER_TOGETHER,
    UNEMPLOYED,
)
from famsim.model.policy import DOORS, MAX_DOORS
from famsim.rules.family.contact import at_the_door

MONTH = 120
FIRST = ("midwife", "health_visitor", "money_desk", "school", "childrens_centre", "early_help", "gp", "housing")


@pytest.fixture
def doors(p):
    """Make everybody who may come to a door come: all chances 1, ages and lags as the register's."""
    p.doors["ways"]["chance"] = p.doors["most"] = 1.0
    p.doors["ways"]["rises_with"] = NO_FACT
    return p.doors


def doors_of(couple, month, p, names=FIRST):
    """Return the names of the doors a family comes to in a month."""
    return {name for name in names if at_the_door(couple, DOORS.index(name), month, p)}


def apart_since(month):
    """Return the fields of a mother who parted in a month from the father of her only child."""
    return {"ages": (100,), "status": APART, "elsewhere": 1, "parted_month": month, "elsewhere_month": month}


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"ages": (), "due_month": MONTH + 8}, set()),
        ({"ages": (), "due_month": MONTH + 7}, {"midwife"}),
        ({"ages": (), "due_month": MONTH + 1}, {"midwife"}),
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
        (apart_since(MONTH - 12), {"school", "housing"}),
        (apart_since(MONTH - 13), {"school"}),
        ({"ages": (100,), "status": MARRIED, "parted_month": MONTH - 3}, {"school"}),
    ],
)
def test_each_door_sees_those_it_is_for(family, p, now, doors, fields, found):
    """Worked by hand from each figure's words in doors/, every chance set to 1."""
    assert doors_of(family(**fields), now(MONTH), p) == found


@pytest.mark.parametrize(("months_behind", "comes"), [(0, False), (1, False), (2, False), (3, True), (400, True)])
def test_nobody_comes_to_the_money_desk_before_arrears_have_lasted(family, p, now, doors, months_behind, comes):
    """The Croydon case: reached only once in money trouble; money_desk_lag is 3 months."""
    arrears = MONTH - months_behind + 1 if months_behind else NEVER
    found = doors_of(family(arrears_month=arrears), now(MONTH), p)
    assert ("money_desk" in found) == comes
    assert ("housing" in found) == (months_behind > 0)


def test_those_who_look_for_work_come_without_arrears(family, p, now, doors):
    assert "money_desk" in doors_of(family(mother={"work": UNEMPLOYED}), now(MONTH), p)
    doors[DOORS.index("money_desk")].ways[1].chance = 0.0
    assert "money_desk" not in doors_of(family(mother={"work": UNEMPLOYED}), now(MONTH), p)


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"ages": (8,)}, {"family_hub"}),
        ({"ages": (9,)}, {"family_hub", "nursery"}),
        ({"ages": (54,)}, {"family_hub"}),
        ({"ages": (100,)}, set()),
        ({"ages": (100,), "mother": {"work": UNEMPLOYED}}, {"jobcentre"}),
        ({"ages": (100,), "harmful": 1}, {"online"}),
        ({"ages": (100,), "mother": {"distressed": 1, "months_distressed": 0}}, set()),
        ({"ages": (100,), "mother": {"distressed": 1, "months_distressed": 1}}, {"online"}),
        (apart_since(MONTH), set()),
        (apart_since(MONTH - 1), {"helpline"}),
        (apart_since(MONTH - 3), {"helpline", "family_court", "online"}),
        (apart_since(MONTH - 37), {"family_court"}),
        (apart_since(MONTH - 61), set()),
        ({"ages": (100,), "parted_month": MONTH - 3}, set()),
        ({"ages": (100,), "status": NEVER_TOGETHER}, set()),
    ],
)
def test_each_door_of_2026_sees_those_it_is_for(family, p, now, doors, fields, found):
    """Worked by hand from each figure's words in doors/, every chance set to 1; nobody before the lag is over."""
    doors["met_through"] = 0.0
    assert doors_of(family(**fields), now(MONTH), p, DOORS[len(FIRST) :]) == found


def test_early_help_sees_violence_by_a_parent_elsewhere(family, p, now, doors):
    apart = {"ages": (100,), "elsewhere": 1, "status": APART}
    assert "early_help" in doors_of(family(**apart, violence_elsewhere=COERCIVE), now(MONTH), p)
    assert "early_help" not in doors_of(family(**apart), now(MONTH), p)


def test_conflict_between_parents_apart_brings_them_to_court_sooner(family, p, now, assert_share):
    """Worked by hand: .1 x (1 + .5 x 2) = .2; 4,000 show 4%. They count from their own parting, or from the birth."""
    way = p.doors[DOORS.index("family_court")].ways[0]
    way.chance, way.rises_by = 0.1, 0.5
    for one in (apart_since(MONTH - 12), {"ages": (12,), "status": NEVER_TOGETHER, "elsewhere": 1}):
        assert_share(times_at("family_court", family(coparenting=2.0, **one), p, now, 4_000), 4_000, 0.2)
    assert times_at("family_court", family(coparenting=2.0, **apart_since(MONTH - 61)), p, now, 400) == 0


def times_at(door, one, p, now, times):
    """Return at how many of so many families' doors such a one is."""
    return sum(at_the_door(one, DOORS.index(door), now(MONTH, family_id=i), p) for i in range(times))


def test_strain_brings_families_to_the_desk_sooner(family, p, now, assert_share):
    """Worked by hand: .05 x (1 + .5 x 2) = .1; 5,000 show 20% of it (one in a million)."""
    way = p.doors[DOORS.index("money_desk")].ways[0]
    way.chance, way.rises_by = 0.05, 0.5
    strained = family(arrears_month=MONTH - 20, strain_short=2.0)
    assert_share(times_at("money_desk", strained, p, now, 5_000), 5_000, 0.1)


def test_contact_is_the_same_whatever_help_a_family_has(family, p, now):
    """Contact with doors happens under every strategy; a strategy begins at noticing."""
    helped = {
        "help_stage": 2,
        "offer": 0,
        "noticed_month": MONTH - 1,
        "refused_month": MONTH - 3,
        "exposed_month": MONTH,
        "specialist": 1,
    }
    plain, other = family(ages=(60, 3)), family(ages=(60, 3), **helped)
    for family_id in range(100):
        month = now(MONTH, family_id=family_id)
        assert doors_of(plain, month, p, DOORS) == doors_of(other, month, p, DOORS)


@pytest.mark.parametrize(
    "pair", [("school", "early_help"), *zip(DOORS[len(FIRST) :: 2], DOORS[len(FIRST) + 1 :: 2], strict=False)]
)
def test_each_door_has_luck_of_its_own(family, p, now, meets, assert_share, pair):
    """By construction: at two doors with a chance of a half each, a quarter is at both; 4,000 show 4%."""
    meets(*pair, chance=0.5)
    one = family(ages=(100,))
    both = sum(doors_of(one, now(MONTH, family_id=i), p, pair) == {*pair} for i in range(4_000))
    assert_share(both, 4_000, 0.25)


def test_every_door_s_luck_is_its_own_decision():
    """No number is asked for two things."""
    places = [(Draw.DOOR, 8), (Draw.NOTICED, 8), (Draw.MET_THROUGH, MAX_DOORS)]
    places += [(Draw.DOOR_APPENDED, MAX_DOORS - 8), (Draw.NOTICED_APPENDED, MAX_DOORS - 8)]
    taken = [first + one for first, many in places for one in range(many)]
    others = {*Draw} - {first for first, _ in places}
    assert len({*taken}) == len(taken) and not {*taken} & others


@pytest.mark.parametrize(("opens", "closes", "months"), [(0, 5, [3, 4]), (5, 9, [5, 6]), (-99, 99, [3, 4, 5, 6])])
def test_a_door_sees_families_from_the_month_it_opens_until_it_closes(family, p, now, meets, opens, closes, months):
    meets("gp")
    p.doors[DOORS.index("gp")].opens, p.doors[DOORS.index("gp")].closes = opens, closes
    assert [month for month in range(3, 7) if at_the_door(family(), DOORS.index("gp"), now(month), p)] == months


def test_a_door_through_others_meets_its_share_of_those_who_come_there(family, p, now, meets, assert_share):
    """By construction: half of those at the GP's or the school's, where three quarters are, are met here too."""
    meets("gp", "school", chance=0.5)
    hub = p.doors[DOORS.index("housing")]
    hub.through, hub.met_through = 1 << DOORS.index("gp") | 1 << DOORS.index("school"), 0.5
    assert_share(times_at("housing", family(), p, now, 4_000), 4_000, 0.375)
    hub.closes = MONTH
    assert times_at("housing", family(), p, now, 400) == 0
