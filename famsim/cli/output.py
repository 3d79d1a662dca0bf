"""What is printed to stdout: text, tables, or one JSON object."""

import json
import math
import os
import shlex
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from textwrap import wrap
from typing import Any, Literal

import typer
from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from famsim.scenario import printable

NARROWEST = 20  # columns; less is not a terminal that anyone reads from
KILO = 1000
PLAIN_WIDTH = 10_000  # columns where there is no terminal: nothing is cut or folded


def stdout() -> Console:
    """Return where results go: coloured on a terminal only."""
    terminal = bool(sys.stdout and sys.stdout.isatty())
    return Console(file=sys.stdout, width=None if terminal else PLAIN_WIDTH, markup=False, highlight=False, emoji=False)


def print_text(text: str) -> None:
    """Print plain text."""
    typer.echo(text)


def kilobytes(size: int) -> str:
    """Return the size of a file as it is told."""
    return f"{size / KILO:,.0f} kB"


def as_typed(*words: str | os.PathLike[str]) -> str:
    """Return a command as it is to be typed, what holds spaces or signs of the shell in quotes, and never cut."""
    given = [os.fspath(word) for word in words]
    return printable(subprocess.list2cmdline(given) if os.name == "nt" else shlex.join(given))


def print_folded(text: str, hang: str = "  ") -> None:
    """Print a line, on a terminal folded between words to its width, `hang` before each line but the first."""
    console = stdout()
    print_text(folded(text, console.width, hang) if console.is_terminal else text)


def folded(text: str, width: int, hang: str = "  ") -> str:
    """Return a line as lines of a width, folded between words; what is longer than a line, as a path, stays whole."""
    return "\n".join(
        wrap(text, max(width, NARROWEST), subsequent_indent=hang, break_on_hyphens=False, break_long_words=False)
    )


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print a table; columns whose name starts with > hold numbers and are right-aligned.

    Where the terminal is too narrow for it without breaking words, each row becomes a few lines.
    """
    console = stdout()
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    headings, cells = [column.removeprefix(">") for column in columns], [[str(cell) for cell in row] for row in rows]
    for place, (column, heading) in enumerate(zip(columns, headings, strict=True)):
        justify: Literal["left", "right"] = "left" if heading == column else "right"
        table.add_column(heading, justify=justify, overflow="fold", no_wrap=place == 0)
    for row in cells:
        table.add_row(*map(Text, row))
    least = console.measure(table, options=console.options.update(width=PLAIN_WIDTH)).minimum
    if least > console.width:
        print_text(in_lines(title, headings, cells, console.width))
        return
    for drawn, wide in zip(table.columns, shared_out(headings, cells, console.width - least), strict=True):
        drawn.width = wide
    with console.capture() as captured:
        console.print(table)
    print_text("\n".join(line.rstrip() for line in captured.get().splitlines()))


def shared_out(headings: Sequence[str], rows: Sequence[Sequence[str]], spare: int) -> list[int]:
    """Return how wide each column of a table is, so that no word is broken: its longest word, and a share of `spare`.

    The first column is never folded. Of what is spare each gets what it lacks, who lacks least first.
    """
    columns = [list(column) for column in zip(headings, *rows, strict=True)]
    whole = [max(map(cell_len, column)) for column in columns]
    least = [whole[0], *(max(longest_word(cell) for cell in column) for column in columns[1:])]
    waiting = sorted(range(len(whole)), key=lambda place: whole[place] - least[place])
    for done, place in enumerate(waiting):
        given = min(whole[place] - least[place], spare // (len(waiting) - done))
        least[place] += given
        spare -= given
    return least


def longest_word(text: str) -> int:
    """Return how many columns the longest word of a text takes."""
    return max(map(cell_len, text.split()), default=0)


def in_lines(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]], width: int) -> str:
    """Return a table as lines of a narrow terminal: each row's first cell, and below it what every other one says."""
    fold = partial(wrap, width=max(width, NARROWEST), break_on_hyphens=False, subsequent_indent="    ")
    lines = ["", *fold(title)]
    for first, *others in rows:
        lines += ["", *fold(first)]
        for heading, cell in zip(headings[1:], others, strict=True):
            lines += fold(f"{heading}: {cell}", initial_indent="  ")
    return "\n".join([*lines, ""])


def print_json(said: Mapping[str, Any]) -> None:
    """Print one object; tables become lists of records, and what is not a number becomes null."""
    typer.echo(json.dumps(plain(said), ensure_ascii=False, allow_nan=False))


def plain(value: Any) -> Any:
    """Return a value in the words of JSON."""
    if hasattr(value, "to_dict") and hasattr(value, "columns"):
        return [plain(row) for row in value.to_dict("records")]
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if hasattr(value, "item"):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value


def number(value: float, places: int = 1) -> str:
    """Return a number with thousands separated; a dash for one that is not known."""
    return f"{value:,.{places}f}" if math.isfinite(value) else "-"


def interval(row: Mapping[str, Any], places: int = 1) -> str:
    """Return an estimate with its interval: +1.2 (0.3 to 2.1); or that too few families differ, and the bound."""
    if math.isfinite(row["at_most"]):
        return f"{row['estimate']:+,.{places}f} (too few to say: at most {number(row['at_most'], places)})"
    estimate, low, high = (row[name] for name in ("estimate", "low", "high"))
    return f"{estimate:+,.{places}f} ({number(low, places)} to {number(high, places)})"
