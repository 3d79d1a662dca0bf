"""What may be asked of a sensitivity; what may not is one message with what would do."""

import numpy as np
import pytest

import famsim as fs
from famsim.errors import FamsimError, ScenarioError
from famsim.evidence import programme_names
from famsim.questions.sensitivity import METHODS, Options, designed, load_question
from famsim.scenario import change

FILE = """
[experiment]
name = "planted"
question = "What does it hang on?"
scenarios = ["newcastle"]
strategies = ["business as usual", "newcastle"]

[sensitivity]
method = "morris"

[[uncertainty]]
figure = "programmes.new_parent_group.take_up"

[[uncertainty]]
figure = "costs.referral"
"""


@pytest.fixture
def wrong(tmp_path):
    """Return the message about a file with some text replaced."""

    def complain(old, new, options=None):
        assert old in FILE
        path = tmp_path / "planted.toml"
        path.write_text(FILE.replace(old, new))
        with pytest.raises(ScenarioError) as error:
            load_question(path, options or Options())
        return str(error.value)

    return complain


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('method = "morris"', 'method = "moris"', 9, "'morris'"),
        ('method = "morris"', "trajectory = 4", 9, "'trajectories'"),
        ('method = "morris"', "trajectories = 3", 9, "4 or more"),
        ('method = "morris"', "points = 64", 9, "trajectories"),
        ('method = "morris"', "levels = 5", 9, "even"),
        ('method = "morris"', 'method = "sobol"\npoints = 32', 10, "64 or more"),
        ('method = "morris"', 'method = "sobol"\npoints = 100', 10, "64 or 128"),
        ('method = "morris"', 'method = "pawn"\npoints = 99', 10, "100 or more"),
        ('method = "morris"', 'measures = ["loses"]', 9, "'losses'"),
        ('method = "morris"', 'between = ["newcastle", "croydon"]', 9, "business as usual"),
        ("[sensitivity]", '[design]\nkind = "sobol"\npoints = nan\n\n[sensitivity]', 10, "points"),  # a sweep's
        ("costs.referral", "costs.referal", 15, "costs.referral"),
        ("costs.referral", "places_a_month", 15, "[[lever]]"),
        ("costs.referral", "staff.at_door", 15, "one number with a range"),
        ('\n[[uncertainty]]\nfigure = "costs.referral"', "", 11, "one figure alone"),
        ('name = "planted"', 'name = "planted"\ndraws = 20', 4, "reps tell"),
        ('scenarios = ["newcastle"]', 'scenarios = ["newcastle", "croydon"]', 5, "one scenario in one area"),
        ('figure = "costs.referral"', 'figure = "costs.referral"\nlow = 15\nhigh = 20', 16, "its own value, 10"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(wrong, old, new, line, says):
    message = wrong(old, new)
    assert f"line {line}:" in message and says in message


def test_a_lever_has_no_index(wrong):
    lever = '[[lever]]\nname = "places"\nchanges = "places_times"\nlow = 1\nhigh = 2'
    figures = FILE[FILE.index("[[uncertainty]]") :]
    assert "decided, not uncertain" in wrong(figures, lever)
    assert "nothing is uncertain" in wrong(figures, "")


def test_switching_wants_several_lucks(wrong):
    message = wrong('name = "planted"', 'name = "planted"\nreps = 2', Options(switching=True))
    assert "line 4" in message and "3 or more" in message


def test_a_scenario_as_it_stands_asks_about_the_figures_that_its_offers_read():
    """Newcastle's one offer is of one programme; what the scenario sets, and what is fixed, is not uncertain."""
    question = load_question("newcastle", Options(strategies=("newcastle",)))
    names = [one.name for one in question.experiment.factors]
    topics = {name.split(".")[0] for name in names}
    assert topics == {"programmes", "staff", "support", "costs"}
    assert {name.split(".")[1] for name in names if name.startswith("programmes.")} == {"new_parent_group"}
    assert "programmes.new_parent_group.sessions" not in names and question.table.method == "morris"
    assert [one.name for one in question.scenario.strategies] == ["business as usual", "newcastle"]
    mine = fs.load_scenario("newcastle").with_(evidence={"costs.referral": 12.0})
    again = load_question(mine, Options(strategies=("newcastle",)))
    assert len(again.experiment.factors) == len(names) - 1


def test_a_scenario_whose_offers_read_too_many_figures_says_how_to_choose():
    """Of nineteen programmes, made at one door: more uncertain figures than one design takes."""
    whom = {"coparenting_course": "school", "mediation": "school", "contact_support": "school"}
    offers = [
        {"programme": one, "found": [whom.get(one, "gp")], "places_a_month": 1.0}
        for one in programme_names()
        if one != "parenting_together"
    ]
    strategies = [{"name": "none"}, {"name": "a", "offer": offers[:9]}, {"name": "b", "offer": offers[9:]}]
    scenario = change(fs.load_scenario("newcastle"), strategies=strategies)
    with pytest.raises(ScenarioError, match=r"scenario newcastle: its offers read \d+ uncertain figures; .*--figure"):
        load_question(scenario, Options())


def test_figures_of_a_scenarios_own_programmes_are_uncertain_too(own_programmes):
    """Named, by their topic, or as the scenario stands; what it fixes itself, as attendance, is not."""
    mine, register = own_programmes.own(), "programmes.relationship_group.take_up"
    asked = [one.name for one in load_question(mine, Options()).experiment.factors]
    own = [name for name in asked if name.startswith("programmes.evenings.")]
    assert {own_programmes.TAKE_UP, own_programmes.EFFECT, own_programmes.COST} <= set(own) and register in asked
    assert "programmes.evenings.attendance" not in asked and "programmes.evenings.sessions" not in asked
    topic = load_question(mine, Options(figures=("programmes.evenings.*",)))
    assert [one.name for one in topic.experiment.factors] == own
    named = load_question(mine, Options(figures=(own_programmes.TAKE_UP, register)))
    assert named.experiment.factors[0].ends == (0.2, 0.9)
    with pytest.raises(FamsimError, match=f"did you mean '{own_programmes.TAKE_UP}'"):
        load_question(mine, Options(figures=("programmes.evenings.takeup", register)))


def test_figures_that_make_another_world_only_when_asked():
    question = load_question("newcastle", Options(figures=("stress.*", "costs.referral"), strategies=("newcastle",)))
    names = [one.name for one in question.experiment.factors]
    assert "stress.arrears" in names and names[-1] == "costs.referral"
    for figure, says in (("stres.*", "stress.*"), ("costs.referal", "'costs.referral'")):
        with pytest.raises(FamsimError) as error:
            load_question("newcastle", Options(figures=(figure,)))
        assert says in str(error.value)
    with pytest.raises(ScenarioError, match="'newcastle'"):
        load_question("newcastle", Options(strategies=("newcastel",)))


def test_options_take_the_place_of_what_the_file_says(ask):
    question = ask(Options(size=9, measures=("helped",), families=300, reps=3))
    assert question.table.blocks == 9 and question.table.measures == ("helped",)
    assert question.scenario.families == 300 and question.experiment.about.reps == 3


@pytest.mark.parametrize("name", METHODS)
def test_every_design_has_its_rows_and_the_ends_of_each_range(name, tables):
    """Blocks of figures + 1, figures + 2 or 1 points, then the scenario itself and two ends of each of four."""
    size = {"morris": {"trajectories": 5}, "sobol": {"points": 64}, "pawn": {"points": 100}}[name]
    question = load_question({**tables, "sensitivity": {"method": name, **size}}, Options())
    shares, experiment = designed(question)
    points, blocks = experiment.points(), next(iter(size.values()))
    assert len(shares) == blocks * METHODS[name].rows(4) and len(points) == len(shares) + 9
    np.testing.assert_allclose(points[len(shares)], [0.43, 0.09, 10.0, 0.95])
    lows = [min(one.ends) for one in experiment.factors]
    np.testing.assert_allclose(np.diag(points[len(shares) + 1 :: 2]), lows)


def test_a_topic_stands_for_its_uncertain_figures_and_errors_keep_their_lines(tmp_path, wrong):
    path = tmp_path / "topic.toml"
    path.write_text(FILE.replace("programmes.new_parent_group.take_up", "costs.*"))
    names = [one.name for one in load_question(path, Options()).experiment.factors]
    assert sorted(names) == sorted(set(names)) and "costs.training" in names and names[-1] == "costs.referral"
    last = 'figure = "programmes.new_parent_group.take_up"\n\n[[uncertainty]]\nfigure = "costs.referral"'
    message = wrong(last, 'figure = "staff.*"\n\n[[uncertainty]]\nfigure = "costs.referal"')
    assert "line 15:" in message and "costs.referral" in message
    assert "line 12:" in wrong("programmes.new_parent_group.take_up", "stres.*")
