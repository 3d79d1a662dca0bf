"""The commands about sweeps and their help; each fetches what it needs when it runs."""

from collections.abc import Callable
from typing import Annotated

import typer

from famsim.cli import options as o
from famsim.limits import LIMITS, THREADS

TO = ("parquet", "arrow", "csv", "xlsx")

ExperimentFile = Annotated[str, typer.Argument(metavar="FILE", help="an experiment file (docs/sweeps.md says how)")]
StoreThere = Annotated[str, typer.Argument(metavar="STORE", help="the store of a sweep")]
StorePath = Annotated[
    str,
    typer.Option("--store", metavar="PATH", help="the store: made if new, else gone on with; not needed for a dry run"),
]
Number = Annotated[
    int | None,
    typer.Option(
        "--experiment", parser=o.whole(LIMITS["experiment"]), metavar="N", help="of several, as status numbers them"
    ),
]
Part = Annotated[str, typer.Option("--shard", metavar="K/N", help="only part k of n, into a store of its own")]
Address = Annotated[
    str, typer.Option("--cluster", metavar="ADDRESS", help="Dask's scheduler, tcp://HOST:PORT, whose workers live runs")
]


def sweep(  # noqa: PLR0913, PLR0917 - one argument for each option
    file: ExperimentFile,
    store: StorePath = "",
    jobs: o.Jobs = THREADS,
    shard: Part = "1/1",
    cluster: Address = "",
    dry_run: o.DryRun = False,
    as_json: o.Json = False,
) -> None:
    """Run an experiment into a store."""
    from famsim.cli.sweeping import SweepAsked, run_sweep

    run_sweep(file, SweepAsked(store, jobs, shard, dry_run, as_json, cluster))


def resume(  # noqa: PLR0913, PLR0917 - one argument for each option
    store: StoreThere,
    jobs: o.Jobs = THREADS,
    shard: Part = "1/1",
    cluster: Address = "",
    dry_run: o.DryRun = False,
    experiment: Number = None,
    as_json: o.Json = False,
) -> None:
    """Go on with a sweep."""
    from famsim.cli.sweeping import SweepAsked, resume_sweep

    resume_sweep(SweepAsked(store, jobs, shard, dry_run, as_json, cluster, experiment))


def expand(  # noqa: PLR0913, PLR0917 - one argument for each option
    store: StoreThere,
    add_reps: Annotated[
        int, typer.Option("--add-reps", parser=o.whole(LIMITS["more_reps"]), metavar="N", help="so many reps more")
    ] = 0,
    add_draws: Annotated[
        int, typer.Option("--add-draws", parser=o.whole(LIMITS["more_draws"]), metavar="N", help="so many draws more")
    ] = 0,
    jobs: o.Jobs = THREADS,
    shard: Part = "1/1",
    cluster: Address = "",
    dry_run: o.DryRun = False,
    as_json: o.Json = False,
) -> None:
    """Make a sweep larger."""
    from famsim.cli.sweeping import SweepAsked, expand_sweep

    expand_sweep(SweepAsked(store, jobs, shard, dry_run, as_json, cluster), add_reps, add_draws)


def status(store: StoreThere, experiment: Number = None, as_json: o.Json = False) -> None:
    """Say how a sweep stands."""
    from famsim.cli.sweeping import show_status

    show_status(store, as_json, experiment)


def merge(
    into: Annotated[str, typer.Argument(metavar="INTO", help="the store that is merged into; made if new")],
    stores: Annotated[list[str], typer.Argument(metavar="STORE...", help="stores of shards; left as they are")],
    as_json: o.Json = False,
) -> None:
    """Put stores together."""
    from famsim.cli.sweeping import merge_stores

    merge_stores(into, stores, as_json)


def export(  # noqa: PLR0913, PLR0917 - one argument for each option
    store: StoreThere,
    to: Annotated[
        str, typer.Option("--to", parser=o.one_of(TO), metavar="KIND", help=f"one of {', '.join(TO)}")
    ] = "parquet",
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="PATH", help="a new folder, or file for xlsx [STORE-KIND]")
    ] = None,
    suppress: Annotated[
        int,
        typer.Option(
            "--suppress",
            parser=o.whole(LIMITS["suppress"]),
            metavar="N",
            help="leave out counts below N, and what gives them back",
        ),
    ] = 0,
    experiment: Number = None,
    as_json: o.Json = False,
) -> None:
    """Write a sweep's tables for other programs."""
    from famsim.cli.sweeping import ExportAsked, export_tables

    export_tables(store, ExportAsked(to, output, suppress, experiment), as_json)


def discover(  # noqa: PLR0913, PLR0917 - one argument for each option
    file: Annotated[str, typer.Argument(metavar="FILE", help="an experiment file, or the store of a sweep")],
    strategy: Annotated[str | None, typer.Option("--strategy", metavar="NAME", help="our plan, of several")] = None,
    against: Annotated[str | None, typer.Option("--against", metavar="NAME", help="the other [the first]")] = None,
    measure: Annotated[str, typer.Option("--measure", metavar="NAME", help="what the plan should better")] = "losses",
    least: Annotated[
        float, typer.Option("--least", parser=o.a_real, metavar="X", help="it loses where it betters it by less")
    ] = 0.0,
    pay: Annotated[
        float | None,
        typer.Option("--pay", parser=o.a_real, metavar="GBP", help="it loses where one bettered costs more"),
    ] = None,
    store: Annotated[str, typer.Option("--store", metavar="PATH", help="keep the runs here, and go on with it")] = "",
    cell: Annotated[
        str | None, typer.Option("--cell", metavar="SCENARIO/AREA", help="which, of an experiment with several")
    ] = None,
    jobs: o.Jobs = THREADS,
    experiment: Number = None,
    out: o.Out = None,
    force: o.Force = False,
    as_json: o.Json = False,
    full: o.Full = False,
) -> None:
    """Find when our plan loses."""
    from famsim.cli.discovering import DiscoverAsked, find_losing
    from famsim.cli.ending import Ending
    from famsim.questions.discover import Losing

    losing = Losing(strategy, against, measure, least, pay, cell)
    find_losing(file, losing, DiscoverAsked(store, experiment, jobs, Ending(out, force, full, as_json)))


COMMANDS: dict[Callable[..., None], tuple[str, str]] = {
    sweep: (
        "Run an experiment - scenarios, areas, strategies, a design, draws - into a store that loses no finished run.",
        "Example: famsim sweep experiments/places.toml --store places.sqlite --jobs 2",
    ),
    resume: ("Go on with a sweep where it was stopped.", "Example: famsim resume places.sqlite"),
    expand: (
        "Add draws and repetitions to a sweep; what is done is kept.",
        "Example: famsim expand places.sqlite --add-reps 2 --add-draws 20",
    ),
    status: ("Say how a sweep stands: done, failed and why, missing.", "Example: famsim status places.sqlite"),
    merge: (
        "Put the stores of shards together into one.",
        "Example: famsim merge places.sqlite shard-1.sqlite shard-2.sqlite",
    ),
    export: (
        "Write a sweep's tables (runs, outcomes, differences) as Parquet, Arrow, CSV or XLSX.",
        "Example: famsim export places.sqlite --to csv -o places",
    ),
    discover: (
        "When does our plan lose? Boxes of a sweep's futures in which it does, tried on futures held out.",
        "Example: famsim discover experiments/places.toml --store places.sqlite --out results/places",
    ),
}


def register(app: typer.Typer) -> None:
    """Add the commands to famsim's."""
    for command, (says, example) in COMMANDS.items():
        app.command(help=says, epilog=example)(command)
