"""What can never do anything is said, with the reason; whatever can do something passes without a word."""

import re

import pytest

from famsim.errors import PointlessWarning
from famsim.model.parameters import CHANNELS
from famsim.scenario import Pathway, load_scenario, pointless
from famsim.scenario.loading import heeded

CROYDON = load_scenario("croydon")
NEWCASTLE = load_scenario("newcastle")
SOUND = NEWCASTLE.with_(strategies=(NEWCASTLE.strategies[0], NEWCASTLE.strategies[4]))
LIGHT = {f"programmes.new_parent_group.d_{one}": 0.0 for one in CHANNELS.names}


def with_own(**changes):
    """The sound scenario with its own strategy changed."""
    return SOUND.with_(strategies={"newcastle": changes})


def test_a_sound_scenario_passes_without_a_word(recwarn):
    assert pointless(SOUND) == []
    assert heeded(SOUND) == SOUND and not recwarn.list


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (lambda: with_own(offers=()), "trains staff and opens pathways but makes no offer"),
        (lambda: with_own(offers={1: {"places_a_month": 0.0}}), "offer 1: places_a_month = 0, so nobody"),
        (
            lambda: with_own(offers={1: {"places_a_month": 0.025}}),
            "a place comes up every 40 months and families wait 33",
        ),
        (
            lambda: with_own(offers={1: {"places_a_month": 0.2, "ends": 4}}),
            "a place comes up every 5 months and the offer stands for 4",
        ),
        (
            lambda: with_own(offers={1: {"places_a_month": 0.5}}).with_(families=400),
            "a place comes up every 151 months in a sample of 400 families",
        ),
        (lambda: with_own(offers={1: {"ends": 130}}), "offer 1: ends = 130 is after the last month, 120"),
        (lambda: with_own(staff_trained={"gp": 0.5}), "staff trained at gp notice nobody"),
        (lambda: with_own(signposting=False, pathways=()), "to new_parent_group nobody is referred to it"),
        (
            lambda: with_own(pathways=(Pathway(door="gp", to="coached_online", works=0.5),)),
            "gp to coached_online is never",
        ),
        (lambda: with_own(pathways=(Pathway(door="gp", to="new_parent_group", works=0.5),)), "is found there"),
        (
            lambda: with_own(pathways=(Pathway(door="midwife", to="new_parent_group", works=0.1),)),
            "no more than without",
        ),
        (
            lambda: with_own(offers={1: {"found": ("midwife", "housing"), "who": {"in_arrears": False}}}),
            "comes to housing",
        ),
        (lambda: SOUND.with_(families=500), "families = 700"),
        (lambda: SOUND.with_(area="richmond-upon-thames"), "lives where deprivation_decile = 1"),
        (
            lambda: SOUND.with_(evidence=LIGHT),
            "no effect of a group for new parents has been shown: each is 0, so it changes nothing",
        ),
        (lambda: NEWCASTLE, "no effect of a single session has been shown: each is 0 at the central figures"),
    ],
)
def test_what_can_do_nothing_is_said_with_the_reason(made, says):
    """Each ran for minutes and printed rows of no change, without a reason."""
    found = pointless(made())
    assert sum(says in one for one in found) == 1, found
    with pytest.warns(PointlessWarning):
        heeded(made())


def test_the_sample_asked_for_holds_the_places():
    """By hand: 8 places a month x 120 = 960 in 30,170 families; 20 of them need 629, so 700 are asked for."""
    assert pointless(SOUND.with_(families=700)) == []
    assert pointless(SOUND.with_(families=600)) != []
    assert pointless(SOUND.with_(families=600, months=240)) == []


def test_an_offer_for_fewer_months_holds_fewer_places():
    assert pointless(with_own(offers={1: {"begins": 61}}).with_(families=1000)) != []


def test_half_a_place_a_month_is_a_place_and_passes():
    """By hand: one comes up every 2 months, and families wait 33 on average."""
    few = with_own(offers={1: {"places_a_month": 0.5}})
    assert pointless(few) == []
    assert "no place can be had" in pointless(few.with_(evidence={"support.gives_up_waiting": 0.1}, families=2000))[-1]


def several(families, places):
    """The sound scenario in three areas, with so many places a month in each."""
    offers = {1: {"places_a_month": places, "shared_by": "each"}}
    areas = ("newcastle-upon-tyne", "croydon", "leeds")
    return SOUND.with_(area=None, areas=areas, families=families, strategies={"newcastle": {"offers": offers}})


def test_of_several_areas_the_families_over_all_of_them_are_asked_for():
    """`families = 4000` over several areas was told `better: families = 3700`, which is one area's part."""
    said = pointless(several(1000, 8.0))
    better = [int(found) for one in said for found in re.findall(r"families = (\d+)", one)]
    assert len(better) == 3
    assert min(better) > 1000
    assert not [one for one in pointless(several(max(better), 8.0)) if "too few to rely on" in one]


def test_where_no_sample_holds_the_places_of_several_areas_they_are_asked_for_whole():
    said = [one for one in pointless(several(1000, 0.1)) if "too few to rely on" in one]
    assert said
    assert all("areas whole (no families)" in one and "families = " not in one for one in said)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"train": [{"door": "midwife", "staff": 3, "begins": 121}]}, "training at midwife begins in month 121"),
        ({"navigator": {"posts": 1, "doors": ["midwife"], "begins": 130}}, "navigator begins in month 130"),
        ({"train": [{"door": "midwife", "staff": 3, "begins": 120}]}, ""),
    ],
)
def test_what_begins_after_the_last_month_is_said(changed, says):
    """The scenario lasts 120 months."""
    said = pointless(with_own(**{"staff_trained": {}} | changed))
    assert any(says in one for one in said) if says else not any("after the last" in one for one in said)


def test_a_door_that_closes_after_the_last_month_stays_open():
    (said,) = pointless(SOUND.with_(doors={"midwife": {"closes": 121}}))
    assert said.startswith("door.midwife closes in month 121, after the last, 120")
    assert not pointless(SOUND.with_(doors={"school": {"closes": 120}}))


@pytest.mark.parametrize(("who", "never"), [({"apart": True}, True), ({"parent_elsewhere": True}, False)])
def test_a_stand_in_that_can_take_nobody_is_said(who, never):
    """A mother with a new partner may need both; one who lives alone takes no couple's place."""
    group = {"programme": "relationship_group", "found": ["gp"], "places_a_month": 4, "stands_in": "mediation"}
    other = {"programme": "mediation", "found": ["family_court", "gp"], "places_a_month": 4, "who": who}
    said = pointless(with_own(offers=[group, other], pathways=(), staff_trained={}))
    assert any("so it never stands in" in one for one in said) == never


def test_a_programme_whose_figures_are_all_fixed_changes_nothing_in_any_draw():
    """Money help has three effects that are drawn; set to 0, what is left is fixed at 0."""
    off = {f"programmes.debt_advice.d_{one}": 0.0 for one in ("relief", "distress", "parenting")}
    desk = {"programme": "debt_advice", "found": ["money_desk"], "places_a_month": 4}
    said = pointless(with_own(offers=[desk], pathways=(), staff_trained={}).with_(evidence=off))
    assert any("is 0, so it changes nothing" in one for one in said) and not any("--draws" in one for one in said)
