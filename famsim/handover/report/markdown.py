"""An answer's Markdown as blocks: what a user typed stays text, whatever it looks like."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from famsim.handover.report.blocks import Block, Grid, Heading, Items, Paragraph, Run, Words, text_of
from famsim.handover.report.cells import column, plain_text
from famsim.writing import TRACED

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

NOT_OURS = ("image", "link", "autolink", "reference", "html_block", "html_inline", "code", "fence", "lheading", "hr")
SHORT = 20  # signs of a note above a table that its caption takes in
UNNAMED = ("what", "in words")  # heads of a first column, and of another, that have no words
BREAKS = ("softbreak", "hardbreak")


@dataclass(frozen=True)
class Part:
    """A heading with what stands below it. level: 1 for a title, 0 for what stands before any heading."""

    level: int
    title: Words
    blocks: tuple[Block, ...]


@cache
def reader() -> "MarkdownIt":
    """Return a reader of headings, paragraphs, lists, tables and emphasis; anything else is text."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(list(NOT_OURS))


def parts_of(text: str) -> list[Part]:
    """Return an answer heading by heading, in order."""
    found: list[Part] = [Part(0, (), ())]
    for block in blocks_of(text):
        if isinstance(block, Heading):
            found.append(Part(block.level, block.words, ()))
        else:
            found[-1] = replace(found[-1], blocks=(*found[-1].blocks, captioned(block, found[-1])))
    return found if found[0].blocks else found[1:]


def captioned(block: Block, part: Part) -> Block:
    """Return a table with a caption: the heading that it stands under, and the bold words that stand last above it."""
    if not isinstance(block, Grid):
        return block
    led = [one.words[0].text.rstrip(".:") for one in part.blocks if isinstance(one, Paragraph) and is_caption(one)]
    above = part.blocks[-1] if part.blocks else None
    note = text_of(above.words).partition(":")[0] if isinstance(above, Paragraph) and not above.words[0].strong else ""
    named = [text_of(part.title), *led[-1:], *([note] if led and 0 < len(note) <= SHORT else [])]
    return replace(block, caption=": ".join(named), said_above=True)


def is_caption(block: Paragraph) -> bool:
    """Say whether a paragraph names what follows: it begins with bold words that lead into no sentence of their own."""
    first, *rest = block.words
    return first.strong and not (rest and first.text.endswith(":"))


@lru_cache(maxsize=32)  # documents of one folder share their texts, the whole register among them
def blocks_of(text: str) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text."""
    from markdown_it.tree import SyntaxTreeNode

    return tuple(block for node in SyntaxTreeNode(reader().parse(text)).children for block in block_of(node))


def words_of(text: str) -> Words:
    """Return the words of a line of Markdown."""
    return next((block.words for block in blocks_of(text) if isinstance(block, Paragraph)), ())


def block_of(node: "SyntaxTreeNode") -> Iterator[Block]:
    """Yield the blocks that one node stands for; of a node that is not known, its text."""
    if node.type == "heading":
        yield Heading(inline(node), int(node.tag[1:]))
    elif node.type in ("bullet_list", "ordered_list"):
        yield Items(tuple(inline(item) for item in node.children))
    elif node.type == "table":
        yield table_of(node)
    elif words := inline(node):
        yield Paragraph(words)


def table_of(node: "SyntaxTreeNode") -> Grid:
    """Return a table."""
    lines = [[inline(cell) for cell in row.children] for body in node.children for row in body.children]
    heads, rows = [words or (Run(UNNAMED[place > 0]),) for place, words in enumerate(lines[0])], lines[1:]
    columns = [column([row[place] for row in rows]) for place in range(len(heads))]
    return Grid("", tuple(heads), tuple(zip(*columns, strict=True)))


def inline(node: "SyntaxTreeNode", look: Run = Run("")) -> Words:  # noqa: B008 - frozen
    """Return the words inside a node, with neighbours of one look made one."""
    return joined([run for child in node.children or [node] for run in runs_of(child, look)])


def runs_of(node: "SyntaxTreeNode", look: Run) -> Iterator[Run]:
    """Yield the words of an inline node, in the look of what it stands in."""
    if node.type in BREAKS:
        yield replace(look, text=" ")
    elif node.children:
        now = replace(look, strong=look.strong or node.type == "strong", slanted=look.slanted or node.type == "em")
        for child in node.children:
            yield from runs_of(child, now)
    elif node.content:
        yield from numbered(node.content, replace(look, code=node.type == "code_inline"))


def numbered(text: str, look: Run) -> Iterator[Run]:
    """Yield a text, each number that says which it is by itself (see famsim.writing.TRACED)."""
    last = 0
    for found in TRACED.finditer(text):
        yield replace(look, text=plain_text(text[last : found.start()]))
        yield replace(look, text=plain_text(found[2]), cites=int(found[1]))
        last = found.end()
    yield replace(look, text=plain_text(text[last:]))


def joined(runs: Sequence[Run]) -> Words:
    """Return runs with neighbours of one look made one."""
    found: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if found and replace(found[-1], text=run.text) == run:
            found[-1] = replace(run, text=found[-1].text + run.text)
        else:
            found.append(run)
    return tuple(found)
