"""A scenario's own programmes: read into figures, written back, refused by name where something is missing or wrong."""

import pytest

from famsim.errors import ScenarioError
from famsim.model.parameters import PROGRAMME_FIGURES
from famsim.scenario import canonical, figures_of, kind_in, parse_scenario, scenario_toml

OWN = """
[scenario]
name = "own"
question = "what of a course of our own?"
area = "newcastle-upon-tyne"
months = 24
families = 1000

[programme.evenings]
says = "Six evenings at the hub"
like = "coparenting_course"
couples = false
apart = true
sessions = 6
take_up = 0.5
attendance = { value = 0.9, range = [0.8, 0.99], source = "our registers", grade = "measured" }
cost_per_session = { value = 30, range = [20, 50], price_year = 2014 }

[programme.evenings.effects]
coparenting = { value = 0.3, range = [-0.1, 0.6], half_life = 9, source = "pilot of 40 families" }

[[strategy]]
name = "as now"

[[strategy]]
name = "evenings"
[[strategy.offer]]
programme = "evenings"
who = { apart = true }
found = ["school", "housing"]
places_a_month = 10
"""


@pytest.fixture
def own():
    return parse_scenario(OWN)


def figure(scenario, leaf):
    return figures_of(scenario)[f"programmes.evenings.{leaf}"]


@pytest.mark.parametrize(
    ("name", "fine"),
    [("evenings_at_the_hub", True), ("group_2", True), ("a-b", False), ("A", False), ("_a", False), ("a__b", False)],
)
def test_a_name_is_small_letters_digits_and_underscores(name, fine):
    text = OWN.replace("programme.evenings", f'programme."{name}"').replace(
        'programme = "evenings"', f'programme = "{name}"'
    )
    if fine:
        assert list(parse_scenario(text).programmes) == [name]
        return
    with pytest.raises(ScenarioError, match="small letters, digits and _"):
        parse_scenario(text)


def test_every_figure_of_a_programme_is_there(own):
    """By definition: those given as given, no other effect, the rest as in the programme that it is like."""
    names = {one.name for one in own.programmes["evenings"].figures}
    assert names == {f"programmes.evenings.{leaf}" for leaf in PROGRAMME_FIGURES.split()}
    effect, cost, attendance = (figure(own, leaf) for leaf in ("d_coparenting", "cost_per_session", "attendance"))
    assert (effect.value, effect.low, effect.high, effect.grade) == (0.3, -0.1, 0.6, "assumed")
    assert (cost.value, cost.price_year, cost.distribution) == (30.0, 2014, "lognormal")
    assert (attendance.value, attendance.grade, attendance.page) == (0.9, "measured", "our registers")
    assert [figure(own, leaf).value for leaf in ("d_distress", "d_contact", "half_life_coparenting")] == [0.0, 0.0, 9.0]
    like = figures_of(own)["programmes.coparenting_course.drops_out"]
    assert figure(own, "drops_out").value == like.value
    assert (figure(own, "transfer").value, figure(own, "sample_dose").value) == (1.0, 1.0)
    assert kind_in("evenings", own) == (False, True)


def test_what_is_written_reads_back_the_same(own):
    again = parse_scenario(scenario_toml(own))
    assert again == own
    assert canonical(again) == canonical(own)
    dearer = parse_scenario(OWN.replace("value = 30,", "value = 31,"))
    assert canonical(dearer) != canonical(own)


def test_its_figures_can_be_set_like_any(own):
    assert parse_scenario(f'{OWN}\n[evidence]\n"programmes.evenings.d_coparenting" = 0.5').evidence
    with pytest.raises(ScenarioError, match=r"evenings\.d_coparenting.*-0\.1 to 0\.6"):
        parse_scenario(f'{OWN}\n[evidence]\n"programmes.evenings.d_coparenting" = 0.7')
    changed = own.with_(evidence={"programmes.evenings.d_coparenting": 0.2}, months=12)
    assert changed.rechecked().programmes == own.programmes


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("cost_per_session = {", "price = {", "line 17.*no key 'price'"),
        (
            "cost_per_session = { value = 30, range = [20, 50], price_year = 2014 }",
            "",
            "cost_per_session: must be given",
        ),
        ("price_year = 2014", "price_year = 2036", "price_year: 2036 is out of range.*2011 to 2029"),
        (", price_year = 2014", "", "price_year: the year of its prices is missing"),
        ("range = [20, 50], ", "", "cost_per_session.range: must be given"),
        ("sessions = 6\n", "", "sessions: must be given"),
        ("sessions = 6\n", "sessions = 6.5\n", "not a whole number"),
        ("range = [-0.1, 0.6], ", "", "coparenting.range: must be given"),
        ("half_life = 9, ", "", "half_life: must be given"),
        ("value = 0.3", "value = 0.9", "coparenting.value: 0.9 is out of range"),
        ("[-0.1, 0.6]", "[0.6, -0.1]", "no width"),
        ("coparenting = {", "coparent = {", "did you mean 'coparenting'"),
        ("coparenting = {", "level = {", "effect on two who live together"),
        ("apart = true\nsessions", "apart = false\nsessions", "it is for nobody"),
        ('like = "coparenting_course"', 'like = "coparenting"', "did you mean 'coparenting_course'"),
        ('source = "our registers", ', "", "graded measured and has no source"),
        ("take_up = 0.5", "take_up = 1.5", "take_up: 1.5 is out of range"),
        ("[programme.evenings]", "[programme.mediation]", "is a programme of the register"),
        ('programme = "evenings"', 'programme = "evening"', "line 28.*did you mean 'evenings'"),
        ("who = { apart = true }", "who = { parent_elsewhere = false }", "parents of whom one lives elsewhere"),
    ],
)
def test_what_is_wrong_is_refused_by_name(old, new, says):
    assert old in OWN
    with pytest.raises(ScenarioError, match=says):
        parse_scenario(OWN.replace(old, new, 1))


@pytest.mark.parametrize(
    ("changes", "near"),
    [
        ({"pathways": [{"door": "gp", "to": "coached_onlin", "works": 0.5}]}, "coached_online"),
        ({"offers": {1: {"programme": "new_parents_group"}}}, "new_parent_group"),
    ],
)
def test_a_change_names_the_nearest_programme(own, changes, near):
    with pytest.raises(ScenarioError, match=f"did you mean '{near}'"):
        own.with_(strategies={"evenings": changes})


def test_a_pathway_to_no_programme_is_refused():
    with pytest.raises(ScenarioError, match="did you mean 'evenings'"):
        parse_scenario(f'{OWN}\n[[strategy]]\nname = "a"\npathways = [{{ door = "gp", to = "evnings", works = 0.5 }}]')


def test_a_name_may_have_several_words():
    """Small letters, digits and _ between them; anything else is refused with what is allowed."""
    for name, fits in {"evenings_at_the_hub": True, "course_2": True, "_": False, "a__b": False, "a-b": False}.items():
        text = HEAD_OF_NAMES.format(name=name)
        if fits:
            assert name in parse_scenario(text).programmes
        else:
            with pytest.raises(ScenarioError, match="no name of a programme"):
                parse_scenario(text)


HEAD_OF_NAMES = """
[scenario]
name = "names"
question = "what may a programme be called?"
area = "newcastle-upon-tyne"
months = 24

[programme."{name}"]
sessions = 6
cost_per_session = {{ value = 30, range = [20, 50], price_year = 2014 }}
effects = {{ level = {{ value = 0.1, range = [-0.1, 0.3], half_life = 12 }} }}

[[strategy]]
name = "as now"
"""
