"""The few families that a workshop follows: for each kind of event one that is typical of its kind."""

from famsim.scenario import Scenario
from famsim.study.events import EVENTS
from famsim.study.runs import Progress
from famsim.study.twin_kind import FamilyError
from famsim.study.twins import Twin, twin

MONTH, EARLIER, LATER = 3, 6, 12  # help in the third month after the event, half a year earlier, a year later


def page_lives(scenario: Scenario, progress: Progress | None = None) -> dict[str, Twin]:
    """Return the twins of a typical family by event, without the events that leave no family to tell of."""
    found = {}
    for done, event in enumerate(EVENTS):
        try:
            found[event] = twin(scenario, event=event, month=MONTH, earlier=EARLIER, later=LATER)
        except FamilyError:
            continue
        finally:
            if progress:
                progress(done + 1, len(EVENTS))
    return found
