"""What is counted of a family each month, worked by hand; and that looking changes nothing."""

import numpy as np
import pytest
from scipy.stats import norm

from famsim.model.counts import FINE, NOTE, Count
from famsim.model.family import (
    APART,
    BOTH,
    COERCIVE,
    COHABITING,
    INACTIVE,
    MOTHER,
    NEVER_TOGETHER,
    SITUATIONAL,
    UNEMPLOYED,
)
from famsim.model.identity import N_CELLS, N_HOUSEHOLD, N_RISK, N_WORK
from famsim.rules.family.children import chance_of_high_sdq, expected_sdq
from famsim.rules.family.observe import cell_of, chance_below, observe, risk_group

MONTH = 120


def counted(one, now, p):
    """Return what is noted of a family this month, by name, zeros left out."""
    counts = np.zeros(1, NOTE)[0]
    observe(one, now(MONTH), p, counts)
    return {count.name: int(counts.counts[count]) for count in Count if counts.counts[count]}


def test_a_couple_with_a_small_child(family, p, now):
    """Worked by hand: one couple, one child of 3, mean quality .5; nothing else is wrong."""
    found = counted(family(mother={"quality": 1.0}, other={"quality": 0.0}), now, p)
    plain = {name: found[name] for name in found if name not in ("DISTRESSED_CHILDREN", "DISSATISFIED_PARENTS")}
    assert plain == {"FAMILIES": 1, "COUPLES": 1, "CHILDREN": 1, "COUPLE_CHILDREN": 1, "QUALITY": FINE / 2}


def test_distress_by_two_rules_that_are_never_mixed(family, p, now):
    """Expected values; DWP: either parent below -1.53, child-weighted; DAS: each parent below -.77."""
    p.measure.cut_dwp, p.measure.cut_das = -1.53, -0.77
    noise = np.sqrt(1 / 0.9 - 1)
    p.measure.noise_sd = noise
    found = counted(family(ages=(60, 30), mother={"quality": -1.0}, other={"quality": -1.3}), now, p)
    hers, his = (norm.cdf((-1.53 - q) / noise) for q in (-1.0, -1.3))
    assert found["DISTRESSED_CHILDREN"] == pytest.approx(2 * FINE * (1 - (1 - hers) * (1 - his)), abs=2)
    hers, his = (norm.cdf((-0.77 - q) / noise) for q in (-1.0, -1.3))
    assert found["DISSATISFIED_PARENTS"] == pytest.approx(FINE * (hers + his), abs=1)


def test_caseness_at_the_cut_is_a_half(family, p):
    parent = family(mother={"quality": -1.53}).mother
    assert chance_below(parent, -1.53, p) == pytest.approx(0.5)


def test_a_family_in_every_trouble(family, p, now):
    """Worked by hand: two children under 18, one of them scored; both parents distressed, violence harms both."""
    couple = family(
        ages=(230, 100, 20),
        harmful=1,
        violence=SITUATIONAL,
        harmed=BOTH,
        poor=1,
        arrears_month=MONTH,
        mother={"distressed": 1, "work": UNEMPLOYED},
        other={"distressed": 1},
    )
    found = counted(couple, now, p)
    twos = ("CHILDREN", "COUPLE_CHILDREN", "HARMFUL_CHILDREN", "VIOLENT_CHILDREN", "POOR_CHILDREN")
    ones = (
        "MOTHERS_HARMED",
        "OTHERS_HARMED",
        "MOTHERS_DISTRESSED",
        "OTHERS_DISTRESSED",
        "ARREARS",
        "UNEMPLOYED",
        "IN_NEED",
        "SDQ_CHILDREN",
    )
    assert [found[name] for name in twos] == [2] * len(twos)
    assert [found[name] for name in ones] == [1] * len(ones)
    assert "SEPARATED_CHILDREN" not in found


def test_a_parent_alone(family, p, now):
    """Worked by hand: contact is counted as good, for each child; the other parent's distress is not seen."""
    apart = family(
        ages=(100, 20), status=APART, elsewhere=1, contact=1, other={"distressed": 1, "quality": -3.0}, harmful=0
    )
    found = counted(apart, now, p)
    assert (found["FAMILIES"], found["LONE"], found["SEPARATED_CHILDREN"], found["CONTACT_CHILDREN"]) == (1, 1, 2, 2)
    assert not {"COUPLES", "COUPLE_CHILDREN", "QUALITY", "OTHERS_DISTRESSED", "RISKY_CONTACT", "IN_NEED"} & set(found)


