"""Compare the strategies of a scenario: every one paired with the first, by group, with intervals."""

from contextlib import closing

from famsim.population import world_of
from famsim.questions.compare.comparison import Comparison
from famsim.questions.compare.gathering import Gathering
from famsim.questions.compare.many import compare_areas
from famsim.questions.compare.missed import meant_by
from famsim.runs import CENTRAL, Joint, Keeper, Running, composed, run_all, starts_of
from famsim.scenario import Scenario, is_many, once_each
from famsim.store import Store


def compare(
    scenario: Scenario, running: Running = CENTRAL, store: Store | None = None, joint: Joint | None = None
) -> Comparison:
    """Run every strategy of a scenario for so many parameter draws and repetitions, and compare each with the first.

    The places that a budget buys are found first. store: runs it holds are not run again, and those that are run are
    kept in it. joint: draws of some figures taken together, of one area. Raises ScenarioError for whatever a file's
    reader would refuse.
    """
    scenario = composed(scenario, running.threads, running.progress, private=True)
    if is_many(scenario):
        stands, tables = compare_areas(scenario, running, store)
        return Comparison(once_each(scenario), stands, running.draws, running.reps, tables, scenario)
    starts = starts_of(world_of(scenario), joint)
    if store:
        starts.keeper = Keeper(store, scenario, repr(joint) if joint else "")
    gathering = Gathering(scenario, starts.world, running.once)
    with closing(run_all(starts, scenario, running)) as runs:
        for outcomes in runs:
            if not gathering.missed.runs:
                gathering.missed.meant = meant_by(starts, scenario, outcomes[0])
            gathering.add(outcomes)
    return Comparison(scenario, starts.world, running.draws, running.reps, gathering.tables())
