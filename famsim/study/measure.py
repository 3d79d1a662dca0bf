"""What a measure of a run is."""

from dataclasses import dataclass

from famsim.model.counts import Count


@dataclass(frozen=True)
class Measure:
    """One measure of a run: a sum of counts over a sum of counts, or (`of` empty) a total of the whole area.

    `scale` turns the quotient into the unit. `good` is -1 where less is better, 1 where more is, 0 where neither is.
    `once`: a total of families, each counted once however often it happens to them.
    """

    name: str
    unit: str
    says: str
    counts: tuple[Count, ...]
    of: tuple[Count, ...] = ()
    scale: float = 1.0
    good: int = 0
    once: bool = False

    @property
    def is_total(self) -> bool:
        """Say whether the measure is a total of the area rather than a rate or a share."""
        return not self.of
