"""The figures that are fitted as a unit cube over their ranges, and how likely the register says each place is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from famsim.evidence import Figure, value_at

Floats = NDArray[np.float64]

FURTHEST, KNOTS = 16.0, 801  # log odds of the first and last share at which a value is worked out, and how many are
SIX = 6  # significant digits of what is printed of the emulators' own work
PLACE_DIGITS, VALUE_DIGITS = 9, 12  # so that no machine's last bit makes another point


@dataclass(frozen=True)
class Space:
    """The figures; shares (knots,) of what the register says of each, and its place there in its range, 0 to 1,
    (figures, knots): as a draw of the register has it.
    """

    figures: tuple[Figure, ...]
    shares: Floats
    places: Floats

    def values(self, places: Sequence[float]) -> dict[str, float]:
        """Return every figure's value at a point of the cube, (figures,)."""
        return {one.name: value_of(one, place) for one, place in zip(self.figures, places, strict=True)}

    def table(self, places: Floats) -> Floats:
        """Return every figure's value at points of the cube, (points, figures)."""
        return np.array([[*self.values(row).values()] for row in places.tolist()]).reshape(places.shape)

    def drawn(self, shares: Floats) -> Floats:
        """Return where in their ranges figures lie that are drawn at these shares, (points, figures)."""
        return np.column_stack([np.interp(shares[:, i], self.shares, one) for i, one in enumerate(self.places)])

    def shares_below(self, places: Floats) -> Floats:
        """Return the share of what the register says of each figure that lies below points, (points, figures)."""
        return np.column_stack([np.interp(places[:, i], one, self.shares) for i, one in enumerate(self.places)])

    def log_prior(self, places: Floats) -> Floats:
        """Return how likely the register says points are, (points,), up to a constant."""
        found = np.zeros(len(places))
        for i, one in enumerate(self.places):
            middles, density = log_density(one, self.shares)
            found += beyond_too(places[:, i], middles, density)
        return found


def value_of(figure: Figure, place: float) -> float:
    """Return a figure's value at a place of its range, 0 to 1."""
    low, high = range_of(figure)
    return min(max(float(f"{low + place * (high - low):.{VALUE_DIGITS}g}"), low), high)


def space_of(figures: Sequence[Figure]) -> Space:
    """Return the cube of some figures that are one number each and have a range."""
    shares = expit(np.linspace(-FURTHEST, FURTHEST, KNOTS))
    return Space(tuple(figures), shares, np.array([places_of(one, shares) for one in figures]))


def places_of(figure: Figure, shares: Floats) -> Floats:
    """Return where in its range a figure lies at some shares of its distribution, rising."""
    low, high = range_of(figure)
    found = np.array([value_at(figure, share) for share in shares.tolist()], np.float64)
    rising: Floats = np.maximum.accumulate((found - low) / (high - low)) + 1e-13 * np.arange(len(shares))
    return rising


def log_density(places: Floats, shares: Floats) -> tuple[Floats, Floats]:
    """Return the logarithm of a figure's density between its knots, and where in its range."""
    wide = np.diff(places) > 1e-11  # nearer together, its digits end before they differ
    return ((places[1:] + places[:-1]) / 2.0)[wide], np.log(np.diff(shares) / np.diff(places))[wide]


def beyond_too(x: Floats, known: Floats, values: Floats) -> Floats:
    """Return values between those that are known, and beyond them as steep as at the end."""
    found: Floats = np.interp(x, known, values)
    for end, inner, side in ((0, 1, x < known[0]), (-1, -2, x > known[-1])):
        slope = (values[end] - values[inner]) / (known[end] - known[inner])
        found = np.where(side, values[end] + slope * (x - known[end]), found)
    return found


def range_of(figure: Figure) -> tuple[float, float]:
    """Return a figure's range."""
    assert figure.low is not None and figure.high is not None
    return figure.low, figure.high


def rounded(places: Floats) -> Floats:
    """Return points of the cube with so many digits a place."""
    return np.round(places, PLACE_DIGITS)


def digits(value: float) -> float:
    """Return a number with six significant digits: what is printed is what is kept."""
    return float(f"{value:.{SIX}g}")
