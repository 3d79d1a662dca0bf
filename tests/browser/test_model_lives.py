"""The model itself in a browser, offline, in a worker: to the bit what the engine lives, and it says how far it is."""

import base64
import json
from pathlib import Path

import numpy as np
import pytest

from famsim.scenario import change, load_scenario
from famsim.wasm import pack, scripts

TESTS = Path(__file__).parents[1]
RULES = "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval' blob:; worker-src blob:"
STRICT = "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'"  # no worker may be begun
PAGE = """<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{rules}">
<title>famsim</title><body><script>{scripts}
const PACKS = {packs};
const want = ["families", "accounts", "account_ids", "cells", "couple_months", "unions", "tallies", "funnel"];
const hex = (found) => [...new Uint8Array(found)].map((one) => one.toString(16).padStart(2, "0")).join("");
window.open_model = async (how) => {{
  const worlds = PACKS.worlds;
  window.live = await famsimLive(PACKS.model, worlds, PACKS.seal, how);
  return {{where: live.where, seal: live.seal}};
}};
window.lives = async (ask) => {{
  if (ask.policy) ask.policy = Uint8Array.from(atob(ask.policy), (one) => one.charCodeAt(0));
  const told = [], hashes = {{}}, books = await live.ask({{want, ...ask}}, (one) => told.push(one));
  for (const name of want) hashes[name] = hex(await crypto.subtle.digest("SHA-256", books[name]));
  const {{rows, starters, seconds, bytes}} = books;
  return {{hashes, told, rows, starters, seconds, bytes}};
}};
</script>"""
AREAS = ("newcastle", "croydon", "family_hub_2026")  # the third is of another authority and vintage


def scenario_of(name, families, months):
    return change(load_scenario(name), families=families, months=months)


@pytest.fixture(scope="session")
def scenarios():
    """Return three areas' scenarios: the first at the size that a room begins with."""
    sizes = {"newcastle": (2_000, 120), "croydon": (400, 48), "family_hub_2026": (400, 48)}
    return {name: scenario_of(name, *sizes[name]) for name in AREAS}


@pytest.fixture(scope="session")
def lives(module_of):
    """Return what lives scenarios in the engine."""
    return module_of(TESTS / "wasm" / "lives.py")


@pytest.fixture(scope="session")
def offers(module_of):
    """Return a maker of strategies as unlike as chance makes them."""
    return module_of(TESTS / "engine" / "random_offers.py")


def page_of(scenarios, folder, rules=RULES):
    packs = [pack(one, (0, 3)) for one in scenarios]
    together = {"model": packs[0]["model"], "seal": packs[0]["seal"], "worlds": [one["world"] for one in packs]}
    file = folder / "model.html"
    file.write_text(PAGE.format(rules=rules, scripts=scripts(), packs=json.dumps(together)), encoding="utf-8")
    return file


@pytest.fixture
def model(scenarios, tmp_path, opens):
    """Return the page with three areas in it, opened offline, the model open in a worker."""
    page = opens(page_of(scenarios.values(), tmp_path))()
    opened = page.evaluate("open_model({})")
    assert opened["where"] == "worker" and opened["seal"]["agrees"], (opened, page.said)
    return page


def test_three_areas_are_lived_in_a_browser_to_the_bit(model, scenarios, lives):
    """Every strategy of Newcastle for ten years on 2,000 families; of two other areas two, also under another draw."""
    for place, (name, scenario) in enumerate(scenarios.items()):
        draws = (0,) if name == "newcastle" else (0, 3)
        strategies = scenario.strategies if name == "newcastle" else scenario.strategies[:2]
        here = lives.engine_lives(scenario, draws, strategies)
        for (number, strategy), expected in here.items():
            ask = {"world": place, "draw": draws.index(number), "strategy": strategy}
            found = model.evaluate("(ask) => lives(ask)", ask)
            assert found["hashes"] == expected, (name, ask)
            assert found["told"][-1] == {
                "what": "strategy",
                "month": scenario.months,
                "months": scenario.months,
                "share": 1,
            }
    assert [one for one in model.asked if not one.startswith(("file:", "blob:"))] == [] and model.said == []


