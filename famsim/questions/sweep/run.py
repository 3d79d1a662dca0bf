"""A sweep: what of an experiment its store does not hold is lived by workers and kept, run by run."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil
from time import sleep

from famsim.errors import StoreError
from famsim.questions.sweep.asked import Experiment, of_note
from famsim.questions.sweep.cluster import Cluster
from famsim.questions.sweep.crew import Crew, usual_command
from famsim.questions.sweep.living import Living
from famsim.questions.sweep.plan import MOST_BESIDE, Life, Plan, Shard, SweepRun, version_of
from famsim.questions.sweep.task import Task
from famsim.runs import Progress
from famsim.scenario import one_place
from famsim.store import Store

FAMILIES_AT_ONCE = 2_000_000  # of all of them
WAITS = 0.5  # seconds until it is looked again at what another process works on
SETTLED = ("done", "invalid")  # what is not run again


@dataclass(frozen=True)
class Ways:
    """How a sweep is worked on: worker processes, which part, how workers are started, who is told of progress.

    cluster: the address of a Dask scheduler, whose workers take the place of processes of this machine.
    """

    jobs: int = 2
    shard: Shard = field(default_factory=Shard)
    command: Sequence[str] = field(default_factory=usual_command)
    progress: Progress | None = None
    cluster: str = ""

    def crew(self, experiment: Experiment) -> Crew | Cluster:
        """Return those who will work on an experiment."""
        if not self.cluster:
            return Crew(self.command, experiment.note, self.jobs)
        return Cluster(self.cluster, experiment.note)


class Sweeping:
    """An experiment on its way into a store."""

    def __init__(self, experiment: Experiment, store: Store, ways: Ways) -> None:
        self.plan, self.store, self.ways = Plan(experiment), store, ways
        self.done = 0
        self.total = 0
        self.failed: dict[str, str] = {}
        self.turned_away: dict[str, str] = {}
        self.jobs = ways.jobs

    def run(self) -> None:
        """Have everything lived that is not; what another process works on is waited for."""
        check_store(self.plan.experiment, self.store)
        self.store.note(self.plan.experiment.note)
        self.count()
        while self.done < self.total:
            with self.ways.crew(self.plan.experiment) as crew:
                self.jobs = crew.jobs
                living = Living(self.store, crew, self.answered, self.failed)
                living.live(self.tasks())
                self.turned_away |= getattr(crew, "turned_away", {})
            self.count()
            if self.done < self.total:
                sleep(WAITS)

    def count(self) -> None:
        """Count the runs of this part, and those that need nothing more."""
        self.done = self.total = 0
        for life in self.plan.lives():
            keys = [run.key for run in life.runs if self.ways.shard.has(run.key)]
            self.total += len(keys)
            self.done += len(keys) - len(self.left(keys))
        self.answered(0)

    def answered(self, runs: int) -> None:
        """Count runs that are kept, and tell of it."""
        self.done += runs
        if self.ways.progress:
            self.ways.progress(self.done, self.total)

    def left(self, keys: Sequence[str]) -> list[str]:
        """Return which runs have still to be lived: those that failed too, but not twice in one call."""
        there = self.store.statuses(keys)
        return [key for key in keys if there.get(key) not in SETTLED and key not in self.failed]

    def tasks(self) -> Iterator[Task]:
        """Yield what has to be lived, claimed for this process."""
        for life in self.plan.lives():
            mine = {run.key: run for run in life.runs if self.ways.shard.has(run.key)}
            keys = self.left(list(mine))
            at_once = self.at_once(life, len(keys))
            for first in range(0, len(keys), at_once):
                asked = keys[first : first + at_once]
                granted = self.store.claim(asked)
                runs = [mine[key] for key in self.left(asked) if key in granted]  # kept since, by another process
                if runs:
                    yield self.task(life, runs)

    def at_once(self, life: Life, runs: int) -> int:
        """Return how many runs one worker lives at once: many, but so that every worker has some."""
        scenario = self.plan.experiment.cells[life.cell]
        families = scenario.families or one_place(scenario).families
        most = max(1, min(MOST_BESIDE, FAMILIES_AT_ONCE // int(families)))
        about = self.plan.experiment.about
        few = len(self.plan.experiment.cells) * len(self.plan.alike()) * about.draws * about.reps < 2 * self.jobs
        return max(1, min(most, ceil(runs / self.jobs))) if few else most

    def task(self, life: Life, runs: Sequence[SweepRun]) -> Task:
        """Return runs of a life as a task."""
        scenario = self.plan.experiment.cells[life.cell]
        about = {
            "cell": life.cell,
            "area": one_place(scenario).slug,
            "draw": life.draw,
            "rep": life.rep,
            "figures": [list(one) for one in life.figures],
            "seed": scenario.seed,
            "scenario": scenario.name,
            "strategies": [one.name for one in scenario.strategies],
            "version": version_of(one_place(scenario).slug),
        }
        return Task(about, tuple(run.key for run in runs), tuple((run.point, run.place) for run in runs))


def check_store(experiment: Experiment, store: Store) -> None:
    """Raise StoreError for a store of another experiment: its name must be the same, its size may grow."""
    notes = store.notes()
    if not notes:
        return
    there = of_note(notes[-1], str(store.path)).about.name
    if there != experiment.about.name:
        raise StoreError(
            f"{store.path}: holds the experiment {there!r}, not {experiment.about.name!r}; allowed: a store of the "
            "same experiment, or a new file"
        )
