"""How families begin: who the parents are, by simulation of many entrants.

100,000 entrants show a correlation .01 off, a mean .016 SD off and a share of 10% half a point off (one in a million).
"""

import numba
import numpy as np
import pytest
from scipy.stats import norm

from famsim.model.family import COHABITING, EMPLOYED, FAMILY, INACTIVE, MARRIED, NEVER, NEVER_TOGETHER, UNEMPLOYED
from famsim.model.now import Now
from famsim.population.derive import derive_first_distress
from famsim.rules.family.entry import (
    commitment_of,
    enter,
    find_their_status,
    history_chance,
    never_together_chance,
    part_shared,
    work_at_first,
)

MONTH = 120
N = 100_000
FIVE = 4.9  # standard errors that are passed once in a million


@numba.njit
def let_enter(families, p):
    for i in range(families.size):
        families[i].family_id = i
        enter(families[i], Now(i, 40, np.uint64(1), True, 1.0, 1.0, 1.0, None, 0), p)


@pytest.fixture
def entrants(p):
    """Return many families in their first month."""
    families = np.zeros(N, FAMILY).view(np.recarray)
    let_enter(families, p)
    return families


def correlation(one, two):
    return np.corrcoef(one, two)[0, 1]


def biserial(value, yes):
    """Return the biserial correlation of a standard value with a threshold's yes or no."""
    share = yes.mean()
    gap = value[yes].mean() - value[~yes].mean()
    return gap / value.std() * share * (1 - share) / norm.pdf(norm.ppf(share))


def test_what_the_two_partners_share(entrants, p):
    """Traits of variance .50 correlated .75; drifts .35 and independent of traits."""
    mother, other = entrants.mother, entrants.other
    assert correlation(mother["trait"], other["trait"]) == pytest.approx(0.75, abs=0.007)
    assert correlation(mother["drift"], other["drift"]) == pytest.approx(0.35, abs=0.014)
    assert correlation(mother["trait"], mother["drift"]) == pytest.approx(0.0, abs=0.016)
    for who in (mother, other):
        assert who["trait"].var() == pytest.approx(0.50, rel=0.022)
        assert who["drift"].std() == pytest.approx(p.quality.drift_sd, rel=0.011)


def test_what_goes_with_a_couples_lasting_quality(entrants, p):
    """Commitment .3 with T and N(0, 1); capability .7; how fiercely they fight -.7; support with nothing."""
    between = (entrants.mother["trait"] + entrants.other["trait"]) / (p.quality.trait_sd * np.sqrt(3.5))
    assert between.std() == pytest.approx(1.0, abs=0.011)
    assert correlation(entrants.commitment, between) == pytest.approx(0.3, abs=0.015)
    assert correlation(entrants.mother["capability"], between) == pytest.approx(0.7, abs=0.01)
    assert correlation(entrants.intensity_trait, between) == pytest.approx(-0.7, abs=0.01)
    assert correlation(entrants.support, between) == pytest.approx(0.0, abs=0.016)
    age = (40 - entrants.mother["birth_month"]) / 12
    older = (age - p.entry.mothers_age) / p.entry.mothers_age_sd
    own_age = entrants.commitment - p.commitment.with_age * older
    for value in (own_age, entrants.mother["capability"], entrants.intensity_trait, entrants.support):
        assert abs(value.mean()) < FIVE / np.sqrt(N)
    assert correlation(own_age, older) == pytest.approx(0.0, abs=0.016)
    for value in (entrants.commitment, entrants.mother["capability"], entrants.intensity_trait, entrants.support):
        assert value.std() == pytest.approx(1.0, abs=0.011)


def test_commitment_goes_with_the_mothers_age_at_her_first_conception(entrants):
    """Correlated .5, its variance kept (above); 100,000 show .012."""
    assert correlation(entrants.commitment, entrants.mother["birth_month"]) == pytest.approx(-0.5, abs=0.02)