def changed(model, scenario, how, offers, lives, world=0, draws=(0,)):
    """Change offers at random; live them in the browser and here."""
    count, seed = how
    luck = np.random.default_rng(seed)
    strategies = [offers.any_strategy(luck) for _ in range(count)]
    here = lives.engine_lives(scenario, draws, strategies)
    for number in draws:
        for place, policy in enumerate(lives.policies(strategies, scenario, number)):
            ask = {"world": world, "draw": (0, 3).index(number), "policy": base64.b64encode(policy).decode()}
            assert model.evaluate("(ask) => lives(ask)", ask)["hashes"] == here[number, place], strategies[place]


def test_offers_changed_in_a_browser_are_lived_to_the_bit(model, scenarios, offers, lives):
    changed(model, scenarios["newcastle"], (3, 5), offers, lives)


@pytest.mark.long
@pytest.mark.parametrize("place", range(len(AREAS)), ids=AREAS)
def test_fifty_offers_changed_in_a_browser_are_lived_to_the_bit(model, scenarios, offers, lives, place):
    """In three areas, under two draws: Newcastle at the size and length that a room begins with."""
    changed(model, scenarios[AREAS[place]], (50, 51), offers, lives, place, (0, 3))


@pytest.mark.long
def test_a_whole_area_is_lived_in_a_browser_to_the_bit(tmp_path, opens, lives):
    scenario = scenario_of("newcastle", None, 120)
    page = opens(page_of([scenario], tmp_path))()
    page.evaluate("open_model({})")
    for (_, strategy), expected in lives.engine_lives(scenario).items():
        found = page.evaluate("(ask) => lives(ask)", {"world": 0, "draw": 0, "strategy": strategy})
        assert found["hashes"] == expected and found["bytes"] < 150e6


def test_without_a_worker_the_page_itself_lives_them_the_same(tmp_path, opens, lives):
    """Where a page may begin no worker, and where it is asked to begin none; years are slices, so it stays awake."""
    scenario = scenario_of("newcastle", 300, 24)
    page = opens(page_of([scenario], tmp_path, STRICT))()
    here = lives.engine_lives(scenario, strategies=scenario.strategies[:1])
    for how in ({}, {"worker": False}):
        assert page.evaluate("(how) => open_model(how)", how) == {"where": "page", "seal": page.evaluate("live.seal")}
        found = page.evaluate("(ask) => lives(ask)", {"world": 0, "draw": 0, "strategy": 0})
        assert found["hashes"] == here[0, 0]


def test_a_page_that_may_run_no_model_says_so(tmp_path, opens):
    """A content security policy without 'wasm-unsafe-eval': refused in a sentence, in a worker and without one."""
    page = opens(page_of([scenario_of("newcastle", 300, 24)], tmp_path, RULES.replace("'wasm-unsafe-eval' ", "")))()
    for how in ({}, {"worker": False}):
        said = page.evaluate("(how) => open_model(how).catch((error) => [error.name, error.message])", how)
        assert said[0] == "NoWebAssembly" and said[1].startswith("This browser does not let the page run the model")


def test_a_run_is_cancelled_and_the_next_is_lived(model):
    """A changed mind: what was asked for first is given up within a year of it, and the queue goes on."""
    said = model.evaluate(
        """async () => {
          const first = live.ask({world: 0, draw: 0, strategy: 1, families: 3000, want: []});
          first.cancel();
          const name = await first.then(() => "lived", (error) => error.name);
          const next = await live.ask({world: 1, draw: 0, strategy: 0, want: []});
          return [name, next.rows > 300];
        }"""
    )
    assert said == ["Cancelled", True]
