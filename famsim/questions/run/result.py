"""What `run` hands to its reader: one strategy with everything it rests on."""

from famsim.cli.output import number
from famsim.cli.scenarios import families
from famsim.questions.run.run import Simulation
from famsim.results.study import Study

KIND = "famsim run"


def in_words(found: Simulation) -> str:
    """Return what one strategy came to, in a few sentences."""
    mean = means(found)
    area, scenario = found.world.area, found.scenario
    what = f"{area.title}, {found.strategy.name}, {scenario.months} months, {families(scenario, area)}"
    parted, left, helped = (number(mean[name], 0) for name in ("separations", "exits", "helped"))
    rate = number(mean["separation_rate"], 2)
    return (
        f"{what}: {parted} couples with children part ({rate}% of couples a year), {left} of them leave harm. {helped} "
        "families come to a first session. Counts are the whole area's, and of this strategy alone; `famsim compare` "
        "sets strategies beside each other."
    )


def means(found: Simulation) -> dict[str, float]:
    """Return each measure of the whole area over the whole horizon, mean of the runs."""
    outcomes = found.tables["outcomes"]
    return outcomes[outcomes.group == "all"].groupby("measure").value.mean().to_dict()


def run_study(found: Simulation) -> Study:
    """Return one strategy's run as a study: its tables and its answer, in a folder that can be run again."""
    answer, asked = in_words(found), {"strategy": found.strategy.name}
    return Study(KIND, found.scenario, found.world, asked, found.tables, answer, found.draws, found.reps)