def test_commitment_and_age_have_nothing_in_common_where_their_figure_is_0(family, p):
    """The switch: at 0 commitment is, to the bit, what it was made of before ages counted."""
    p.commitment.with_age = 0.0
    for own, between in ((1.2, -0.7), (-0.3, 0.4), (0.0, 2.0)):
        without = part_shared(own, between, p.commitment.with_trait)
        for born in (-200, -500):
            assert commitment_of(own, between, family(entry_month=0, mother={"birth_month": born}), p) == without


def test_how_prone_to_distress_parents_are(entrants):
    """Standard, .3 with a history, and about .3 between partners."""
    mother, other = entrants.mother, entrants.other
    for who in (mother, other):
        assert abs(who["proneness"].mean()) < 0.02, "the share with a history is 27% in England, not in every decile"
        assert who["proneness"].std() == pytest.approx(1.0, abs=0.012)
        assert correlation(who["proneness"], who["history"]) == pytest.approx(0.3, abs=0.015)
    assert correlation(mother["proneness"], other["proneness"]) == pytest.approx(0.3, abs=0.04)


def test_the_parts_of_conflict_are_correlated_about_a_half(entrants):
    """Fierceness and (poor) capability pairwise .5 by way of what they share: .7 x .7 = .49."""
    assert correlation(entrants.intensity_trait, -entrants.mother["capability"]) == pytest.approx(0.49, abs=0.012)


def test_the_committed_are_married_by_08(entrants):
    """Latent (biserial) correlation .8 of commitment with being married; 100,000 show .014."""
    couples = entrants[entrants.status != NEVER_TOGETHER]
    assert biserial(couples.commitment, couples.status == MARRIED) == pytest.approx(0.8, abs=0.014)
    assert set(np.unique(couples.status)) == {MARRIED, COHABITING}


def test_who_never_lives_together(entrants, p):
    """Graded by mother's age and deprivation; the share is the mean of the families' own chances."""
    assert p.entry.never_together_by_age < 0 < p.entry.never_together_by_decile
    alone = entrants.status == NEVER_TOGETHER
    age = (40 - entrants.mother["birth_month"]) / 12
    deviation = (age - p.entry.mothers_age) / p.entry.mothers_age_sd
    lean = p.area.never_together_log_odds + p.entry.never_together_by_age * deviation
    lean += p.entry.never_together_by_decile * (5.5 - entrants.decile)
    chance = 1 / (1 + np.exp(-lean))
    for group in (age < 22, age > 34, entrants.decile == 1, entrants.decile == 10, np.ones(N, bool)):
        error = np.sqrt((chance[group] * (1 - chance[group])).sum())
        assert abs(alone[group].sum() - chance[group].sum()) < FIVE * error
    assert alone[age < 22].mean() > 2 * alone[age > 34].mean()
    assert alone[entrants.decile == 1].mean() > 1.3 * alone[entrants.decile == 10].mean()
    assert 0.10 < alone.mean() < 0.25, "15% of births in England; solved per area so that lone parenthood is right"
    assert (entrants.elsewhere == alone).all()


def test_where_entrants_live(entrants, p, assert_share):
    """By construction: the area's infants by decile, ten shares."""
    shares = np.diff(p.area.decile_up_to, prepend=0.0)
    for decile in range(1, 11):
        assert_share((entrants.decile == decile).sum(), N, shares[decile - 1])


def test_parents_ages_and_histories(entrants, family, p):
    """The register's mean age, younger where deprived; histories by decile as `history_chance` says."""
    age = (40 - entrants.mother["birth_month"]) / 12
    assert age.min() >= p.entry.youngest_mother - 1 / 12
    assert age.max() <= p.entry.oldest_mother + 1 / 12
    expected = p.entry.mothers_age + p.entry.mothers_age_by_decile * (entrants.decile.mean() - 5.5)
    assert age.mean() == pytest.approx(expected, abs=0.15)
    slope = np.polyfit(entrants.decile, age, 1)[0]
    assert slope == pytest.approx(p.entry.mothers_age_by_decile, rel=0.12)
    gap = (entrants.mother["birth_month"] - entrants.other["birth_month"]) / 12
    assert gap.mean() == pytest.approx(p.entry.age_gap, abs=0.4)
    chance = np.array([history_chance(family(decile=decile), p) for decile in range(1, 11)])[entrants.decile - 1]
    for who in (entrants.mother, entrants.other):
        assert abs(who["history"].sum() - chance.sum()) < FIVE * np.sqrt((chance * (1 - chance)).sum())


