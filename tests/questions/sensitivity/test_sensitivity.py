"""A sensitivity of planted lives: what is concluded, shown, said, kept, and where the order turns."""

import numpy as np
import pytest

from famsim.evidence import the_register
from famsim.questions.sensitivity import Options, again, result
from famsim.questions.sensitivity.figures import A_LINE, label
from famsim.questions.sensitivity.result import find, study_of
from famsim.questions.sensitivity.words import in_short
from famsim.results import record_of

TAKE_UP, EFFECT, COST, INERT = (
    "programmes.new_parent_group.take_up",
    "programmes.new_parent_group.d_level",
    "costs.referral",
    "support.screen_specificity",
)
PLACES = {"name": "places", "changes": "places_times", "low": 0.5, "high": 2.0}


@pytest.fixture
def study(toy, ask):
    """Return what makes the study of the planted question, or of one with other tables."""

    def make(options=None, lives=toy, **tables):
        return study_of(find(ask(options, **tables), lives))

    return make


def row(table, **where):
    for name, value in where.items():
        table = table[table[name] == value]
    (one,) = table.to_dict("records")
    return one


def test_each_number_hangs_on_what_was_planted(study):
    """Losses: 100 x the effect, over .55 of it: 55. Cost: 100 x that of a referral over 21: 2,100. The rest nothing."""
    tables = study().tables
    difference = {"strategy": "newcastle", "baseline": "business as usual"}
    for measure, figure, index in (("losses", EFFECT, 55), ("cost", COST, 2100), ("helped", TAKE_UP, 27.5)):
        for of in (difference, {"strategy": "newcastle", "baseline": ""}):
            first = row(tables["indices"], **of, measure=measure, rank=1)
            assert first["figure"] == figure and first["index"] == pytest.approx(index)
            assert first["low"] == pytest.approx(index) and first["verdict"] == "counts"
            conclusion = row(tables["conclusions"], **of, measure=measure)
            assert (conclusion["verdict"], conclusion["counting"], conclusion["inert"]) == ("settled", 1, 3)
    inert = row(tables["indices"], **difference, measure="losses", figure=INERT)
    assert inert["index"] == inert["low"] == inert["high"] == 0.0 and inert["verdict"] == "does nothing"
    assert row(tables["conclusions"], strategy="business as usual", measure="losses")["verdict"] == "nothing moves it"


def test_a_figure_of_an_own_programme_is_named_in_words(study, own_programmes, tmp_path):
    """Planted as ever, but of a course that is the scenario's own; its words and range are its own."""
    mine, effect = own_programmes.own(), own_programmes.EFFECT

    def lives(experiment, names):
        found = np.zeros((len(experiment.points()), 2, 4, len(names))) + np.array([-0.3, -0.1, 0.1, 0.3])[:, None]
        place = [one.name for one in experiment.factors].index(effect)
        found[:, 1] -= 100 * experiment.points()[:, place, None, None]
        return found

    figures = [{"figure": effect}, {"figure": own_programmes.COST}]
    about = {"scenarios": [mine], "strategies": None, "families": None, "months": None}
    asked = {"experiment": about, "uncertainty": figures, "sensitivity": {"measures": ["losses"]}}
    found = study(lives=lives, **asked)
    first = row(found.tables["indices"], baseline="as now", rank=1)
    assert first["figure"] == effect and row(found.tables["figures"], figure=effect)["low"] == -0.1
    assert "evenings: " in found.answer and effect not in found.answer
    turns = study(Options(switching=True), lives, **asked)
    assert row(turns.tables["switching"], figure=effect)["verdict"] == "turns" and effect not in turns.answer
    assert (found.save(tmp_path / "out") / "parameters.csv").read_text().count("programmes.evenings.") > 20


def test_luck_alone_has_no_index(study):
    """Planted: children's difficulties are luck at every point; no number of theirs is printed anywhere."""
    found = study()
    tables = found.tables
    said = row(tables["conclusions"], strategy="newcastle", baseline="business as usual", measure="sdq_high")
    assert said["verdict"] == "mostly luck" and said["by_luck"] > 0.5 and said["needed"] > 4
    for name in ("indices", "growing", "swings"):
        assert "sdq_high" not in set(tables[name].measure)
    assert "score 17 or more* (about" in found.answer


