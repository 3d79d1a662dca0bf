"""A planted population of known hazards gives the tables that a survey would."""

import numpy as np
import pytest

from famsim.calibration import Ask, answers
from famsim.model.family import APART, COHABITING, MARRIED, NEVER_TOGETHER

HAZARD = 0.004  # a month
MONTHS = 240


@pytest.fixture
def parting(lives):
    """Return 40,000 married couples who part at a constant chance a month, wed 30 months before the birth."""
    draw = lives.rng()
    when = draw.geometric(HAZARD, 40_000)
    seen = lives.made_up(40_000, months=MONTHS, status=lives.parted_at(MONTHS, 40_000, when))
    seen.diary.lasting["entry_month"] = 0
    seen.diary.lasting["began_month"] = -60
    return lives.surveyed(seen)


def gone(months):
    return 100.0 * (1.0 - (1.0 - HAZARD) ** months)


def test_partings_by_a_childs_age_are_those_of_the_hazard(parting):
    """Closed form: 1 - (1 - h) ** months."""
    asks = {age: Ask("parted", "birth_status=married", f"age={age}", "percent") for age in (5, 14)}
    found = answers(asks.values(), parting)
    for age, ask in asks.items():
        assert found[ask].value == pytest.approx(gone(12 * age), abs=4 * found[ask].se)
        assert found[ask].se == pytest.approx(np.sqrt(found[ask].value * (100 - found[ask].value) / 40_000), rel=1e-3)


def test_partings_between_two_ages_count_those_together_at_the_first(parting):
    ask = Ask("parted", "all", "age=3-14", "percent")
    found = answers([ask], parting)[ask]
    assert found.value == pytest.approx(gone(132), abs=4 * found.se)


def test_a_rate_a_year_counts_couples_at_its_beginning(parting):
    ask = Ask("separating", "status=married", "year", "rate")
    found = answers([ask], parting)[ask]
    assert found.value == pytest.approx(10 * gone(12), abs=4 * found.se)


def test_marriages_by_anniversary_are_the_life_table_of_those_who_come_late(parting):
    """Who is first seen 30 months after the wedding is at risk from then on: the table begins where it is known."""
    ended = Ask("marriage_ended", "all", "anniversary=10", "percent")
    ending = Ask("marriage_ending", "all", "anniversary=5", "rate")
    found = answers([ended, ending], parting)
    assert "watched" in found[ended].why, "nobody was seen in the 30 months after a wedding"
    assert found[ending].value == pytest.approx(10 * gone(12), abs=4 * found[ending].se)


def test_weddings_that_are_seen_begin_their_tables_at_once(lives):
    """Couples who wed in month 24 and part at a constant chance from then on."""
    draw, families = lives.rng(2), 30_000
    when = 24 + draw.geometric(HAZARD, families)
    status = np.where(np.arange(MONTHS)[:, None] < 24, COHABITING, lives.parted_at(MONTHS, families, when))
    survey = lives.surveyed(lives.made_up(families, months=MONTHS, status=status))
    asks = {n: Ask("marriage_ended", "all", f"anniversary={n}", "percent") for n in (1, 10, 15)}
    found = answers(asks.values(), survey)
    for n, ask in asks.items():
        assert found[ask].value == pytest.approx(gone(12 * n), abs=4 * found[ask].se)
    marrying = Ask("married_since", "birth_status=cohabiting", "age=3", "percent")
    assert answers([marrying], survey)[marrying].value == pytest.approx(100.0)


def test_a_practice_writes_down_what_begins_and_what_lasts(lives):
    """By hand: in distress from month 13 on, one chance at its beginning and one each month of it after."""
    distressed = np.broadcast_to(np.arange(MONTHS)[:, None] >= 13, (MONTHS, 50))
    survey = lives.surveyed(lives.made_up(50, months=MONTHS, mother_distressed=distressed))
    begins, lasts = survey.instruments.gp_at_onset, survey.instruments.gp_while_distressed
    asks = [
        Ask("gp_depression", "parent=mother", "age=0-5", "rate"),
        Ask("gp_depression", "parent=mother", "age=0-1", "rate"),
        Ask("gp_episode", "parent=mother", "age=5", "percent"),
    ]
    five, first, ever = (answers(asks, survey)[ask] for ask in asks)
    assert five.value == pytest.approx(1000 * (begins + 47 * lasts) / 5)
    assert first.value == 0.0
    assert ever.value == pytest.approx(100 * (1 - (1 - begins) * (1 - lasts) ** 47))


def test_a_practice_writes_down_more_of_mothers_in_the_year_after_any_birth(lives):
    """By hand: in distress throughout; two children, born in month 0 and in month 30: two years of twelve months."""
    seen = lives.made_up(50, months=MONTHS, mother_distressed=1, other_distressed=1)
    seen.diary.lasting["born"][:, 1] = 30
    survey = lives.surveyed(seen)
    lasts, after = survey.instruments.gp_while_distressed, survey.instruments.gp_after_birth
    asks = [Ask("gp_depression", f"first_born=yes;parent={who}", "age=0-5", "rate") for who in ("mother", "other")]
    hers, his = (answers(asks, survey)[ask].value for ask in asks)
    assert hers == pytest.approx(1000 * (23 * after + 37 * lasts) / 5)
    assert his == pytest.approx(1000 * 60 * lasts / 5)


