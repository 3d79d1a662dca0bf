"""The command `sources`: every figure an answer can rest on, and where it was read."""

from typing import Any

from famsim.areas import column_sources
from famsim.cli.output import print_json, print_table, print_text
from famsim.evidence import GRADES, Figure, Register, Source, Value, the_register

SHOWN_OF_A_LIST = 3  # elements of a list of numbers shown in the table; JSON has all
READ_IN = {
    "page": "the page itself",
    "abstract": "its abstract",
    "secondary": "quoted by another",
    "memory": "not verified",
    "own": "this project's own choice",
}


def list_sources(grade: str | None, as_json: bool) -> None:
    """List every figure, or those of a grade, with the sources they name and how many there are of each grade."""
    register = the_register()
    figures = list(register.figures.values()) if grade is None else list(register.graded(grade))
    used = {key for figure in figures for key in figure.sources}
    sources = [source for key, source in register.sources.items() if key in used]
    if as_json:
        print_json({
            "figures": [record(figure) for figure in figures],
            "grades": grades(register),
            "sources": [{name: getattr(source, name) for name in Source.__slots__} for source in sources],
            "areas": [{"column": column, **row} for column, row in column_sources().items()],
        })  # fmt: skip
        return
    print_figures(figures)
    print_where_read(sources)
    print_areas()
    counts = ", ".join(f"{number} {name}" for name, number in grades(register).items())
    print_text(f"{len(register.figures)} figures: {counts}.")


def grades(register: Register) -> dict[str, int]:
    """Return how many figures there are of each grade."""
    return {grade: len(register.graded(grade)) for grade in GRADES}


def record(figure: Figure) -> dict[str, Any]:
    """Return everything the register says of a figure."""
    return {name: getattr(figure, name) for name in Figure.__slots__}


def print_figures(figures: list[Figure]) -> None:
    """Print a row for each figure."""
    columns = ["figure", ">value", "range", "unit", "grade", "source", "page"]
    rows = [
        [one.name, numbers(one.value), limits(one), unit(one), one.grade, ", ".join(one.sources), one.page]
        for one in figures
    ]
    print_table("Figures", columns, rows)


def print_where_read(sources: list[Source]) -> None:
    """Print where each source was read."""
    rows = [
        [one.key, one.title, one.publisher, one.period or "-", READ_IN[one.read_in], one.url or "-"] for one in sources
    ]
    print_table("Sources", ["key", "title", "publisher", "period", "read in", "address"], rows)


def print_areas() -> None:
    """Print where the areas' published figures come from."""
    rows = [[column, row["publisher"], row["date"]] for column, row in column_sources().items()]
    print_table("Figures of each area", ["column", "publisher", "date"], rows)


def numbers(value: Value) -> str:
    """Return one number, or the first of a list."""
    if not isinstance(value, tuple):
        return f"{value:g}"
    first = ", ".join(f"{one:g}" for one in value[:SHOWN_OF_A_LIST])
    return first if len(value) <= SHOWN_OF_A_LIST else f"{first}, ... ({len(value)})"


def limits(figure: Figure) -> str:
    """Return a figure's range in words."""
    if figure.low is None or figure.high is None:
        return "fixed"
    return f"{figure.low:g} to {figure.high:g}"


def unit(figure: Figure) -> str:
    """Return a figure's unit, with the year of its prices where it is money."""
    return figure.unit if figure.price_year is None else f"{figure.unit} ({figure.price_year} prices)"
