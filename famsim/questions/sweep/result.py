"""A sweep as its users hold it: run, gone on with, made larger, put together, looked at."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from famsim.asking import warn_outside
from famsim.errors import FamsimError, StoreError, StoreWarning, shown
from famsim.limits import THREADS, check
from famsim.questions.sweep import tables as gathered
from famsim.questions.sweep.asked import Experiment, latest, load_experiment
from famsim.questions.sweep.cluster import check_address
from famsim.questions.sweep.others import also_held
from famsim.questions.sweep.plan import Plan, Shard, version_of
from famsim.questions.sweep.run import Sweeping, Ways, check_store
from famsim.questions.sweep.status import SweepStatus, status_of
from famsim.runs import Progress
from famsim.scenario import one_place
from famsim.scenario import shown as path_shown
from famsim.store import Store, merge


@dataclass(frozen=True)
class Sweep:
    """A sweep in its store.

    status: how many runs are done, failed, invalid, missing. tables: runs, outcomes and differences, read when they are
    wanted, all of them at once; `famsim export` writes any number of runs. warnings, alarms: what the store has to say.
    """

    path: Path
    experiment: Experiment
    status: SweepStatus
    warnings: tuple[str, ...] = ()
    alarms: tuple[str, ...] = ()
    groups: bool = field(default=False, repr=False)

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables by name: runs (a row a run, its point of the design in columns), outcomes, differences."""
        plan = Plan(self.experiment)
        with Store(self.path) as store:
            parts = list(gathered.tables(plan, store, self.groups))
        return {name: pd.concat([part[name] for part in parts], ignore_index=True) for name in parts[0]}

    def only(self, measures: Sequence[str]) -> "Sweep":
        """Return it with only these measures in its tables, whichever its experiment exports."""
        about = self.experiment.about.model_copy(update={"outcomes": tuple(dict.fromkeys(measures))})
        return replace(self, experiment=replace(self.experiment, about=about))


def sweep(  # noqa: PLR0913, PLR0917 - public keywords
    experiment: str | os.PathLike[str] | Mapping[str, Any] | Experiment,
    store: str | os.PathLike[str],
    jobs: int = THREADS,
    shard: str = "1/1",
    progress: Progress | None = None,
    cluster: str = "",
) -> Sweep:
    """Live every run of an experiment that its store does not hold yet, and keep each as it is finished.

    experiment: an experiment file, or its tables as a dictionary, checked alike; scenarios may be given in it as
    `fs.load_scenario` returns them. store: one file; it is made if it is new, and gone on with if it is there.
    jobs: worker processes; the result is the same. shard: "k/n" for part k of n, each into a store of its own, put
    together by `famsim merge`. progress: called with runs kept and runs in all. cluster: the address of a Dask
    scheduler, as "tcp://10.0.0.5:8786", whose workers then do what worker processes else do.

    Returns a Sweep: `status` (done, failed, invalid, missing), `tables` (runs, outcomes, differences). A run that fails
    is a row with its reason, and is tried again by the next call. Warns with StoreWarning of what the store has to say.

    Raises FamsimError for a number out of its limits, ScenarioError for whatever is wrong in the experiment, StoreError
    for a store that cannot be used, or is another experiment's.

    Example:
        fs.sweep("experiments/places.toml", store="places.sqlite").tables["differences"]
    """
    check(jobs=jobs)
    check_address(cluster)
    asked, part = load_experiment(experiment), read_shard(shard)

    def work(kept: Store) -> Sweep:
        """Run it, and say too what other experiments the store holds."""
        found, others = swept(asked, kept, Ways(jobs, part, progress=progress, cluster=cluster)), also_held(asked, kept)
        return replace(found, warnings=(*found.warnings, f"{others}.")) if others else found

    return with_store(store, work)


def swept(experiment: Experiment, store: Store, ways: Ways) -> Sweep:
    """Run a sweep into an open store."""
    working = Sweeping(experiment, store, ways)
    working.run()
    found = sweep_in(store, experiment, ways.shard)
    away = [
        f"The worker {address} of the cluster was given nothing: {why}." for address, why in working.turned_away.items()
    ]
    return replace(found, warnings=(*found.warnings, *away))


def sweep_in(store: Store, experiment: Experiment, shard: Shard | None = None) -> Sweep:
    """Return a sweep as it stands in an open store."""
    assert store.path is not None
    status = status_of(Plan(experiment), store, shard)
    store.settle()
    warnings = (*store.warnings, *of_other_versions(experiment, store))
    return Sweep(store.path, experiment, status, warnings, tuple(store.alarms))


def of_other_versions(experiment: Experiment, store: Store) -> list[str]:
    """Return that a store holds runs of another famsim or other figures, if it does, in a sentence."""
    mine = {version_of(one_place(cell).slug) for cell in experiment.cells}
    others = sum(number for version, number in store.versions().items() if version not in mine)
    return [f"{store.path}: {others:,} runs are of another version, area or figures; kept, not used."] if others else []


def with_store(path: str | os.PathLike[str], work: Callable[[Store], Sweep]) -> Sweep:
    """Do something with a store, and pass on what it has to say."""
    with Store(path) as store:
        found = work(store)
    for one in found.warnings:
        warn_outside(one, StoreWarning)
    return found


def existing(path: str | os.PathLike[str]) -> Store:
    """Return a store that is there; StoreError for none and for an empty file: none is made by looking."""
    if not Path(path).is_file() or not Path(path).stat().st_size:
        what = "is a folder" if Path(path).is_dir() else "there is no such file"
        what = "is an empty file" if Path(path).is_file() else what
        raise StoreError(f"{path_shown(path)}: {what}; allowed: a store that `famsim sweep` made")
    return Store(path)


def merged(into: str | os.PathLike[str], shards: Sequence[str | os.PathLike[str]]) -> tuple[Sweep, dict[str, int]]:
    """Put the rows of stores into one; return it, and how many rows were new, the same, damaged or differed."""
    done: dict[str, int] = {}
    stores = [existing(path) for path in shards]
    try:
        check_shards(Path(into), stores)
        with Store(into) as store:
            check_store(latest(stores[0]), store)
            for one in stores:
                for kind, number in merge(store, one).items():
                    done[kind] = done.get(kind, 0) + number
            return sweep_in(store, latest(store)), done
    finally:
        for one in stores:
            one.close()


def check_shards(into: Path, stores: Sequence[Store]) -> None:
    """Refuse, before anything is written, stores of no sweep, of different experiments, or that merged into."""
    for one in stores:
        assert one.path is not None
        if into.exists() and into.samefile(one.path):
            raise StoreError(f"{one.path}: is the store that is merged into; allowed: others")
        check_store(latest(one), stores[0])


def read_shard(given: str) -> Shard:
    """Return the part of a sweep that "k/n" names; FamsimError for anything else."""
    k, _, n = str(given).partition("/")
    if not (k.isascii() and n.isascii() and k.isdigit() and n.isdigit() and 1 <= int(k) <= int(n) <= 10_000):
        raise FamsimError(f"shard {shown(given)}: allowed: k/n, part k of n, such as 1/4, with n up to 10000")
    return Shard(int(k), int(n))
