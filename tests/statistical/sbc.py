"""Is a fit's posterior what it says? Truths drawn from what is assumed, their ranks, coverage, false alarms.

    python tests/statistical/sbc.py [worlds [STORE]]
    python tests/statistical/sbc.py again               # some worlds by emcee alone: sbc_again.csv

First on a simulator whose answers are known (tests/made_up/fitting.py), rough by as much as a target's error: so many
worlds, twenty of each design, whose emulators are its own. The amortised posterior (candidates weighed by the
emulators) is held to the ranks; some worlds are run again by emcee, as `famsim calibrate` does, and must give the same
mean and spread. The same with faults planted, each of which must fail.

Then, with STORE, on the model itself: the points of the first wave that a fit (experiments/calibrate_separation.py)
has kept are its truths, even over the figures' ranges, which are then all that is assumed. Each fifth of them is left
out of the emulators in turn; what was lived there, with the targets' errors added, is fitted. No family is lived.

The table sbc.csv beside this file holds a row for each simulator, fault and figure.
"""

import csv
import sys
from datetime import UTC, datetime
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import numpy as np
from amortised import Amortised, band, covered, leaning_p, ranks, uniform_p
from scipy.stats import multivariate_t

from famsim.calibration import (
    CANDIDATES,
    effective,
    log_likelihood,
    quasi_random,
    surface,
    weights_of,
)
from famsim.questions.calibrate import How, question
from famsim.questions.calibrate.living import Lives, Ways
from famsim.questions.calibrate.run import first_wave
from famsim.questions.calibrate.space import space_of
from famsim.store import Store

HERE = Path(__file__)
TABLE, EXACTLY = HERE.with_name("sbc.csv"), HERE.with_name("sbc_again.csv")
WORLDS, EACH, AGAIN = 1_000, 20, 100  # worlds; of a design; run again by emcee
ROUGH = 0.5
FAULTS = (None, "no emulator error", "wrong sign", "no target error")
FOLDS, TIMES = 5, 1  # parts of a wave left out in turn; how often errors are added to what was lived
BINS = 20
MANY, NEAR = 8_192, 4_096  # candidates on the model itself: over all ranges, then where the posterior lies
CARRYING, WIDER, TAILS = (
    60,
    2.0,
    5,
)  # candidates that must count at first; variance and tails of what they are drawn from
FEW, SHARES = 99, (0.5, 0.9)  # draws of a posterior, and intervals of it, on the model itself


def toy():
    """Return the simulator whose answers are known."""
    spec = spec_from_file_location("fitting", HERE.parents[1] / "made_up" / "fitting.py")
    module = module_from_spec(spec)
    sys.modules["fitting"] = module
    spec.loader.exec_module(module)
    return module


def row(simulator, fault, figure, found):
    """Return a row of the table; found: ranks (worlds,), held (shares, worlds), shown (worlds,), draws of each."""
    place, held, shown, draws = found
    number = len(place)
    low, high = band(0.9, number)  # held may be of several lucks of each truth, which are no truths more
    return {
        "simulator": simulator,
        "fault": fault or "",
        "figure": figure,
        "worlds": number,
        "p_uniform": f"{uniform_p(place, draws, BINS):.3g}",
        "p_leaning": f"{leaning_p(place, draws):.3g}",
        "covered_50": f"{held[0].mean():.4f}",
        "covered_90": f"{held[1].mean():.4f}",
        "band_90": f"{low:.3f} to {high:.3f}",
        "called_calibrated": f"{shown.mean():.4f}",
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
    }


