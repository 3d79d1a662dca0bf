"""What was asked, as far as a figure, a record or a folder has to say it."""

from typing import Protocol

from famsim.areas import AreaProfile
from famsim.scenario import Scenario


class Placed(Protocol):
    """Anything that stands in an area."""

    @property
    def area(self) -> AreaProfile:
        """The area's published figures."""


class Asked(Protocol):
    """A scenario with how often it was run, and where."""

    @property
    def scenario(self) -> Scenario:
        """The question."""

    @property
    def world(self) -> Placed:
        """Where it is set."""

    @property
    def draws(self) -> int:
        """Parameter draws; 1 = the register's central values."""

    @property
    def reps(self) -> int:
        """Chance seeds a draw."""
