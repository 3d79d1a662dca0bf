"""Contact with doors against published volumes: visits, families in court, resources opened, consultations."""

from dataclasses import replace

import numpy as np
import pytest

from famsim.areas import find_area
from famsim.model.policy import DOORS
from famsim.population import World
from famsim.rules.family.contact import at_the_door
from famsim.runs import contacts_in, contacts_in_england

BORN = 60  # the month of a birth
FAMILIES = 1_500
ENGLAND = find_area("england").families


@pytest.fixture(scope="module")
def volumes():
    """Return the contacts and the families of a year for 1,000 families in England, by door."""
    return contacts_in_england()


@pytest.mark.parametrize(
    ("ages", "published", "at_most"),
    [((0, 1), 0.98, 0.99), ((1, 2), 0.80, 1.0), ((9, 15), 0.80, 0.9), ((24, 30), 0.80, 0.9)],
    ids=["new birth visit", "six to eight weeks", "one year", "two and a half"],
)
def test_health_visitors_see_as_many_as_published(*, family, p, now, ages, published, at_most):
    """OHID 2024-25: 98.0% of birth visits within 30 days, each of the four reviews above 80%; 1,500 show 3 points."""
    door, seen = DOORS.index("health_visitor"), 0
    for family_id in range(FAMILIES):
        months = range(BORN + ages[0], BORN + ages[1] + 1)
        child = family(ages=(0,), month=BORN)
        seen += any(at_the_door(child, door, now(month, family_id=family_id), p) for month in months)
    chance = np.sqrt(published * (1 - published) / FAMILIES)
    assert published - 3 * chance < seen / FAMILIES < at_most + 3 * chance


def test_as_many_families_are_in_court_as_cafcass_works_with(volumes):
    """Cafcass 2023-24: 137,347 children, 67.3% in private law, 86,419 children in 55,830 cases: 9.5 in 1,000."""
    published = 137_347 * 0.673 / (86_419 / 55_830) / ENGLAND * 1000
    assert published == pytest.approx(9.5, abs=0.1)
    assert volumes["family_court"].families == pytest.approx(published, rel=0.2)


def test_no_more_look_for_help_with_the_family_online_than_opened_it():
    """Challenge Fund 2019-21: digital resources opened 800,000 times in two years, by families or others.

    Debt advice online or by telephone is another thing, so: what a quarter as many (.003 for .012) takes away of all
    contacts is three quarters of those about the family.
    """
    england = World(area=find_area("england"), overrides={}, seed=1, families=4_000)
    fewer = replace(england, overrides={"doors.online": 0.003})
    usual, less = (contacts_in(one)["online"].contacts for one in (england, fewer))
    assert 0.0 < (usual - less) / 0.75 < 800_000 / 2 / ENGLAND * 1000


def test_no_more_look_for_debt_advice_online_or_by_telephone_than_get_it_thrice_over(volumes):
    """Row maps_debt_2324: 43.6 of 1,000 families are advised in a year, four fifths of them so; not all are reached."""
    assert 0.8 * 43.6 < volumes["online"].families < 3 * 43.6


def test_no_more_see_the_gp_than_there_are_consultations(volumes):
    """Hobbs and others 2016 (from memory): 5.16 consultations a person-year; a family has two persons at least."""
    assert 0.0 < volumes["gp"].contacts < 2 * 5.16 * 1000


def test_early_help_hears_of_violence_no_oftener_than_the_police(family, p, now):
    """ONS 2022: 13.3% of victims told the police in a year; 1,500 show 2.6 points."""
    door, violent, heard = DOORS.index("early_help"), family(ages=(100,), violence=1), 0
    for family_id in range(FAMILIES):
        heard += any(at_the_door(violent, door, now(month, family_id=family_id), p) for month in range(120, 132))
    assert heard / FAMILIES < 0.133 + 3 * np.sqrt(0.133 * 0.867 / FAMILIES)


def test_no_more_come_to_croydons_desk_than_were_given_budgeting_support(family):
    """Croydon 2017/18: 14,900 people, with children or without, are an upper bound for its families."""
    most = 14_900 / find_area("croydon").families * 1000
    assert contacts_in_england()["money_desk"].families < most
