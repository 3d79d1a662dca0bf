"""No number in the rules, every number sourced, every source used: the register against the code.

The truths are the code's own text (its abstract syntax), the parameters' record and the register's files.
"""

import importlib.util
from collections import Counter
from pathlib import Path

import pytest

import famsim
from famsim.evidence import central, fill, load_register, programme_names, the_doors
from famsim.evidence.figure import NOT_READ
from famsim.evidence.fill import judges, leaf_names, of_each_programme
from famsim.measures import MEASURES, PAIRED
from famsim.model.parameters import EVIDENCE, SOLVED

PACKAGE = Path(famsim.__file__).parent
_spec = importlib.util.spec_from_file_location("reading", Path(__file__).with_name("reading.py"))
reading = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(reading)

# the numbers a rule may hold, and why: anywhere, or in one file only
ANYWHERE = {0: "nothing, or the first", 1: "the whole, or the next"}
STRUCTURAL = {
    "breakdown": {2: "two partners; kinds of parting; base of the bits"},
    "calendar": {
        2: "years: no difficulties are followed before",
        9: "months of pregnancy",
        18: "years to adulthood",
    },
    "capability": {0.5: "the mean of two partners"},
    "effects": {0.5: "the mean of two partners", 0.001: "SD below which what a talk has eased is gone"},
    "entry": {2: "two partners; deciles counted from one"},
    "finding": {2: "a code beside those of offers and doors"},
    "need": {99: "SD: fewer difficulties than any child has"},
    "notes": {100: "pence in a pound"},
    "observe": {2: "deciles in fifths; codes of groups", 3: "codes of groups"},
    "parenting": {0.5: "conflict is of the two"},
    "relationship": {0.5: "the mean of two partners"},
    "standing": {0.5: "the mean of two partners", 2: "a bit for violence by a parent elsewhere"},
    "stressors": {2: "SD of capability beyond which recovery is no faster: a guard of the carry-over"},
    "work": {2: "codes of work groups; parents at home"},
    "workforce": {
        2: "kinds of training",
        3: "months in a quarter",
        4: "how often a course may be handed on: a limit of what may be asked",
        1e6: "parts of a share, more than any door has posts",
        1e-9: "of a head: where a sum of shares counts as whole",
        0.5: "of a head: where a running total of whole ones begins, so that the nearest comes up",
    },
}

# the rooms of the package in which a figure may be read
ROOMS = ("rules", "engine", "population", "measures", "appraisal", "runs", "calibration", "questions", "wasm")
EVALUATED = "evaluation"  # the topic of chance, evaluations and later pounds: read by name by a comparison
USUAL = "usual"  # the topic of usual services: read by name when a scenario is made
DOORS = "doors"  # the topic of who comes to doors: read through the rows of each, by the rule of contact
SEEN_BY = "instruments"  # the topic of how things are seen: read by name like a parameter, and no parameter

CONTACT = "rules.family.contact.comes_to"

# how many figures of each grade rules read: a new assumption is made knowingly
GRADES = {"assumed": 993, "tuned": 25, "derived": 71, "measured": 28}
SEEN_GRADES = {"assumed": 54, "tuned": 8, "derived": 7, "measured": 14}  # and of how things are seen

# effects within one treated group, which never enter: row of the evidence, what it is about and its size
PRE_POST = {
    "meta_hawkinsfackrell2010_prepost": ("d_level", 0.293),
    "meta_roddy2020_therapy_prepost": ("d_level", 1.12),
    "ourrel2019_child_ext": ("d_parenting", 0.4),
    "ourrel2019_child_int": ("d_parenting", 0.27),
    "tr_hewison_core": ("d_distress", 1.04),
    "tr_hewison_grims": ("d_level", 0.58),
}


@pytest.fixture(scope="module")
def shipped():
    return load_register()


