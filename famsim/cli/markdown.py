"""An answer's Markdown on a terminal: paragraphs folded to its width, in tables intervals below their numbers."""

import re
from collections.abc import Iterator
from html import unescape

from rich import box
from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table
from rich.text import Text

from famsim.cli.output import in_lines, print_text, stdout

RENDERED_FROM = 72  # columns; in fewer, rendered tables leave words out
PIPE = re.compile(r"(?<!\\)\|")
NUMBER_FIRST = re.compile(r"((?:about )?[-£\d][^ (]*|too few to say) \(([^)]*)\)(?:, (.*))?")
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
    """Print a Markdown table; where it has no room without breaking words, each row in a few lines."""
    head, _, *rows = (cells(line) for line in block.splitlines())
    fixed = widths(head, rows, console.width)
    if not fixed:
        print_text(in_lines("", head, rows, console.width))
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=0)
    for heading, column in zip(head, fixed, strict=True):
        table.add_column(Text(heading), overflow="fold", width=column)
    for first, *others in rows:
        table.add_row(Text(first, style="bold"), *(stacked(cell) for cell in others))
    console.print(table, "")


def widths(head: list[str], rows: list[list[str]], width: int) -> list[int]:
    """Return how wide each column is, so that no interval and no word is broken; nothing where there is no room.

    What is left over is for the first column, which holds names.
    """
    least = [max(map(widest, column)) for column in zip(head, *rows, strict=True)]
    spare = width - sum(least) - (len(least) - 1)
    if spare < 0:
        return []
    longest = max(len(row[0]) for row in (head, *rows))
    return [least[0] + min(spare, longest - least[0]), *least[1:]]


def widest(cell: str) -> int:
    """Return the longest line of a cell as it is stacked; of any other cell, its longest word."""
    if NUMBER_FIRST.fullmatch(cell):
        return max(map(len, stacked(cell).plain.splitlines()))
    return max((len(word) for word in cell.split()), default=0)


def cells(line: str) -> list[str]:
    """Return the cells of a row as text."""
    return [plain(one) for one in PIPE.split(line.strip())[1:-1]]


def plain(text: str) -> str:
    """Return text without what Markdown acts on."""
    return unescape(re.sub(r"\\(.)|\*", lambda found: found[1] or "", text)).strip()


def stacked(cell: str) -> Text:
    """Return a number, below it its interval, below that what is said of it; any other cell as it is."""
    found = NUMBER_FIRST.fullmatch(cell)
    if not found:
        return Text(cell)
    number, interval, said = found.groups()
    lines = Text(number, style="bold").append(f"\n{interval}", style="not bold")
    return lines.append(f"\n{said}", style="not bold") if said else lines
