"""Does a fit's interval of what a policy changes hold what it changes? 500 worlds on the model itself; a null; faults.

    python tests/statistical/policy_coverage.py STORE [worlds a truth]

The truths are the points of the worked example's first wave, as in sbc.py: STORE keeps what surveys would see there.
At each the same families live under a strategy and without help, in the same luck, and, for the null, twice without
help in lucks that differ (policy_points.csv). Each fifth of the points is left out in turn: targets and difference are
emulated from the others; the targets that were lived at a left-out point, with their errors added, are fitted; the
posterior's draws give the difference, its emulator's own error among them. How often do 50 and 90% intervals hold the
difference that was lived there, and how often does 90% of the null leave out nothing at all, though nothing was done?

The table policy_coverage.csv holds a row for each difference and planted fault. The band is that of so many truths, as
several worlds of one truth share its life.
"""

import csv
import sys
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import sbc
from amortised import Amortised, band, covered

from famsim.areas import find_area
from famsim.calibration import (
    effective,
    log_likelihood,
    quasi_random,
    surface,
    weights_of,
)
from famsim.model.counts import Count
from famsim.model.policy import DOORS
from famsim.population.draws import Starts, with_strategy
from famsim.population.start import World
from famsim.questions.calibrate import How, question
from famsim.questions.calibrate.living import Lives, Ways
from famsim.questions.calibrate.run import first_wave
from famsim.questions.calibrate.space import rounded, space_of
from famsim.scenario import Strategy
from famsim.store import Store
from famsim.version import source_hash

HERE = Path(__file__)
POINTS, TABLE = HERE.with_name("policy_points.csv"), HERE.with_name("policy_coverage.csv")
FIGURES = ["separation.base_hazard", "separation.by_quality", "separation.by_commitment", "commitment.marries"]
FIGURES += ["apart.new_partner"]
FAMILIES, DESIGN, MONTHS, SEED, EACH = 6_000, 40, 36, 1, 13
OUTCOMES = {"parted": (Count.LOSSES, Count.EXITS), "harm": (Count.CHILDREN_IN_HARM,)}  # of 100 families over MONTHS
NULL = "null "
FAULTS = ("", "sign turned", "no emulator error", "of another point")
CANDIDATES, WIDER = 1_024, 2.5  # about each truth's posterior; variance of what they are drawn from, of its own
OFFER = {"programme": "relationship_group", "found": list(DOORS), "invites": "everyone", "unlimited": True}
PATHS = [{"door": door, "to": "relationship_group", "works": 1.0} for door in DOORS]
ALL_HELPED = Strategy(name="a group for all couples", pathways=PATHS, offer=[OFFER])
NOBODY = Strategy(name="nothing")


def counted(starts, strategy, seed):
    """Return each outcome of 100 families who live so many months under a strategy, (outcomes,)."""
    run = with_strategy(starts.start(0, seed), strategy, starts.world)
    run.advance(MONTHS)
    of = run.state.tallies.sum(axis=(0, 1), dtype=np.float64)
    return np.array([100.0 * sum(of[one] for one in some) for some in OUTCOMES.values()]) / run.families.size


def differences(figures, number):
    """Return what the strategy changes at figures' values, and two lives without help in their own luck, as a row."""
    starts = Starts(World(find_area("england"), figures, seed=SEED, families=FAMILIES, months=MONTHS))
    changed = counted(starts, ALL_HELPED, SEED) - counted(starts, NOBODY, SEED)
    chance = counted(starts, NOBODY, 1000 + 2 * number) - counted(starts, NOBODY, 1001 + 2 * number)
    found = dict(zip([*OUTCOMES, *(NULL + name for name in OUTCOMES)], [*changed, *chance], strict=True))
    return {name: f"{value:.6g}" for name, value in found.items()}


def points(space, places):
    """Return the difference at every point, (points, differences), with their names; those kept are not lived again."""
    remark = f"{FAMILIES} families, {MONTHS} months; rules {source_hash()}"
    rows = []
    if POINTS.exists() and remark in POINTS.read_text(encoding="utf-8").splitlines()[0]:
        with POINTS.open(encoding="utf-8") as lines:
            rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    for number in range(len(rows), len(places)):
        rows.append({"point": number} | differences(space.values(places[number].tolist()), number))
        write(POINTS, rows, remark)
        print(rows[-1], flush=True)
    names = [name for name in rows[0] if name != "point"]
    return np.array([[float(row[name]) for name in names] for row in rows]), names


def write(file, rows, remark):
    """Write rows as CSV below a remark."""
    with file.open("w", newline="", encoding="utf-8") as out:
        out.write(f"# {datetime.now(UTC):%Y-%m-%d}: {remark}\n")
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def said_at(emulators, x, fault, generator):
    """Return what emulators of differences say at draws of a posterior, with their own error, (draws, differences)."""
    means, variances = emulators.at(x)
    if fault == "sign turned":
        means = -means
    spread = 0.0 if fault == "no emulator error" else np.sqrt(variances)
    return means + spread * generator.normal(size=means.shape)


