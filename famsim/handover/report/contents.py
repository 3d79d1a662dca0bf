"""The order of a report: the answer on its first page, then all that it rests on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeGuard

from famsim.handover.report.blocks import (
    Block,
    Cell,
    Document,
    Grid,
    Heading,
    Items,
    Paragraph,
    Picture,
    Run,
    Section,
    Words,
    text_of,
)
from famsim.handover.report.cells import plain_text, with_reach
from famsim.handover.report.composed import Composed
from famsim.handover.report.grades import used_sources
from famsim.handover.report.markdown import Part, blocks_of, captioned, parts_of, words_of
from famsim.questions import TITLES
from famsim.results import Kept
from famsim.scenario import slug

FEW = 2  # blocks before the first section of an answer that leave its first section to the first page
BELOW_TITLE = ("Asked:", "Question.", "Illustrative offer")  # how paragraphs of an answer begin
AREA, CANNOT = "Will the area's figures move?", "Cannot tell:"
OFFERS = "What each offers (for whom and when; found where; places a year)"
Titled = tuple[str | Words, tuple[Block, ...]]
WEB = ("https://", "http://")


def document(told: Composed, also: Sequence[Composed] = ()) -> Document:
    """Return the report of a folder, with what other folders of the same area add."""
    head, *parts = parts_of(told.kept.answer)
    sections: list[Titled] = [("The answer", first_blocks(told, head, parts))]
    if "costs in full" in told:
        sections.append(("Costs in full", tuple(named_tables(told.text("costs in full"), "Costs in full"))))
    if "two aims" in told:
        sections.append(("Two aims, two orders", tuple(named_tables(told.text("two aims"), "Two aims, two orders"))))
    if len(head.blocks) <= FEW and parts:
        parts = parts[1:]
    inside = {name for part in parts for name in belonging(told, part)}
    if drawn := pictures_of(told, [name for name in told.kept.figures if name not in inside]):
        sections.append(("Pictures", drawn))
    sections += list(told_sections(told, parts))
    sections += [(also_title(one), also_blocks(one)) for one in also]
    sections += [
        ("How it was worked out", tuple(blocks_of(told.text("method")))),
        ("Figures and sources", rests_on(told)),
        ("Record and seed", made_from(told)),
    ]
    numbered = (Section(f"part-{n}", words, blocks) for n, (words, blocks) in enumerate(titled(sections), start=1))
    return Document(head.title, asked(head), tuple(numbered), foot(told.kept))


def titled(sections: Sequence[Titled]) -> Iterator[tuple[Words, tuple[Block, ...]]]:
    """Yield sections with their titles as words."""
    for title, blocks in sections:
        yield ((Run(title),) if isinstance(title, str) else title), blocks


def asked(head: Part) -> tuple[Block, ...]:
    """Return what stands below the title: whether the offer is an illustration, and what was asked."""
    return tuple(Paragraph(block.words, "question") for block in asked_in(head))


def begins(block: Block, *with_words: str) -> TypeGuard[Paragraph]:
    """Say whether a block is a paragraph that begins with some bold words."""
    return isinstance(block, Paragraph) and block.words[0].strong and block.words[0].text.startswith(with_words)


def first_blocks(told: Composed, head: Part, parts: Sequence[Part]) -> tuple[Block, ...]:
    """Return the first page: of a comparison in a paragraph, in changes and in pounds; else the answer's beginning."""
    rest = [block for block in head.blocks if block not in asked_in(head)]
    if "compared" not in told:
        more = list(parts[0].blocks) if len(head.blocks) <= FEW and parts else []
        return tuple(rest + more)
    grid = next((block for block in rest if isinstance(block, Grid)), None)
    area, cannot = ([block for block in rest if begins(block, with_words)] for with_words in (AREA, CANNOT))
    words = [block.words for block in area], [block.words for block in cannot]
    lead = words_of(told.text("compared")), *words[0], words_of(told.text("price")), *words[1]
    others = [block for block in rest if block is not grid and block not in area + cannot]
    changes, offers = what_changes(grid) if grid else ([], [])
    money = (table_of(told, "costs", "What it costs"), Paragraph(words_of(told.text("how to read costs")), "note"))
    return (*(Paragraph(words, "lead") for words in lead), *changes, *others, *money, *offers)


def table_of(told: Composed, name: str, caption: str, folded: bool = False) -> Grid:
    """Return a text that is one table, with its caption."""
    (found,) = (block for block in blocks_of(told.text(name)) if isinstance(block, Grid))
    return replace(found, caption=caption, folded=folded)


def asked_in(head: Part) -> list[Paragraph]:
    """Return the blocks of an answer's head that stand below the title."""
    return [block for block in head.blocks if begins(block, *BELOW_TITLE)]


