"""The command `sensitivity` and its help; it fetches what it needs when it runs."""

from typing import Annotated

import typer

from famsim.cli import options as o
from famsim.limits import THREADS, Limit

METHODS = ("morris", "sobol", "pawn")
SIZE = Limit(1, 10_000, "trajectories of Morris, points of Sobol (a power of 2) and PAWN")

AskedFile = Annotated[
    str, typer.Argument(metavar="FILE", help="a scenario, or an experiment file with a [sensitivity] table")
]
StorePath = Annotated[
    str | None, typer.Option("--store", metavar="PATH", help="where runs are kept [the name of what is asked]")
]
Method = Annotated[
    str | None, typer.Option("--method", parser=o.one_of(METHODS), metavar="NAME", help=f"one of {', '.join(METHODS)}")
]
Size = Annotated[int | None, typer.Option("--size", parser=o.whole(SIZE), metavar="N", help=SIZE.says)]
Measures = Annotated[
    list[str] | None, typer.Option("--measure", metavar="NAME", help="of which number; may be repeated [the headline]")
]
Figures = Annotated[
    list[str] | None,
    typer.Option(
        "--figure",
        metavar="NAME",
        help="a figure, or a topic: 'staff.*'; can be repeated [those read]",
    ),
]
Strategies = Annotated[
    list[str] | None, typer.Option("--strategy", metavar="NAME", help="beside the first; may be repeated [all]")
]
Switching = Annotated[bool, typer.Option("--switching", help="only where the order of two strategies turns")]


def sensitivity(  # noqa: PLR0913, PLR0917 - one argument for each option
    file: AskedFile,
    store: StorePath = None,
    method: Method = None,
    size: Size = None,
    measure: Measures = None,
    figure: Figures = None,
    strategy: Strategies = None,
    switching: Switching = False,
    families: o.Families = None,
    months: o.Months = None,
    reps: Annotated[int | None, o.a_number("--reps", "reps")] = None,
    seed: o.Seed = None,
    jobs: o.Jobs = THREADS,
    dry_run: o.DryRun = False,
    out: o.Out = None,
    force: o.Force = False,
    as_json: o.Json = False,
) -> None:
    """Find which figures an answer hangs on."""
    from famsim.cli.ending import Ending
    from famsim.cli.sensitivity import SensitivityAsked, find_sensitivity

    more = {"method": method, "size": size, "switching": switching, "families": families, "months": months}
    named = {"measures": tuple(measure or ()), "figures": tuple(figure or ()), "strategies": tuple(strategy or ())}
    options = more | named | {"reps": reps, "seed": seed}
    ending = Ending(out, force, as_json=as_json)
    find_sensitivity(SensitivityAsked(file, options, store, jobs, dry_run, ending))


def register(app: typer.Typer) -> None:
    """Add the command to famsim's."""
    app.command(
        help="Which figure does the answer hang on, and when does the order of strategies turn?\n\n"
        "Every run is kept in the store, so the same line goes on after Ctrl-C. --dry-run says first how much it is.",
        epilog="Example: famsim sensitivity newcastle --strategy newcastle --families 8000 --reps 4 --dry-run",
    )(sensitivity)
