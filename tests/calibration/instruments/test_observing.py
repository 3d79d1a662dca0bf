"""Every word can be asked, groups partition, no answer leans on another, and who is missed is missed as planted."""

from dataclasses import replace

import numpy as np
import pytest

from famsim.calibration import Ask, Fieldwork, answers, published, vocabulary
from famsim.calibration.instruments.cases import cases, children_now, couples_now, parents_of, years_ends
from famsim.calibration.instruments.counting import Sums, statistic
from famsim.calibration.instruments.diary import lowest_bit
from famsim.calibration.instruments.membership import MEMBERS, NOT_KNOWN, OF_A_CHILD, Unseen, membership
from famsim.calibration.instruments.observing import MEASURED, OF_MARRIAGES
from famsim.calibration.instruments.told import plainly, with_chance

MONTHS = 240
OF_COUPLES = ("status",)
OVERLAP = ("household",)  # a step-family is also a couple


@pytest.fixture(scope="module")
def survey(lives):
    """Return 3,000 families whose months are all drawn by chance: no sense in them, but every sort is there."""
    draw, families = lives.rng(), 3000
    shape = (MONTHS, families)
    facts = {name: draw.integers(0, 2, shape) for name in ("poor", "mother_distressed", "other_distressed", "arrears")}
    facts |= {name: draw.integers(0, 2, shape) for name in ("mother_ill", "other_ill", "mother_harmed", "other_harmed")}
    facts |= {name: draw.integers(0, 3, shape) for name in ("mother_work", "other_work")}
    status = np.repeat(draw.integers(1, 5, (MONTHS // 24, families)), 24, axis=0)
    seen = lives.made_up(families, status=status, elsewhere=1, born=draw.integers(0, 60, families), **facts)
    seen.diary.quality[:] = draw.standard_normal((*shape, 2))
    seen.diary.means[:] = draw.standard_normal(shape)
    seen.diary.difficulties[:] = 0.8 * draw.standard_normal(seen.diary.difficulties.shape)
    seen.diary.lasting["sex"][:, 0] = draw.integers(0, 2, families)
    seen.diary.lasting["mother_history"] = draw.integers(0, 2, families)
    seen.diary.lasting["born"][::2, 1] = seen.diary.lasting["born"][::2, 0] + 30
    seen.diary.lasting["born"][::4, 2] = seen.diary.lasting["born"][::4, 0] + 60
    return lives.surveyed(seen)


def asked(measure, statistic):
    times = {
        "age": "age=5", "months": "months=2-8", "now": "now", "year": "year", "birth": "birth",
        "pregnancy": "pregnancy", "anniversary": "anniversary=3", "parting": "parting=1", "later": "later=1",
    }  # fmt: skip
    group = "birth_order=1" if measure.whole else "all"
    return [Ask(measure.name, group, times[time], statistic) for time in measure.times]


def test_every_measure_of_the_words_is_measured_and_none_beside_them():
    assert set(MEASURED) | set(OF_MARRIAGES) == set(vocabulary().measures)
    assert set(MEMBERS) | set(NOT_KNOWN) == set(vocabulary().groups)


def test_every_measure_has_an_answer_or_a_reason_at_every_time(survey):
    """A percentage within 0 to 100, a correlation within -1 to 1, an error, and people counted."""
    units = vocabulary().units
    pairs = [(one, kind) for one in vocabulary().measures.values() for kind in units[one.unit]]
    asks = [
        ask
        for one, kind in pairs
        if kind in ("percent", "rate", "mean", "sd", "correlation")
        for ask in asked(one, kind)
    ]
    for ask, seen in answers(asks, survey).items():
        if seen.why:
            assert np.isnan(seen.value) and seen.n == 0, ask
        else:
            assert np.isfinite([seen.value, seen.se]).all() and seen.n > 0 and seen.se >= 0, ask
            low, high = {"percent": (0, 100), "correlation": (-1, 1)}.get(ask.statistic, (-np.inf, np.inf))
            assert low <= seen.value <= high, ask


def test_every_published_row_is_answered_or_says_why_not(survey):
    asks = {ask for target in published() for ask in target.asks}
    found = answers(asks, survey)
    assert set(found) == asks
    whys = {seen.why for seen in found.values()} - {""}
    assert all(why[0].islower() and len(why) > 15 for why in whys), whys


def test_answers_do_not_depend_on_what_else_is_asked(survey):
    asks = [ask for target in published() for ask in target.asks][::7]
    together = answers(asks, survey)
    for ask in asks[::5]:
        alone = answers([ask], survey)[ask]
        assert str(alone) == str(together[ask])


def some_of(survey, name):
    months = years_ends(survey.seen)
    if name in OF_A_CHILD:
        return children_now(survey.seen, months)
    return (
        parents_of(survey.seen, couples_now(survey.seen, months))
        if name in (*OF_COUPLES, "parent", "recruited")
        else (children_now(survey.seen, months))
    )


@pytest.mark.parametrize(
    "name", [name for name, group in vocabulary().groups.items() if group.values and name not in NOT_KNOWN]
)
def test_the_values_of_a_group_partition_everybody(survey, name):
    """Each case is in one value for certain, or in several by chances that add up to 1."""
    if name == "recruited":
        pytest.skip("ways of coming in, not sorts of people")
    some = some_of(survey, name)
    values = [
        value for value in vocabulary().groups[name].values if not (name in OVERLAP and value in ("step", "couple"))
    ]
    inside = np.array([membership(survey, some, {name: value}) for value in values])
    if name == "happiness":  # asked of couples only
        known = inside.sum(axis=0) > 0
        assert 0.1 < known.mean() < 0.9
        inside = inside[:, known]
    assert np.allclose(inside.sum(axis=0), 1.0)
    assert (inside >= 0).all() and (inside.sum(axis=1) > 0).all()


def test_a_couple_or_a_lone_parent(survey):
    some = some_of(survey, "household")
    two, step, alone = (membership(survey, some, {"household": value}) for value in ("couple", "step", "lone"))
    assert np.allclose(two + alone, 1.0)
    assert (step <= two).all()


def test_fifths_hold_a_fifth_each_and_years_their_years(survey):
    some = some_of(survey, "income_fifth")
    shares = [membership(survey, some, {"income_fifth": str(fifth)}).mean() for fifth in range(1, 6)]
    assert np.allclose(shares, 0.2, atol=0.001)
    ages = [membership(survey, some, {"child_age": years}).sum() for years in ("0-4", "5-9", "10-14", "15+")]
    assert sum(ages) == some.size


def test_what_is_known_of_children_alone_is_not_asked_of_families(survey):
    some = couples_now(survey.seen, years_ends(survey.seen))
    with pytest.raises(Unseen, match="counts no children"):
        membership(survey, some, {"birth_status": "married"})
    with pytest.raises(Unseen, match="how a home is held"):
        membership(survey, some, {"tenure": "owner"})


# -- who is reached ---------------------------------------------------------------------------------------------


@pytest.fixture
def half_distressed(lives):
    """Return 1,000 mothers without another parent, half of them in distress, whom the GHQ-12 always finds."""
    seen = lives.made_up(1000, months=120, status=3, mother_distressed=np.arange(1000) % 2)
    return lives.surveyed(seen, ghq_reliability=1.0)


def test_non_response_changes_levels_as_planted(half_distressed):
    """By hand: 60 of 100 answer, those in distress at half the odds, 1.5 / 2 = 3 / 7: of 60 + 42.9 answers 42.9."""
    ask = Ask("ghq_mother", "all", "now", "percent")
    plain = answers([ask], half_distressed)[ask]
    fewer = answers([ask], replace(half_distressed, fieldwork=Fieldwork(answers=0.6)))[ask]
    leaning = answers([ask], replace(half_distressed, fieldwork=Fieldwork(answers=0.6, distressed=0.5)))[ask]
    assert plain.value == pytest.approx(50.0)
    assert fewer.value == pytest.approx(50.0), "who is missed at random moves nothing"
    assert fewer.n == pytest.approx(0.6 * plain.n)
    odds = 1.5 * 0.5
    reached = odds / (1.0 + odds)
    assert leaning.value == pytest.approx(100 * reached / (reached + 0.6))


def test_attrition_is_of_those_who_are_asked_again(half_distressed):
    """By hand: 80 of 100 stay a year, so .64 two years; a first asking loses nobody."""
    staying = replace(half_distressed, fieldwork=Fieldwork(stays=0.8))
    asks = [Ask("ghq_persists", "all", f"later={years}", "percent") for years in (1, 2)]
    plain, lost = answers(asks, half_distressed), answers(asks, staying)
    for ask, years in zip(asks, (1, 2), strict=True):
        assert lost[ask].n == pytest.approx(0.8**years * plain[ask].n)
        assert lost[ask].value == pytest.approx(plain[ask].value)


# -- statistics -------------------------------------------------------------------------------------------------


def test_children_of_one_family_count_as_one_in_the_error():
    """By hand: the same families twice over have the same error as once."""
    draw = np.random.default_rng(3)
    values, ones = draw.random(500), np.ones(1000)
    once = statistic(Sums(np.arange(500), ones[:500], plainly(values), ones[:500]), "mean")
    twice = statistic(Sums(np.tile(np.arange(500), 2), ones, plainly(np.tile(values, 2)), ones), "mean")
    assert twice.se == pytest.approx(once.se)
    assert once.se == pytest.approx(values.std(ddof=1) / np.sqrt(500))


def test_noise_widens_spreads_and_moves_no_mean():
    """Closed form: a yes with chance one half has a variance of a quarter, whoever it is told by."""
    half, ones = with_chance(np.full(100, 0.5)), np.ones(100)
    sums = Sums(np.arange(100), ones, half, ones)
    assert statistic(sums, "mean").value == pytest.approx(0.5)
    assert statistic(sums, "sd").value == pytest.approx(0.5)
    assert statistic(Sums(np.arange(100), 0 * ones, half, ones), "mean").why == "nobody is counted"


def test_cases_are_about_nobody_until_they_are_said_to_be():
    assert set(cases(np.arange(3), 5).parent) == {-1}


def test_satisfaction_goes_with_well_being_as_with_the_scale_that_cases_are_cut_from(lives):
    """Planted: quality goes .4 with a normal scale, whose lowest fifth are cases; the report has its own noise."""
    draw, seen = lives.rng(), lives.made_up(60_000, months=12)
    well = draw.standard_normal((seen.families, 2))
    seen.diary.quality[:] = 0.4 * well + np.sqrt(1.0 - 0.4**2) * draw.standard_normal(well.shape)
    case = well < np.quantile(well, 0.2)
    for k, who in enumerate(("mother", "other")):
        seen.diary.words[:] |= case[:, k].astype(np.uint32) << np.uint32(lowest_bit(f"{who}_distressed"))
    survey = lives.surveyed(seen, ghq_reliability=1.0)
    ask = Ask("quality_with_distress", "all", "now", "correlation")
    found = answers([ask], survey)[ask]
    reliability = float(survey.p.measure.reliability)
    assert found.value == pytest.approx(0.4 * np.sqrt(reliability), abs=4 * found.se)