@pytest.mark.parametrize("goes_on", [0, 1])
def test_contact_after_coercive_violence_is_counted_as_a_risk(family, p, now, goes_on):
    """A risk, not counted as good, also once the violence has ended."""
    found = counted(
        family(
            status=APART,
            elsewhere=1,
            contact=1,
            coercive_elsewhere=1,
            violence_elsewhere=goes_on,
            harmed_elsewhere=goes_on,
        ),
        now,
        p,
    )
    assert found["RISKY_CONTACT"] == 1
    assert found.get("MOTHERS_HARMED", 0) == found.get("VIOLENT_CHILDREN", 0) == goes_on
    assert "CONTACT_CHILDREN" not in found


def test_a_child_of_the_new_couple_has_no_parent_elsewhere(family, p, now):
    """By definition of the count: children with a parent elsewhere; the younger was born to the second union."""
    again = family(ages=(100, 10), union=2, elsewhere=1, contact=1, children=[{}, {"of_later_union": 1}])
    found = counted(again, now, p)
    assert (found["CHILDREN"], found["SEPARATED_CHILDREN"], found["CONTACT_CHILDREN"]) == (2, 1, 1)


@pytest.mark.parametrize(("age", "scored"), [(47, 0), (48, 1), (203, 1), (204, 0)])
def test_scores_are_reported_from_4_to_16(family, p, now, age, scored):
    """The norms' ages: from the fourth birthday up to the seventeenth."""
    p.measure.sdq_from, p.measure.sdq_to = 4, 17
    assert counted(family(ages=(age,)), now, p).get("SDQ_CHILDREN", 0) == scored


def test_looking_changes_nothing(family, p, now, note):
    """An observer has no effect."""
    couple = family(ages=(100, 20), harmful=1, violence=COERCIVE, harmed=MOTHER, elsewhere=1, contact=1)
    before = couple.tobytes()
    observe(couple, now(), p, note)
    assert couple.tobytes() == before


def test_every_group_has_a_cell_of_its_own(family, p, now):
    """By construction: 5 fifths x 3 work groups x 4 households x 3 risks, each its own number below 180."""
    works = ((0, 0), (0, INACTIVE), (INACTIVE, INACTIVE))
    risks = ({}, {"history": 1}, {"history": 1, "distressed": 1})
    cells = {
        cell_of(
            family(decile=decile, status=status, mother={"work": work[0]} | risk, other={"work": work[1]}), now(), p
        )
        for decile in range(1, 11)
        for work in works
        for status in (1, COHABITING, APART, NEVER_TOGETHER)
        for risk in risks
    }
    alone = 2 * 5 * 3  # one parent at home works or does not: no middle group of work
    assert len(cells) == N_CELLS - alone
    assert min(cells) >= 0
    assert max(cells) < N_CELLS


@pytest.mark.parametrize(
    ("fields", "factors"),
    [
        ({}, 0),
        ({"other": {"history": 1}}, 1),
        ({"other": {"history": 1}, "status": APART}, 0),
        ({"arrears_month": MONTH}, 1),
        ({"mother": {"birth_month": MONTH - 239}}, 1),
        ({"mother": {"birth_month": MONTH - 240}}, 0),
        ({"mother": {"birth_month": MONTH - 239, "distressed": 1, "history": 1}, "arrears_month": MONTH}, 2),
    ],
)
def test_risk_factors_are_counted_up_to_two(family, p, now, fields, factors):
    p.need.young_mother = 20
    assert risk_group(family(**fields), now(MONTH), p) == factors


def test_scores_are_counted_as_expected_values(family, p, now):
    """The expected score and P(17+), each child by its own sex, without a draw; sums in parts of FINE."""
    two = family(ages=(150, 100), children=[{"trait": 1.0}, {"trait": 0.2, "state": 0.3, "sex": 1}])
    found, children = counted(two, now, p), two.children[:2]
    assert found["SDQ_TOTAL"] == pytest.approx(FINE * sum(expected_sdq(child, p) for child in children), abs=1)
    assert found["SDQ_HIGH"] == pytest.approx(FINE * sum(chance_of_high_sdq(child, p) for child in children), abs=1)


@pytest.mark.parametrize(("decile", "fifth"), [(1, 0), (2, 0), (3, 1), (9, 4), (10, 4)])
def test_fifths_are_counted_from_the_most_deprived(family, p, now, decile, fifth):
    """By definition of the groups: decile 1 is the most deprived, and fifth 0 is counted as such."""
    assert cell_of(family(decile=decile), now(), p) // (N_WORK * N_HOUSEHOLD * N_RISK) == fifth
