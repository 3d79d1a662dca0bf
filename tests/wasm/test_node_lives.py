"""The page's model against the engine, byte for byte, in node: families, accounts, tallies, months of couples, funnel.

Truth: the compiled engine itself (famsim.engine.run), whose bytes are fixed. One bit that differs in one
family's record, or in one count, changes a hash.
"""

import ast
import base64
import hashlib
import json
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from famsim import composed
from famsim.engine.places import bucket
from famsim.population import Starts, with_strategy, world_of
from famsim.rules.family.breakdown import lean_to_parting
from famsim.scenario import change, in_area, is_many, load_scenario, places_in, shipped_names
from famsim.wasm import pack, pack_beside, packing
from famsim.wasm.compiled import translated
from famsim.wasm.source import plain, source_of

FEW = {"newcastle": 300, "croydon": 200, "family_hub_2026": 200, "recession": 200}
SAMPLES = {"hub_125k": 6_000}  # of fewer families nobody comes while its money lasts
MONTHS = 36  # a first year in which offers begin, and two in which they are lived with


def small(name, families, months=MONTHS):
    return change(load_scenario(name), families=families, months=months)


def all_of(scenario, draws):
    places = range(len(scenario.strategies))
    return [{"draw": d, "strategy": s} for d in range(len(draws)) for s in places]


def same(scenario, draws, engine_lives, node_lives):
    """Live a scenario here and there; return the answers once they agree."""
    packed = pack(scenario, draws)
    asked = all_of(scenario, draws)
    found = node_lives(packed, asked)
    here = engine_lives(scenario, draws)
    assert found["seal"]["agrees"], found["seal"]
    for ask, answer in zip(asked, found["answers"], strict=True):
        assert answer.get("hashes") == here[draws[ask["draw"]], ask["strategy"]], (scenario.name, ask, answer)
    return found["answers"]


@pytest.mark.parametrize("name", FEW)
def test_a_shipped_scenario_is_lived_to_the_bit(name, engine_lives, node_lives):
    """Every strategy, under central values and under another draw: staff trained by heads, an economy that turns."""
    answers = same(small(name, FEW[name]), (0, 3), engine_lives, node_lives)
    assert {one["starters"] for one in answers} and all(one["rows"] > one["starters"] > 100 for one in answers)


def test_draws_of_an_area_that_is_not_well_known_begin_with_families_of_their_own(engine_lives, node_lives):
    """Whose kinds and where they live differ by the draw from the beginning of the burn-in: Croydon in later years.

    The page once let every draw go on from the same families; with draws, its figures were not those of a comparison.
    """
    scenario = small("cost_of_living", 200)
    assert ["before" in one for one in pack(scenario, (0, 3))["world"]["draws"]] == [False, True]
    same(scenario.with_(months=6, strategies=scenario.strategies[:2]), (0, 3), engine_lives, node_lives)


def test_another_area_beside_is_lived_to_the_bit_in_every_draw(engine_lives, node_lives):
    """It is held as what differs from the first area's: its own families, under its own figures."""
    first, draws = small("newcastle", 200), (0, 3)
    other = change(first, area="gateshead", families=None).with_(families=200)
    packed = pack(first, draws)
    packed["worlds"] = [packed["world"], pack_beside(other, first, draws)]
    asked = [one | {"world": 1} for one in all_of(other, draws)]
    here = engine_lives(other, draws)
    for ask, answer in zip(asked, node_lives(packed, asked)["answers"], strict=True):
        assert answer.get("hashes") == here[draws[ask["draw"]], ask["strategy"]], (ask, answer)
    assert len(str(packed["worlds"][1]["draws"])) < 1000  # 34 words a draw


def test_a_book_without_tallies_is_the_same_in_less_memory(node_lives):
    """Where nobody asks for tallies one year's room serves every year: 9 MB less over ten years, nothing else moves."""
    scenario = small("newcastle", 4000, 14)
    lean = {"draw": 0, "strategy": 4, "want": ["accounts", "account_ids", "cells", "couple_months", "unions", "funnel"]}
    brief, full = node_lives(pack(scenario), [lean, {"draw": 0, "strategy": 4}])["answers"]
    assert brief["hashes"] == {name: full["hashes"][name] for name in brief["hashes"]} and len(brief["hashes"]) == 6
    assert "tallies" in full["hashes"] and full["bytes"] > brief["bytes"]


