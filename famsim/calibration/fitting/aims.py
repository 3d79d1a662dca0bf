"""What is fitted to: values with their errors; and how far from them, and how likely, what the model answers is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from famsim.calibration.fitting.emulator import Emulator, Floats, emulate


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


@dataclass(frozen=True)
class Surface:
    """An emulator for each target."""

    emulators: tuple[Emulator, ...]

    def at(self, x: Floats) -> tuple[Floats, Floats]:
        """Return expected answers and their variances at points of the unit cube, (points, targets) each."""
        found = [one.at(x) for one in self.emulators]
        if not found:
            return np.empty((len(x), 0)), np.empty((len(x), 0))
        return np.column_stack([mean for mean, _ in found]), np.column_stack([variance for _, variance in found])


def surface(x: Floats, y: Floats, seed: int = 1) -> Surface:
    """Return the emulators of outcomes, (points, targets), at points, (points, figures); a NaN is left out."""
    there = np.isfinite(y)
    return Surface(tuple(emulate(x[one], column[one], seed) for column, one in zip(y.T, there.T, strict=True)))


def implausibility(means: Floats, variances: Floats, aims: Aims) -> Floats:
    """Return by how many standard deviations answers miss the targets, (points, targets)."""
    found: Floats = np.abs(means - aims.values) / np.sqrt(aims.variances + variances)
    return found


def log_likelihood(means: Floats, variances: Floats, aims: Aims) -> Floats:
    """Return how likely the targets are at points, (points,): normal, each target by itself, its error and the
    emulator's together.
    """
    total = aims.variances + variances
    found: Floats = -0.5 * ((means - aims.values) ** 2 / total + np.log(2.0 * np.pi * total)).sum(axis=1)
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


def picked(names: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """Return where some names stand."""
    places = {name: place for place, name in enumerate(names)}
    return [places[name] for name in wanted]
