"""A theory of change: every edge bound, what one switched off leaves exactly zero, what practitioners gave."""

from dataclasses import replace

import pandas as pd
import pytest

from famsim.errors import FamsimError, TheoryError, UnboundEdgeError
from famsim.evidence import the_register
from famsim.population import Starts, world_of
from famsim.questions.theory import load_theory, switched, theory, theory_in, theory_tables, theory_toml
from famsim.questions.theory.chart import Theory
from famsim.questions.theory.figures import drawn
from famsim.questions.theory.setting import set_figure
from famsim.questions.theory.switching import Lives, Setting
from famsim.runs import Telling
from famsim.scenario import parse_scenario, scenario_toml

HELPED = """
[scenario]
name = "theory"
question = "What carries it?"
area = "newcastle-upon-tyne"
months = 60
families = 300

[[strategy]]
name = "as now"

[[strategy]]
name = "online"
staff_trained = { gp = 1.0, health_visitor = 1.0, school = 1.0 }
pathways = [
    { door = "gp", to = "coached_online", works = 1.0 },
    { door = "health_visitor", to = "coached_online", works = 1.0 },
    { door = "school", to = "coached_online", works = 1.0 },
]

[[strategy.offer]]
programme = "coached_online"
who = { together = true }
found = ["gp", "health_visitor", "school"]
unlimited = true
"""
PROGRAMME = "programmes.coached_online"
MADE = f"""
[theory]
title = "made"
scenario = "scenario.toml"
strategy = "online"

[node.offer]
kind = "activity"
says = "an online course is offered"

[node.quality]
kind = "mechanism"
says = "couples feel better"

[node.harm]
kind = "outcome"
says = "children live less in harm"

[[edge]]
from = "offer"
to = "quality"
says = "it works"
figures = ["{PROGRAMME}.d_level"]

[[edge]]
from = "quality"
to = "harm"
says = "they argue less often"
figures = ["{PROGRAMME}.half_life_buffer"]
"""
ELICITED = f"""
[edge.elicited]
figure = "{PROGRAMME}.half_life_buffer"
low = 12
middle = 24
high = 36
by = "twelve practitioners of Leeds"
date = "November 2026"
"""


@pytest.fixture(scope="module")
def scenario():
    return parse_scenario(HELPED)


@pytest.fixture(scope="module")
def found(scenario):
    """Return the theory that is written for the strategy, lived edge by edge."""
    return switched(theory_in(theory_toml(scenario, scenario.strategies[1], "child_months_in_harm"), scenario))


def test_an_edge_switched_off_leaves_exactly_nothing_of_its_ways(found):
    """An invariance, without tolerance: where nothing passes, both lives are one and the same."""
    edges = theory_tables(found)["edges"]
    assert (edges["left"] == 0.0).all()
    assert found.averted()["estimate"] != 0.0 and (edges["alone"] != 0.0).sum() >= 6  # nor is all of it nothing


def test_what_an_edge_carries_is_the_whole_less_what_is_averted_without_it(found):
    tables = theory_tables(found)
    whole = float(tables["whole"]["estimate"].iloc[0])
    assert (tables["edges"]["carries"] + tables["edges"]["without"] == whole).all()


def test_all_that_is_done_passes_the_first_edge_and_the_second_carries_all_but_the_talk(found):
    """By construction: nobody is helped whom nobody asks; who does not agree has had the talk alone."""
    edges = theory_tables(found)["edges"].set_index("edge")
    first, agree = "met_coached_online -> asked", "asked -> takes_part_coached_online"
    assert edges.loc[first, "without"] == 0.0
    assert edges.loc[agree, "without"] == edges.loc["asked -> eased", "alone"]


def test_lives_beside_the_comparators_are_those_lived_apart(scenario, found):
    """The same to the bit, on settings with an effect off, a half-life at nothing, and a range's end."""
    starts = Starts(world_of(scenario))
    lives = Lives(found.theory, starts, starts.start(0, 1), Telling(None, 1))
    ends = ((f"{PROGRAMME}.d_level", 0.2),)
    names = [edge.name for edge in found.theory.edges]
    asked = [Setting(frozenset((names[4],))), Setting(frozenset((names[5],))), Setting(frozenset(), ends)]
    told = [pd.DataFrame(found) for found in (lives.together(asked).values(), lives.apart(asked).values())]
    pd.testing.assert_frame_equal(*told, check_exact=True)


def test_an_edge_switched_off_by_hand_is_off_in_every_life(scenario, found):
    agree = found.theory.edge("asked -> takes_part_coached_online")
    toml = found.theory.toml.replace('to = "takes_part_coached_online"', 'to = "takes_part_coached_online"\non = false')
    by_hand = theory_in(toml, scenario)
    assert by_hand.switched_off == {agree.name}
    study = theory(by_hand)
    assert study.tables["whole"]["estimate"].iloc[0] == found.averted(frozenset((agree.name,)))["estimate"]
    assert "Switched off: *asked → takes part coached online*" in study.answer


