"""Each table of the targets left out of the fit in turn, and predicted by what the other tables tell."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from famsim.calibration import likely_without, predicted_at, sample, weights_of, weights_without
from famsim.questions.calibrate.run import Found
from famsim.questions.calibrate.space import Floats, digits

FEW = 8  # tables, each of which is left out of a posterior that is drawn anew
FEWEST = 1.0 / 3.0  # of the draws of equal weight, for a prediction by draws that are weighed anew to be told
NORMAL_90 = 1.6448536269514722
COLUMNS = ["table", "target", "value", "mean", "sd", "low", "high", "z", "inside", "worth", "told"]


def left_out_in_turn(found: Found) -> pd.DataFrame:
    """Return a row for each target that was fitted, predicted by a fit without any row of its table.

    A table is one publication's: its rows share a source and its errors, as those of a region would. mean, sd: of what
    would be published. z: by how many of these it is off. worth: the share of the draws that would tell as much if all
    weighed alike; told: whether it is enough. Nothing where all targets are of one table, or none informs.
    """
    if not found.informed:
        return pd.DataFrame(columns=COLUMNS)
    return pd.DataFrame(list(rows(found)), columns=COLUMNS)


def rows(found: Found) -> Iterator[dict[str, object]]:
    """Yield the rows, table by table."""
    fitted = [row for row, is_fitted in zip(found.rows, found.fitted, strict=True) if is_fitted]
    tables = np.array([row.about.table for row in fitted])
    names = list(dict.fromkeys(tables.tolist()))
    for table in names if len(names) > 1 else []:
        out = tables == table
        said = predicted_at(draws_without(found, out, len(names) <= FEW), found.surface, found.aims, out)
        some = [row for row, is_out in zip(fitted, out, strict=True) if is_out]
        for row, mean, sd in zip(some, said.mean.tolist(), said.sd.tolist(), strict=True):
            z = (mean - row.value) / sd
            numbers = {"mean": mean, "sd": sd, "low": mean - NORMAL_90 * sd, "high": mean + NORMAL_90 * sd, "z": z}
            judged = {"inside": abs(z) <= NORMAL_90, "worth": digits(said.worth), "told": said.worth >= FEWEST}
            kept = {name: digits(number) for name, number in numbers.items()}
            yield {"table": table, "target": row.target, "value": row.value} | kept | judged


def draws_without(found: Found, out: np.ndarray, anew: bool) -> tuple[Floats, Floats]:
    """Return draws of the posterior without some targets, and what each weighs: drawn anew, or those of all weighed."""
    if not anew:
        return found.chains.flat, weights_without(found.chains.flat, found.surface, found.aims, out)

    def log_density(places: Floats) -> Floats:
        """Return how likely the other targets are at points of the cube, and these by what the register says."""
        return likely_without(places, found.surface, found.aims, out) + found.space.log_prior(places)

    starts = (found.candidates, weights_of(log_density(found.candidates)))
    places = sample(log_density, starts, found.scenario.seed).flat
    return places, np.full(len(places), 1.0 / len(places))
