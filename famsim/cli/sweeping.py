"""The commands about sweeps: run, go on, make larger, put together, look at, write out."""

from dataclasses import asdict, dataclass
from pathlib import Path

import typer

from famsim.cli.output import as_typed, print_folded, print_json, print_text
from famsim.cli.progress import progress, say
from famsim.errors import FamsimError
from famsim.questions.sweep import (
    Experiment,
    Forecast,
    Other,
    Plan,
    Shard,
    Sweep,
    SweepStatus,
    Ways,
    also_held,
    asked_of,
    check_address,
    check_store,
    existing,
    export,
    forecast,
    latest,
    load_experiment,
    merged,
    others_of,
    read_shard,
    sweep_in,
    swept,
)
from famsim.scenario import shown
from famsim.store import Store

REASONS = 5  # of failures that are listed
MINUTE, MEGABYTE = 60.0, 1e6
WHOLE = Shard()


@dataclass(frozen=True)
class SweepAsked:
    """The options that the commands which run share; number: of the experiment in the store, None for the latest."""

    store: str  # "" for none, which a dry run does not need
    jobs: int
    shard: str
    dry_run: bool
    as_json: bool
    cluster: str = ""
    number: int | None = None

    def __post_init__(self) -> None:
        """Refuse a cluster's address that is none, before anything is opened."""
        check_address(self.cluster)

    @property
    def workers(self) -> str:
        """Who works on it, in words."""
        return f"the workers of {shown(self.cluster)}" if self.cluster else workers(self.jobs)


def workers(jobs: int) -> str:
    """Return how many workers there are, in words."""
    return f"{jobs} worker{'' if jobs == 1 else 's'}"


def run_sweep(file: str, asked: SweepAsked) -> None:
    """Run an experiment into a store, made if it is new."""
    experiment = load_experiment(file)
    if asked.dry_run:
        there = bool(asked.store) and Path(asked.store).is_file()
        show_forecast(experiment, Store(asked.store) if there else None, asked)
        return
    if not asked.store:
        raise FamsimError("--store: is missing; allowed: a file to keep the runs in, as --store runs.sqlite")
    with Store(asked.store) as store:
        work(experiment, store, asked)


def resume_sweep(asked: SweepAsked) -> None:
    """Go on with the sweep that a store was last asked for, or with an earlier one."""
    with existing(asked.store) as store:
        experiment = asked_of(store, asked.number)
        if asked.dry_run:
            show_forecast(experiment, store, asked)
        else:
            work(experiment, store, asked)


def expand_sweep(asked: SweepAsked, reps: int, draws: int) -> None:
    """Go on with a larger sweep."""
    if not reps and not draws:
        raise FamsimError("--add-reps, --add-draws: neither is given; allowed: one of them or both, 1 or more")
    with existing(asked.store) as store:
        larger = latest(store).more(reps, draws)
        if asked.dry_run:
            show_forecast(larger, store, asked)
        else:
            work(larger, store, asked)


def work(experiment: Experiment, store: Store, asked: SweepAsked) -> None:
    """Run what is missing, and say how it stands; what continues it where it is interrupted."""
    shard = read_shard(asked.shard)
    check_store(experiment, store)
    note_others(experiment, store)
    counted: list[int] = []
    try:
        with progress(f"the areas of {experiment.about.name}", f"{experiment.about.name}, {asked.workers}") as report:

            def told(done: int, total: int) -> None:
                counted[:] = done, total
                report(done, total)

            found = swept(experiment, store, Ways(asked.jobs, shard, progress=told, cluster=asked.cluster))
    except KeyboardInterrupt:
        part = ["--shard", asked.shard] if shard.n > 1 else []
        part += ["--cluster", asked.cluster] if asked.cluster else []
        say(f"{finished(*counted)} To go on: {as_typed('famsim', 'resume', asked.store, *part)}")
        raise
    tell(found, others_of(experiment, store), asked.as_json, shard=shard)


def finished(done: int = 0, total: int = 0) -> str:
    """Return how many runs are kept of a sweep that is interrupted, as counted last; total: 0 before they are."""
    if not total:
        return "What is finished is kept."
    if not done:
        return f"Nothing is finished yet, of {total:,} runs."
    return f"{done:,} of {total:,} runs are finished and kept."


def note_others(experiment: Experiment, store: Store) -> None:
    """Say on stderr that a store holds runs of other experiments, if it does."""
    others = also_held(experiment, store)
    if others:
        say(
            f"Note: {others}; famsim status numbers them, for --experiment N of status, resume and export, which "
            "else take the latest."
        )


def tell(found: Sweep, others: list[Other], as_json: bool, number: int | None = None, shard: Shard = WHOLE) -> None:
    """Say how a sweep stands; exit code 1 where a run failed, is invalid or came out differently."""
    for warning in found.warnings:
        say(f"Warning: {warning}")
    status = found.status
    if as_json:
        said = {"store": str(found.path), "experiment": found.experiment.about.name, **asdict(status)}
        print_json(said | {"others": [asdict(one) for one in others]})
    else:
        print_status(found, number, shard)
        print_others(others)
    if status.failed or status.invalid or status.alarms:
        raise typer.Exit(1)