def test_every_way_through_an_edge_is_found(scenario):
    """By hand: of a -> b -> d, a -> c -> d and c -> e the ways are three; beside a -> b lie the edges of the others."""
    nodes = dict(zip("abcde", ["activity", *["mechanism"] * 2, *["outcome"] * 2], strict=True))
    made = theory_in(MADE, scenario)
    of = replace(made.edges[0])
    pairs = ["ab", "ac", "bd", "cd", "ce"]
    edges = tuple(replace(of, start=one[0], end=one[1]) for one in pairs)
    boxes = tuple(replace(made.nodes[0], name=name, kind=kind) for name, kind in nodes.items())
    whole = Theory("t", made.measure, "online", scenario, boxes, edges)
    assert [tuple(name[0] + name[-1] for name in way) for way in whole.routes] == [
        ("ab", "bd"), ("ac", "cd"), ("ac", "ce"),
    ]  # fmt: skip
    assert whole.beside("a -> b") == {"a -> c", "c -> d", "c -> e"}
    assert whole.beside("a -> c") == {"a -> b", "b -> d"}


def test_an_edge_with_only_an_assumption_is_grey_and_named(scenario, pictures):
    made = theory_in(MADE, scenario)
    assert [edge.is_supported for edge in made.edges] == [True, False]
    study = theory(made)
    assert "Grey: nothing but an assumption stands behind this edge:** *quality → harm*" in study.answer
    figure = drawn(made, study.tables["edges"], study)
    arrows = [one.arrow_patch for one in figure.axes[0].texts if getattr(one, "arrow_patch", None)]
    assert [one.get_linestyle() == "-" for one in arrows] == [True, False]


def test_what_practitioners_gave_enters_as_a_graded_source(scenario):
    made = theory_in(MADE + ELICITED, scenario)
    edge = made.edge("quality -> harm")
    assert (edge.grade, edge.is_supported) == ("elicited", True)
    assert made.scenario.evidence[f"{PROGRAMME}.half_life_buffer"] == 24
    study = theory(made)
    row = study.tables["edges"].set_index("edge").loc["quality -> harm"]
    assert "elicited from twelve practitioners of Leeds, November 2026" in row["sources"]
    assert "Grade: elicited" in study.answer and len(study.tables["elicited"]) == 1


UNBOUND = MADE.replace(f'figures = ["{PROGRAMME}.half_life_buffer"]\n', "")


def test_an_unbound_edge_is_a_named_error(scenario):
    with pytest.raises(UnboundEdgeError, match=r"own.toml, line 25: edge 2: quality -> harm is bound to no figure"):
        theory_in(UNBOUND, scenario, "own.toml")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("half_life_buffer", "half_life_bufer", "line 29: edge 2, figures: .* Did you mean 'programmes.coached_online"),
        ('to = "harm"', 'to = "ham"', "line 27: edge 2, to: there is no node 'ham'. Did you mean 'harm'"),
        ('to = "quality"', 'to = "offer"', "lead in a circle"),
        ("says = \"it works\"", "says = \"it works\"\nevidence = [\"nobody_1999\"]", "no source 'nobody_1999'"),
        ("says = \"it works\"", "says = \"it works\"\noff = { \"stress.arrears\" = 1 }", "no figure of this edge"),
        ('kind = "outcome"', 'kind = "end"', "kind: .* allowed: activity, mechanism, outcome"),
        ("[theory]", "[theory]\ncolour = 1", "theory.colour"),
        ('strategy = "online"', 'strategy = "onlin"', "Did you mean 'online'"),
        ('strategy = "online"', 'strategy = "online"\nmeasure = "quality"', "there is no measure 'quality'"),
        (f"{PROGRAMME}.d_level", "staff.at_door", "list of numbers"),
        ('title = "made"', 'title = "made\\u0000"', "title"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_line(scenario, old, new, says):
    with pytest.raises(FamsimError, match=says) as refused:
        theory_in(MADE.replace(old, new, 1), scenario, "own.toml")
    assert "own.toml" in str(refused.value) or "scenario" in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("low = 12", "low = 30", "not in order"),
        ("high = 36", "high = 3600", "is not within what"),
        (f'figure = "{PROGRAMME}.half', f'figure = "{PROGRAMME}.quarter', "no figure of this edge"),
    ],
)
def test_a_range_that_cannot_be_is_refused(scenario, old, new, says):
    with pytest.raises(TheoryError, match=says):
        theory_in((MADE + ELICITED).replace(old, new, 1), scenario, "own.toml")


def test_a_figure_that_makes_the_families_is_not_switched(scenario):
    """conflict.half_life is read before anybody lives; conflict.from_quality by rules alone."""
    made = theory_in(MADE.replace(f"{PROGRAMME}.d_level", "conflict.half_life"), scenario)
    with pytest.raises(TheoryError, match=r"conflict\.half_life makes the area's families what they are"):
        switched(made)


def test_a_figure_that_rules_read_is_set_as_it_stands(scenario):
    starts = Starts(world_of(scenario))
    p = starts.parameters(0)
    register = the_register()
    for name, value in (("conflict.from_quality", 0.0), (f"{PROGRAMME}.d_level", 0.0), (f"{PROGRAMME}.take_up", 0.3)):
        set_figure(p, starts.world.programmes, register[name], value)
    row = p[0].programmes[starts.world.programmes.index("coached_online")]
    assert (p[0].conflict.from_quality, row.full.level, row.take_up) == (0.0, 0.0, 0.3)


def test_a_theory_is_read_back_from_beside_its_scenario(scenario, tmp_path):
    (tmp_path / "scenario.toml").write_text(scenario_toml(scenario), encoding="utf-8")
    (tmp_path / "theory.toml").write_text(MADE, encoding="utf-8")
    assert load_theory(tmp_path / "theory.toml") == theory_in(MADE, scenario)
    with pytest.raises(TheoryError, match="there is no such file"):
        load_theory(tmp_path / "none.toml")
