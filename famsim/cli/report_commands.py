"""The commands that make a document: a report from kept results, a business case from results or a scenario."""

from typing import Annotated

import typer

from famsim.cli import options as o
from famsim.limits import THREADS

CASE_DRAWS = 20  # of the figures, unless another number is asked for: a case rests on their uncertainty


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


def business_case(  # noqa: PLR0913, PLR0917 - one argument for each option
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="a results folder of compare, or a scenario, which is run first")
    ],
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="where to write the case")
    ] = "case.docx",
    brief: Annotated[
        str | None, typer.Option("--brief", metavar="FILE", help="also write a brief of two pages, .docx")
    ] = None,
    prefer: Annotated[
        str, typer.Option("--prefer", metavar="NAME", help="the option that its authors prefer; the model prefers none")
    ] = "",
    template: Annotated[
        str | None, typer.Option("--template", metavar="FILE", help="put it into this Word file, in its styles")
    ] = None,
    families: o.Families = None,
    months: o.Months = None,
    draws: o.Draws = CASE_DRAWS,
    seed: o.Seed = None,
    out: Annotated[
        str | None, typer.Option("--out", metavar="DIR", help="keep what a scenario came to in this folder")
    ] = None,
    force: o.Force = False,
    as_json: o.Json = False,
    threads: o.Threads = THREADS,
    area_figures: o.AreaFigures = None,
) -> None:
    """Make a business case from results or a scenario."""
    from famsim.cli.asked import Asked
    from famsim.cli.casing import CaseAsked, write_case

    changes = {"families": families, "months": months, "seed": seed}
    asked = Asked(file, changes, draws, 1, threads, out, force, as_json, area_figures=area_figures)
    write_case(asked, CaseAsked(output, brief, prefer, template, draws != CASE_DRAWS))


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        help="Make a report from kept results: one HTML or Word file, the answer on its first page. Nothing is run.",
        epilog="Example: famsim report results/newcastle -o newcastle.html --also results/sensitivity-newcastle",
    )(report)
    app.command(
        name="business-case",
        help="Write a business case as a Word file: the five cases, each number bound to its run, table and row.",
        epilog="Example: famsim business-case scenarios/budget_125k.toml -o case.docx --brief brief.docx",
    )(business_case)
