"""What a draw says of money, handed down by who drew it: figures, and what each strategy costs by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from famsim.appraisal.delivery import Course
from famsim.appraisal.lines import Lines

if TYPE_CHECKING:
    from famsim.scenario import Strategy

Value = float | tuple[float, ...]


@dataclass(frozen=True)
class Charged:
    """What one strategy costs by a draw's figures.

    set_up: (months + 1,) pence of staff and pathways by line. courses: the programme of each of its offers. most: the
    pence that one family costs at most.
    """

    set_up: Lines
    courses: list[Course]
    most: float


@dataclass(frozen=True)
class Figures:
    """The register's figures in a draw, those in money in the prices of its costs, and what each strategy costs.

    values: by name. referral: the pence of one referral. charged: by the strategy's name.
    """

    values: Mapping[str, Value]
    referral: float
    charged: Mapping[str, Charged]

    def number(self, name: str) -> float:
        """Return a figure that is one number."""
        found = self.values[name]
        assert not isinstance(found, tuple)
        return found

    def numbers(self, name: str) -> tuple[float, ...]:
        """Return a figure that is several."""
        found = self.values[name]
        assert isinstance(found, tuple)
        return found

    def of(self, strategy: Strategy) -> Charged:
        """Return what a strategy costs."""
        return self.charged[strategy.name]