@pytest.fixture(scope="module")
def found():
    through_rows = {(DOORS, name): [CONTACT] for door in the_doors().values() for name in door.figures}
    return reading.readers([PACKAGE / room for room in ROOMS], {*EVIDENCE.names, SEEN_BY} - {DOORS}) | through_rows


RULES = {path.stem: path for path in sorted((PACKAGE / "rules").rglob("*.py")) if path.stem != "__init__"}


def numbers_in(module):
    return reading.literals(RULES[module].read_text(encoding="utf-8"))


def effects(register):
    return [figure for figure in register.figures.values() if figure.name.split(".")[-1].startswith("d_")]


def test_every_parameter_has_a_figure_and_every_figure_a_parameter(shipped):
    read_by_rules = {name for name in shipped.figures if not judges(name) and not name.startswith(f"{DOORS}.")}
    assert read_by_rules == set(leaf_names(EVIDENCE, programme_names())) - of_each_programme(SOLVED, programme_names())
    fill(central(shipped), EVIDENCE, SOLVED)


@pytest.mark.parametrize("module", RULES)
def test_no_number_stands_in_a_rule(module):
    allowed = ANYWHERE | STRUCTURAL.get(module, {})
    strange = [found for found in numbers_in(module) if found[0] not in allowed]
    assert not strange, f"{module}.py holds numbers that belong in the register: (number, line) {strange}"


def test_every_structural_number_is_still_needed():
    for module, numbers in STRUCTURAL.items():
        gone = set(numbers) - {number for number, _ in numbers_in(module)}
        assert not gone, f"{module}.py no longer holds {gone}"


def test_no_figure_of_the_register_is_called_calibrated(shipped):
    """Only a fit may call a figure so, as it alone shows what its targets told; what was set by hand is tuned."""
    assert set(Counter(figure.grade for figure in shipped.figures.values())) == {*GRADES}
    assert "calibrated" not in GRADES


def test_a_number_planted_in_a_rule_is_found():
    assert reading.literals("def rule(x):\n    return -0.55 * x if x else True") == [(0.55, 2)]


def test_every_source_is_used(shipped):
    assert shipped.unused_sources() == ()


def test_a_figure_is_read_by_every_function_it_names(shipped, found):
    for figure in shipped.figures.values():
        wrong = set(figure.used_by) - set(reading.read_by(figure.name, found))
        assert not wrong, f"{figure.name} is not read by {sorted(wrong)}"


def test_a_figure_names_every_function_that_reads_it(shipped, found):
    for figure in shipped.figures.values():
        missing = set(reading.read_by(figure.name, found)) - set(figure.used_by)
        assert not missing, f"{figure.name}: used_by lacks {sorted(missing)}"


def test_every_figure_is_read_by_something(shipped, found):
    read = [name for name in shipped.figures if not judges(name) or name.startswith(SEEN_BY)]
    assert not [name for name in read if not reading.read_by(name, found)]


def test_what_judges_a_run_is_named_by_the_registry_of_measures(shipped):
    """No rule reads how small is too small: the registry of measures names it, all of it and nothing else."""
    named = {one.worthwhile for one in (*MEASURES.values(), *PAIRED.values())} - {""}
    others = (SEEN_BY, USUAL, EVALUATED)
    assert named == {name for name in shipped.figures if judges(name) and not name.startswith(others)}


def test_no_room_that_reads_figures_is_left_out():
    """Every folder of the package is a room, but for the register itself and the names of its figures."""
    folders = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()} - {"evidence", "model"}
    others = [PACKAGE / name for name in sorted(folders - set(ROOMS))]
    read = reading.readers(others, set(EVIDENCE.names))
    figures = [(topic, name) for topic, name in read if name.endswith("*") or name in EVIDENCE[topic].base.names]
    assert figures == [], "a column called `measure` is no topic, a figure is"


