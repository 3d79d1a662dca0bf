"""What is wrong in an experiment file is said with file, line, field, what is allowed and the nearest name."""

import json
import random

import numpy as np
import pytest

from famsim.errors import FamsimError
from famsim.questions.sweep import Plan, load_experiment, plan
from famsim.questions.sweep.asked import of_note
from famsim.scenario import load_scenario, parse_scenario

LEVER = '[[lever]]\nname = "other"\nvalues = [1, 2]\nchanges = "%s"\n[constants]'
MONTHS = "".join(
    f'[[lever]]\nname = "{name}"\nchanges = "{name}"\nvalues = {values}\n'
    for name, values in (("begins", [1, 9]), ("ends", [2, 12]))
)

WRONG = [
    ("take_up", "takeup", "uncertainty 1, figure", "did you mean 'programmes.new_parent_group.take_up'"),
    ('changes = "places_a_month"', 'changes = "place_a_month"', "lever 1, changes", "did you mean 'places_a_month'"),
    ('strategies = ["newcastle"]', 'strategies = ["newcastel"]', "lever 1, strategies 1", "newcastle"),
    ('strategies = ["newcastle"]', 'strategies = ["business as usual"]', "lever 1", "moves nothing"),
    ("values = [20, 60]", "values = [20, -60]", "lever 1, values", "0 to 100000"),
    ("values = [20, 60]", "values = [20, 20]", "lever 1, values", "given twice"),
    ("values = [20, 60]", "low = 20", "lever 1, high", "missing"),
    ("low = 0.3", "low = 0.9", "uncertainty 1, high", "above low"),
    ("high = 0.6", "high = 60", "uncertainty 1, high", "out of range"),
    ("steps = 2", "steps = 1", "uncertainty 1, steps", "2 to 1000"),
    ("steps = 2", "steps = 1000000000", "uncertainty 1, steps", "2 to 1000"),
    ('scenarios = ["newcastle"]', 'scenarios = ["newcastl"]', "experiment.scenarios 1", "did you mean 'newcastle'"),
    ('kind = "grid"', 'kind = "gird"', "design.kind", "did you mean 'grid'"),
    ('kind = "grid"', 'kind = "sobol"', "design.points", "must be given"),
    ('kind = "grid"', 'kind = "sobol"\npoints = 6', "design.points", "power of 2"),
    ('kind = "grid"', 'kind = "grid"\npoints = 6', "design.points", "leave it out"),
    ("costs.training", "costs.trainng", "constants.costs.trainng", "did you mean 'costs.training'"),
    ("costs.training", "programmes.new_parent_group.take_up", "constants", "range"),
    ("programmes.new_parent_group.take_up", "usual.debt_advice", "uncertainty 1, figure", "places_times"),
    ("programmes.new_parent_group.take_up", "worthwhile.couples", "uncertainty 1, figure", "no run reads"),
    ('"costs.training" = 900', '"usual.debt_advice" = 50', "constants", "no run reads usual.debt_advice"),
    ("months = 18", "month = 18", "experiment.month", "did you mean 'months'"),
    ("[design]", "[desing]", "desing", "did you mean 'design'"),
    ("reps = 2", "reps = 1000\ndraws = 10000", "experiment", "1 to 1,000,000 runs"),
    ("reps = 2", 'outcomes = ["separation"]', "experiment.outcomes 1", "separation"),
    ("reps = 2", 'areas = ["croydn"]', "experiment.areas", "croydon"),
    ("reps = 2", "branch_at = 0", "experiment.branch_at", "1 to 239"),
    ("reps = 2", "branch_at = 18", "experiment.branch_at", "1 to 17"),
    ("reps = 2", "branch_a = 12", "experiment.branch_a", "did you mean 'branch_at'"),
    ('name = "places"\nchanges', 'name = "strategy"\nchanges', "lever 1, name", "is a column of every run"),
    ('scenarios = ["newcastle"]', 'scenarios = ["newcastle", "newcastle"]', "experiment.scenarios 2", "named twice"),
    ("reps = 2", 'outcomes = ["losses", "losses"]', "experiment.outcomes 2", "named twice"),
    ("[constants]", LEVER % "places_times", "lever 2", "moves in newcastle what 'places' moves"),
    ("[constants]", LEVER % "places_a_month", "lever 2", "would then do nothing"),
    ("[constants]", f"{MONTHS}\n[constants]", "lever 3", "ends: 2 is before begins = 9"),
    (
        'strategies = ["business as usual", "newcastle"]',
        'strategies = ["newcastle"]\nbranch_at = 6',
        "experiment.branch_at",
        "one strategy only",
    ),
]


