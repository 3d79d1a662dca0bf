"""Whom a perfect screen lets in: nobody above the threshold of violence, in any shipped scenario."""

from dataclasses import replace

import pytest

from famsim.areas import find_area
from famsim.model.counts import Count
from famsim.population.draws import Starts, world_of
from famsim.population.start import World
from famsim.runs.paired import run_pair
from famsim.scenario import Scenario, change, is_many, load_scenario


def stands(scenario: Scenario) -> World:
    """Return where a scenario stands: England, else lived authority by authority, as the one stock it is solved on."""
    if not is_many(scenario):
        return world_of(scenario)
    return replace(world_of(scenario.with_(area="leeds")), area=find_area("england"))


def started_and_missed(name: str, sensitivity: float) -> tuple[list[int], list[int]]:
    """Return each strategy's couples who started, and those above the violence threshold among them."""
    fields = {"families": None, "start": "birth cohort"} if name == "birth cohort" else {"families": 3000}
    scenario = load_scenario("newcastle" if name == "birth cohort" else name)
    scenario = change(scenario, months=48, evidence={"support.screen_sensitivity": sensitivity}, **fields)
    books = [outcome.accounts for outcome in run_pair(Starts(stands(scenario)), scenario, 0, 0)[1:]]
    return tuple([int(book[:, count].sum()) for book in books] for count in (Count.STARTED, Count.MISSED_VIOLENT))


@pytest.mark.parametrize("name", ["newcastle", "croydon", "recession", "three_tiers", "england", "birth cohort"])
def test_with_a_perfect_screen_nobody_above_the_threshold_enters(name: str) -> None:
    """Every strategy of every shipped scenario, England too, and a year's new families of Newcastle."""
    started, missed = started_and_missed(name, 1.0)
    assert min(started) > 0
    assert max(missed) == 0


@pytest.mark.parametrize("name", ["england", "birth cohort"])
def test_with_a_poor_screen_some_above_the_threshold_enter(name: str) -> None:
    """Planted beside the test above: a screen that finds two in five misses some of them."""
    assert max(started_and_missed(name, 0.4)[1]) > 0