def test_a_read_is_found_through_a_local_and_a_name_built_from_parts(tmp_path):
    """By construction: three ways to read a figure, and a field of the family that is none."""
    text = (
        "def rule(family, programme, who, p):\n"
        "    c, d = p.costs, p.doors\n"
        "    for name in 'ab':\n"
        "        programme[f'd_{name}'] = c.training * d.school * who.onset * p.programmes[0].take_up\n"
        "    return family.mother.quality\n"
    )
    (tmp_path / "made.py").write_text(text, encoding="utf-8")
    got = reading.readers([tmp_path], {"costs", "doors", "programmes", "mother", "other"})
    assert set(got) == {
        ("costs", "training"), ("doors", "school"), ("mother", "onset"), ("other", "onset"),
        ("programmes", "take_up"), ("programmes", "d_*"),
    }  # fmt: skip
    assert len(reading.read_by("programmes.coached_online.d_level", got)) == 1


def test_the_figures_of_each_grade_are_counted(shipped):
    counted = {True: Counter(), False: Counter()}
    for name, figure in shipped.figures.items():
        counted[name.startswith((SEEN_BY, EVALUATED))][figure.grade] += 1
    print(*(", ".join(f"{grade} {number}" for grade, number in sorted(one.items())) for one in counted.values()))
    expected = {True: SEEN_GRADES, False: GRADES}
    assert counted == expected, "say in the notes why the number of assumptions changed, then change it here"


def test_nothing_is_measured_or_derived_from_memory_alone(shipped):
    for figure in (*shipped.graded("measured"), *shipped.graded("derived")):
        assert {shipped.sources[key].read_in for key in figure.sources} - set(NOT_READ), figure.name


def test_a_figure_that_is_not_assumed_names_the_row_it_was_read_in(shipped):
    for figure in shipped.figures.values():
        assert figure.grade == "assumed" or "row" in figure.page, figure.name
        assert figure.page != "-", f"{figure.name} does not say where it comes from"


def test_money_has_the_year_of_its_prices(shipped):
    money = [figure for figure in shipped.figures.values() if "GBP" in figure.unit]
    assert {figure.name.split(".")[0] for figure in money} == {"costs", "evaluation", "money", "programmes"}
    assert all(figure.price_year is not None and 2000 <= figure.price_year <= 2030 for figure in money)
    costs = {name for name in shipped.figures if "cost" in name}
    assert costs <= {figure.name for figure in money}


def test_no_effect_is_a_change_within_a_treated_group(shipped):
    for figure in effects(shipped):
        assert (figure.name.split(".")[-1], abs(figure.value)) not in PRE_POST.values(), figure.name
        named = [row for row in PRE_POST if row in figure.page]
        assert not named, f"{figure.name} cites {named}"


def test_an_effect_from_abroad_is_discounted_and_one_set_for_england_is_not(shipped):
    """A transfer factor of its own, default mean .8, range .4-1.0."""
    abroad = {figure.name.split(".")[1] for figure in effects(shipped) if figure.transfer}
    halved = {"couple_counselling", "couple_therapy"}  # by routine practice, review_petch2014_routine_ratio
    couples = halved | {"new_parent_group", "relationship_group", "coached_online", "uncoached_online"}
    couples |= {"relationship_education", "sessions_at_home"}
    assert abroad == couples | {"coparenting_course", "mediation", "parenting_group"}
    for programme in {figure.name.split(".")[1] for figure in effects(shipped)}:
        factor = shipped[f"programmes.{programme}.transfer"]
        expected = 1.0 if programme not in abroad else (0.4 if programme in halved else 0.8)
        assert factor.value == expected, factor.name


def test_every_effect_may_be_zero_or_harmful(shipped):
    for figure in effects(shipped):
        assert figure.low is not None and figure.low < 0, f"{figure.name} cannot do harm"


def test_the_direct_effect_on_parting_is_switched_off(shipped):
    """Trials of quality and of separation disagree; PREP's -ln .32 = 1.14 stays within the range."""
    for figure in effects(shipped):
        if figure.name.endswith("d_commitment"):
            assert (figure.value, figure.distribution) == (0.0, "fixed") and figure.high > 1.14
