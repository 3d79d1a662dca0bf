"""How often the 95% intervals of one draw hold the truth, over many worlds that differ in nothing but their seed.

    python tests/statistical/interval_coverage.py [worlds [worlds for the truth alone]]
    python tests/statistical/interval_coverage.py small [worlds]

A world is an area with its own luck from its first family on: its stock lives 450 months by its seed before month 0.
The truth of a cell (strategy, measure) is its mean over all worlds. One strategy has its places taken, one has not.
The table interval_coverage.csv beside this file holds, a row a cell: in how many worlds it speaks (three families or
more differ), how often its interval holds the truth and the truth lies below or above it, how often the normal interval
holds it that famsim had before, and how often the bound does where too few differ. Seeds are those of the repetitions
of seed 1. `small` makes interval_coverage_small.csv: a sample so small that the offers of the shipped scenario share a
handful of places and families.
"""

import csv
import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from famsim.measures.interval import FEW, Moments, limits, moments, normal_quantile
from famsim.measures.pairs import Pairs, in_order
from famsim.measures.places import Places
from famsim.population.draws import Starts, world_of
from famsim.questions.compare.gathered.helped import Helped
from famsim.runs.paired import run_pair
from famsim.scenario import change, load_scenario, parse_scenario
from famsim.writing.headline import HEADLINE, TWINS

SCENARIO = """
[scenario]
name = "coverage"
question = "How often do the intervals hold the truth?"
area = "newcastle-upon-tyne"
months = 60
seed = 1
families = 2000

[[strategy]]
name = "business as usual"

[[strategy]]
name = "places taken"
staff_trained = { midwife = 0.6, health_visitor = 0.6 }
pathways = [
  { door = "midwife", to = "new_parent_group", works = 0.8 },
  { door = "health_visitor", to = "new_parent_group", works = 0.8 },
]
[[strategy.offer]]
programme = "new_parent_group"
who = { together = true }
when = { trigger = "birth", from = -6, to = 12 }
found = ["midwife", "health_visitor"]
invites = "everyone"
places_a_month = 60.0

[[strategy]]
name = "places left"
staff_trained = { money_desk = 0.8 }
pathways = [{ door = "money_desk", to = "money_and_us", works = 0.9 }]
[[strategy.offer]]
programme = "money_and_us"
who = { in_arrears = true, together = true }
found = ["money_desk"]
places_a_month = 120.0
"""
TABLE = Path(__file__).with_name("interval_coverage.csv")
OF_SMALL = Path(__file__).with_name("interval_coverage_small.csv")
HEADLINES = {one.measure for one in HEADLINE} | {"losses", "harmful_conflict", "mothers_distressed", "quality"}
BESIDE = {f"twins: {one.measure}" for one in TWINS}
OF_PLACES = ("helped", "completed", "delivery_cost")
KEPT = ("estimate", "changed", "variance", "third", "largest", "most", "raw variance", "raw third", "about")
KEPT += ("below apart", "above apart")
SEEN = ("fewer_partings", "stay_free_of_harm", "stay_in_harm", "separations", "losses", "loss_rate", *OF_PLACES)
SPEAKS = 0.99  # of worlds in which a cell must speak to be judged
WORLDS, FOR_THE_TRUTH, FEWER = 2_000, 500, 400


def scenario(months=60, families=2_000):
    """Return the scenario of two strategies."""
    return change(parse_scenario(SCENARIO), months=months, families=families)


def cells_of(pairs, helped):
    """Return (strategy, measure) -> KEPT, from one run: the whole area's, and the families helped beside their twins.

    The last are the moments as if no number of places were fixed, the largest about the mean, and how far limits lie
    where rises and falls are sums of their own.
    """
    found, everyone = {}, pairs.rolls.splits()["all"]
    ledgers = {
        (strategy, measure): (bundle.ledger(measure), pairs.rolls.named["all"], everyone)
        for strategy, measure, bundle in in_order(pairs.bundles)
        if bundle.split == "all"
    }
    for strategy, one in helped.items():
        for name, beside in one.beside.items():
            split = beside.roll.split(everyone)
            ledgers[strategy, f"twins: {name}"] = (beside.ledger, beside.roll, split)
    for cell, (ledger, roll, split) in ledgers.items():
        if not ledger.estimates:
            found[cell] = [np.nan] * len(KEPT)
            continue
        of, x = ledger.moments(roll, split), roll.brought(ledger.summed, ledger.place)
        raw = moments(x, x, split.member, 1)
        fixed = roll.brought(ledger.fixed, ledger.place)
        about = moments(x - fixed, x, split.member, 1) if ledger.fixed.keys.size else of
        most = float(np.broadcast_to(ledger.most[0], (1,))[0])
        numbers = (ledger.estimates[0], of.changed, of.variance, of.third, of.largest)
        others = (raw.variance, raw.third, about.largest)
        apart = (0.0, 0.0) if of.apart is None else of.apart[0].tolist()
        found[cell] = [*(float(one[0]) for one in numbers), most, *(float(one[0]) for one in others), *apart]
    return found


