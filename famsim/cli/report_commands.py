"""The commands that make something to hand over: a document from kept results, a page for a workshop."""

from typing import Annotated

import typer

from famsim.cli import options as o
from famsim.limits import THREADS


def report(  # noqa: PLR0913, PLR0917 - one argument for each option
    folder: Annotated[str, typer.Argument(metavar="DIR", help="a results folder, as --out wrote it")],
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="where to write: .html or .docx")
    ] = "report.html",
    also: Annotated[
        list[str] | None,
        typer.Option("--also", metavar="DIR", help="a further folder of the same area, to be quoted; may be repeated"),
    ] = None,
    area_figures: o.AreaFigures = None,
    force: o.Force = False,
    as_json: o.Json = False,
) -> None:
    """Make a report from a results folder."""
    from famsim.cli.reporting import write_report

    write_report(folder, output, (tuple(also or ()), area_figures), force, as_json)


def page(  # noqa: PLR0913, PLR0917 - one argument for each option
    file: o.File,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FILE", help="where to write [page.html]")
    ] = None,
    first: o.First = -12,
    last: o.Last = 36,
    follow: o.Follow = 48,
    draws: Annotated[
        int, typer.Option("--draws", metavar="N", help="draws of the uncertain figures in the page, 1-20; 1: none")
    ] = 20,
    beside: Annotated[
        str | None, typer.Option("--beside", metavar="AREA", help="another area to live the room's strategy in too")
    ] = None,
    families: o.Families = None,
    months: o.Months = None,
    seed: o.Seed = None,
    force: o.Force = False,
    as_json: o.Json = False,
    threads: o.Threads = THREADS,
) -> None:
    """Write the workshop page."""
    from famsim.cli.asked import Asked
    from famsim.cli.page import PageAsked, write_page
    from famsim.handover.page import Holds

    changes = {"families": families, "months": months, "seed": seed}
    write_page(
        Asked(file, changes, threads=threads, force=force, as_json=as_json),
        PageAsked(output, (first, last), follow, Holds(draws, beside)),
    )


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        help="Write a workshop page: one file in which the model runs, without a network, from a memory stick.",
        epilog="Example: famsim page scenarios/newcastle.toml -o page.html",
    )(page)
    app.command(
        help="Make a report from kept results: one HTML or Word file, the answer on its first page. Nothing is run.",
        epilog="Example: famsim report results/newcastle -o newcastle.html --also results/sensitivity-newcastle",
    )(report)
