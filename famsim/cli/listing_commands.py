"""The commands that list what there is: figures and sources, programmes, doors, unit costs."""

from typing import Annotated

import typer

from famsim.cli import options as o


def sources(
    grade: o.Grade = None,
    sensitivity: Annotated[
        str | None,
        typer.Option("--sensitivity", metavar="DIR", help="what share of an answer's variance each figure carries"),
    ] = None,
    as_json: o.Json = False,
) -> None:
    """List every figure and where it is from."""
    from famsim.cli.sources import list_sources

    list_sources(grade, sensitivity, as_json)


def programmes(
    file: Annotated[str | None, typer.Argument(metavar="[FILE]", help="a scenario, for its own programmes too")] = None,
    as_json: o.Json = False,
) -> None:
    """List the programmes there are."""
    from famsim.cli.listing import list_programmes

    list_programmes(file, as_json)


def doors(
    file: Annotated[str | None, typer.Argument(metavar="[FILE]", help="a scenario, to count its own contacts")] = None,
    as_json: o.Json = False,
) -> None:
    """List the doors where families are met."""
    from famsim.cli.door_listing import list_doors

    list_doors(file, as_json)


def prices(
    year: Annotated[
        int | None, typer.Option("--year", metavar="YEAR", help="of which prices: 2027 for 2026/27; the register's")
    ] = None,
    as_json: o.Json = False,
) -> None:
    """List unit costs in the prices of a year."""
    from famsim.cli.prices import list_prices

    list_prices(year, as_json)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        help="List every figure with its value, range, unit, grade, source and page, and where sources were read.",
        epilog="Example: famsim sources --grade assumed --sensitivity results/sensitivity-newcastle",
    )(sources)
    app.command(
        help="List the programmes there are, and those of a scenario: for whom, sessions, price, effects, grades.",
        epilog="Example: famsim programmes",
    )(programmes)
    app.command(
        help="List the doors where families are met: who comes, contacts a year, who notices, prices, grades.",
        epilog="Example: famsim doors",
    )(doors)
    app.command(
        help="List published unit costs in the prices of any year, with ranges, grades, and claims kept apart.",
        epilog="Example: famsim prices --year 2027",
    )(prices)