def test_a_history_is_as_common_as_published_in_the_middle(family, p):
    """Default 27%; the odds rise by exp(.1) a decile (assumed)."""
    p.history.by_decile = 0.1
    odds = [history_chance(family(decile=d), p) / (1 - history_chance(family(decile=d), p)) for d in (1, 2, 5, 6)]
    assert odds[0] / odds[1] == pytest.approx(np.exp(0.1))
    assert np.sqrt(odds[2] * odds[3]) == pytest.approx(0.27 / 0.73)


def test_never_together_worked_by_hand(family, p, now):
    """A mother one SD below the mean age in decile 1: odds exp(-2 + .75 + .08 x 4.5)."""
    p.area.never_together_log_odds, p.entry.never_together_by_age, p.entry.never_together_by_decile = -2.0, -0.75, 0.08
    p.entry.mothers_age, p.entry.mothers_age_sd = 30.0, 5.0
    young = family(decile=1, mother={"birth_month": 120 - 300})
    assert never_together_chance(young, now(120), p) == pytest.approx(1 / (1 + np.exp(2 - 0.75 - 0.36)))


def test_what_troubles_entrants_bring(entrants, p, assert_share):
    """By construction: arrears at the register's share, begun before; nobody is ill or violent."""
    assert_share((entrants.arrears_month != NEVER).sum(), N, p.entry.in_arrears)
    assert not (entrants.arrears_month >= 40).any(), "nobody falls behind in the month of a first conception"
    assert not entrants.mother["ill"].any()
    assert not entrants.violence.any()


@pytest.mark.parametrize("lean", [1.0, 0.0])
def test_distress_at_entry_has_the_surveys_prevalence_and_leans_as_its_onset_does(p, assert_share, lean):
    """By derivation: the prevalence in all, histories as common everywhere; the log odds rise by `own_lean`.

    With no leans at all everyone's chance is the prevalence. 100,000 entrants see half a point of 22%.
    """
    p.history.by_decile, p.history.share = 0.0, 0.27
    p.history.log_odds = np.log(0.27 / 0.73)
    p.distress.by_proneness, p.history.log_onset = 1.8 * lean, 0.69 * lean
    derive_first_distress(p)
    families = np.zeros(N, FAMILY).view(np.recarray)
    let_enter(families, p)
    for parents, who in ((families.mother, p.mother), (families.other, p.other)):
        assert_share(parents["distressed"].sum(), N, who.prevalence)
        prone, history = parents["proneness"] > 1.0, parents["history"] == 1
        leaning = lean * (1.8 * parents["proneness"] + 0.69 * history)
        chance = 1.0 / (1.0 + np.exp(-(who.first_log_odds + leaning)))
        for group in (prone, ~prone, history):
            error = np.sqrt((chance[group] * (1 - chance[group])).sum())
            assert abs(parents["distressed"][group].sum() - chance[group].sum()) < FIVE * error
        if lean == 0.0:
            assert chance == pytest.approx(who.prevalence, abs=1e-9)


def test_troubles_at_entry_have_lasted_for_some_time(entrants, p):
    """Closed form: a state that ends at a hazard h has lasted 1 / (exp(h) - 1) whole months on average, by chance.

    22,000 mothers in distress see 4.9 / sqrt(22,000) = 3.3% of it, 9,000 families behind 5.2%.
    """
    distressed = entrants.mother["distressed"] == 1
    lasted = entrants.mother["months_distressed"]
    assert lasted[distressed].mean() == pytest.approx(1.0 / np.expm1(p.mother.recovery), rel=0.034)
    assert not lasted[~distressed].any()
    alone = distressed & (entrants.other["distressed"] == 0)
    assert (entrants.distress_month[alone] == 39 - lasted[alone]).all()
    behind = (entrants.arrears_month != NEVER) & (entrants.poor == 0)
    months = 40 - entrants.arrears_month[behind].astype(int)
    assert months.mean() == pytest.approx(1.0 / p.money.catches_up, rel=0.052)
    assert (entrants.debt[behind] == months * int(p.money.debt_grows)).all()
    assert not entrants.debt[entrants.arrears_month == NEVER].any()


