"""Whether families are enough for help moved in time to show anything: found out before the long work."""

from math import ceil

import numpy as np

from famsim.errors import FamsimError
from famsim.population import Starts, with_strategy, world_of
from famsim.questions.timing.tables import LEAST_HELPED
from famsim.runs import EVENTS, Happened, Plan, check_happened, find_events, followed
from famsim.scenario import Scenario, Strategy
from famsim.writing import EVENT_WORDS

ENOUGH = 1.6 * LEAST_HELPED  # families an event happens to: about three in four come, and fewer in some months
ROUND = 100  # families: a number to ask for is rounded up to so many


def check_enough(scenario: Scenario, plan: Plan, reps: int | None = None) -> None:
    """Raise FamsimError where no event happens to enough families for any cell of a timing map to be shown.

    The area is lived once without help, at central figures. reps: repetitions asked for; None where there are none to
    ask for.
    """
    starts = Starts(world_of(scenario))
    start, area = starts.start(0, starts.world.seed), starts.world.area
    first, last = plan.events_between(scenario.months)
    lived = find_events(with_strategy(start, Strategy(name="no help"), starts.world), first, last, lambda: None)
    check_happened(scenario, plan, lived)
    told = (reps or 1) * struck(plan, followed(lived, plan))
    if told.max() >= ENOUGH:
        return
    every = (reps or 1) * struck(plan, lived)
    simulated = min(scenario.families or area.families, area.families)
    times = ENOUGH / max(every.min(), 1.0)
    families = ROUND * ceil(simulated * times / ROUND)
    every_event = "the rarest too" if len(every) > 1 else "it"
    ways = (
        [f"about {families:,} families or more (--families), enough for {every_event}"]
        if families <= area.families
        else []
    )
    ways += [f"{ceil(reps * times)} repetitions (--reps)"] if reps else []
    ways += ["more months (--months), or fewer to follow (--follow)"]
    if every.max() >= ENOUGH:
        most = ceil(plan.most * ENOUGH / max(told.max(), 1.0))
        ways = [f"most = {most} or more families followed of an event and risk group"]
    raise FamsimError(
        f"families {simulated:,}: too few for anything to be shown: in months {first} to {last} "
        f"{happens(plan, told, reps)}; it takes about {ceil(ENOUGH)} for a month of help to be shown, which it is from "
        f"{LEAST_HELPED} families helped, as not all come; allowed: {', or '.join(ways)}"
    )


def happens(plan: Plan, told: np.ndarray, reps: int | None) -> str:
    """Return to how many families the commonest and the rarest of the events asked for happen, in words."""
    names = [EVENT_WORDS[name].itself for name in EVENTS if name in (plan.events or EVENTS)]
    most, least = int(told.argmax()), int(told.argmin())
    of = f" of them, in {reps} repetitions" if (reps or 1) > 1 else " of them"
    first = f"{names[most]}, the commonest event, happens to about {told[most]:.0f}{of}"
    return first + (f" and {names[least]}, the rarest, to about {told[least]:.0f}" if most != least else "")


def struck(plan: Plan, happened: Happened) -> np.ndarray:
    """Return to how many families each event that is asked for happens."""
    asked = [place for place, name in enumerate(EVENTS) if name in (plan.events or EVENTS)]
    found: np.ndarray = happened.families().sum(axis=1)[asked]
    return found