def print_status(found: Sweep, number: int | None, shard: Shard) -> None:
    """Print how a sweep, or a part of it, stands, and what to do next.

    number: the experiment's in its store, None for the latest.
    """
    status = found.status
    part = "" if shard.n == 1 else f", part {shard.k} of {shard.n}"
    print_folded(f"{found.experiment.about.name}{part}: {counts(status)}")
    for reason, times in sorted(status.failures.items(), key=lambda one: -one[1])[:REASONS]:
        print_folded(f"  {times:,} x {reason}", hang="    ")
    of = ["--experiment", str(number)] if number else []
    if status.complete and part:
        print_folded(f"Next, once every part is done: {as_typed('famsim', 'merge', 'ALL.sqlite', found.path)} ...")
    elif status.complete:
        print_folded(f"Next: {as_typed('famsim', 'export', found.path, '--to', 'csv', *of)}")
    elif status.missing or status.failed:
        of += ["--shard", f"{shard.k}/{shard.n}"] if part else []
        print_folded(f"To go on: {as_typed('famsim', 'resume', found.path, *of)}")


def print_others(others: list[Other]) -> None:
    """Print what else a store holds, each with its number, what is otherwise in it, and how it stands."""
    if others:
        print_folded("Other experiments in this store, by what --experiment takes:")
    for one in others:
        print_folded(f"  {one.number}  {', '.join(one.differs)}: {counts(one.status)}", hang="     ")


def counts(status: SweepStatus) -> str:
    """Return how many runs there are of each kind, in words."""
    kinds = {name: getattr(status, name) for name in ("done", "failed", "invalid", "missing", "alarms")}
    named = {"alarms": "came out differently a second time"}
    said = ", ".join(f"{number:,} {named.get(name, name)}" for name, number in kinds.items() if number)
    return f"{said or 'nothing'} of {status.runs:,} runs"


def show_forecast(experiment: Experiment, store: Store | None, asked: SweepAsked) -> None:
    """Print what a sweep would take."""
    found = forecast(Plan(experiment), store, asked.jobs, read_shard(asked.shard))
    if store:
        store.close()
    if asked.as_json:
        print_json({"experiment": experiment.about.name, **asdict(found)})
    else:
        print_folded(f"{experiment.about.name}: {in_words(found, asked.jobs)}")


def in_words(found: Forecast, jobs: int) -> str:
    """Return a forecast in a sentence or two."""
    done = f", {found.runs - found.to_run:,} of them kept already" if found.to_run < found.runs else ""
    if not found.to_run:
        return f"{found.runs:,} runs, all of them kept already."
    time = duration(found.seconds)
    solve = f" Constants of {found.to_solve:,} worlds are solved first." if found.to_solve else ""
    room = f"{max(found.bytes / MEGABYTE, 1):,.0f} MB"
    return (
        f"{found.runs:,} runs{done}, in {found.lives:,} lives that they share; strategies are lived "
        f"{found.strategies:,} times. About {time} with {workers(jobs)}, were nothing else running, and {room}.{solve}"
    )


def duration(seconds: float) -> str:
    """Return how long something takes, in words."""
    return f"{seconds / MINUTE:,.0f} minutes" if seconds > 2 * MINUTE else f"{seconds:.0f} s"


def show_status(path: str, as_json: bool, number: int | None = None) -> None:
    """Say how the sweep of a store stands."""
    with existing(path) as store:
        experiment = asked_of(store, number)
        tell(sweep_in(store, experiment), others_of(experiment, store), as_json, number)


def merge_stores(into: str, stores: list[str], as_json: bool) -> None:
    """Put the stores of shards together."""
    found, done = merged(into, stores)
    if not as_json:
        print_folded(", ".join(f"{number:,} rows {kind}" for kind, number in sorted(done.items())) or "no rows")
    with existing(into) as store:
        others = others_of(found.experiment, store)
    tell(found, others, as_json)


@dataclass(frozen=True)
class ExportAsked:
    """What of a store is written: the kind of file, its place, counts left out below, which experiment."""

    kind: str
    output: str | None
    suppress: int
    number: int | None = None


def export_tables(path: str, asked: ExportAsked, as_json: bool) -> None:
    """Write a sweep's tables to files."""
    kind, output = asked.kind, asked.output
    usual = Path(path).with_name(f"{Path(path).stem}-{kind}" if kind != "xlsx" else f"{Path(path).stem}.xlsx")
    place = Path(output) if output else usual
    with existing(path) as store:
        experiment = asked_of(store, asked.number)
        note_others(experiment, store)
        written = export(Plan(experiment), store, place, kind, asked.suppress)
        warnings = list(store.warnings)
    for warning in warnings:
        say(f"Warning: {warning}")
    if as_json:
        print_json({"path": str(place), "rows": written, "warnings": warnings})
        return
    print_text(f"{shown(place)}: " + ", ".join(f"{name} {rows:,} rows" for name, rows in written.items()))
