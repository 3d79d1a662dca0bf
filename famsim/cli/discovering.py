"""The command `discover`: when our plan loses, as boxes of a sweep's futures."""

from dataclasses import asdict, dataclass

from famsim.cli.ending import Ending
from famsim.cli.progress import progress, say
from famsim.cli.sweeping import workers
from famsim.questions.discover import Losing, discover, experiment_in, losing_of


@dataclass(frozen=True)
class DiscoverAsked:
    """The options besides where the plan loses; store: "" for a passing one; number: of the experiment in a store."""

    store: str
    number: int | None
    jobs: int
    ending: Ending


def find_losing(file: str, losing: Losing, asked: DiscoverAsked) -> None:
    """Live what is missing, find the boxes, print the answer or save everything."""
    experiment, kept = experiment_in(file, asked.number)
    wanted = losing_of(experiment, losing)
    folder = asked.ending.folder()
    name = experiment.about.name
    store = kept or asked.store or None
    try:
        with progress(f"the areas of {name}", f"{name}, {workers(asked.jobs)}") as report:
            study = discover(experiment, **asdict(wanted), store=store, jobs=asked.jobs, progress=report)
    except KeyboardInterrupt:
        if store:
            say(f"What is finished is kept in {store}. To go on: the same line again.")
        raise
    asked.ending.end(study, folder)
