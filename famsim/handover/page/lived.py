"""The families that a workshop follows: which help, in which months, for each kind of event; lived in the page."""

from typing import Any

from famsim.questions.twins import MOST_FOLLOWED, asked_from
from famsim.runs import EVENTS
from famsim.scenario import Scenario

# help in the third month after the event, half a year earlier, a year later
ASKED: dict[str, Any] = {"month": 3, "earlier": 6, "later": 12}


def check_lives(scenario: Scenario) -> None:
    """Raise FamsimError unless the lives that a page follows fit into the scenario."""
    asked_from(ASKED).plan(scenario)


def followed(scenario: Scenario) -> dict[str, Any]:
    """Return how the page follows families: months of help and after it, how many at most, the help for each event."""
    plans = {event: asked_from(ASKED | {"event": event}).plan(scenario) for event in EVENTS}
    first = next(iter(plans.values()))
    return {
        "moves": list(first.moves),
        "after": first.after,
        "most": MOST_FOLLOWED,
        "help": {event: plan.programme for event, plan in plans.items()},
    }
