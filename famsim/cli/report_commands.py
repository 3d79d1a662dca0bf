"""The command that makes a document from kept results."""

from typing import Annotated

import typer

from famsim.cli import options as o


def report(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="a results folder, as --out wrote it")],
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="where to write: .html or .docx")
    ] = "report.html",
    also: Annotated[
        list[str] | None,
        typer.Option("--also", metavar="DIR", help="a further folder of the same area, to be quoted; may be repeated"),
    ] = None,
    force: o.Force = False,
    as_json: o.Json = False,
) -> None:
    """Make a report from a results folder."""
    from famsim.cli.reporting import write_report

    write_report(folder, output, tuple(also or ()), force, as_json)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        help="Make a report from kept results: one HTML or Word file, the answer on its first page. Nothing is run.",
        epilog="Example: famsim report results/newcastle -o newcastle.html --also results/sensitivity-newcastle",
    )(report)