def test_a_slim_book_is_the_book(node_lives):
    """Counts as narrow as they are, couples' words without the months that are 0; memory given back is written over."""
    asked = [{"draw": 0, "strategy": place, "want": ["counts", "cells", "words"]} for place in (0, 4, 2, 0)]
    plain = [one | {"want": ["accounts", "cells", "couple_months"]} for one in asked]
    packed = pack(small("newcastle", 400, 36))
    slim, full = (node_lives(packed, some)["answers"] for some in (asked, plain))
    assert [one["hashes"] for one in slim] == [one["hashes"] for one in full]
    assert len({one["hashes"]["accounts"] for one in slim}) == 3


def changed_offers(any_strategy, scenario, how, lives, node_lives):
    """Change offers at random; live them here and there."""
    count, seed = how
    luck = np.random.default_rng(seed)
    strategies = [any_strategy(luck) for _ in range(count)]
    asked = [{"draw": 0, "policy": base64.b64encode(one).decode()} for one in lives.policies(strategies, scenario)]
    found = node_lives(pack(scenario), asked)["answers"]
    here = lives.engine_lives(scenario, strategies=strategies)
    assert [one["hashes"] for one in found] == [here[0, place] for place in range(count)]
    assert len({one["hashes"]["accounts"] for one in found}) > 1  # they did not all come to nothing


def test_offers_changed_in_the_page_are_lived_to_the_bit(any_strategy, lives, node_lives):
    """Bytes handed over by the page: offers, courses, pathways, stand-ins as unlike as chance makes them."""
    changed_offers(any_strategy, small("newcastle", 300), (5, 17), lives, node_lives)


def test_another_seed_and_size_are_lived_to_the_bit(engine_lives, node_lives):
    """A seed of more than 53 bits, which a JavaScript number cannot hold; a size the pack was not made for."""
    seed, packed = (1 << 53) + 12345, pack(small("newcastle", 300))
    other = change(small("newcastle", 240, 24), seed=seed)
    found = node_lives(packed, [{"draw": 0, "strategy": 1, "families": 240, "months": 24, "seed": str(seed)}])
    assert found["answers"][0]["hashes"] == engine_lives(other)[0, 1]


def test_an_economy_of_the_page_is_lived_to_the_bit(engine_lives, node_lives):
    """Jobs are lost twice as often from the seventh month on: the rows that a scenario's economy makes."""
    scenario = small("newcastle", 200, 24)
    rows = [[1.0, 1.0, 1.0]] * 6 + [[2.0, 0.5, 1.5]] * 18
    world = world_of(scenario)

    run = with_strategy(Starts(world).start(0, world.seed), scenario.strategies[0], world)
    run.economy = np.array(rows)
    run.advance(24)
    found = node_lives(pack(scenario), [{"draw": 0, "strategy": 0, "economy": rows}, {"draw": 0, "strategy": 0}])
    with_it, without = (one["hashes"]["accounts"] for one in found["answers"])

    assert with_it == hashlib.sha256(run.accounts.tobytes()).hexdigest() != without


def test_a_run_says_how_far_it_is_and_can_be_cancelled(node_lives):
    """Once a year of the 450 months before month 0 and of the scenario; what was asked for next is lived as well."""
    scenario = small("newcastle", 200, 24)
    asked = [{"draw": 0, "strategy": 0, "cancel_after": 3}, {"draw": 0, "strategy": 0}, {"draw": 0, "strategy": 1}]
    cancelled, whole, again = node_lives(pack(scenario), asked)["answers"]
    assert cancelled["name"] == "Cancelled" and len(cancelled["told"]) == 3
    assert [one["month"] for one in whole["told"] if one["what"] == "strategy"] == [12, 24]
    assert len(whole["told"]) >= 450 / 12 and whole["told"][-1]["share"] == 1
    assert [one["what"] for one in again["told"]] == ["strategy"] * 2  # families to begin with are kept