def what_changes(grid: Grid) -> tuple[list[Block], list[Block]]:
    """Return the table of what changes, its intervals drawn, and apart from it what each strategy offers.

    The columns of pounds are left out: they have a table of their own.
    """
    named = [split(row[0].words) for row in grid.rows]
    kept = [place for place, head in enumerate(grid.heads) if place and "cost" not in text_of(head)]
    columns = [[Cell(name) for name, _ in named], *(with_reach([row[place] for row in grid.rows]) for place in kept)]
    heads = ((Run("strategy"),), *(grid.heads[place] for place in kept))
    table = Grid("What changes, beside the first strategy", heads, tuple(zip(*columns, strict=True)))
    below = (
        "Below 0 is fewer. Fewer partings are not always a good; more couples who stay though harm goes on are a harm. "
        "Bars: 95% intervals, on one scale a column; the thin upright line is no change."
    )
    offers = Items(tuple((*name, Run(": "), *what) for name, what in named if what))
    return [table, Paragraph((Run(below),), "note")], [Heading((Run(OFFERS),)), offers] if offers.rows else []


def split(words: Words) -> tuple[Words, Words]:
    """Return a strategy's name, and what it offers, of a cell that begins with the name in bold and a colon."""
    first, *rest = words
    if not first.strong:
        return words, ()
    what = (replace(rest[0], text=rest[0].text.lstrip()), *rest[1:]) if rest else ()
    return (replace(first, text=first.text.rstrip(":")),), what


def named_tables(text: str, title: str) -> list[Block]:
    """Return the blocks of a text whose tables are named by the bold words above them."""
    found = Part(2, (Run(title),), ())
    for block in blocks_of(text):
        found = replace(found, blocks=(*found.blocks, captioned(block, found)))
    return list(found.blocks)


def told_sections(told: Composed, parts: Sequence[Part]) -> Iterator[tuple[Words, tuple[Block, ...]]]:
    """Yield the sections of an answer as they stand, each strategy's own figures below what is said of it."""
    title: Words = ()
    blocks: list[Block] = []
    for part in parts:
        if part.level == 2:
            if title:
                yield title, tuple(blocks)
            title, blocks = part.title, []
        else:
            blocks.append(Heading(part.title, part.level))
        blocks += [*part.blocks, *pictures_of(told, belonging(told, part))]
    if title:
        yield title, tuple(blocks)


def belonging(told: Composed, part: Part) -> list[str]:
    """Return the figures that are of the strategy whose part of the answer this is."""
    own = slug(text_of(part.title)) if part.level > 2 and "compared" in told else None
    return [name for name in told.kept.figures if own and name in (f"funnel-{own}", f"staff-{own}")]


def pictures_of(told: Composed, names: Sequence[str]) -> tuple[Block, ...]:
    """Return figures with what they show in words."""
    return tuple(picture(told, name) for name in names)


def picture(told: Composed, name: str) -> Picture:
    """Return one figure."""
    caption, alt = (text_of(words_of(told.text(f"{what} {name}"))) for what in ("caption", "alt"))
    return Picture(told.kept.figures[name], alt, caption)


def also_title(told: Composed) -> str:
    """Return the title of what another folder adds."""
    return TITLES.get(str(told.kept.record["kind"]), "Also")


def also_blocks(told: Composed) -> tuple[Block, ...]:
    """Return what another folder adds: its answer's beginning and its figures, and where they come from."""
    head, *parts = parts_of(told.kept.answer)
    more = parts[0].blocks if len(head.blocks) <= FEW and parts else ()
    source = f"From the results folder {plain_text(told.kept.name)}: {foot(told.kept)}. Its answer.md has the rest."
    return (*head.blocks, *more, *pictures_of(told, list(told.kept.figures)), Paragraph((Run(source),), "note"))


def rests_on(told: Composed) -> tuple[Block, ...]:
    """Return figures by grade, the sources with their addresses, and all figures, folded."""
    sources = table_of(told, "sources", "Sources, and how many figures of each grade rest on them")
    return (
        *blocks_of(told.text("by grade")),
        with_addresses(told, sources),
        table_of(told, "every figure", "Every figure as it was used", folded=True),
    )


def with_addresses(told: Composed, grid: Grid) -> Grid:
    """Return the table of sources, each title leading to where it was read."""
    table = told.writing.tables["sources"]
    urls = [str(table["url"].iloc[place]) for place in used_sources(told.writing)]
    rows = (
        (Cell(tuple(replace(run, to=url) for run in row[0].words)), *row[1:]) if url.startswith(WEB) else row
        for url, row in zip(urls, grid.rows, strict=True)
    )
    return replace(grid, rows=tuple(rows))


def made_from(told: Composed) -> tuple[Block, ...]:
    """Return how to check a report, the record of its folder, and its files, folded."""
    return (
        *blocks_of(told.text("how to check")),
        table_of(told, "record", "What it was made from"),
        table_of(told, "files", "Every file of the results folder", folded=True),
    )


def foot(kept: Kept) -> str:
    """Return what a document comes from, in a line: version, run, seed, draws, repetitions, as figures have it."""
    said = kept.record
    run = str(said["config_hash"])[:12]
    counts = f"seed {said['seed']}, draws {said['draws']}, repetitions {said['reps']}"
    return f"famsim {said['version']}, run {run}, {counts}"
