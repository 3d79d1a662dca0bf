"""Which months of help a timing map tries around which events; what cannot be tried is refused before any work."""

from dataclasses import dataclass
from typing import TypedDict

from famsim.errors import FamsimError, shown, unknown
from famsim.limits import LIMITS, check
from famsim.population import programmes_in
from famsim.runs.events import EVENTS, Happened
from famsim.runs.moved import Plan
from famsim.runs.offered import doors_of, for_couples
from famsim.scenario import Scenario

WINDOW = (-12, 36)  # months of help relative to an event
EVERY = 3  # months between two moments of help
FOLLOW = 48  # months for which a family is followed from the month of help
MOST = 1500  # families followed of each event and risk group
LEAST_MONTHS = 6  # of the scenario in which events may happen


class MovesAsked(TypedDict, total=False):
    """The options of Moves, as they are given one by one."""

    window: tuple[int, int]
    every: int
    follow: int
    events: tuple[str, ...]
    most: int


@dataclass(frozen=True)
class Moves:
    """Which months of help are tried around which events, and how it is measured.

    window: first and last month of help relative to an event, `every` so many. follow: months for which a family is
    followed from the month of help. events: by name, or one name; empty = all that happen. most: families followed of
    each event and risk group.
    """

    window: tuple[int, int] = WINDOW
    every: int = EVERY
    follow: int = FOLLOW
    events: tuple[str, ...] = ()
    most: int = MOST

    def __post_init__(self) -> None:
        if isinstance(self.events, str):
            object.__setattr__(self, "events", (self.events,))

    def plan(self, scenario: Scenario) -> Plan:
        """Return the plan for a scenario; FamsimError for what cannot be tried, with what is allowed."""
        programmes = for_couples(scenario)
        self.check()
        first, last = self.window
        moves = tuple(range(first, last + 1, self.every))
        events = tuple(name for name in EVENTS if name in self.events)
        known = programmes_in(scenario)
        plan = Plan(programmes, moves, self.follow, events, self.most, doors_of(scenario, programmes), known=known)
        check_horizon(scenario, plan)
        return plan

    def check(self) -> None:
        """Raise FamsimError for an option out of its range."""
        month = LIMITS["help_month"]
        if not (isinstance(self.window, list | tuple) and len(self.window) == 2 and all(map(month.holds, self.window))):
            raise FamsimError(
                f"window {shown(self.window)}: allowed: the first and last month of help (--from, --to), such as "
                f"(-12, 36); each {month.allowed}"
            )
        first, last = self.window
        if first > last:
            raise FamsimError(
                f"help from month {first} to month {last} of an event (--from, --to): allowed: {month.low} to "
                f"{month.high}, the first no later than the last"
            )
        check(every=self.every, follow=self.follow, most=self.most)
        if not isinstance(self.events, list | tuple):
            raise FamsimError(f"events {shown(self.events)}: allowed: a list of {', '.join(EVENTS)}")
        for name in self.events:
            if name not in EVENTS:
                raise unknown("event", str(name), EVENTS, "events", FamsimError)


def check_horizon(scenario: Scenario, plan: Plan) -> None:
    """Raise FamsimError unless events can happen far enough from both ends of the scenario."""
    first, last = plan.events_between(scenario.months)
    if last - first + 1 < LEAST_MONTHS:
        least = scenario.months + LEAST_MONTHS - (last - first + 1)
        raise FamsimError(
            f"months {scenario.months}: help from month {plan.moves[0]} to month {plan.moves[-1]} of an event, "
            f"followed for {plan.follow} months, does not fit; allowed: {least} months or more (--months), an "
            f"earlier end of the window (--to), or fewer months to follow (--follow, {LIMITS['follow'].low} or more)"
        )


def check_happened(scenario: Scenario, plan: Plan, happened: Happened) -> None:
    """Raise FamsimError where an event that is asked for, or each of all, happens to no couple."""
    families = dict(zip(EVENTS, happened.families().sum(axis=1), strict=True))
    never = [name for name in plan.events or EVENTS if families[name] == 0]
    if never and (plan.events or len(never) == len(EVENTS)):
        first, last = plan.events_between(scenario.months)
        raise FamsimError(
            f"event {', '.join(never)}: happens to no couple in months {first} to {last} of the scenario, so there is "
            "nothing to move help around; allowed: an event that happens, more families (--families), or more months "
            "(--months)"
        )