def test_a_seal_that_fails_is_said_in_words(node_lives):
    """A page whose small run ends otherwise than where it was made says so, and does not hide it."""
    packed = pack(small("newcastle", 200, 24))
    packed["seal"] |= {"end": "0" * 16}
    seal = node_lives(packed, [])["seal"]
    assert not seal["agrees"] and "cannot be trusted" in seal["says"]


def test_a_birth_cohort_is_lived_to_the_bit(engine_lives, node_lives):
    """No stock: families whose first child was conceived in the year before, and nobody after them."""
    scenario = change(load_scenario("newcastle"), start="birth cohort", families=None, months=24)
    same(scenario, (0,), engine_lives, node_lives)


def test_what_a_page_has_no_memory_for_is_refused_at_once(node_lives):
    """All of England's families: said in a sentence, with the most that can be asked for; what fits is lived after."""
    packed = pack(small("newcastle", 200, 24))
    packed["world"] |= {"area_families": 6.3e6}
    asked = [{"families": None, "draw": 0, "strategy": 0}, {"draw": 0, "strategy": 0}]
    packed["seal"] = None
    too_large, other = node_lives(packed, asked)["answers"]
    assert too_large["name"] == "TooLarge" and "ask for a sample" in too_large["error"] and too_large["told"] == []
    assert "hashes" in other


def test_a_model_that_stops_says_so(node_lives):
    """Rules that find no room for the arrays they make: nothing of the run is handed over."""
    packed = pack(small("newcastle", 200, 24))
    packed |= {"seal": None, "model": json.loads(json.dumps(packed["model"]))}
    packed["model"]["layout"]["room"] = [0, 0]
    (answer,) = node_lives(packed, [{"draw": 0, "strategy": 0}])["answers"]
    assert answer["name"] == "Broken" and "nothing of this run can be used" in answer["error"]


@pytest.mark.parametrize("missing", ["WebAssembly", "DecompressionStream"])
def test_a_browser_that_cannot_run_it_says_so(missing, node_lives):
    found = node_lives(pack(small("newcastle", 200, 24)), [], without=[missing])
    assert found["name"] == "NoWebAssembly" and found["error"].startswith("This browser ")


def test_the_stack_is_deep_enough(node_lives):
    """A stack that ran over would spoil the tables below it without a word: a tenth of it is used at most."""
    found = node_lives(pack(small("newcastle", 300)), [], Path(__file__).with_name("stack.mjs"))
    assert 0 < found["used"] < 0.1 * found["size"]


@contextmanager
def turned_round(rule):
    """Turn the first minus of a rule into a plus, where it is translated from."""
    tree = source_of(plain(rule)).tree
    minus = next(one for one in ast.walk(tree) if isinstance(one, ast.BinOp) and isinstance(one.op, ast.Sub))
    before, minus.op = minus.op, ast.Add()
    yield
    minus.op = before


@pytest.mark.parametrize("rule", [lean_to_parting, bucket])
def test_a_rule_that_was_changed_shows(rule, engine_lives, node_lives):
    """What these tests would miss: nothing of a family's month or of the queue, if one sign in it were wrong."""
    scenario = small("newcastle", 300)
    packed = pack(scenario)
    with turned_round(rule):
        packed["model"] = packed["model"] | {"wasm": packing.packed(translated().code)}
    found = node_lives(packed, all_of(scenario, (0,)))["answers"]
    here = engine_lives(scenario)
    assert any(one["hashes"] != here[0, place] for place, one in enumerate(found))


@pytest.mark.long
@pytest.mark.parametrize("name", shipped_names())
def test_every_shipped_scenario_is_lived_to_the_bit(name, engine_lives, node_lives):
    given = load_scenario(name)
    if is_many(given):
        given = in_area(given, places_in(given)[0])
    scenario = composed(change(given, families=SAMPLES.get(name, 2_000)))
    same(scenario, (0, 3, 5), engine_lives, node_lives)


@pytest.mark.long
def test_fifty_changed_offers_are_lived_to_the_bit(any_strategy, lives, node_lives):
    changed_offers(any_strategy, small("newcastle", 2_000, 120), (50, 50), lives, node_lives)


@pytest.mark.long
def test_a_whole_area_is_lived_to_the_bit(engine_lives, node_lives):
    answers = same(small("newcastle", None, 120), (0,), engine_lives, node_lives)
    assert max(one["bytes"] for one in answers) < 150e6
