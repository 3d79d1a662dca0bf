"""Watching families changes no life, and what is noted of them is what their records say."""

import numpy as np
import pytest

from famsim.calibration import Ask, observe, place_observed
from famsim.calibration.instruments.cases import children_now, couples_now
from famsim.calibration.instruments.diary import FACTS, LASTING, lowest_bit, word_of
from famsim.calibration.instruments.readings import either_reports_distress
from famsim.calibration.instruments.scores import high, total
from famsim.calibration.instruments.survey import Survey, figures_of
from famsim.calibration.instruments.watching import part_of, watch
from famsim.engine import Sample
from famsim.errors import FamsimError
from famsim.evidence import central, the_register
from famsim.model.family import INACTIVE, NEVER, NOBODY_ELSEWHERE, UNEMPLOYED
from famsim.model.now import Now
from famsim.population import BURN_IN
from famsim.population.start import central_parameters, find_area
from famsim.rules.family.calendar import together
from famsim.rules.family.children import chance_of_high_sdq, expected_sdq
from famsim.rules.family.money import resources
from famsim.rules.family.observe import chance_below
from famsim.scenario import parse_scenario

MONTHS, FAMILIES = 24, 300


def test_plain_python_notes_what_compiled_code_does(family):
    """NumPy shifts a small whole number out of its eight bits without a word: every parent was in work."""
    one = family(mother={"work": INACTIVE, "ill": 1}, other={"work": UNEMPLOYED}, elsewhere=1, contact=1)
    assert word_of.py_func(one) == word_of(one)
    assert word_of(one) >> lowest_bit("mother_work") & 3 == INACTIVE


@pytest.fixture(scope="module")
def england():
    return central_parameters(find_area("england"), {})


def parts(p, number):
    area = find_area("england")
    return [part_of(p.copy(), Sample(10, area.families / FAMILIES), 5, part, number) for part in range(number)]


@pytest.fixture(scope="module")
def watched(england):
    """Return a run that was watched, and what was noted of it."""
    runs = parts(england, 1)
    return runs[0], watch(runs, MONTHS)


def test_families_that_are_watched_live_as_if_nobody_looked(england, watched):
    """Bytes: the same families, lived a year at a time and noted by nobody, are the same at month 0."""
    run, _ = watched
    alone = parts(england, 1)[0]
    alone.month -= MONTHS
    alone.advance(BURN_IN + MONTHS)
    assert run.families.size > FAMILIES // 2
    assert alone.families.tobytes() == run.families.tobytes()


def test_two_threads_note_what_one_does(england, watched):
    """Bytes: families without help share nothing, so that parts of them may live side by side."""
    _, one = watched
    two = watch(parts(england, 2), MONTHS)
    for mine, theirs in zip(one.diary, two.diary, strict=True):
        assert mine.tobytes() == theirs.tobytes()


def now_of(family):
    """Return month 0 of the calendar, the last watched, in which a family is looked at."""
    return Now(int(family.family_id), 0, np.uint64(0), True, 1.0, 1.0, 1.0)


def test_the_last_month_noted_is_how_families_stand(watched):
    """Every fact, quality, means and difficulties against the records at month 0.

    Of a parent elsewhere the diary notes that there is one, whether or not a child they share is still under age.
    """
    run, seen = watched
    families, last = run.families, MONTHS - 1
    rows = np.searchsorted(seen.diary.lasting["family_id"], families["family_id"])
    assert np.array_equal(seen.diary.lasting["family_id"][rows], families["family_id"])
    facts = {name: seen.fact(name, last, rows) for name in FACTS}
    for name in ("status", "union", "poor", "harmful", "contact"):
        assert np.array_equal(facts[name], families[name]), name
    assert np.array_equal(facts["elsewhere"], families["elsewhere"] != NOBODY_ELSEWHERE)
    two = np.isin(families["status"], (1, 2))
    for name in ("distressed", "ill", "work"):
        assert np.array_equal(facts[f"mother_{name}"], families["mother"][name]), name
        assert np.array_equal(facts[f"other_{name}"], np.where(two, families["other"][name], 0)), name
    assert np.array_equal(facts["arrears"] > 0, families["arrears_month"] != NEVER)
    assert np.array_equal(facts["expecting"] > 0, families["due_month"] != NEVER)
    harmed = (families["harmed"] & 1) | ((families["violence_elsewhere"] > 0) & families["harmed_elsewhere"] & 1)
    assert np.array_equal(facts["mother_harmed"], harmed)
    assert np.array_equal(facts["violent"] > 0, (families["violence"] > 0) | (families["violence_elsewhere"] > 0))
    assert np.allclose(seen.diary.quality[last, rows, 0][two], families["mother"]["quality"][two], atol=1e-6)
    means = [resources(family, now_of(family), run.p[0]) for family in families]
    assert np.allclose(seen.diary.means[last, rows], means, atol=1e-6)
    children = families["children"]
    here = children["birth_month"] != NEVER
    assert np.array_equal((seen.born[rows] + seen.first)[here], children["birth_month"][here])
    latent = (children["trait"] + children["state"])[here]
    assert np.allclose(seen.diary.difficulties[-1, rows][here], latent, atol=1e-6)
    assert [together(family) for family in families] == list(two)


