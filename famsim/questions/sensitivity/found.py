"""What a sensitivity found: indices, switching values, or both; it stands where its scenario stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from famsim.population import World, world_of

if TYPE_CHECKING:
    from famsim.questions.sensitivity.asked import Question
    from famsim.questions.sensitivity.run import Indexed
    from famsim.questions.sensitivity.switching import Switched
    from famsim.scenario import Scenario


@dataclass(frozen=True)
class Found:
    """What was asked and what it came to; indexed, switched: None where not asked for."""

    question: Question
    indexed: Indexed | None
    switched: Switched | None

    @property
    def scenario(self) -> Scenario:
        """The scenario as it was run."""
        return self.question.scenario

    @cached_property
    def world(self) -> World:
        """Where it is set."""
        return world_of(self.scenario)

    @property
    def draws(self) -> int:
        """One: the method moves the figures itself."""
        return 1

    @property
    def reps(self) -> int:
        """Under how many lucks each point was lived."""
        return self.question.experiment.about.reps
