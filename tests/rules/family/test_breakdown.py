"""The hazard of parting, exits and losses, what ends at a parting."""

from math import exp, log1p

import pytest

from famsim.model.counts import CERTAIN, Count
from famsim.model.family import (
    APART,
    COERCIVE,
    COHABITING,
    MARRIED,
    NEVER,
    NO_CONTACT,
    NO_VIOLENCE,
    SITUATIONAL,
    UNEMPLOYED,
    WAITING,
)
from famsim.rules.family.breakdown import (
    EXIT,
    LOSS,
    chance_of_parting,
    kind_of_parting,
    months_of_harm,
    note_chance_of_parting,
    part,
    remember_harm,
    separates,
)
from famsim.rules.family.effects import add_up
from famsim.rules.family.violence import lives_with_violence
from famsim.rules.month import couple_changes

MONTH = 120


def hazard_of_parting(couple, p, month=None):
    """Return the hazard whose chance the rule gives: log survival, by definition."""
    return -log1p(-chance_of_parting(couple, month, p))


def test_the_hazard_as_the_model_writes_it(family, p):
    """Worked by hand: h0 exp(-b (.7 q_low + .3 q_high) - g C), .0015 exp(-.55 (.7 x -1 + .3 x .5) - .5)."""
    s = p.separation
    s.base_hazard, s.by_quality, s.weight_of_lower, s.by_commitment = 0.0015, 0.55, 0.7, 1.0
    couple = family(mother={"quality": 0.5}, other={"quality": -1.0}, commitment=0.5)
    assert hazard_of_parting(couple, p) == pytest.approx(0.0015 * exp(0.55 * 0.55 - 0.5), rel=1e-12)


def test_the_less_happy_partner_weighs_more_whoever_it_is(family, p):
    """By symmetry: swapping the two partners changes nothing, and the lower weighs .7."""
    one = family(mother={"quality": -1.0}, other={"quality": 1.0})
    two = family(mother={"quality": 1.0}, other={"quality": -1.0})
    assert hazard_of_parting(one, p) == hazard_of_parting(two, p) > hazard_of_parting(family(), p)


def test_years_together_weigh_only_where_a_scenario_says_so(family, p, now):
    """Worked by hand: ten years at .04 a year are e^-.4 times the hazard; at 0, the default, they are nothing."""
    couple = family(together_month=MONTH - 120)
    plain = hazard_of_parting(couple, p, now(MONTH))
    assert plain == hazard_of_parting(family(together_month=MONTH), p, now(MONTH))
    p.separation.by_years = 0.04
    assert hazard_of_parting(couple, p, now(MONTH)) == pytest.approx(plain * exp(-0.4), rel=1e-9)


@pytest.mark.parametrize(
    ("fields", "lean"),
    [
        ({"mother": {"work": UNEMPLOYED}}, 0.25),
        ({"other": {"work": UNEMPLOYED}}, 0.25),
        ({"mother": {"distressed": 1}}, 0.45),
        ({"mother": {"distressed": 1}, "other": {"distressed": 1}}, 0.45),
        ({"violence": SITUATIONAL}, 0.5),
        ({"violence": COERCIVE}, 0.8),
        ({"status": COHABITING}, 0.0),
        ({"eff_commitment": 0.3}, -0.3),
        ({"mother": {"work": UNEMPLOYED, "distressed": 1}, "violence": SITUATIONAL}, 1.2),
    ],
)
def test_direct_reasons_multiply_the_hazard(family, p, fields, lean):
    """Worked by hand: each direct term is on the log hazard; no marriage term by default."""
    s = p.separation
    assert s.married == 0.0
    s.unemployed, s.distressed, s.violent, s.violent_coercive = 0.25, 0.45, 0.5, 0.8
    ratio = hazard_of_parting(family(**fields), p) / hazard_of_parting(family(), p)
    assert ratio == pytest.approx(exp(lean))


def harmed_for(family, months, since=0):
    """Return a couple that lived through so many harmful months, and then `since` calm ones."""
    couple = family(harmful=1)
    for _ in range(months):
        remember_harm(couple)
    couple.harmful = 0
    for _ in range(since):
        remember_harm(couple)
    return couple


