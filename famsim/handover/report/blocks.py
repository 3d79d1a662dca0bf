"""What a document is made of, whichever file it becomes: sections of headings, paragraphs, lists, tables, pictures."""

import re
from dataclasses import dataclass

BELOW_NOTHING = re.compile(r"(?<![\w)])-(?=[£\d])")  # a minus sign, which no end of a line may part from its number


@dataclass(frozen=True)
class Run:
    """A stretch of text in one look. to: where it leads, "" for nowhere. cites: which number it is, if any."""

    text: str
    strong: bool = False
    slanted: bool = False
    code: bool = False
    to: str = ""
    cites: int | None = None


Words = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading inside a section. level: 3 or more, as sections have 2."""

    words: Words
    level: int = 3


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. look: `question`, `lead` or `note`, "" for plain."""

    words: Words
    look: str = ""


@dataclass(frozen=True)
class Items:
    """A list."""

    rows: tuple[Words, ...]


@dataclass(frozen=True)
class Reach:
    """A number and its interval, as places on a line of 0 to 100 on which `none` is where 0 lies."""

    low: float
    middle: float
    high: float
    none: float


@dataclass(frozen=True)
class Cell:
    """A cell of a table. order: what it is sorted by, None for its text. reach: drawn beside its number."""

    words: Words
    order: float | None = None
    reach: Reach | None = None


@dataclass(frozen=True)
class Grid:
    """A table with one row of headings; the first cell of a row names it.

    folded: shown when it is asked for. said_above: what stands above says what it is, so its caption is not shown.
    """

    caption: str
    heads: tuple[Words, ...]
    rows: tuple[tuple[Cell, ...], ...]
    folded: bool = False
    said_above: bool = False


@dataclass(frozen=True)
class Picture:
    """A figure: PNG, what it shows in words for who cannot see it, and a line below it."""

    png: bytes
    alt: str
    caption: str


Block = Heading | Paragraph | Items | Grid | Picture


@dataclass(frozen=True)
class Section:
    """A part of a document under one heading of level 2. anchor: its name in the file."""

    anchor: str
    title: Words
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Document:
    """A document: its title, what stands below it, and sections; the first fills the first page."""

    title: Words
    below: tuple[Block, ...]
    sections: tuple[Section, ...]
    foot: str


def text_of(words: Words) -> str:
    """Return words without their look."""
    return "".join(run.text for run in words)
