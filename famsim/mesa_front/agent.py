"""A family as a Mesa agent."""

from typing import Any

import mesa
import numpy as np

from famsim.mesa_front.one_family import lives_after_places, lives_before_places
from famsim.model.family import FAMILY
from famsim.rules import calendar, relationship

FIELDS = frozenset(FAMILY.names or ())


class FamilyAgent(mesa.Agent):
    """A window on one row of the model's families: it owns no state and no rule.

    Every field of the family record (famsim/model/family.py) reads and writes as an attribute, so that
    `agents.get("income")`, `agents.groupby("decile")` and `agents.set("support", 1.0)` work; the parents and
    children are records of their own: `agent.mother.quality`, `agent.children[0].birth_month`.
    """

    def __init__(self, model: Any, row: int) -> None:
        super().__init__(model)
        self.row = row

    @property
    def family(self) -> np.record:
        """The family record itself, a view: what is written here is written in the model."""
        return self.model.state.families[self.row]

    @property
    def together(self) -> bool:
        """Whether two partners live together."""
        return bool(calendar.together(self.family))

    @property
    def quality(self) -> float:
        """The mean of the two partners' quality, SD; of meaning while they live together."""
        return float(relationship.mean_quality(self.family))

    def before_places(self) -> None:
        """Live the month up to the sharing out of places."""
        model = self.model
        lives_before_places(model.state, self.row, model.timetable, model.parameters)

    def after_places(self) -> None:
        """Live the rest of the month."""
        model = self.model
        lives_after_places(model.state, self.row, model.timetable, model.parameters)

    def __getattr__(self, name: str) -> Any:
        """Return a field of the family record."""
        if name in FIELDS:
            return self.family[name]
        raise AttributeError(f"a {type(self).__name__} has no attribute {name!r}")

    def __setattr__(self, name: str, value: Any) -> None:
        """Write a field of the family record, or an ordinary attribute of the agent."""
        if name in FIELDS:
            self.family[name] = value
        else:
            super().__setattr__(name, value)
