"""A strategy that a room changes becomes the very policy that famsim would make of it, or is refused in words."""

import base64
from pathlib import Path

import numpy as np
import pytest

from famsim.handover.page.allowed import allowed
from famsim.handover.page.paying import pence_by_heads
from famsim.measures.places import LEAST, places_offered
from famsim.model.parameters import PARAMETERS
from famsim.model.policy import POLICY
from famsim.population import Starts, set_policy, world_of
from famsim.runs import composed, set_up_pence
from famsim.runs.costs import most_items
from famsim.scenario import canonical, change, load_scenario, parse_scenario, scenario_tables
from famsim.wasm.layout import record

SHIPPED = ("newcastle", "family_hub_2026", "recession")
OFFER = {"programme": "relationship_group", "found": ["school"], "places_a_month": 2.0, "who": {"together": True}}
CHANGED = (
    {
        "offer": [
            OFFER | {"who": {"unemployed": True, "together": True}, "when": {"trigger": "job_loss", "from": 0, "to": 9}}
        ]
    },
    {"offer": [OFFER | {"places_a_month": 1.0}, OFFER | {"places_a_month": 90.0}]},  # few of a sample, and many
    {"offer": [OFFER | {"priority": "need", "invites": "everyone", "begins": 7, "ends": 50, "both_willing": True}]},
    {"offer": [OFFER, OFFER | {"programme": "couple_counselling", "stands_in": "relationship_group"}]},
    {"offer": [{k: v for k, v in OFFER.items() if k != "places_a_month"} | {"unlimited": True}], "signposting": False},
    {
        "offer": [OFFER],
        "questionnaire": True,
        "data_shared": True,
        "waits_shortened": 0.25,
        "staff_trained": {"school": 0.35, "gp": 1.0},
        "pathways": [
            {"agency": "education", "to": "relationship_group", "works": 0.8, "delay": 2},
            {"door": "gp", "to": "relationship_group", "works": 0.5},
        ],
    },
    {"train": [{"door": "school", "staff": 20, "begins": 3, "kind": "bought"}], "offer": [OFFER]},
    {"navigator": {"posts": 2.0, "doors": ["school", "nursery"], "advising": 0.5}, "offer": [OFFER]},
    {"navigator": {"posts": 2.0, "doors": ["school"], "sees": OFFER["programme"], "begins": 7}, "offer": [OFFER]},
)
WRONG = (
    ({"programme": "relationship_grup"}, 'did you mean "relationship_group"?'),
    ({"found": ["scool"]}, 'did you mean "school"?'),
    ({"found": []}, "choose at least one door"),
    ({"places_a_month": -1}, "places a month: allowed: 0 to 100000"),
    ({"who": {"deprivation_decile": [1, 11]}}, "allowed: 1 to 10 decile"),
    ({"who": {"childern": [1, 2]}}, 'did you mean "children"?'),
    ({"who": {"mothers_age": [30, 20]}}, "30 is above 20"),
    ({"who": {"together": [1, 1], "apart": [1, 1]}}, "no family can meet all of these at once"),
    ({"who": {"parent_elsewhere": [1, 1], "never_together": [1, 1]}}, "no family can meet all of these at once"),
    ({"when": {"trigger": "job_loss", "from": -3, "to": 6}}, "only a birth is known of before it happens"),
    ({"when": {"trigger": "birth", "from": 6, "to": 3}}, "month 3 is before month 6"),
    ({"when": {"trigger": "brith", "from": 0, "to": 3}}, 'did you mean "birth"?'),
    ({"begins": 300}, "it begins in a month from 1 to"),
    ({"stands_in": "mediation"}, "another offer of this strategy may stand in"),
    (
        {"found": ["family_court"], "who": {"together": [1, 1], "parent_elsewhere": [0, 0]}},
        "nobody whom this is for comes to these doors",
    ),
    ({"found": ["nursery"], "who": {"youngest_age": [6, 10]}}, "nobody whom this is for comes to these doors"),
)


@pytest.fixture(scope="module")
def books(module_of):
    return module_of(Path(__file__).parent / "live" / "books.py")


@pytest.fixture(scope="module")
def small(hostile):
    return change(parse_scenario(hostile), months=48, evidence={})


