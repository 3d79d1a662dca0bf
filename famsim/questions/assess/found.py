"""What an assessment came to."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from famsim.areas import AreaProfile
from famsim.population import World
from famsim.questions.assess.asked import Options
from famsim.questions.assess.benchmark import Beside
from famsim.questions.theory import Switched
from famsim.scenario import Scenario


@dataclass(frozen=True)
class Assessed:
    """What an assessment came to: the scenario it writes, its tables, its theory as it was lived.

    Tables benchmark and similar are told in benchmark.py, need and doors in need.py, leverage and places in cells.py,
    orders in orders.py, maturity in maturity.py.
    """

    scenario: Scenario
    options: Options
    world: World
    beside: Beside
    lived: Switched
    tables: Mapping[str, pd.DataFrame]

    @property
    def area(self) -> AreaProfile:
        """The area."""
        return self.world.area
