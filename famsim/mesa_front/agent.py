"""A family as a Mesa agent."""

from typing import Any

import mesa
import numpy as np

from famsim.errors import FamsimError
from famsim.mesa_front.fields import FIELDS, GUARDED, not_there, refuse_derived, refuse_slip, refuse_who
from famsim.mesa_front.one_family import lives_after_places, lives_before_places
from famsim.model.family import LEFT, NO_CONTACT
from famsim.rules.family import calendar, standing

GONE = -1  # the row of a family that is in the array no more


class FamilyAgent(mesa.Agent):  # type: ignore[misc]  # Mesa has no types
    """A window on one row of the model's families: it owns no state and no rule.

    Every field of the family record (famsim/model/family.py) reads and writes as an attribute, so that
    `agents.get("income")`, `agents.groupby("decile")` and `agents.set("support", 1.0)` work; the parents and
    children are records of their own: `agent.mother.quality`, `agent.children[0].birth_month`.

    What is worked out each month from other fields (fields.DERIVED) cannot be written; to move quality, write what it
    is made of: `agent.mother.trait += 0.5`. Nor can who a family is, a value that a field cannot hold, or a name that
    is a slip for a field: FieldError, a FamsimError, says what can. Other attributes are yours. `remove` lets the
    family leave the area.
    """

    def __init__(self, model: Any, row: int) -> None:
        super().__init__(model)
        self.row = row

    @property
    def family(self) -> np.record:
        """The family record itself, a view: what is written here is written in the model."""
        guarded: np.record = self.model.state.families.view(GUARDED)[self._here()]
        return guarded

    @property
    def together(self) -> bool:
        """Whether two partners live together."""
        return bool(calendar.together(self._record))

    @property
    def quality(self) -> float:
        """The mean of the two partners' quality, SD; of meaning while they live together."""
        return float(standing.mean_quality(self._record))

    @property
    def _record(self) -> Any:
        """The family record as the rules take it."""
        return self.model.state.families[self._here()]

    def _here(self) -> int:
        """The family's row now; FamsimError once it has left the area."""
        if self.row < 0:
            raise FamsimError(f"family agent {self.unique_id} has left the area; allowed: agents of model.agents")
        return self.row

    def moves_to(self, row: int) -> None:
        """Stand in another row: where the array is closed up, the same family is found there."""
        object.__setattr__(self, "row", row)

    def remove(self) -> None:
        """Let the family leave the area: it is lived, counted and helped no more."""
        if self.row >= 0:
            self._record["status"], self._record["help_stage"] = LEFT, NO_CONTACT
        self.moves_to(GONE)
        super().remove()

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
            return getattr(self.family, name)
        raise AttributeError(not_there(type(self).__name__, name))

    def __setattr__(self, name: str, value: Any) -> None:
        """Write a field of the family record, or an ordinary attribute of the agent."""
        refuse_derived(name)
        if name in FIELDS:
            self.family[name] = value
            return
        if name in vars(self):
            refuse_who(name)
        if not (name in vars(self) or name.startswith("_") or hasattr(type(self), name)):
            refuse_slip(name)
        super().__setattr__(name, value)
