"""The tidy tables of a fit: what the targets tell of each figure, the draws, the targets before and after."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from famsim.calibration import FIT, Contraction, contractions, correlations, told_alone
from famsim.questions.calibrate.leaving import NORMAL_90, left_out_in_turn
from famsim.questions.calibrate.run import Found
from famsim.questions.calibrate.space import Floats, digits

CALIBRATED = "calibrated"  # the grade of a figure whose contraction is shown
NO_ANSWER, TO_CHECK = "the model has no answer", "kept to check"
OUT_OF_REACH = "out of reach: no point of the ranges comes within three errors of it"
ENDS = (0.05, 0.95)  # of a 90% interval
WITHIN = 2.0  # errors within which a target is met
PRIOR = 1_024  # points that tell what is assumed before the fit


def tables_of(found: Found) -> dict[str, pd.DataFrame]:
    """Return all tables by name."""
    alone = told(found)
    targets = targets_table(found)
    return {
        "identifiability": identifiability(found, alone),
        "draws": draws_table(found),
        "targets": targets,
        "predictive": predictive(found),
        "left_out": left_out_in_turn(found),
        "informs": informs(found, alone),
        "correlations": correlations_table(found),
        "waves": pd.DataFrame([vars(one) for one in found.waves]),
        "facts": facts(found, targets),
    }


def told(found: Found) -> Floats:
    """Return what each fitted target tells of each figure by itself, (targets, figures)."""
    return told_alone(found.candidates, found.surface.at(found.space.drawn(found.candidates)), found.aims)


def contracted(found: Found) -> list[Contraction]:
    """Return the contraction of each figure, as the share of what the register says of it that lies below.

    So a figure that is skewed, or that the targets draw to an end of its range, is measured like any other.
    """
    after = found.space.shares_below(found.chains.flat)
    return contractions(after, found.candidates, found.chains.ess)


def identifiability(found: Found, alone: Floats) -> pd.DataFrame:
    """Return a row for each figure, the one that the targets tell most of first."""
    after = found.space.table(found.chains.flat)
    before = found.space.table(found.space.drawn(found.candidates[:PRIOR]))
    rows = []
    for place, (figure, said) in enumerate(zip(found.space.figures, contracted(found), strict=True)):
        here, prior = after[:, place], before[:, place]
        best = int(np.argmax(alone[:, place])) if len(alone) else -1
        rows.append(
            {
                "figure": figure.name,
                "says": figure.says,
                "unit": figure.unit,
                "register": figure.value,
                "low": figure.low,
                "high": figure.high,
                "mean": digits(here.mean()),
                "sd": digits(here.std()),
                "q05": digits(np.quantile(here, ENDS[0])),
                "q95": digits(np.quantile(here, ENDS[1])),
                "prior_mean": digits(prior.mean()),
                "prior_sd": digits(prior.std()),
                "prior_q05": digits(np.quantile(prior, ENDS[0])),
                "prior_q95": digits(np.quantile(prior, ENDS[1])),
                "shift": digits((here.mean() - prior.mean()) / prior.std()),
                "contraction": digits(said.share),
                "contraction_se": digits(said.se),
                "grade": CALIBRATED if is_calibrated(found, said) else figure.grade,
                "told_by_the_targets": is_calibrated(found, said),
                "grade_before": figure.grade,
                "best_target": found.aims.names[best] if best >= 0 else "",
                "best_alone": digits(alone[best, place]) if best >= 0 else 0.0,
            }
        )
    return pd.DataFrame(rows).sort_values("contraction", ascending=False, kind="stable", ignore_index=True)


def is_calibrated(found: Found, said: Contraction) -> bool:
    """Say whether a figure may be called calibrated: its contraction is shown, by walkers that have mixed."""
    return found.informed and said.shown and found.chains.mixed


def draws_table(found: Found) -> pd.DataFrame:
    """Return the posterior's draws, a row each: chain, draw, then every figure's value."""
    walkers, draws, _ = found.chains.draws.shape
    table = pd.DataFrame(found.space.table(found.chains.flat), columns=[one.name for one in found.space.figures])
    table.insert(0, "draw", np.tile(np.arange(draws), walkers))
    table.insert(0, "chain", np.repeat(np.arange(walkers), draws))
    return table


def targets_table(found: Found) -> pd.DataFrame:
    """Return a row for each target: its error in parts, whether it was fitted, what the emulator is worth."""
    return pd.DataFrame([*target_rows(found)])


def target_rows(found: Found) -> Iterator[dict[str, Any]]:
    """Yield the rows of the targets."""
    place, scales = 0, found.surface.scales if found.surface.scales is not None else np.ones(len(found.aims.names))
    for number, row in enumerate(found.rows):
        about, is_fitted = row.about, bool(found.fitted[number])
        said: dict[str, Any] = {
            "target": row.target,
            "use": about.use,
            "fitted": is_fitted,
            "theme": about.about.theme,
            "measure": about.measure,
            "group": row.group,
            "time": about.time,
            "statistic": row.statistic,
            "value": row.value,
            "total_error": digits(row.total),
        }
        said |= dict.fromkeys(("discrepancy", "chance", "error", "signal", "explained", "within", "surer"), np.nan)
        if is_fitted:
            emulator, y = found.surface.emulators[place], finite(found.answers[:, number])
            said |= {
                "discrepancy": digits(found.aims.discrepancies[place]),
                "chance": digits(found.aims.chances[place]),
                "error": digits(np.sqrt(found.aims.variances[place])),
                "signal": digits(found.signal[place]),
                "explained": digits(emulator.explained(y)),
                "within": digits(emulator.within(y)),
                "surer": digits(scales[place]),
            }
            place += 1
        yield said | {"why_not": why_left_out(found, number), "source": about.source}


def why_left_out(found: Found, number: int) -> str:
    """Return why a target was not fitted, "" if it was."""
    if found.fitted[number]:
        return ""
    if found.register[number].why:
        return NO_ANSWER
    if found.rows[number].about.use != FIT:
        return TO_CHECK
    return OUT_OF_REACH if found.out_of_reach[number] else f"{NO_ANSWER} at too many points"


def finite(values: Floats) -> Floats:
    """Return those that are numbers."""
    return values[np.isfinite(values)]


def predictive(found: Found) -> pd.DataFrame:
    """Return a row for each target that is answered: the model at the register's figures, and lived at the posterior's.

    error: what is published may be off by, the model's discrepancy and chance with it. low, high: between which the
    published figure is expected, 90%. z: by how many such widths it is off.
    """
    rows = []
    for number, (row, at) in enumerate(zip(found.rows, found.register, strict=True)):
        lived = finite(found.lived[:, number])
        if at.why or len(lived) < 2:
            continue
        own = np.sqrt(row.total**2 + (found.question.how.discrepancy * row.overall) ** 2 + at.se**2)
        mean, width = float(lived.mean()), float(np.hypot(own, lived.std(ddof=1)))
        rows.append(
            {
                "target": row.target,
                "use": row.about.use,
                "fitted": bool(found.fitted[number]),
                "counts": row.informative,
                "value": row.value,
                "error": digits(own),
                "register": digits(at.model),
                "z_register": digits((at.model - row.value) / own),
                "mean": digits(mean),
                "sd": digits(lived.std(ddof=1)),
                "low": digits(mean - NORMAL_90 * width),
                "high": digits(mean + NORMAL_90 * width),
                "z": digits((mean - row.value) / own),
                "inside": bool(abs(mean - row.value) <= NORMAL_90 * width),
            }
        )
    return pd.DataFrame(rows, columns=PREDICTIVE)


PREDICTIVE: tuple[str, ...] = ("target", "use", "fitted", "counts", "value", "error", "register", "z_register")
PREDICTIVE += ("mean", "sd", "low", "high", "z", "inside")


def informs(found: Found, alone: Floats) -> pd.DataFrame:
    """Return how much of each figure's variance each target takes away by itself, the most first."""
    names = [one.name for one in found.space.figures]
    rows = [
        {"figure": name, "target": target, "contraction": digits(alone[i, j])}
        for j, name in enumerate(names)
        for i, target in enumerate(found.aims.names)
    ]
    table = pd.DataFrame(rows, columns=["figure", "target", "contraction"])
    return table.sort_values(["figure", "contraction"], ascending=[True, False], kind="stable", ignore_index=True)


