"""An answer's Markdown on a terminal: paragraphs folded to its width, in tables intervals below their numbers."""

import re
from collections.abc import Iterator
from html import unescape

from rich import box
from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table
from rich.text import Text

from famsim.cli.columns import least_lines
from famsim.cli.output import in_lines, print_text, stdout

RENDERED_FROM = 72  # columns; in fewer, rendered tables leave words out
PIPE = re.compile(r"(?<!\\)\|")
NUMBER_FIRST = re.compile(r"((?:about )?[-£\d][^ (]*|too few(?: to say)?) \(([^)]*)\)(?:, (.*))?")
OF = "of "
HEADING = re.compile(r"#+ ")


def print_markdown(text: str) -> None:
    """Print Markdown, rendered on a terminal that is wide enough for its tables, and as it is elsewhere."""
    console = stdout()
    if not console.is_terminal or console.width < RENDERED_FROM:
        print_text(text.rstrip("\n"))
        return
    for block in blocks(text):
        print_block(console, block)


def blocks(text: str) -> Iterator[str]:
    """Return headings, paragraphs, lists and tables, one by one."""
    return (one.strip("\n") for one in re.split(r"\n{2,}", text) if one.strip())


def print_block(console: Console, block: str) -> None:
    """Print one block; a blank line stands around tables and before headings."""
    if block.startswith("|"):
        print_cells(console, block)
    elif HEADING.match(block):
        if not block.startswith("# "):
            print_text("")
        console.print(Text(plain(HEADING.sub("", block)), style="bold"))
    else:
        console.print(Markdown(block))


def print_cells(console: Console, block: str) -> None:
    """Print a Markdown table; where it has no room without breaking words, each row is a few lines.

    First cells that begin with a bold name and say more than it stand across, above their rows.
    """
    head, _, *rows = block.splitlines()
    lines = [cells(line) for line in (head, *rows)]
    table = [[stacked(cell).plain for cell in line] for line in lines]
    across = [PIPE.split(line.strip())[1].strip() for line in (head, *rows)]
    beside, below = least_lines(table, console.width), least_lines([row[1:] for row in table], console.width)
    if below and across[-1].startswith("**"):
        for place, (name, line) in enumerate(zip(across, lines, strict=True)):
            console.print(Markdown(name, style="" if place else "bold"))
            console.print(grid([line[1:]], below, bold=not place))
        console.print("")
    elif beside:
        print_beside(console, lines, beside)
    else:
        print_text(in_lines("", lines[0], lines[1:], console.width))


def print_beside(console: Console, rows: list[list[str]], widths: list[int]) -> None:
    """Print a table with its names in the first column."""
    head, *rest = rows
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=0)
    for heading, column in zip(head, widths, strict=True):
        table.add_column(Text(heading), overflow="fold", width=column)
    for first, *others in rest:
        table.add_row(Text(first, style="bold"), *(stacked(cell) for cell in others))
    console.print(table, "")


def grid(rows: list[list[str]], widths: list[int], bold: bool = False) -> Table:
    """Return rows of cells in columns of these widths, without lines or a heading."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 0))
    for column in widths:
        table.add_column(overflow="fold", width=column)
    for row in rows:
        table.add_row(*(Text(cell, style="bold") if bold else stacked(cell) for cell in row))
    return table


def cells(line: str) -> list[str]:
    """Return the cells of a row as text."""
    return [plain(one) for one in PIPE.split(line.strip())[1:-1]]


def plain(text: str) -> str:
    """Return text without what Markdown acts on."""
    return unescape(re.sub(r"\\(.)|\*", lambda found: found[1] or "", text)).strip()


def stacked(cell: str) -> Text:
    """Return a number with what is said of it, below it its interval; any other cell as it is."""
    found = NUMBER_FIRST.fullmatch(cell)
    if not found:
        return Text(cell)
    number, interval, said = found.groups()
    if interval.startswith(OF):  # a number of a larger one, and no interval
        said, interval = OF.strip(), interval.removeprefix(OF)
    text = Text(number, style="bold").append(f" {said}" if said else "", style="not bold")
    return text.append(f"\n{interval}", style="not bold")