def world(starts, asked, rep):
    """Return what each cell comes to in one world, and whether each strategy's places are taken."""
    starts._stocks.clear()
    outcomes = run_pair(starts, asked, 0, rep)
    places = Places.of(asked.strategies, starts.world.sample, asked.months)
    pairs, helped = Pairs(starts.world.sample.k, places), {}
    pairs.add(outcomes)
    for outcome in outcomes[1:]:
        helped[outcome.strategy] = Helped()
        helped[outcome.strategy].add(outcome, outcomes[0])
    return cells_of(pairs, helped), [places.holders(one) is not None for one in outcomes[1:]]


_starts = {}


def starts_of(asked):
    """Return the starts of a scenario, solved once."""
    if asked.name not in _starts:
        _starts[asked.name] = Starts(world_of(asked))
    return _starts[asked.name]


def some_worlds(asked, reps):
    """Return the worlds of some repetitions: one process's share."""
    return [world(starts_of(asked), asked, rep) for rep in reps]


def worlds(asked, reps, processes=2):
    """Return the names of the cells, their numbers (worlds, cells, KEPT), and whose places were taken, (worlds, 2)."""
    names = list(world(starts_of(asked), asked, 0)[0])  # compiles, before the processes part
    shares = [reps[start : start + 20] for start in range(0, len(reps), 20)]
    with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
        found = [one for some in pool.map(some_worlds, [asked] * len(shares), shares) for one in some]
    return names, np.array([[cells[name] for name in names] for cells, _ in found]), np.array([t for _, t in found])


def coverage(names, found, judged):
    """Return a row a cell: how often intervals of the first `judged` worlds hold the mean over all."""
    rows = []
    for cell, (strategy, measure) in enumerate(names):
        there = np.isfinite(found[:, cell, 0])
        if there.any():
            row = {"strategy": strategy, "measure": measure} | of_cell(found[there, cell], int(there[:judged].sum()))
            headline = measure in HEADLINES | set(OF_PLACES) or measure in BESIDE
            rows.append(row | {"judged": "yes" if headline and row["speaks"] >= SPEAKS else "no"})
    return rows


def of_cell(found, judged):
    """Return what the table says of one cell, from its numbers (worlds, KEPT)."""
    truth, sd = found[:, 0].mean(), found[:, 0].std()
    estimate, *four, most, raw, _, _, below, above = found[:judged].T
    of = Moments(*four, np.array([below, above]).T)
    now, speaks = limits(estimate, of, most), of.changed >= FEW
    held = (now.low <= truth) & (truth <= now.high)
    before = np.abs(estimate - truth) <= normal_quantile() * np.sqrt(raw)
    return {
        "truth": truth,
        "sd": sd,
        "mc_se": np.sqrt(of.variance.mean()),
        "speaks": speaks.mean(),
        "covers": share(held, speaks),
        "truth_below": share(now.low > truth, speaks),
        "truth_above": share(now.high < truth, speaks),
        "old_covers": share(before, speaks),
        "silent": int((~speaks).sum()),
        "bound_covers": share(held, ~speaks),
    }


def share(yes, among):
    """Return in what share of some worlds something is so, NaN of none."""
    return yes[among].mean() if among.any() else float("nan")


def write(rows, judged, more, table=TABLE):
    """Write the table, with its date and how many worlds it rests on."""
    with table.open("w", newline="") as file:
        file.write(f"# {datetime.now(UTC):%Y-%m-%d}: {judged} worlds judged, {more} more for the truth\n")
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({k: f"{v:.4g}" if isinstance(v, float) else v for k, v in row.items()} for row in rows)


def main(judged=WORLDS, more=FOR_THE_TRUTH):
    """Run the worlds and write the table."""
    names, found, taken = worlds(scenario(), range(int(judged) + int(more)))
    print("share of worlds with their places taken, by strategy:", taken.mean(axis=0))
    write(coverage(names, found, int(judged)), judged, more)


def small(judged=FEWER):
    """Run worlds of the shipped Newcastle, 1,000 families over three years, and write what was seen of headlines."""
    names, found, _ = worlds(change(load_scenario("newcastle"), months=36, families=1_000), range(int(judged)))
    write([one for one in coverage(names, found, int(judged)) if one["measure"] in SEEN], judged, 0, OF_SMALL)


if __name__ == "__main__":
    if sys.argv[1:2] == ["small"]:
        small(*sys.argv[2:])
    else:
        main(*sys.argv[1:])
