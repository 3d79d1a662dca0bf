"""Measures worked by hand: what is divided by what, and in which unit."""

import numpy as np
import pytest

from famsim.measures.benefits import BENEFITS
from famsim.measures.measure import measured
from famsim.measures.registry import MEASURES, REGISTRY, averted
from famsim.model.counts import CERTAIN, FINE, N_COUNTS, Count
from famsim.questions.timing.tables import CURVES
from famsim.questions.why.gains import GAINS


@pytest.mark.parametrize(
    ("name", "counts", "value"),
    [
        ("separation_rate", {"EXPECTED_LOSSES": CERTAIN / 2, "EXPECTED_EXITS": CERTAIN / 2, "COUPLES": 600}, 2.0),
        ("loss_rate", {"EXPECTED_LOSSES": CERTAIN, "EXPECTED_EXITS": 9, "COUPLES": 600, "FAMILIES": 1200}, 2.0),
        ("exit_rate", {"EXPECTED_EXITS": CERTAIN, "EXPECTED_LOSSES": 9, "COUPLES": 600, "FAMILIES": 1200}, 2.0),
        ("children_distressed_couple", {"DISTRESSED_CHILDREN": FINE, "COUPLE_CHILDREN": 4, "CHILDREN": 8}, 25.0),
        ("harmful_conflict", {"HARMFUL_CHILDREN": 1, "COUPLE_CHILDREN": 4, "CHILDREN": 8}, 25.0),
        ("children_with_violence", {"VIOLENT_CHILDREN": 1, "COUPLE_CHILDREN": 4, "CHILDREN": 8}, 12.5),
        ("children_see_other_parent", {"CONTACT_CHILDREN": 1, "SEPARATED_CHILDREN": 2, "CHILDREN": 8}, 50.0),
        ("risky_contact", {"RISKY_CONTACT": 1, "SEPARATED_CHILDREN": 2, "CHILDREN": 8}, 50.0),
        ("dissatisfied_parents", {"DISSATISFIED_PARENTS": FINE, "COUPLES": 1, "FAMILIES": 2}, 50.0),
        ("quality", {"QUALITY": -FINE, "COUPLES": 2, "FAMILIES": 4}, -0.5),
        ("sdq", {"SDQ_TOTAL": 18 * FINE, "SDQ_CHILDREN": 2, "CHILDREN": 4}, 9.0),
        ("sdq_high", {"SDQ_HIGH": FINE, "SDQ_CHILDREN": 4, "CHILDREN": 8}, 25.0),
        ("mothers_distressed", {"MOTHERS_DISTRESSED": 1, "FAMILIES": 4, "COUPLES": 2}, 25.0),
        ("others_distressed", {"OTHERS_DISTRESSED": 1, "FAMILIES": 4, "COUPLES": 2}, 50.0),
        ("mean_wait", {"WAIT_MONTHS": 6, "PLACED": 3, "AGREED": 6}, 2.0),
    ],
)
def test_a_rate_is_over_those_it_is_about(name, counts, value):
    """By hand from the measure's own words; a yearly rate is twelve times the share of couple-months."""
    row = np.zeros(N_COUNTS)
    for count, number in counts.items():
        row[Count[count]] = number
    for k in (1.0, 10.0):
        assert measured(row, MEASURES[name], k) == pytest.approx(value), "a rate needs no weight"


def test_a_total_is_the_areas_and_money_is_in_pounds():
    """By hand: 150 pence of each of a 1-in-10 sample are 15 pounds of the area."""
    row = np.zeros(N_COUNTS)
    row[Count.PENCE] = 150
    assert measured(row, MEASURES["delivery_cost"], 10.0) == pytest.approx(15.0)


@pytest.mark.parametrize(
    ("name", "count", "good"),
    [("child_months_harmful", Count.HARMFUL_CHILDREN, 1), ("mother_months_in_harm", Count.MOTHER_IN_HARM, 1)],
)
def test_less_of_a_harm_is_a_good_in_the_registrys_own_words(name, count, good):
    """What a question averts is the registered measure turned about: its words, its unit, its count."""
    less = averted(name)
    assert (less.count, less.good, less.unit, less.scale) == (count, good, REGISTRY[name].unit, 1.0)
    assert less.says.startswith(REGISTRY[name].says)


def test_a_benefit_is_the_registered_measure_turned_to_its_good_side():
    """By hand: quality is counted up, in parts of FINE; children in harmful conflict down, of a hundred families."""
    scales = {one.name: one.scale for one in BENEFITS}
    assert (scales["quality"], scales["harmful_conflict"], scales["sdq_high"]) == (-1.0 / FINE, 100.0, 100.0 / FINE)


def test_every_gain_and_curve_has_its_unit_and_direction_from_one_registry():
    """A word registered twice is a word that can differ."""
    assert all(one is REGISTRY[one.name] for one in CURVES)
    assert GAINS["child_harm_averted"].unit == REGISTRY["child_months_in_harm"].unit