def test_scores_and_reports_are_those_that_the_rules_expect(watched):
    """Two ways, one story: the instruments against what a month's rules note as expected of the same families."""
    run, seen = watched
    asked = figures_of(central(the_register()))
    asked.norms_middle = 0.0  # the rules score every child as at the norms' own ages
    survey = Survey(seen, asked)
    p, last = run.p[0], MONTHS - 1
    by_id = {family["family_id"]: family for family in run.families}
    children = children_now(seen, [last])
    children = children.where(last - seen.born[children.rows, children.child] >= 48)
    records = [by_id[seen.diary.lasting["family_id"][row]] for row in children.rows]
    kids = [record.children[child] for record, child in zip(records, children.child, strict=True)]
    assert np.allclose(total(survey, children).mean, [expected_sdq(kid, p) for kid in kids], atol=0.02)
    assert np.allclose(high(survey, children).mean, [chance_of_high_sdq(kid, p) for kid in kids], atol=0.002)
    couples = couples_now(seen, [last])
    records = [by_id[seen.diary.lasting["family_id"][row]] for row in couples.rows]
    hers, his = ([chance_below(record[who], p.measure.cut_dwp, p) for record in records] for who in ("mother", "other"))
    expected = 1.0 - (1.0 - np.array(hers)) * (1.0 - np.array(his))
    assert np.allclose(either_reports_distress(survey, couples), expected, atol=1e-5)


def test_facts_fit_into_their_word():
    """32 bits, none shared."""
    used = [lowest_bit(name) + bit for name, bits in FACTS.items() for bit in range(bits)]
    assert used == list(range(len(used))) and len(used) <= 32
    assert LASTING.itemsize <= 64


def test_how_things_are_seen_moves_no_figure_that_families_live_by(england):
    """Bytes: a reliability of another size leaves every solved constant, and so every life, where it was."""
    moved = {"instruments.item_reliability": 0.5, "instruments.ghq_reliability": 0.7}
    assert central_parameters(find_area("england"), moved).tobytes() == england.tobytes()


def test_who_is_told_of_the_months_hears_of_all(england):
    heard = []
    watch(parts(england, 1), 12, lambda lived, of: heard.append((lived, of)))
    assert heard == sorted(heard) and heard[-1] == (BURN_IN + 12, BURN_IN + 12)


def test_a_scenario_is_observed_whatever_its_strategies_and_threads():
    """One ask of England by 300 families: the same in one thread and in two, and families are counted as England's."""
    text = '[scenario]\nname = "e"\nquestion = "q"\narea = "england"\nmonths = 12\nfamilies = 300\nseed = 4\n\n'
    scenario = parse_scenario(text + '[[strategy]]\nname = "as now"\n')
    asks = [
        Ask("share_of_families", "household=lone", "now", "percent"),
        Ask("both_parents", "all", "age=5", "percent"),
    ]
    one, two = (observe(asks, scenario, threads=threads) for threads in (1, 2))
    assert one == two and list(one) == asks
    lone, both = one.values()
    assert abs(lone.value - 28) < 5 * lone.se and 1000 < lone.n < 2000, "five year's ends of some 300 families"
    assert 50 < both.value < 90


def test_england_is_watched_as_one_and_other_sets_of_areas_are_not():
    """The reference area where all authorities are asked of; several others are refused in words, one is itself."""
    text = '[scenario]\nname = "e"\nquestion = "q"\narea = "{}"\nmonths = 12\n\n[[strategy]]\nname = "as now"\n'
    places = {name: place_observed(parse_scenario(text.format(name))) for name in ("england", "england by authority")}
    assert {place.level for place in places.values()} == {"country"}
    assert place_observed(parse_scenario(text.format("croydon"))).name == "Croydon"
    several = text.replace('area = "{}"', 'areas = ["croydon", "newcastle-upon-tyne"]')
    with pytest.raises(FamsimError, match="one by one"):
        place_observed(parse_scenario(several))
