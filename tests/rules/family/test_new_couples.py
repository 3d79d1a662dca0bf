"""A new couple: whom it is made of, and what of the former one it does not keep."""

import numba
import numpy as np
import pytest

from famsim.model.family import (
    APART,
    ATTENDING,
    EMPLOYED,
    FAMILY,
    INACTIVE,
)
from famsim.model.now import Now
from famsim.rules.family.apart import (
    live_with_partner,
)
from famsim.rules.family.finding import may_be_asked

MONTH = 120
MANY = 100_000  # couples: 4.9 standard errors of a correlation are .016


@pytest.fixture
def new_couples(family, p):
    """Return many couples in the first month of a second union, the mothers as unlike as mothers are but of one age."""

    @numba.njit
    def begin(couples, p):
        for i in range(couples.size):
            now = Now(i, MONTH, np.uint64(1), True, 1.0, 1.0, 1.0, None, 0)
            live_with_partner(couples[i], now, p)

    couples = np.zeros(MANY, FAMILY).view(np.recarray)
    couples[:] = family(status=APART, entry_month=0, mother={"birth_month": -round(12 * p.entry.mothers_age)})
    couples["mother"]["trait"] = p.quality.trait_sd * np.random.default_rng(1).standard_normal(MANY)
    begin(couples, p)
    return couples


def test_a_new_couple_is_alike_as_the_first_was(new_couples, p):
    """The rule's own words: drawn as the first was, so correlated as entrants are; .016 is chance."""
    mother, other = new_couples.mother, new_couples.other
    between = (mother["trait"] + other["trait"]) / p.quality.trait_sd
    found = {
        "traits": np.corrcoef(other["trait"], mother["trait"])[0, 1],
        "capability": np.corrcoef(other["capability"], between)[0, 1],
        "intensity": np.corrcoef(new_couples.intensity_trait, between)[0, 1],
        "commitment": np.corrcoef(new_couples.commitment, between)[0, 1],
        "frequency": np.corrcoef(new_couples.frequency, between)[0, 1],
        "drift": np.corrcoef(other["drift"], other["trait"])[0, 1],
    }
    with_trait, with_age = p.commitment.with_trait, p.commitment.with_age
    expected = [p.quality.trait_partners, p.conflict.with_capability, -p.conflict.with_intensity]
    expected.append(with_trait / np.sqrt(1 - with_age**2))  # one age: what goes with it is the same for all
    assert list(found.values()) == pytest.approx([*expected, -1.0, 0.0], abs=0.016)


def test_couples_of_a_later_union_are_less_committed(new_couples, p):
    """As first unions' commitment, less a shift of 1 SD; 4.9 errors of the mean are .014."""
    spread = np.sqrt(1 - p.commitment.with_age**2)
    assert p.commitment.less_in_later_unions == 1.0
    assert new_couples.commitment.mean() == pytest.approx(-1.0, abs=0.016)
    assert new_couples.commitment.std() == pytest.approx(spread, abs=0.011)


def test_a_new_partners_history_and_work_have_luck_of_their_own(new_couples, p, assert_share):
    """By construction: in one decile nothing joins the two, and work is at the other parent's figures."""
    out_of_work = new_couples.other["work"] != EMPLOYED
    assert abs(np.corrcoef(new_couples.other["history"], out_of_work)[0, 1]) < 0.016
    assert_share((new_couples.other["work"] == INACTIVE).sum(), MANY, p.other.inactive)


def test_a_new_partner_brings_distress_as_the_first_did_and_health_of_those_years(new_couples, p, assert_share):
    """Closed form: distress by own lean at the same odds; ill b / (b + e) (1 - exp(-(b + e) months)) since entry."""
    other = new_couples.other
    lean = p.distress.by_proneness * other["proneness"] + p.history.log_onset * (other["history"] == 1)
    chance = 1.0 / (1.0 + np.exp(-(p.other.first_log_odds + lean)))
    for group in (other["proneness"] > 1.0, other["proneness"] <= 1.0):
        error = np.sqrt((chance[group] * (1.0 - chance[group])).sum())
        assert abs(other["distressed"][group].sum() - chance[group].sum()) < 4.9 * error
    begins, ends = p.health.falls_ill, p.health.recovers
    months = MONTH - int(new_couples.entry_month[0])
    ill = begins / (begins + ends) * (1.0 - np.exp(-(begins + ends) * months))
    assert_share(other["ill"].sum(), MANY, ill)


def test_nothing_of_the_former_partner_clings_to_the_new_couple(family, p, now):
    """A new partner takes over the couple block; the months out of work and the screen's mark were others'."""
    alone = family(status=APART, specialist=1, other={"months_in_work_state": 40})
    live_with_partner(alone, now(), p)
    assert (alone.specialist, alone.other.months_in_work_state) == (0, 0)


@pytest.mark.parametrize(("couples", "both"), [(1.0, 0), (0.0, 1)])
def test_who_moves_in_comes_to_nothing_that_the_other_parent_came_to(*, family, p, now, offer, couples, both):
    """What takes couples meets the two at home from then on, and she comes alone; parents apart go on as they were."""
    course = p.programmes[offer().programme]
    course.couples, course.apart = couples, 1.0
    alone = family(status=APART, elsewhere=1, help_stage=ATTENDING, offer=0, both_take_part=1)
    live_with_partner(alone, now(), p)
    assert alone.both_take_part == both


@pytest.mark.parametrize(("before", "asked"), [(1, True), (0, False)])
def test_a_new_couple_may_have_what_the_mother_had_before_it(family, p, now, offer, before, asked):
    """Nobody has the same programme twice running; this couple has not had it."""
    together = {"together_month": MONTH - 50, "exposed_month": MONTH - 50 - before, "union": 2}
    couple = family(programme=offer().programme, **together)
    assert may_be_asked(couple, 0, now(), p) == asked
