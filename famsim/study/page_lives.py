"""The few families that a workshop follows: for each kind of event one that is typical of its kind."""

from typing import Any

from famsim.scenario import Scenario
from famsim.study.events import EVENTS
from famsim.study.runs import Progress
from famsim.study.twin_asked import asked_from
from famsim.study.twin_kind import FamilyError
from famsim.study.twins import Twin, twin

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
