"""What is fitted to: values with their errors; and how far from them, and how likely, what the model answers is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from famsim.calibration.fitting.emulator import Emulator, Floats, emulate

FOLDS = 4  # parts of a design that are left out in turn
MOST_AT_ONCE = 256  # points whose covariance is held in one go


@dataclass(frozen=True)
class Aims:
    """Targets: names; values (targets,); errors, discrepancies and chances, (targets,) standard deviations each.

    errors: of what is published. discrepancies: of a model that is right in everything else. chances: of the families
    whom the model was asked about, who are the same at every point, so that no emulator sees it.
    """

    names: tuple[str, ...]
    values: Floats
    errors: Floats
    discrepancies: Floats
    chances: Floats

    @property
    def variances(self) -> Floats:
        """Everything but the emulator's own error, (targets,)."""
        return self.errors**2 + self.discrepancies**2 + self.chances**2

    def of(self, values: Floats) -> "Aims":
        """Return the same targets with other values."""
        return Aims(self.names, values, self.errors, self.discrepancies, self.chances)

    def some(self, chosen: NDArray[np.bool_]) -> "Aims":
        """Return some of the targets, bool (targets,)."""
        names = tuple(name for name, wanted in zip(self.names, chosen, strict=True) if wanted)
        parts = (self.values, self.errors, self.discrepancies, self.chances)
        return Aims(names, *(part[chosen] for part in parts))


@dataclass(frozen=True)
class Surface:
    """An emulator for each target.

    scales: by how many times each emulator is further off than it says at points that it was made without, (targets,).
    together: how these errors go together, (targets, targets) correlations; None where they are taken one by one.
    """

    emulators: tuple[Emulator, ...]
    scales: Floats | None = None
    together: Floats | None = None

    def at(self, x: Floats) -> tuple[Floats, Floats]:
        """Return expected answers and their variances at points of the unit cube, (points, targets) each."""
        found = [one.at(x) for one in self.emulators]
        if not found:
            return np.empty((len(x), 0)), np.empty((len(x), 0))
        means, variances = (np.column_stack([one[part] for one in found]) for part in (0, 1))
        return means, variances if self.scales is None else variances * self.scales**2

    def off_as(self, off: Floats) -> "Surface":
        """Return the same emulators with errors as large, and as much together, as they have been at points left out.

        off: (points, targets) in the emulators' own errors (see `left_out`). A target's scale is drawn half-way to that
        of all; correlations are shrunk by Ledoit and Wolf's rule, as there are few points for many targets.
        """
        if off.shape[1] < 2:
            return Surface(self.emulators, np.maximum(np.sqrt((off**2).mean(axis=0)), 1.0))
        from sklearn.covariance import ledoit_wolf

        scales = np.sqrt(((off**2).mean(axis=0) + (off**2).mean()) / 2.0)
        covariance, _ = ledoit_wolf(off / np.maximum(scales, 1e-12), assume_centered=True)
        spread = np.sqrt(np.maximum(np.diag(covariance), 1e-12))
        return Surface(self.emulators, np.maximum(scales, 1.0), covariance / np.outer(spread, spread))


def surface(x: Floats, y: Floats, seed: int = 1, before: Surface | None = None) -> Surface:
    """Return the emulators of outcomes, (points, targets), at points, (points, figures); a NaN is left out.

    before: emulators of the same outcomes at other points, from which the search for the likeliest goes on.
    """
    there = np.isfinite(y)
    begins = before.emulators if before else (None,) * y.shape[1]
    columns = zip(y.T, there.T, begins, strict=True)
    return Surface(tuple(emulate(x[one], column[one], seed, begin) for column, one, begin in columns))


def left_out(x: Floats, y: Floats, seed: int = 1, before: Surface | None = None) -> Floats:
    """Return by how many of its own errors each emulator is off at points that it was made without, (points, targets).

    Every fourth point is left out in turn and the emulators made anew, lengths and all: where points are few, a process
    that has chosen its lengths is surer of itself than it should be. 0 where there is no answer. before: emulators of
    all points, from which the search for lengths goes on; None where it begins anew.
    """
    found = np.zeros(y.shape)
    for fold in range(FOLDS):
        out = np.arange(len(x)) % FOLDS == fold
        means, variances = surface(x[~out], y[~out], seed, before).at(x[out])
        with np.errstate(divide="ignore", invalid="ignore"):
            off = (y[out] - means) / np.sqrt(variances)
        found[out] = np.where(np.isfinite(off), off, 0.0)
    return found


def implausibility(means: Floats, variances: Floats, aims: Aims) -> Floats:
    """Return by how many standard deviations answers miss the targets, (points, targets)."""
    found: Floats = np.abs(means - aims.values) / np.sqrt(aims.variances + variances)
    return found


def log_likelihood(means: Floats, variances: Floats, aims: Aims, together: Floats | None = None) -> Floats:
    """Return how likely the targets are at points, (points,): normal, each target's own error and the emulators'.

    together: how the emulators' errors go together, (targets, targets); None where they are taken one by one.
    """
    if together is None:
        total = aims.variances + variances
        found: Floats = -0.5 * ((means - aims.values) ** 2 / total + np.log(2.0 * np.pi * total)).sum(axis=1)
        return found
    parts = [slice(first, first + MOST_AT_ONCE) for first in range(0, len(means), MOST_AT_ONCE)]
    return np.concatenate([jointly(means[one], variances[one], aims, together) for one in parts])


def jointly(means: Floats, variances: Floats, aims: Aims, together: Floats) -> Floats:
    """Return how likely the targets are where the emulators' errors go together."""
    sds = np.sqrt(variances)
    covariance = sds[:, :, None] * together * sds[:, None, :] + np.diag(aims.variances)
    root = np.linalg.cholesky(covariance)
    off = np.linalg.solve(root, (means - aims.values)[:, :, None])[:, :, 0]
    logs = np.log(np.diagonal(root, axis1=1, axis2=2)).sum(axis=1)
    found: Floats = -0.5 * (off**2).sum(axis=1) - logs - 0.5 * means.shape[1] * np.log(2.0 * np.pi)
    return found


def weights_of(log_likelihoods: Floats) -> Floats:
    """Return weights that sum to 1."""
    raw = np.exp(log_likelihoods - log_likelihoods.max())
    found: Floats = raw / raw.sum()
    return found


def effective(weights: Floats) -> float:
    """Return how many points of equal weight some weighted points are worth."""
    return float(1.0 / (weights**2).sum())


def signal_to_error(y: Floats, aims: Aims) -> Floats:
    """Return how far the design moves each outcome, (points, targets), against the target's error, (targets,)."""
    found: Floats = np.nanstd(y, axis=0) / np.sqrt(aims.variances)
    return found