def correlations_table(found: Found) -> pd.DataFrame:
    """Return the correlation of each two figures after the fit, the strongest first."""
    names, r = [one.name for one in found.space.figures], correlations(found.chains.flat)
    rows = [
        {"figure": names[i], "other": names[j], "correlation": digits(r[i, j])}
        for i in range(len(names))
        for j in range(i + 1, len(names))
    ]
    table = pd.DataFrame(rows, columns=["figure", "other", "correlation"])
    return table.sort_values("correlation", key=lambda one: -one.abs(), kind="stable", ignore_index=True)


def emulator_errors(found: Found) -> Floats:
    """Return by how many of its standard deviations the emulator was off at draws that were lived, (draws, targets)."""
    means, variances = found.surface.at(found.again)
    off = found.lived[:, found.fitted] - means
    return off / np.sqrt(variances + found.aims.variances * 1e-12)


def facts(found: Found, targets: pd.DataFrame) -> pd.DataFrame:
    """Return name and value of what sentences need beside the other tables."""
    off = emulator_errors(found)
    aims = np.sqrt(found.aims.variances)
    means, _ = found.surface.at(found.again)
    rows = {
        "figures": len(found.space.figures),
        "calibrated": sum(is_calibrated(found, one) for one in contracted(found)),
        "targets": len(found.rows),
        "fitted": int(found.fitted.sum()),
        "points": len(found.places),
        "waves": len(found.waves),
        "left": found.waves[-1].left,
        "reached": found.waves[-1].reached,
        "families": float(found.scenario.families or found.world.area.families),
        "draws": len(found.chains.flat),
        "walkers": len(found.chains.draws),
        "steps": found.chains.steps,
        "mixing_time": digits(found.chains.time),
        "ess": digits(found.chains.ess),
        "accepted": digits(found.chains.accepted),
        "mixed": float(found.chains.mixed),
        "lived_again": len(found.again),
        "emulator_within": digits(float(np.nanmean(np.abs(off) <= WITHIN))) if off.size else np.nan,
        "emulator_off": digits(np.sqrt(np.nanmean(((found.lived[:, found.fitted] - means) / aims) ** 2)))
        if off.size
        else np.nan,
        "explained": digits(targets["explained"].median()),
        "surer": digits(targets["surer"].median()),
        "discrepancy": found.question.how.discrepancy,
        "informed": float(found.informed),
    }
    return pd.DataFrame({"name": list(rows), "value": [float(value) for value in rows.values()]})