def test_an_entrant_begins_with_a_pregnancy_and_no_past(entrants):
    assert (entrants.due_month == 49).all()
    assert (entrants.n_children == 0).all()
    for name in (
        "parted_month",
        "exposed_month",
        "refused_month",
        "first_separation",
        "noticed_month",
    ):
        assert (entrants[name] == NEVER).all()
    assert (entrants.children["birth_month"] == NEVER).all()


def test_entrants_do_not_depend_on_one_another(entrants, p):
    """Entry is a rule over one record; a family entering alone is the same."""
    alone = np.zeros(N, FAMILY).view(np.recarray)
    let_enter(alone[:500], p)
    assert alone[:500].tobytes() == entrants[:500].tobytes()


def test_two_parents_bring_troubles_of_their_own(p, assert_share):
    """By construction: in one decile nothing joins the draws of two entrants; work is each one's figures."""
    p.area.decile_up_to[:] = 1.0
    p.distress.proneness_partners = 0.0  # which joins what leans both to distress
    families = np.zeros(N, FAMILY).view(np.recarray)
    let_enter(families, p)
    mother, other = families.mother, families.other
    for name in ("distressed", "history"):
        assert correlation(mother[name], other[name]) == pytest.approx(0.0, abs=0.016), name
    assert correlation(mother["work"] != EMPLOYED, other["work"] != EMPLOYED) == pytest.approx(0.0, abs=0.016)
    for who, figures in ((mother, p.mother), (other, p.other)):
        assert_share((who["work"] == INACTIVE).sum(), N, figures.inactive)


@pytest.mark.parametrize(("luck", "work"), [(0.19, INACTIVE), (0.21, UNEMPLOYED), (0.27, UNEMPLOYED), (0.29, EMPLOYED)])
def test_unemployment_is_a_share_of_those_who_are_active(luck, work):
    """Worked by hand: .2 inactive, and a tenth of the other .8 looks for work: up to .28."""
    assert work_at_first(luck, 0.2, 0.1) == work


def test_means_follow_place_and_age(entrants, p):
    """Closed form: by least squares the two slopes and the spread of income.by_* come back, within 4.9 errors."""
    age = (40 - entrants.mother["birth_month"]) / 12
    causes = np.stack([entrants.decile - p.money.middle_decile, (age - p.entry.mothers_age) / p.entry.mothers_age_sd])
    slopes, *_ = np.linalg.lstsq(causes.T, entrants.income, rcond=None)
    rest = (entrants.income - slopes @ causes).std()
    assert rest == pytest.approx(p.money.income_spread, rel=0.011)
    errors = rest * np.sqrt(np.diag(np.linalg.inv(causes @ causes.T)))
    assert (np.abs(slopes - [p.money.income_by_decile, p.money.income_by_age]) < FIVE * errors).all()


def test_contact_of_parents_who_never_lived_together_is_their_own_figure(entrants, p, assert_share):
    """By construction, whatever contact is at a parting."""
    alone = entrants[entrants.status == NEVER_TOGETHER]
    assert_share((alone.contact != 0).sum(), alone.size, p.apart.contact_never_together)


def test_no_couple_lives_together_before_the_mother_is_grown_up(family, p, now):
    """By definition: a mother of 17 cannot have lived with a partner for longer than since her 16th birthday."""
    p.area.never_together_log_odds, p.entry.together_at_least = -99.0, 60.0
    young = family(ages=(), mother={"birth_month": MONTH - 17 * 12})
    find_their_status(young, now(MONTH), p)
    assert young.together_month == MONTH - 12
