"""The full model's absolute figures: ns a family-month on one and two threads, seconds to a first month."""

import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from os import environ
from pathlib import Path

from famsim.areas import find_area
from famsim.engine.run import Run, Sample
from famsim.engine.state import empty_state
from famsim.evidence import central, the_register
from famsim.model.counts import Count
from famsim.population.parameters import parameters
from famsim.population.policy import policy_record
from famsim.population.settling import area_number, burn_in
from famsim.scenario import load_scenario

HERE = Path(__file__).parent
FEWEST = 200  # families of the smallest sample


@dataclass(frozen=True)
class FullModel:
    """What was measured: ns a family-month and core, seconds, and the sample's size."""

    strategy: str
    families: int
    one_thread: float
    two_threads: float
    cold_seconds: float
    cached_seconds: float


def full_model(scenario_path, families, months):
    """Measure the scenario's last strategy, places and all, on a sample of its area, by the public engine.

    Constants stand at their first guesses: solving them takes time and leaves the speed of a month as it is.
    """
    scenario = load_scenario(str(scenario_path))
    cold, cached = start_seconds(scenario_path)
    stock = at_month_zero(scenario, families)
    one = ns_a_family_month([with_book(stock, months)], months)
    two = ns_a_family_month([with_book(stock, months), with_book(stock, months)], months)
    return FullModel(scenario.strategies[-1].name, len(stock.families), one, two, cold, cached)


def at_month_zero(scenario, families):
    """Return a sample of the scenario's area after its burn-in, under the last strategy from now on."""
    area = find_area(scenario.area)
    sample = Sample(area_number(area.code), max(area.families / families, 1.0))
    p = parameters(central(the_register(), scenario.evidence), area)
    run = burn_in(p, sample, scenario.seed)
    p[0].policy = policy_record(scenario.strategies[-1])[0]
    return run


def with_book(stock, months):
    """Return a run of its own that goes on from the stock, with room for the months' book."""
    count = len(stock.families)
    room = count + count // 4 + 1000 + months * 20
    state = empty_state(room, months, room)
    state.families[:count] = stock.families
    state.census[0].families = count
    return Run(state, stock.p.copy(), stock.sample, stock.seed, 0)


def ns_a_family_month(runs, months):
    """Return the time of the runs side by side, a thread each, over all family-months; of one the processor's."""
    clock = time.process_time if len(runs) == 1 else time.perf_counter
    began = clock()
    with ThreadPoolExecutor(len(runs)) as pool:
        list(pool.map(lambda run: run.advance(months), runs))
    seconds = clock() - began
    return 1e9 * seconds / sum(int(run.state.tallies[..., Count.FAMILIES].sum()) for run in runs)


def start_seconds(scenario_path):
    """Return the seconds of a fresh process up to its first month: with an empty cache, with a full one."""
    with tempfile.TemporaryDirectory() as folder:
        inherited = [path for path in sys.path if path]
        place = environ | {"FAMSIM_CACHE": folder, "PYTHONPATH": ":".join(inherited)}
        command = [sys.executable, str(HERE / "full_model.py"), str(scenario_path)]
        return seconds_of(command, place), seconds_of(command, place)


def seconds_of(command, place):
    began = time.perf_counter()
    subprocess.run(command, env=place, check=True)
    return time.perf_counter() - began


def first_month(scenario_path):
    """Live one month of the smallest sample: what a fresh process must do before it can show anything."""
    scenario = load_scenario(str(scenario_path))
    area = find_area(scenario.area)
    p = parameters(central(the_register(), scenario.evidence), area)
    sample = Sample(area_number(area.code), area.families / FEWEST)
    Run(empty_state(FEWEST, 0, 0), p, sample, scenario.seed, -1).advance(1)


if __name__ == "__main__":
    first_month(sys.argv[1])