@pytest.mark.parametrize(
    ("months", "since", "kind"),
    [
        (0, 0, LOSS),
        (2, 0, LOSS),
        (3, 0, EXIT),
        (12, 0, EXIT),
        (3, 9, EXIT),
        (3, 10, LOSS),
        (12, 9, EXIT),
        (12, 12, LOSS),
    ],
)
def test_an_exit_is_a_parting_from_harm_in_three_of_twelve_months(family, p, months, since, kind):
    """In at least 3 of the 12 months before it; every other separation is a loss."""
    couple = harmed_for(family, months, since)
    assert months_of_harm(couple) == max(0, min(months, 12 - since))
    assert kind_of_parting(couple, p) == kind


@pytest.mark.parametrize("needed", [1, 3, 6])
def test_the_months_an_exit_needs_are_a_figure(family, p, needed):
    """The 3-of-12 rule is assumed; sensitivity shows 1 and 6."""
    p.separation.exit_months = needed
    assert kind_of_parting(harmed_for(family, needed - 1), p) == LOSS
    assert kind_of_parting(harmed_for(family, needed), p) == EXIT


def test_violence_is_harm_too(family, p):
    couple = family(violence=SITUATIONAL)
    for _ in range(3):
        remember_harm(couple)
    assert kind_of_parting(couple, p) == EXIT


def test_coercive_violence_ever_makes_an_exit(family, p):
    """Or ever, for coercive violence."""
    assert kind_of_parting(family(coercive_here=1), p) == EXIT


def test_a_later_couple_is_not_judged_by_the_violence_of_the_first(family, p):
    """An exit is a separation from a relationship that was itself harmful."""
    second = family(union=2, coercive_elsewhere=1, violence_elsewhere=1, status=COHABITING, elsewhere=1)
    assert kind_of_parting(second, p) == LOSS


@pytest.mark.parametrize("goes_on", [0.0, 1.0])
@pytest.mark.parametrize("violence", [NO_VIOLENCE, SITUATIONAL, COERCIVE])
def test_violence_ends_at_parting_only_if_situational(*, family, p, now, note, violence, goes_on):
    """Coercive violence goes on from elsewhere, also into a new union; situational violence may."""
    p.violence.goes_on_apart = goes_on
    coercive, lasts = violence == COERCIVE, violence == COERCIVE or (violence == SITUATIONAL and goes_on == 1.0)
    couple = family(violence=violence, harmed=1, coercive_here=coercive, harmful=1, harm_bits=5)
    part(couple, now(), p, note)
    assert lives_with_violence(couple) == lasts
    assert (couple.coercive_elsewhere, couple.violence_elsewhere) == (coercive, violence if lasts else NO_VIOLENCE)
    assert couple.harmed_elsewhere == lasts
    assert couple.violence == couple.coercive_here == couple.harmful == couple.harm_bits == 0


def test_coercion_that_has_ended_is_remembered_but_not_lived_with(family, p, now, note):
    couple = family(violence=NO_VIOLENCE, coercive_here=1)
    part(couple, now(), p, note)
    assert (couple.coercive_elsewhere, couple.violence_elsewhere) == (1, 0)


def test_a_parting_ends_a_wait_at_once(family, p, now, note, offer):
    """Separation takes a family out of the queue of a programme for couples."""
    offer()
    couple = family(help_stage=WAITING, offer=0, joined_month=MONTH - 2)
    part(couple, now(MONTH), p, note)
    assert (couple.help_stage, note.counts[Count.LEFT_QUEUE], max(couple.refused_month)) == (NO_CONTACT, 1, MONTH)


def test_the_month_of_parting_is_not_one_of_the_months_before_it(family, p, now, note):
    """3 of the 12 months before: two of harm, and a third in the month itself, is a loss."""
    p.separation.base_hazard = 1e9
    couple = harmed_for(family, 2)
    couple.harmful = 1
    couple_changes(couple, now(), p, note)
    assert (note.counts[Count.LOSSES], note.counts[Count.EXITS]) == (1, 0)


def test_parting_is_counted_once_and_dated(family, p, now, note):
    couple = family()
    part(couple, now(MONTH), p, note)
    assert (couple.status, couple.parted_month, couple.first_separation) == (APART, MONTH, MONTH)
    assert (note.counts[Count.LOSSES], note.counts[Count.EXITS]) == (1, 0)
    assert note.counts[Count.FIRST_SEPARATION] == MONTH
    couple.status = COHABITING
    part(couple, now(MONTH + 30), p, note)
    assert couple.first_separation == note.counts[Count.FIRST_SEPARATION] == MONTH
    assert note.counts[Count.LOSSES] + note.counts[Count.EXITS] == 2