def off_from_others(x, y, parts, seed):
    """Return emulators without each part, with errors as large as they are at the points of that design."""
    made = [surface(x[~left], y[~left], seed) for left in parts]
    off = np.zeros(y.shape)
    for left, emulators in zip(parts, made, strict=True):
        means, variances = emulators.at(x[left])
        off[left] = (y[left] - means) / np.sqrt(np.maximum(variances, 1e-12))
    return [emulators.off_as(off[~left]) for left, emulators in zip(parts, made, strict=True)]


def weighing(posterior, emulators, answer, generator):
    """Return candidates about the posterior of an answer without error, and what weighs them for targets with errors.

    They are drawn wide enough for all of these. How likely each was to be drawn is what its first weight is lower by.
    """
    x, weights = sbc.nearer(posterior, emulators, answer, generator)
    said, aims, together = emulators.at(x), posterior.aims, emulators.together
    drawn = log_likelihood(*said, aims.of(answer), together) - np.log(np.maximum(weights, 1e-300))

    def weigh(values):
        """Return the weights for targets of these values."""
        return weights_of(log_likelihood(*said, aims.of(values), together) - drawn)

    return x, weigh


def worlds(design, targets, changed, each, seed=5):
    """Return which intervals hold what, {fault: (shares, worlds, differences)}, and what posteriors rest on.

    design: points (points, figures), and aims; targets (points, targets) as they were lived. changed: differences as
    they were lived, and as they are true, (points, differences) each: a null's truth is nothing. What a posterior rests
    on: candidates of equal weight, (worlds,).
    """
    (x, aims), generator = design, np.random.default_rng(seed)
    parts = [np.arange(len(x)) % sbc.FOLDS == fold for fold in range(sbc.FOLDS)]
    of_targets, of_changes = (off_from_others(x, y, parts, seed) for y in (targets, changed[0]))
    many, sure = quasi_random(sbc.MANY, x.shape[1], seed), np.sqrt(aims.variances)
    held, worth = {fault: [] for fault in FAULTS}, []
    for left, emulators, of_change in zip(parts, of_targets, of_changes, strict=True):
        posterior = Amortised(many, *emulators.at(many), aims, emulators.together)
        for number in np.flatnonzero(left):
            candidates, weigh = weighing(posterior, emulators, targets[number], generator)
            for _ in range(each):
                weights = weigh(targets[number] + sure * generator.normal(size=len(sure)))
                worth.append(effective(weights))
                draws = candidates[generator.choice(len(candidates), sbc.FEW, p=weights)]
                for fault in FAULTS:
                    other = generator.integers(len(x)) if fault == "of another point" else number
                    said = said_at(of_change, draws, fault, generator)
                    held[fault].append([covered(changed[1][other], said, share) for share in sbc.SHARES])
    return {fault: np.swapaxes(np.array(some), 0, 1) for fault, some in held.items()}, np.array(worth)


def rows_of(held, names, truths):
    """Yield the rows of the table."""
    low, high = band(0.9, truths)
    for fault, some in held.items():
        for j, name in enumerate(names):
            yield {
                "difference": name,
                "fault": fault,
                "truths": truths,
                "worlds": some.shape[1],
                "covered_50": f"{some[0, :, j].mean():.4f}",
                "covered_90": f"{some[1, :, j].mean():.4f}",
                "band_90": f"{low:.3f} to {high:.3f}",
                "called_a_change": f"{1.0 - some[1, :, j].mean():.4f}" if name.startswith(NULL) else "",
            }


def main(arguments):
    """Make the table."""
    each = int(arguments[1]) if len(arguments) > 1 else EACH
    asked = question("published", FIGURES, families=FAMILIES, how=How(points=DESIGN))
    sbc.NEAR, sbc.WIDER = CANDIDATES, WIDER
    space = space_of(asked.figures)
    places = rounded(quasi_random(asked.points, len(asked.figures), asked.scenario.seed))
    changed, names = points(space, places)
    with Store(arguments[0]) as store:
        begun = first_wave(Lives(asked, space, store, Ways()), quasi_random(sbc.MANY, len(asked.figures), 2))
    truth = np.where([name.startswith(NULL) for name in names], 0.0, changed)
    held, worth = worlds((begun.places, begun.aims), begun.answers[:, begun.fitted], (changed, truth), each)
    print(f"posteriors rest on {np.median(worth):.0f} candidates in the middle, {worth.min():.0f} at least")
    rows = list(rows_of(held, names, len(places)))
    write(TABLE, rows, f"{FAMILIES} families, {MONTHS} months; rules {source_hash()}")
    for row in rows:
        print(row)


if __name__ == "__main__":
    main(sys.argv[1:])
