"""Strategies beside one life against each by itself: seconds of one core, and their ratio, measured in one run.

`python tests/speed/together.py [--families N] [--months M] [--draw D] [--repeats R]`: Newcastle's scenario.
"""

import argparse
from statistics import median
from time import process_time

from famsim.population import Starts, beside, with_strategy, world_of
from famsim.scenario import change, load_scenario

GRANT = "newcastle"  # a small grant: 96 places a year


def cases(scenario):
    """Return the strategies of each case by its name, the comparator first."""
    named = {one.name: one for one in scenario.strategies}
    nothing, grant = scenario.strategies[0], named[GRANT]
    return {
        "2: nothing, a small grant": [nothing, grant],
        "6: the scenario": list(scenario.strategies),
        "26: nothing, 25 small grants": [nothing, *[grant] * 25],
        "100: nothing, 99 small grants": [nothing, *[grant] * 99],
        "6: a comparator that makes offers": [grant, *(one for one in scenario.strategies if one is not grant)],
    }


def seconds(work):
    """Return the seconds of this process that some work takes."""
    began = process_time()
    work()
    return process_time() - began


def measured(start, world, strategies, months):
    """Return the seconds that strategies take together and apart; each unlike one is lived apart once."""
    runs = {id(one): with_strategy(start, one, world) for one in strategies}
    life = beside(with_strategy(start, strategies[0], world), [runs[id(one)].p for one in strategies[1:]])
    together = seconds(lambda: life.advance(months))
    alone = {key: seconds(lambda run=run: run.advance(months)) for key, run in runs.items()}
    return together, sum(alone[id(one)] for one in strategies)


def rows(families, months, draw, repeats):
    """Yield the lines of the table, a case as soon as it is measured: medians over repeats."""
    scenario = change(load_scenario("newcastle"), families=families, months=months)
    starts = Starts(world_of(scenario))
    start = starts.start(draw, scenario.seed)
    family_months = len(start.families) * months
    yield f"| Newcastle, {len(start.families):,} families at first, {months} months, draw {draw} | " + " | ".join(
        ["apart, s", "together, s", "ratio (range)", "ns a family-month for one more |"]
    )
    yield "| --- | --- | --- | --- | --- |"
    for name, strategies in cases(scenario).items():
        times = [measured(start, starts.world, strategies, months) for _ in range(repeats)]
        ratios = [apart / together for together, apart in times]
        together, apart = median(one for one, _ in times), median(one for _, one in times)
        more = (together - apart / len(strategies)) / (len(strategies) - 1) / family_months
        of_all = f"{median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})"
        yield f"| {name} | {apart:.2f} | {together:.2f} | {of_all} | {more * 1e9:.0f} |"


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--families", type=int)
    for name, usual in (("months", 120), ("draw", 1), ("repeats", 3)):
        asked.add_argument(f"--{name}", type=int, default=usual)
    for line in rows(**vars(asked.parse_args())):
        print(line, flush=True)