def of_toy(made, number):
    """Yield rows of the simulator whose answers are known, without a fault and with each that is planted."""
    for fault in FAULTS:
        found = made.worlds(number, ROUGH, fault, designs=number // EACH)
        for j, name in enumerate(("first", "second", "does nothing")):
            yield row("toy", fault, name, (found.ranks[:, j], found.held[:, :, j], found.shown[:, j], made.DRAWS))


def run_again(made):
    """Return how far the amortised posterior is from emcee's over some worlds, (worlds, 2, figures).

    Of the mean, in the amortised posterior's spreads, and of the logarithm of the spread.
    """
    generator, emulators = np.random.default_rng(3), made.fitted(ROUGH, seed=11)
    _, posterior = made.amortised(emulators)
    off = []
    for number in range(AGAIN):
        values = made.lived(generator.random((1, made.FIGURES)), ROUGH, number)[0] + made.ERRORS * generator.normal(
            size=3
        )
        weights = posterior.weights(values)
        mean = weights @ posterior.x
        sd = np.sqrt(weights @ (posterior.x - mean) ** 2)
        exact = made.z_of(made.chains(emulators, values, seed=number).flat)
        off.append([np.abs(exact.mean(axis=0) - mean) / sd, np.abs(np.log(exact.std(axis=0) / sd))])
    return np.array(off)


def nearer(posterior, emulators, values, generator):
    """Return a posterior on candidates drawn where a first one lies, each weighed by how likely it was to be drawn.

    Posteriors of 87 targets are so narrow that a handful of candidates spread over all ranges carries all the weight,
    and intervals of a handful are too narrow whatever the posterior is. Drawn from a wide t about the first one, twice.
    """
    weights = posterior.weights(values)
    while 1.0 / (weights**2).sum() < CARRYING:  # tempered until enough count to tell where it lies
        weights = np.sqrt(weights) / np.sqrt(weights).sum()
    x = posterior.x
    for _ in range(2):
        centre = weights @ x
        spread = WIDER * np.cov(x.T, aweights=weights) + 1e-9 * np.eye(x.shape[1])
        t = multivariate_t(centre, spread, df=TAILS, seed=generator)
        x = t.rvs(NEAR)
        x = x[((x > 0.0) & (x < 1.0)).all(axis=1)]
        logs = log_likelihood(*emulators.at(x), posterior.aims.of(values), emulators.together) - t.logpdf(x)
        weights = weights_of(logs)
    return x, weights


def of_model(question, store):
    """Yield rows of the model itself, from the points that a fit has kept."""
    seed, u = question.scenario.seed, quasi_random(CANDIDATES, len(question.figures), question.scenario.seed + 1)
    begun = first_wave(Lives(question, space_of(question.figures), store, Ways()), u)
    aims, x, y = begun.aims, begun.places, begun.answers[:, begun.fitted]
    generator, sure = np.random.default_rng(5), np.sqrt(aims.variances)
    place, held, worth, many = [], [], [], quasi_random(MANY, len(question.figures), seed + 2)
    parts = [np.arange(len(x)) % FOLDS == fold for fold in range(FOLDS)]
    made = [surface(x[~left], y[~left], seed) for left in parts]
    off = np.zeros(y.shape)
    for left, emulators in zip(parts, made, strict=True):
        means, variances = emulators.at(x[left])
        off[left] = (y[left] - means) / np.sqrt(variances)
    for left, emulators in zip(parts, made, strict=True):
        sized = emulators.off_as(off[~left])  # by the points that these truths are not among
        posterior = Amortised(many, *sized.at(many), aims, sized.together)
        for truth, answer in zip(x[left], y[left], strict=True):
            for _ in range(TIMES):
                values = answer + sure * generator.normal(size=len(sure))
                candidates, weights = nearer(posterior, sized, values, generator)
                worth.append(effective(weights))
                draws = candidates[generator.choice(len(candidates), FEW, p=weights)]
                place.append(ranks(truth, draws, generator))
                held.append([covered(truth, draws, share) for share in SHARES])
    place, held = np.array(place)[::TIMES], np.swapaxes(np.array(held), 0, 1)
    print(f"the model: posteriors rest on {np.median(worth):.0f} candidates in the middle, {min(worth):.0f} at least")
    for j, figure in enumerate(question.figures):
        yield row("the model", None, figure.name, (place[:, j], held[:, :, j], np.full(1, np.nan), FEW))


def exactly(off):
    """Yield a row a figure of how far the amortised posterior is from emcee's, (worlds, 2, figures)."""
    for j, figure in enumerate(("first", "second", "does nothing")):
        mean, spread = off[:, 0, j], off[:, 1, j]
        row = {"figure": figure, "worlds": len(off), "mean_off": f"{np.median(mean):.3f}"}
        row |= {"mean_off_95": f"{np.quantile(mean, 0.95):.3f}", "mean_off_most": f"{mean.max():.3f}"}
        yield row | {"spread_off": f"{np.median(spread):.3f}", "spread_off_most": f"{spread.max():.3f}"}


def write(file, rows):
    """Write rows as CSV, and say them."""
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    for one in rows:
        print(one)


def main(arguments):
    """Make the tables."""
    made, rows = toy(), []
    write(EXACTLY, list(exactly(run_again(made))))
    if arguments == ["again"]:
        return
    rows += of_toy(made, int(arguments[0]) if arguments else WORLDS)
    if len(arguments) > 1:
        script = (HERE.parents[2] / "experiments" / "calibrate_separation.py").read_text(encoding="utf-8")
        names = [
            line.strip().strip('",')
            for line in script.split("FIGURES = [")[1].split("]")[0].splitlines()
            if line.strip()
        ]
        with Store(arguments[1]) as store:
            rows += of_model(question("published", names, families=6_000, how=How(points=40)), store)
    write(TABLE, rows)


if __name__ == "__main__":
    main(sys.argv[1:])