def test_of_violence_at_home_a_child_knows_of_some_years(lives):
    """By hand: one month of violence in its first year, twelve that reach over two more; unaware of each alike."""
    months = np.arange(MONTHS)[:, None]
    violent = (months == 3) | ((months >= 30) & (months < 42))
    survey = lives.surveyed(lives.made_up(50, months=MONTHS, violent=np.broadcast_to(violent, (MONTHS, 50))))
    unaware = survey.instruments.child_unaware
    asks = {age: Ask("exposed_to_abuse", "all", f"age={age}", "percent") for age in (2, 12)}
    found = answers(asks.values(), survey)
    assert found[asks[2]].value == pytest.approx(100 * (1 - unaware))
    assert found[asks[12]].value == pytest.approx(100 * (1 - unaware**3))


def test_a_childs_changes_of_family_are_counted_as_it_lived_them(lives):
    """By hand: parents part at five, a new partner comes at seven and goes at nine."""
    months = np.arange(MONTHS)[:, None]
    status = np.select([months < 60, months < 84, months < 108], [MARRIED, APART, COHABITING], APART)
    union = np.where(months < 84, 1, 2)
    survey = lives.surveyed(lives.made_up(20, months=MONTHS, status=status, union=union))

    def ask(measure, age):
        one = Ask(measure, "all", f"age={age}", "percent")
        return answers([one], survey)[one].value

    assert [ask("both_parents", age) for age in (4, 6, 8)] == [100, 0, 0]
    assert [ask("lone_parent", age) for age in (4, 6, 8, 10)] == [0, 100, 0, 100]
    assert [ask("step_parent", age) for age in (4, 6, 8, 10)] == [0, 0, 100, 0]
    assert [ask("one_change", age) for age in (4, 6, 8, 11)] == [0, 100, 0, 0]
    assert [ask("two_changes", age) for age in (4, 6, 8, 11)] == [0, 0, 100, 100]
    assert ask("apart_by_divorce", 11) == 100
    partner = {years: Ask("new_partner", "all", f"parting={years}", "percent") for years in (1, 5)}
    found = answers(partner.values(), survey)
    assert found[partner[1]].value == pytest.approx(0.0)
    assert found[partner[5]].value == pytest.approx(50.0), "after the first parting, not after the second"


def test_a_child_that_turns_eighteen_is_asked_before_its_family_leaves(lives):
    """By hand: the only child grows up in month 216, and nothing is known of its family from then on."""
    status = np.where(np.arange(MONTHS)[:, None] < 216, MARRIED, 0)
    survey = lives.surveyed(lives.made_up(20, months=MONTHS, status=status))
    asks = [Ask("both_parents", "all", time, "percent") for time in ("age=18", "months=216")]
    assert [one.value for one in answers(asks, survey).values()] == [100.0, 100.0]


def test_who_never_lived_together_is_no_parting(lives):
    survey = lives.surveyed(lives.made_up(20, status=NEVER_TOGETHER, union=0, elsewhere=1))
    asks = [Ask("parted_of_all", "all", "age=5", "percent"), Ask("both_parents", "all", "age=5", "percent")]
    assert [one.value for one in answers(asks, survey).values()] == [0.0, 0.0]
    ask = Ask("parted", "all", "age=5", "percent")
    assert answers([ask], survey)[ask].why, "nobody is counted"


def test_poverty_paths_are_those_of_the_visits(lives):
    """By hand: poor before six, from six on, always, never; means of 9 are far above any line, -9 far below."""
    seen = lives.made_up(4, months=180)
    months = np.arange(180)[:, None]
    poor = np.concatenate([months < 72, months >= 72, months >= 0, months < 0], axis=1)
    seen.diary.means[:] = np.where(poor, -9.0, 9.0)
    survey = lives.surveyed(seen)
    for path in ("early", "late", "persistent", "never"):
        ask = Ask("share_of_children", f"poverty_path={path}", "age=14", "percent")
        assert answers([ask], survey)[ask].value == pytest.approx(25.0), path


def test_what_is_asked_at_eighteen_is_asked_a_month_before(lives):
    """By hand: all born in month 48 part at 17, so by 18 all have; a month more was behind the last watched."""
    months = 48 + 216
    status = lives.parted_at(months, 50, np.full(50, 48 + 204))
    survey = lives.surveyed(lives.made_up(50, months=months, born=48, status=status, mother_distressed=1))
    asks = [
        Ask("parted", "all", "age=18", "percent"),
        Ask("parted", "all", "age=0-18", "percent"),
        Ask("gp_depression", "parent=mother", "age=0-18", "rate"),
        Ask("gp_episode", "parent=mother", "age=18", "percent"),
    ]
    found = answers(asks, survey)
    assert [found[ask].value for ask in asks[:2]] == [100.0, 100.0]
    assert all(found[ask].value > 0.0 for ask in asks[2:])


def test_of_a_child_not_yet_nine_months_old_nobody_was_asked(lives):
    """By hand: half are born four years before the end, half in its last month; these are in no group of happiness."""
    born = np.where(np.arange(60) < 30, MONTHS - 48, MONTHS - 1)
    survey = lives.surveyed(lives.made_up(60, months=MONTHS, born=born))
    asks = [Ask("both_parents", f"happiness={one}", "now", "percent") for one in ("happy", "unhappy", "neither")]
    assert all(answer.value == pytest.approx(100.0) for answer in answers(asks, survey).values())