@pytest.mark.parametrize(("old", "new", "field", "hint"), WRONG)
def test_what_is_wrong_is_named(load, old, new, field, hint):
    with pytest.raises(FamsimError) as caught:
        load((old, new))
    said = str(caught.value)
    assert "experiment.toml, line " in said and field in said and hint in said and "\n" not in said


def experiment_of(scenarios, *uncertain, **constants):
    """Return the tables of an experiment over some scenarios."""
    about = {"name": "own", "question": "What if?", "scenarios": list(scenarios)}
    design = {"kind": "latin hypercube", "points": 4}
    return {"experiment": about, "design": design, "uncertainty": list(uncertain), "constants": constants}


def test_figures_of_a_scenarios_own_programmes_are_figures(own_programmes):
    """With the scenario's own range; a constant is set where there is such a figure, and elsewhere nothing is."""
    mine, other = own_programmes.own(), load_scenario("newcastle")
    take_up, cost = own_programmes.TAKE_UP, own_programmes.COST
    asked = load_experiment(experiment_of([mine, other], {"figure": take_up}, **{cost: 40.0}))
    assert asked.factors[0].ends == (0.2, 0.9) and asked.figures[take_up].value == 0.5
    assert [one.evidence.get(cost) for one in asked.cells] == [40.0, None]
    again = of_note(asked.note, "the note")
    assert again.factors == asked.factors and again.cells[0].programmes == mine.programmes
    for figure, says in (
        ({"figure": take_up, "low": 0.1, "high": 0.5}, "0.2 to 0.9"),
        ({"figure": "programmes.evenings.takeup"}, f"did you mean '{take_up}'"),
        ({"figure": "programmes.evening.take_up"}, f"did you mean '{take_up}'"),
    ):
        with pytest.raises(FamsimError, match=says):
            load_experiment(experiment_of([mine, other], figure))
    with pytest.raises(FamsimError, match="20 to 50"):
        load_experiment(experiment_of([mine], {"figure": take_up}, **{cost: 60.0}))


def test_programmes_of_one_name_agree_on_the_range_of_a_figure(own_programmes):
    """Two scenarios whose courses differ: the range has to be given, within both."""
    wider = own_programmes.TEXT.replace("[0.2, 0.9]", "[0.1, 0.7]").replace('name = "own"', 'name = "wider"')
    both, take_up = [own_programmes.own(), parse_scenario(wider)], own_programmes.TAKE_UP
    with pytest.raises(FamsimError, match="another range in each"):
        load_experiment(experiment_of(both, {"figure": take_up}))
    for low, high, says in ((0.1, 0.6, "0.2 to 0.9"), (0.3, 0.8, "0.1 to 0.7")):
        with pytest.raises(FamsimError, match=says):
            load_experiment(experiment_of(both, {"figure": take_up, "low": low, "high": high}))
    load_experiment(experiment_of(both, {"figure": take_up, "low": 0.2, "high": 0.7}))


def test_the_places_of_usual_services_are_moved_by_a_lever_alone():
    """They are worked out when a scenario is read, so that such a figure would move nothing."""
    usual = load_scenario("newcastle").with_(usual="2016")
    for asked in (
        experiment_of([usual], {"figure": "usual.debt_advice"}),
        experiment_of([usual], {"figure": "costs.referral"}, **{"usual.debt_advice": 40.0}),
    ):
        with pytest.raises(FamsimError, match="places_times"):
            load_experiment(asked)
    lever = [{"name": "usual", "changes": "places_times", "low": 0.5, "high": 2.0}]
    load_experiment(experiment_of([usual], {"figure": "costs.referral"}) | {"lever": lever})


def test_levers_of_other_offers_and_months_that_go_together_stand_side_by_side(load):
    """What is refused is only what does nothing, or cannot be: a list never pairs its first with its second."""
    other = load(("[constants]", "[[lever]]\nname = 'b'\nchanges = 'begins'\nvalues = [1, 9]\n[constants]"))
    assert {"places", "b"} <= {one.name for one in other.factors}
    paired = MONTHS.replace("[2, 12]", "[8, 12]")
    found = load(
        ('kind = "grid"', 'kind = "list"'), ("low = 0.3\nhigh = 0.6\nsteps = 2", f"values = [0.3, 0.4]\n{paired}")
    )
    assert {"begins", "ends"} <= {one.name for one in found.factors}


def test_a_store_of_before_that_holds_levers_of_one_thing_still_opens(load):
    """What is refused in a file is read from a store, so that nothing kept is out of reach."""
    note = load().note
    lever = LEVER % "places_times"
    said = json.loads(note)
    said["experiment"] = said["experiment"].replace("[constants]", lever)
    assert [one.name for one in of_note(json.dumps(said), "the note").factors][:2] == ["places", "other"]