def test_a_parting_before_the_scenario_is_nobodys_first(family, p, now, note):
    """first_separation is the first since month 0."""
    couple = family()
    part(couple, now(-5, begun=False), p, note)
    assert couple.first_separation == NEVER


def test_children_keep_their_age_at_the_first_parting(family, p, now, note):
    """By definition: only children under 18 live through it, and only the first counts."""
    couple = family(ages=(216, 100, 3))
    part(couple, now(MONTH), p, note)
    assert list(couple.children["age_at_separation"][:3]) == [NEVER, 100, 3]
    assert list(couple.children["left_harm"][:3]) == [0, 0, 0]
    couple.status, couple.coercive_here = COHABITING, 1
    part(couple, now(MONTH + 10), p, note)
    assert list(couple.children["age_at_separation"][:3]) == [NEVER, 100, 3]
    assert list(couple.children["left_harm"][:3]) == [0, 0, 0]


def test_what_belonged_to_the_couple_ends_and_what_a_parent_learned_stays(family, p, now, note):
    felt = {"mother_level": 0.2, "mother_learned": 0.15, "buffer": 0.1, "commitment": 0.1, "distress": 0.05}
    couple = family(effects=[felt, felt], birth_shift=-0.2)
    add_up(couple)
    part(couple, now(), p, note)
    assert couple.mother.level == couple.birth_shift == couple.eff_buffer == couple.eff_commitment == 0.0
    assert (couple.mother.learned, couple.eff_distress) == pytest.approx((0.3, 0.1))


@pytest.mark.parametrize(("status", "parts"), [(MARRIED, 1), (COHABITING, 1), (APART, 0)])
def test_nobody_parts_who_lives_apart(family, p, now, note, status, parts):
    p.separation.base_hazard, p.apart.new_partner = 1e9, 0.0
    couple_changes(family(status=status), now(), p, note)
    assert note.counts[Count.LOSSES] == parts
    assert note.counts[Count.EXPECTED_LOSSES] == parts * CERTAIN


def test_a_couple_parts_when_its_luck_is_below_the_chance(now):
    """Keyed luck is above 0 and below 1."""
    assert separates(1.0, now())
    assert not separates(0.0, now())


@pytest.mark.parametrize(
    ("harm", "losses", "exits"),
    [({}, 0.002, 0.0), ({"coercive_here": 1}, 0.0, 0.002), ({"harm_bits": 0b111}, 0.0, 0.002)],
)
def test_the_chance_of_parting_is_noted_by_the_kind_it_would_be(*, family, p, now, note, harm, losses, exits):
    """Exits are from coercive violence or three months of harm in twelve; to the nearest part."""
    p.separation.exit_months = 3
    for _ in range(2):
        note_chance_of_parting(family(**harm), 0.002, now(), p, note)
    found = (note.counts[Count.EXPECTED_LOSSES], note.counts[Count.EXPECTED_EXITS])
    assert found == (round(losses * CERTAIN) * 2, round(exits * CERTAIN) * 2)


def test_a_marriage_term_that_a_scenario_sets_is_the_marrieds_alone(family, p):
    """No marriage term by default; a scenario may set one, on the log hazard of the married."""
    p.separation.married = -0.3
    ratio = hazard_of_parting(family(status=MARRIED), p) / hazard_of_parting(family(status=COHABITING), p)
    assert ratio == pytest.approx(exp(-0.3))


def test_life_apart_goes_on_beside_a_new_union(family, p, now, note):
    """The co-parenting block keeps the first relationship: its conflict settles whoever lives at home."""
    p.separation.base_hazard = 0.0
    again = family(status=COHABITING, union=2, elsewhere=1, coparenting=1.0)
    couple_changes(again, now(), p, note)
    assert again.coparenting == pytest.approx(p.apart.conflict_carry)


def test_a_month_lived_in_harm_is_remembered(family, p, now, note):
    """An exit needs 3 of the 12 months before it, so every month that a couple stays together is kept."""
    p.separation.base_hazard = 0.0
    couple = family(harmful=1)
    for month in range(MONTH, MONTH + int(p.separation.exit_months)):
        assert kind_of_parting(couple, p) == LOSS
        couple_changes(couple, now(month), p, note)
    assert kind_of_parting(couple, p) == EXIT
