"""What a measure of a run is."""

from dataclasses import dataclass

import numpy as np

from famsim.measures.worthwhile import figure_for
from famsim.model.counts import Count

COUNTED = ("families", "couples", "children", "times", "months", "child-months")  # units of counts


@dataclass(frozen=True)
class Measure:
    """One measure of a run: a sum of counts over a sum of counts, or (`of` empty) a total of the whole area.

    `scale` turns the quotient into the unit. `good` is -1 where less is better, 1 where more is, 0 where neither is.
    `once`: a total of families, each counted once however often it happens to them. `both_ways`: different events
    raise it and lower it, as a parting that does not happen lowers losses and one that is no longer from harm raises
    them (see famsim.measures.interval).
    """

    name: str
    unit: str
    says: str
    counts: tuple[Count, ...]
    of: tuple[Count, ...] = ()
    scale: float = 1.0
    good: int = 0
    once: bool = False
    both_ways: bool = False

    @property
    def is_total(self) -> bool:
        """Say whether the measure is a total of the area rather than a rate or a share."""
        return not self.of

    @property
    def is_count(self) -> bool:
        """Say whether it counts families, couples, children, or times or months of theirs: a small one tells of few."""
        return self.unit in COUNTED

    @property
    def worthwhile(self) -> str:
        """The register's figure of the smallest difference that matters; nothing where none says."""
        return figure_for(self.unit, self.is_total)

    def rests_on(self, counts: np.ndarray) -> bool:
        """Say whether any of some counts, bool (counts,), is of the measure."""
        return bool(counts[[int(count) for count in (*self.counts, *self.of)]].any())


def measured(series: np.ndarray, measure: Measure, k: float) -> np.ndarray:
    """Return a measure from counts (..., counts) summed along the last axis's columns; NaN over nothing."""
    number: np.ndarray = series[..., [int(count) for count in measure.counts]].sum(axis=-1) * measure.scale
    if measure.is_total:
        number *= k
        return number
    below = series[..., [int(count) for count in measure.of]].sum(axis=-1)
    found: np.ndarray = np.divide(number, below, out=np.full(number.shape, np.nan), where=below > 0)
    return found