def test_an_empty_design_and_one_without_end_are_refused(load, small):
    lever, rest = small.index("[[lever]]"), small.index("[constants]")
    with pytest.raises(FamsimError, match="nothing that it moves"):
        load((small[lever:rest], ""))
    many = "".join(
        f'[[lever]]\nname = "l{n}"\nchanges = "places_times"\nlow = 1\nhigh = 2\nsteps = 999\n' for n in range(9)
    )
    with pytest.raises(FamsimError, match="1 to 100,000 points"):
        load((small[lever:rest], many))


def test_python_is_checked_as_a_file_is(load):
    """Tables from Python, with a scenario as it was loaded; a wrong name is refused with the same words."""
    tables = {
        "experiment": {"name": "a", "question": "b", "scenarios": [load_scenario("newcastle").with_(months=6)]},
        "design": {"kind": "list"},
        "lever": [{"name": "more", "changes": "places_times", "values": [1.0, 2.0]}],
    }
    found = load_experiment(tables)
    assert found.cells[0].months == 6 and found.points().tolist() == [[1.0], [2.0]]
    with pytest.raises(FamsimError, match="did you mean 'lever'"):
        load_experiment(tables | {"levr": []})
    for wrong in (3, None, {"experiment": 3}, {"experiment": {"scenarios": [object()]}}):
        with pytest.raises(FamsimError):
            load_experiment(wrong)


@pytest.mark.parametrize(
    ("scenario", "areas", "slugs"),
    [
        ("newcastle", ["croydon", "luton"], ["croydon", "luton"]),
        ("twelve", None, 12),
        ("twelve", ["croydon"], ["croydon"]),
    ],
)
def test_areas_are_lived_one_by_one(load, scenario, areas, slugs):
    """An experiment's areas, or those of a scenario of several; each is a cell of its own."""
    name = next(one.name for one in load_scenario(scenario).strategies if one.offers)
    changes = [('"newcastle"]\nstrategies = ["business as usual", "newcastle"]', f'"{scenario}"]\n%s')]
    text = f"areas = {areas}\n" if areas else ""
    changes = [(old, new % text) for old, new in changes]
    found = load(*changes, ('strategies = ["newcastle"]', f'strategies = ["{name}"]'))
    there = [cell.area for cell in found.cells]
    assert (len(there) if isinstance(slugs, int) else there) == slugs


def test_a_note_holds_all_that_an_experiment_is(load):
    """The store's copy gives the same cells and the same points, without the files."""
    experiment = load(('kind = "grid"', 'kind = "latin hypercube"\npoints = 5'), ("steps = 2\n", ""))
    again = of_note(experiment.note, "a.sqlite")
    assert again.cells == experiment.cells and again.note == experiment.note
    assert np.array_equal(again.points(), experiment.points())


@pytest.mark.parametrize("note", ["", "{}", "[]", '{"kind": "famsim experiment 9"}', '{"kind": "famsim experiment 1"}'])
def test_a_note_that_is_none_is_refused(note):
    with pytest.raises(FamsimError, match=r"a\.sqlite"):
        of_note(note, "a.sqlite")


@pytest.mark.parametrize("tries", [150, pytest.param(10_000, marks=pytest.mark.long)])
def test_a_damaged_experiment_is_read_or_refused(tmp_path, small, tries):
    """Signs changed, lines lost, doubled or swapped: never anything but an experiment or one clear line."""
    chance, path, refused = random.Random(3), tmp_path / "a.toml", 0
    for _ in range(tries):
        path.write_bytes(damaged(small, chance))
        try:
            load_experiment(path)
        except FamsimError as error:
            refused += 1
            assert "\n" not in str(error)
    assert refused > tries // 2


def damaged(text, chance):
    kind = chance.randrange(4)
    if kind == 0:
        data = bytearray(text.encode())
        data[chance.randrange(len(data))] = chance.randrange(256)
        return bytes(data)
    lines = text.splitlines()
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    if kind == 1:
        del lines[at]
    elif kind == 2:
        lines.insert(other, lines[at])
    else:
        lines[at], lines[other] = lines[other], lines[at]
    return "\n".join(lines).encode()


def test_points_by_pieces_are_all_points(load, monkeypatch):
    """However few points are worked out at a time: the same runs, once each, what several points share too."""
    at_once, found = Plan(load()), []
    whole = [run.key for life in at_once.lives() for run in life.runs]
    for piece in (1, 3):
        monkeypatch.setattr(plan, "PIECE", piece)
        lives = list(Plan(load()).lives())
        assert len(lives) > len(list(at_once.chances()))
        found.append([run.key for life in lives for run in life.runs])
        assert [run.key for run in Plan(load()).runs()].count(whole[0]) > 1, "no points share a run"
    assert all(sorted(keys) == sorted(whole) and len(set(keys)) == len(keys) for keys in found)