def asked(scenario, strategies=None):
    """Return what the script is told of a scenario and its strategies."""
    world = world_of(scenario)
    tables = scenario_tables(scenario)
    rows = [{"table": one} for one in (tables["strategy"] if strategies is None else strategies)]
    names = allowed(scenario, world)
    return {"names": names, "record": record(POLICY), "strategies": rows, "tables": tables} | {
        "months": scenario.months,
        "k": world.sample.k,
        "head": ["A room's scenario."],
    }


def same_everywhere(scenario, books, folder):
    """Check policies, places, pence and the file of a scenario against famsim's own."""
    said, starts = asked(scenario), Starts(world_of(scenario))
    world, p = starts.world, starts.central.copy()
    said |= {"parameters": record(PARAMETERS)["fields"], "p": base64.b64encode(p.tobytes()).decode()}
    said["families"], heads_pence = world.area.families, pence_by_heads(0, scenario.strategies, world)
    wanted = []
    for place, one in enumerate(scenario.strategies):
        set_policy(p, one, world)
        wanted.append(np.array(p.view(np.ndarray)["policy"][0]).tobytes())
        heads = [line.door for line in one.train] + list(one.navigator.doors if one.navigator else ())
        more = {"base": base64.b64encode(wanted[-1]).decode(), "by_heads": heads}
        said["strategies"][place] |= more | {"heads_pence": heads_pence[place]}
    found = books.ask(folder, "policy.mjs", said)
    for one, mine, theirs in zip(scenario.strategies, found["strategies"], wanted, strict=True):
        assert mine["problems"] == [], one.name
        assert base64.b64decode(mine["policy"]) == theirs, one.name
        assert mine["pence"]["paid"] == set_up_pence(one, p[0], world.area.families, world.months, world.programmes), (
            one.name
        )
        assert mine["pence"]["most"] == pytest.approx(sum(most_items(one, p[0], world.programmes).values()))
        assert mine["offered"] == [places_offered(offer, world.sample, world.months) for offer in one.offers]
    assert canonical(parse_scenario(found["toml"])) == canonical(scenario)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_strategy_is_the_same_to_the_byte(name, books, tmp_path):
    """Policy bytes, what staff and pathways cost, and the file that leaves the room."""
    same_everywhere(composed(load_scenario(name)), books, tmp_path)


def test_changed_strategies_are_the_same_to_the_byte(small, books, tmp_path):
    first = {"name": "as now"}
    changed = change(
        small, strategies=[first, *({"name": f"c{i}"} | one for i, one in enumerate(CHANGED))], families=900
    )
    same_everywhere(changed, books, tmp_path)
    k = world_of(changed).sample.k
    assert 1.0 * 48 / k < LEAST < 90.0 * 48 / k, "one offer's places are too few to say"


def test_what_cannot_be_is_said_in_words(small, books, tmp_path):
    """Each is refused by the scenario's own checks too, so that a file that leaves the room is never refused."""
    good = scenario_tables(change(small, strategies=[{"name": "a"}, {"name": "b", "offer": [OFFER]}]))["strategy"][1]
    rows = [good | {"offer": [good["offer"][0] | bad]} for bad, _ in WRONG]
    found = books.ask(tmp_path, "policy.mjs", asked(small, rows) | {"tables": None})["strategies"]
    for (bad, says), row, mine in zip(WRONG, rows, found, strict=True):
        assert any(says in one["text"] and one["offer"] == 0 for one in mine["problems"]), (bad, mine["problems"])
        with pytest.raises(Exception, match=r"."):
            change(small, strategies=[{"name": "a"}, row])


def test_hostile_words_stay_words_in_the_file(books, small, tmp_path):
    """Quotes, line ends and brackets in names cannot become part of a file."""
    tables = scenario_tables(small)
    tables["strategy"][1]["name"] = "a\"\\ ]] [[strategy]] # 'x' é"
    found = books.ask(tmp_path, "policy.mjs", asked(small, []) | {"tables": tables, "head": ["one\ntwo = 3"]})
    assert parse_scenario(found["toml"]).strategies[1].name == tables["strategy"][1]["name"]