def test_what_becomes_of_families_comes_first_though_nothing_is_concluded_of_it(study):
    """Planted: luck alone in children's difficulties; whom it reaches, which can be told, does not lead the answer."""
    only = study(sensitivity={"measures": ["sdq_high", "helped"]}).answer
    short = only[only.index("## In short") : only.index("## Number by number")]
    assert short.index("nothing can be concluded") < short.index("score 17 or more") < short.index("hangs on")
    both = study(sensitivity={"measures": ["helped", "losses"]}).answer
    assert "what becomes of families" not in both


def test_a_move_has_the_unit_of_its_number(study):
    """Morris's index of losses is couples."""
    assert "moves it by 55.0 couples over its range" in study().answer


def test_a_swing_is_one_figure_at_a_time(study):
    swing = row(study().tables["swings"], measure="losses", figure=EFFECT)
    low, high = swing["low"], swing["high"]
    assert swing["at_low"] == pytest.approx(-100 * (low - 0.02)) and swing["central"] == pytest.approx(-7.0)
    assert swing["swing"] == pytest.approx(100 * (high - low))


def test_the_planted_switching_value_is_found(study):
    """Losses differ by -100 (effect - .02): level at .02; luck 2 x (-.3 .. .3): half an interval of .822, .00822."""
    found = study(Options(switching=True), sensitivity={"measures": ["losses", "helped"]}, lever=[PLACES])
    turns = found.tables["switching"]
    one = row(turns, figure=EFFECT, measure="losses")
    half = 3.1824463 * np.std([-0.6, -0.2, 0.2, 0.6], ddof=1) / 2 / 100
    assert one["verdict"] == "turns" and one["turns_at"] == pytest.approx(0.02, abs=1e-6)
    assert (one["turns_low"], one["turns_high"]) == pytest.approx((0.02 - half, 0.02 + half), abs=1e-4)
    assert one["ahead"] == "newcastle" and one["difference"] == pytest.approx(-7.0)
    assert row(turns, figure=INERT, measure="losses")["verdict"] == "does nothing to the order"
    assert row(turns, figure=TAKE_UP, measure="helped")["verdict"] == "never turns"
    assert row(turns, figure="places", measure="helped")["verdict"] == "never turns"
    assert "indices" not in found.tables and "never turns within the range" in found.answer and "0.02" in found.answer


def test_both_can_be_asked_at_once(study):
    found = study(sensitivity={"switching": True})
    assert {"indices", "switching"} <= set(found.tables) and "When the order turns" in found.answer


def test_it_is_drawn_and_kept(study, toy, tmp_path, monkeypatch):
    """A tornado and the indices; the record asks for the same again, to the byte."""
    found = study()
    assert set(found.figures()) == {"tornado-newcastle", "indices-newcastle"}
    found.save(tmp_path / "out")
    monkeypatch.setattr(result, "lived", lambda experiment, store, ways, names: toy(experiment, names))
    there = again(found.scenario, record_of(found))
    assert there.answer == found.answer
    for name, table in found.tables.items():
        assert table.equals(there.tables[name]), name
    assert sum(one.stat().st_size for one in (tmp_path / "out").iterdir()) < 500_000


def test_names_in_pictures_are_whole():
    """Of every figure there is: in one line or two, each with room."""
    for figure in the_register().figures:
        name, drawn_as = in_short(figure), label(in_short(figure))
        assert drawn_as.replace("\n", " ") == name.replace("$", r"\$")
        assert len(drawn_as.split("\n")) <= 2 and all(len(one) <= A_LINE for one in drawn_as.split("\n"))


def test_every_method_finds_the_same_leader(study):
    for table in ({"method": "sobol", "points": 64}, {"method": "pawn", "points": 100}):
        tables = study(sensitivity=table | {"trajectories": None, "measures": ["losses"]}).tables
        assert row(tables["indices"], baseline="business as usual", rank=1)["figure"] == EFFECT
        assert row(tables["figures"], figure=EFFECT)["spread"] == "as the register draws it"


def test_a_run_that_failed_leaves_its_trajectory_out(study, toy):
    def with_a_hole(*asked):
        found = toy(*asked)
        found[2] = np.nan
        return found

    tables = study(lives=with_a_hole).tables
    assert row(tables["conclusions"], baseline="business as usual", measure="losses")["blocks"] == 5
    assert row(tables["facts"], name="points_not_lived")["value"] == 1


def test_one_strategy_has_no_difference_to_hang_on_anything(study):
    found = study(experiment={"strategies": ["newcastle"]})
    assert "There is one strategy" in found.answer
