"""What of a draw follows from its figures, left out of what is packed where a page can fill it to the bit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from famsim.model.maths import normal_cdf
from famsim.model.parameters import PARAMETERS
from famsim.population import cut_points

WORD = 8  # bytes
TABLES = ("expected", "high")


def cuts_of(p: np.record) -> NDArray[np.float64]:
    """Return the points at which a latent score is cut into scores, by sex, (sexes, 40)."""
    norms = ((p.sdq.boys_mean, p.sdq.boys_sd), (p.sdq.girls_mean, p.sdq.girls_sd))
    return np.array([cut_points(float(mean), float(sd)) for mean, sd in norms])


def fills(p: np.record, cuts: NDArray[np.float64]) -> bool:
    """Say whether adding up in order, as a page does, gives the tables to the bit; some Pythons add up otherwise."""
    noise, high_from = float(np.sqrt(p.measure.child_noise)), int(p.sdq.high_from)
    for sex, mine in enumerate(cuts.tolist()):
        for point in range(len(p.sdq.expected[sex])):
            latent, total, high = float(p.sdq.low) + float(p.sdq.step) * point, 0.0, 0.0
            for score, cut in enumerate(mine, 1):
                above = 1.0 - normal_cdf((cut - latent) / noise)
                total += above
                high = above if score == high_from else high
            if (total, high) != (p.sdq.expected[sex][point], p.sdq.high[sex][point]):
                return False
    return True


def filled_words() -> NDArray[np.int64]:
    """Return the places, in words of eight bytes, of all that a page can fill."""
    programmes, at = dict(PARAMETERS.fields or {})["programmes"][:2]
    keep, begins = dict(programmes.base.fields or {})["keep"][:2]
    each = (begins + np.arange(0, keep.itemsize, WORD)) // WORD
    rows = np.arange(programmes.shape[0]) * (programmes.base.itemsize // WORD)
    return np.concatenate([table_words(), at // WORD + (rows[:, None] + each).ravel()])


def table_words() -> NDArray[np.int64]:
    """Return the places, in words of eight bytes, of both tables in the parameters."""
    sdq, at = dict(PARAMETERS.fields or {})["sdq"][:2]
    fields = dict(sdq.fields or {})
    places = [(at + fields[name][1]) // WORD + np.arange(fields[name][0].itemsize // WORD) for name in TABLES]
    return np.concatenate(places)
