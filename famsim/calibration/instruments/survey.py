"""A survey of the families that were watched: its instruments' figures, and how it reaches people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace

import numpy as np

from famsim.calibration.instruments.watched import Watched
from famsim.evidence import Value

TOPIC = "instruments."


@dataclass(frozen=True)
class Fieldwork:
    """How a survey or an evaluation reaches people; by default it reaches everybody.

    Shares are of those who would be asked. What is lost is not lost at random: `distressed` is the factor on the odds
    to answer of people in distress, `poor` on those of the poor.
    """

    answers: float = 1.0  # share of the others who answer when first asked
    stays: float = 1.0  # share of those who answered who still do a year later
    distressed: float = 1.0
    poor: float = 1.0


EVERYBODY = Fieldwork()


@dataclass(frozen=True)
class Survey:
    """Who was watched, the figures of the instruments by name, and the fieldwork."""

    seen: Watched
    instruments: SimpleNamespace
    fieldwork: Fieldwork = field(default=EVERYBODY)

    @property
    def p(self) -> np.record:
        """The parameters that the families lived by."""
        record: np.record = self.seen.p[0]
        return record


def figures_of(values: Mapping[str, Value]) -> SimpleNamespace:
    """Return the instruments' figures among all of a register's values."""
    return SimpleNamespace(**{name.removeprefix(TOPIC): one for name, one in values.items() if name.startswith(TOPIC)})
