"""The command `calibrate` and its help; it fetches what it needs when it runs."""

from typing import Annotated

import typer

from famsim.cli import options as o
from famsim.limits import THREADS

TargetFile = Annotated[
    str, typer.Argument(metavar="TARGETS", help="a target file, CSV or XLSX, or published: what comes with famsim")
]
Params = Annotated[
    list[str] | None,
    typer.Option("--params", metavar="NAMES", help="figures, or topics such as 'stress.*' [a starter set of 12]"),
]
Where = Annotated[
    str | None,
    typer.Option("--scenario", metavar="FILE", help="whose area, sample, seed and figures are observed [England]"),
]
StorePath = Annotated[
    str | None, typer.Option("--store", metavar="PATH", help="where points are kept [the target file's name]")
]
Points = Annotated[int | None, o.a_number("--points", "points", "points of the first wave [ten a figure]")]
Waves = Annotated[int | None, o.a_number("--waves", "waves", "waves of points [3]")]
Again = Annotated[int | None, o.a_number("--again", "again", "draws that are lived again to check [20]")]
Discrepancy = Annotated[
    float | None,
    typer.Option(
        "--discrepancy", parser=o.a_real, metavar="SHARE", help="of a target's size, for what the model omits [0.05]"
    ),
]


def calibrate(  # noqa: PLR0913, PLR0917 - one argument for each option
    targets: TargetFile,
    params: Params = None,
    scenario: Where = None,
    store: StorePath = None,
    points: Points = None,
    waves: Waves = None,
    again: Again = None,
    discrepancy: Discrepancy = None,
    families: o.Families = None,
    seed: o.Seed = None,
    out: o.Out = None,
    force: o.Force = False,
    full: o.Full = False,
    as_json: o.Json = False,
    threads: o.Threads = THREADS,
) -> None:
    """Fit figures to targets."""
    from famsim.cli.calibrating import CalibrateAsked, fit_figures
    from famsim.cli.ending import Ending

    changes = {"families": families, "seed": seed}
    how = {"points": points, "waves": waves, "again": again, "discrepancy": discrepancy}
    ending = Ending(out, force, full, as_json)
    fit_figures(CalibrateAsked(targets, tuple(params or ()), scenario, changes, how, store, ending, threads))


def register(app: typer.Typer) -> None:
    """Add the command to famsim's."""
    app.command(
        help="Which values of uncertain figures give what was published? Fit them to targets, with what stays unknown."
        "\n\nEvery point is kept in the store, so the same line goes on after Ctrl-C to the same answer.",
        epilog="Example: famsim calibrate my_survey.csv --params separation.by_quality,violence.onset --out fit",
    )(calibrate)
