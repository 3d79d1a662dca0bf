"""The few families that a workshop follows: for each kind of event one that is typical of its kind."""

from typing import Any

from famsim.questions.twins import FamilyError, Twin, asked_from
from famsim.questions.twins import follow as twin
from famsim.runs import EVENTS, Progress
from famsim.scenario import Scenario

# help in the third month after the event, half a year earlier, a year later
ASKED: dict[str, Any] = {"month": 3, "earlier": 6, "later": 12}


def check_lives(scenario: Scenario) -> None:
    """Raise FamsimError unless the lives that a page follows fit into the scenario."""
    asked_from(ASKED).plan(scenario)


def page_lives(scenario: Scenario, progress: Progress | None = None) -> dict[str, Twin]:
    """Return the twins of a typical family by event, without the events that leave no family to tell of."""
    found = {}
    for done, event in enumerate(EVENTS):
        try:
            found[event] = twin(scenario, event=event, **ASKED)
        except FamilyError:
            continue
        finally:
            if progress:
                progress(done + 1, len(EVENTS))
    return found
