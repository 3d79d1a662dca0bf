"""The command `trial` and its help; it fetches what it needs when it runs."""

from typing import Annotated

import typer

from famsim.cli import options as o
from famsim.limits import THREADS

TrialFile = Annotated[
    str, typer.Argument(metavar="FILE", help="a trial file, or a trial that comes with famsim: coached_online")
]
Draws = Annotated[int, o.a_number("--draws", "draws", "trials, each with a draw of the uncertain figures; 1 = central")]


def trial(  # noqa: PLR0913, PLR0917 - one argument for each option
    file: TrialFile,
    draws: Draws = 20,
    reps: o.Reps = 1,
    families: o.Families = None,
    seed: o.Seed = None,
    out: o.Out = None,
    force: o.Force = False,
    full: o.Full = False,
    as_json: o.Json = False,
    threads: o.Threads = THREADS,
) -> None:
    """Run a virtual trial."""
    from famsim.cli.ending import Ending
    from famsim.cli.trials import TrialAsked, run_virtual_trial

    changes = {"families": families, "seed": seed}
    run_virtual_trial(TrialAsked(file, changes, draws, reps, Ending(out, force, full, as_json), threads))


def register(app: typer.Typer) -> None:
    """Add the command to famsim's."""
    app.command(
        help="What would a trial find? Recruit, randomise, deliver, follow up, measure, analyse; replay published ones."
        "\n\nThe prediction is stated with its hash; a result entered later as [[published]] does not change it.",
        epilog="Example: famsim trial scenarios/trials/coached_online.toml --draws 20 --out results/coached",
    )(trial)
