"""The commands about sweeps: run, go on, make larger, put together, look at, write out."""

from dataclasses import asdict, dataclass
from pathlib import Path

import typer

from famsim.cli.output import print_folded, print_json, print_text
from famsim.cli.progress import progress, say
from famsim.errors import FamsimError
from famsim.questions.sweep import (
    Experiment,
    Forecast,
    Plan,
    Sweep,
    SweepStatus,
    Ways,
    existing,
    export,
    forecast,
    latest,
    load_experiment,
    merged,
    read_shard,
    sweep_in,
    swept,
)
from famsim.scenario import shown
from famsim.store import Store

REASONS = 5  # of failures that are listed
MINUTE, MEGABYTE = 60.0, 1e6


@dataclass(frozen=True)
class SweepAsked:
    """The options that the commands which run share."""

    store: str
    jobs: int
    shard: str
    dry_run: bool
    as_json: bool


def run_sweep(file: str, asked: SweepAsked) -> None:
    """Run an experiment into a store, made if it is new."""
    experiment = load_experiment(file)
    if asked.dry_run:
        show_forecast(experiment, Store(asked.store) if Path(asked.store).is_file() else None, asked)
        return
    with Store(asked.store) as store:
        work(experiment, store, asked)


def resume_sweep(asked: SweepAsked) -> None:
    """Go on with the sweep that a store was last asked for."""
    with existing(asked.store) as store:
        if asked.dry_run:
            show_forecast(latest(store), store, asked)
        else:
            work(latest(store), store, asked)


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
    try:
        with progress(
            f"the areas of {experiment.about.name}", f"{experiment.about.name}, {asked.jobs} workers"
        ) as report:
            found = swept(experiment, store, Ways(asked.jobs, shard, progress=report))
    except KeyboardInterrupt:
        part = f" --shard {asked.shard}" if shard.n > 1 else ""
        say(f"What is finished is kept. To go on: famsim resume {asked.store}{part}")
        raise
    tell(found, asked.as_json)


def tell(found: Sweep, as_json: bool) -> None:
    """Say how a sweep stands; exit code 1 where a run failed, is invalid or came out differently."""
    for warning in found.warnings:
        say(f"Warning: {warning}")
    status = found.status
    if as_json:
        print_json({"store": str(found.path), "experiment": found.experiment.about.name, **asdict(status)})
    else:
        print_status(found)
    if status.failed or status.invalid or status.alarms:
        raise typer.Exit(1)


def print_status(found: Sweep) -> None:
    """Print how a sweep stands, and what to do next."""
    status = found.status
    print_folded(f"{found.experiment.about.name}: {counts(status)}")
    for reason, number in sorted(status.failures.items(), key=lambda one: -one[1])[:REASONS]:
        print_folded(f"  {number:,} x {reason}", hang="    ")
    store = shown(found.path)
    if status.complete:
        print_folded(f"Next: famsim export {store} --to csv")
    elif status.missing or status.failed:
        print_folded(f"To go on: famsim resume {store}")


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
    time = f"{found.seconds / MINUTE:,.0f} minutes" if found.seconds > 2 * MINUTE else f"{found.seconds:.0f} s"
    solve = f" Constants of {found.to_solve:,} worlds are solved first." if found.to_solve else ""
    return (
        f"{found.runs:,} runs{done}, in {found.lives:,} lives that they share; {found.strategies:,} strategies. About "
        f"{time} with {jobs} workers, were nothing else running, and {max(found.bytes / MEGABYTE, 1):,.0f} MB.{solve}"
    )


def show_status(path: str, as_json: bool) -> None:
    """Say how the sweep of a store stands."""
    with existing(path) as store:
        tell(sweep_in(store, latest(store)), as_json)


def merge_stores(into: str, stores: list[str], as_json: bool) -> None:
    """Put the stores of shards together."""
    found, done = merged(into, stores)
    if not as_json:
        print_folded(", ".join(f"{number:,} rows {kind}" for kind, number in sorted(done.items())) or "no rows")
    tell(found, as_json)


def export_tables(path: str, where: tuple[str, str | None], suppress: int, as_json: bool) -> None:
    """Write a sweep's tables to files; `where`: their kind and their place."""
    kind, output = where
    usual = Path(path).with_name(f"{Path(path).stem}-{kind}" if kind != "xlsx" else f"{Path(path).stem}.xlsx")
    place = Path(output) if output else usual
    with existing(path) as store:
        written = export(Plan(latest(store)), store, place, kind, suppress)
        warnings = list(store.warnings)
    for warning in warnings:
        say(f"Warning: {warning}")
    if as_json:
        print_json({"path": str(place), "rows": written, "warnings": warnings})
        return
    print_text(f"{shown(place)}: " + ", ".join(f"{name} {rows:,} rows" for name, rows in written.items()))
