"""The command `sources`: every figure an answer can rest on, and where it was read."""

from typing import Any

from famsim.areas import column_sources
from famsim.cli.output import print_folded, print_json, print_table, print_text
from famsim.evidence import GRADES, Figure, Register, Source, Value, the_register
from famsim.questions.sensitivity import Shares, shares_in

ASSUMED = "assumed"
MOST_ASSUMED = 1.0 / 3.0  # of an answer's variance, before the evidence that would change it is named
LEADING = 3  # assumed figures named then
SHOWN_OF_A_LIST = 3  # elements of a list of numbers shown in the table; JSON has all
READ_IN = {
    "page": "the page itself",
    "abstract": "its abstract",
    "secondary": "quoted by another",
    "memory": "not verified",
    "own": "this project's own choice",
}


def list_sources(grade: str | None, sensitivity: str | None, as_json: bool) -> None:
    """List every figure, or those of a grade, with the sources they name and how many there are of each grade.

    sensitivity: a folder kept by `famsim sensitivity`, whose shares of an answer's variance stand beside the figures.
    """
    register, shares = the_register(), shares_in(sensitivity) if sensitivity else None
    figures = list(register.figures.values()) if grade is None else list(register.graded(grade))
    used = {key for figure in figures for key in figure.sources}
    sources = [source for key, source in register.sources.items() if key in used]
    if as_json:
        print_json({
            "figures": [record(figure) for figure in figures],
            "grades": grades(register),
            "shares": None if shares is None else shares_record(shares),
            "sources": [{name: getattr(source, name) for name in Source.__slots__} for source in sources],
            "areas": [{"column": column, **row} for column, row in column_sources().items()],
        })  # fmt: skip
        return
    print_figures(figures, shares)
    print_where_read(sources)
    print_areas()
    counts = ", ".join(f"{number} {name}" for name, number in grades(register).items())
    print_text(f"{len(register.figures)} figures: {counts}.")
    for line in lines_on_shares(register, shares):
        print_folded(line)


def grades(register: Register) -> dict[str, int]:
    """Return how many figures there are of each grade."""
    return {grade: len(register.graded(grade)) for grade in GRADES}


def record(figure: Figure) -> dict[str, Any]:
    """Return everything the register says of a figure."""
    return {name: getattr(figure, name) for name in Figure.__slots__}


def print_figures(figures: list[Figure], shares: Shares | None) -> None:
    """Print a row for each figure, with the share of an answer's variance that it carries where that is known."""
    columns = ["figure", ">value", "range", "unit", "grade", *([">share"] if shares else []), "source", "page"]
    rows = [
        [
            *(one.name, numbers(one.value), limits(one), unit(one), one.grade),
            *([share_of(one, shares)] if shares else []),
            *(", ".join(one.sources), one.page),
        ]
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


def share_of(figure: Figure, shares: Shares) -> str:
    """Return the share that a figure carries, in percent; where the sensitivity did not move it, that it is unknown."""
    share = shares.figures.get(figure.name)
    return "not moved" if share is None else f"{100 * share:.1f}%"


def shares_record(shares: Shares) -> dict[str, Any]:
    """Return the shares as they are told to other programs."""
    by_grade = {grade: shares.on(grade) for grade in GRADES}
    return {"of": shares.of, "method": shares.method, "by_grade": by_grade, "figures": shares.figures}


def lines_on_shares(register: Register, shares: Shares | None) -> list[str]:
    """Return what an answer rests on, in words; without a kept sensitivity, how to come to know it."""
    if shares is None:
        return [
            "What share of an answer's variance each carries is not known without a sensitivity of that answer: famsim "
            "sensitivity EXPERIMENT --out DIR, then famsim sources --sensitivity DIR."
        ]
    by_grade = ", ".join(f"{100 * shares.on(grade):.0f}% {grade}" for grade in GRADES if shares.on(grade) > 0.0)
    unmoved = sum(one.grade == ASSUMED and one.name not in shares.figures for one in register.figures.values())
    guide = "Morris's mean squares, a guide: interactions and luck are in them"
    how = "Sobol's total indices" if shares.method == "sobol" else guide
    lines = [
        f"{shares.of}: of the variance that the {len(shares.figures)} figures moved in {shares.folder} carry, "
        f"{by_grade} ({how}, in the register's spread of each; what nothing shows of carries none). {unmoved} assumed "
        "figures were not moved there: of these nothing is known."
    ]
    if shares.on(ASSUMED) > MOST_ASSUMED:
        leading = shares.leading(ASSUMED, LEADING)
        named = "; ".join(f"{one.name}: {one.says} ({100 * share:.0f}%)" for one, share in leading)
        lines.append(f"More than a third rests on assumed figures. Evidence on these would change most: {named}.")
    return lines
