"""The figures that are fitted as a unit cube: each by its share of what the register says of it, as its draws are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from famsim.evidence import Figure, value_at

Floats = NDArray[np.float64]

KNOTS = 513  # shares at which each figure's value is worked out, for the many points asked of the emulators alone
EDGE = 1e-6  # of the cube, beyond which no share lies
SHARE_DIGITS = 9  # of a share, so that no machine's last bit makes another point


@dataclass(frozen=True)
class Space:
    """The figures, and each one's value at even shares, scaled to its range, (figures, KNOTS)."""

    figures: tuple[Figure, ...]
    knots: Floats

    def values(self, shares: Sequence[float]) -> dict[str, float]:
        """Return every figure's value at a point of the cube, (figures,), as a draw of the register would have it."""
        return {
            one.name: number_at(one, share)
            for one, share in zip(self.figures, np.clip(shares, EDGE, 1 - EDGE), strict=True)
        }

    def table(self, shares: Floats) -> Floats:
        """Return every figure's value at points of the cube, (points, figures)."""
        return np.array([[*self.values(row).values()] for row in shares.tolist()]).reshape(shares.shape)

    def scaled(self, shares: Floats) -> Floats:
        """Return values scaled to the figures' ranges, 0 to 1, at points of the cube, (points, figures)."""
        even = np.linspace(EDGE, 1.0 - EDGE, KNOTS)
        return np.column_stack([np.interp(shares[:, i], even, one) for i, one in enumerate(self.knots)])


def number_at(figure: Figure, share: float) -> float:
    """Return a figure's value at a share of its distribution."""
    found = value_at(figure, float(share))
    assert isinstance(found, float)
    return found


def space_of(figures: Sequence[Figure]) -> Space:
    """Return the cube of some figures that are one number each and have a range."""
    knots = []
    for one in figures:
        low, high = range_of(one)
        values = [number_at(one, share) for share in np.linspace(EDGE, 1.0 - EDGE, KNOTS)]
        knots.append((np.array(values) - low) / (high - low))
    return Space(tuple(figures), np.array(knots))


def range_of(figure: Figure) -> tuple[float, float]:
    """Return a figure's range."""
    assert figure.low is not None and figure.high is not None
    return figure.low, figure.high


def rounded(shares: Floats) -> Floats:
    """Return points of the cube with so many digits a share."""
    return np.round(shares, SHARE_DIGITS)
