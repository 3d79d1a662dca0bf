"""The instructions that the life of a month takes, counted one by one: the same on a busy machine as on an idle one.

`python tests/speed/instructions.py [--families N] [--places 0 5]`: Newcastle's strategies by their places, from 0.
Needs Linux and a C compiler. What a call takes whoever is lived is counted by itself and taken off.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from full_model import at_month_zero
from small_c import compiler

from famsim.engine.live import live
from famsim.model.counts import Count
from famsim.population import with_strategy, world_of
from famsim.scenario import change, load_scenario

MONTHS = 12
SOURCE = Path(__file__).with_name("steps.c")


def ready(stock, scenario, place):
    """Return a run at month 0 under the strategy at a place, and what a year brings it."""
    run = with_strategy(stock, scenario.strategies[place], world_of(scenario))
    run.make_room(MONTHS)
    return run, run.timetable(MONTHS)


def count(run, timetable):
    """Live the months between two stops, which the counting program waits for."""
    os.kill(os.getpid(), signal.SIGSTOP)
    live(run.state, timetable, run.p, run.by_itself)
    os.kill(os.getpid(), signal.SIGSTOP)


def lives(families, places):
    """Live a year of nobody, then of a sample under each strategy, each counted; print the family-months of each."""
    scenario = change(load_scenario("newcastle"), months=MONTHS)
    stock = at_month_zero(scenario, families)
    ready(stock, scenario, places[0])[0].advance(MONTHS)  # compiled, imported, warm
    nobody, timetable = ready(stock, scenario, places[0])
    nobody.state.census[0].families = 0
    none = timetable._replace(arrivals=timetable.arrivals[:0], arrivals_from=0 * timetable.arrivals_from)
    live(nobody.state, none, nobody.p, nobody.by_itself)
    count(nobody, none)
    for place in places:
        run, timetable = ready(stock, scenario, place)
        count(run, timetable)
        print(int(run.state.tallies[..., Count.FAMILIES].sum()), flush=True)


def rows(families, places):
    """Return the lines of the table."""
    with tempfile.TemporaryDirectory() as folder:
        program = str(Path(folder) / "steps")
        subprocess.run([compiler(), "-O2", "-o", program, str(SOURCE)], check=True)
        of_lives = [sys.executable, __file__, "--lives", "--families", str(families), "--places", *map(str, places)]
        said = subprocess.run([program, *of_lives], check=True, capture_output=True, text=True).stdout.split()
    a_call, found = int(said[0]), [int(one) for one in said[1:]]
    names = [load_scenario("newcastle").strategies[place].name for place in places]
    lines = ["| strategy | instructions a family-month |", "| --- | --- |"]
    for name, steps, family_months in zip(names, found[::2], found[1::2], strict=True):
        lines.append(f"| {name} | {(steps - a_call) / family_months:,.0f} |")
    return lines


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--families", type=int, default=400)
    asked.add_argument("--places", type=int, nargs="+", default=[0, 5])
    asked.add_argument("--lives", action="store_true", help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.lives:
        lives(given.families, given.places)
    else:
        print("\n".join(rows(given.families, given.places)))
