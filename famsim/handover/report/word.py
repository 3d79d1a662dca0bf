"""A document as a Word file: the same blocks, with real headings, tables that repeat their heads, and alt text."""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from famsim.errors import FamsimError
from famsim.handover.report.blocks import (
    BELOW_NOTHING,
    Block,
    Document,
    Grid,
    Heading,
    Items,
    Paragraph,
    Picture,
    Words,
    text_of,
)
from famsim.handover.report.numbered import is_number, written
from famsim.release import __version__

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

ALWAYS = datetime(2026, 1, 1)  # the same results, the same bytes
WIDE = 178.0  # mm between the margins of A4
TALL = 225.0  # mm that a figure may be high
LOOKS = {"lead": "Intense Quote", "note": "Caption"}
TABLES = ("Light List Accent 1", "Table Grid")  # the first that a file has
TYPE, SMALL = 10.0, 8.0  # points of text, and of a table
ABOVE = {1: 10.0, 2: 6.0}  # points above a heading, by its level
LEAST, LONGEST, AROUND = 6, 36, 4  # signs: the narrowest column, from where on text makes none wider, a word's margin
ROOM = 117  # signs of a table's type that a line holds


def docx_of(document: Document) -> bytes:
    """Return a document as the bytes of a .docx file; folded tables are named and left to the folder."""
    word = opened()
    set_up(word, document)
    fill_in(word, document)
    return content_of(word)


def fill_in(word: "WordDocument", document: Document) -> None:
    """Add a document at the end of a Word file, in the styles that the file has."""
    add_heading(word, text_of(document.title), 0)
    for block in document.below:
        add(word, block)
    for section in document.sections:
        add_heading(word, text_of(section.title), 1)
        for block in section.blocks:
            add(word, block)


def content_of(word: "WordDocument") -> bytes:
    """Return the bytes of a Word file."""
    out = io.BytesIO()
    word.save(out)
    return undated(out.getvalue())


def opened(template: bytes | None = None) -> "WordDocument":
    """Return an empty document, or a copy of a Word file; FamsimError where python-docx is not there."""
    try:
        import docx
    except ImportError:
        raise FamsimError(
            "a .docx report needs python-docx, which is not installed: pip install 'famsim[report]', or give a file "
            "that ends in .html"
        ) from None
    return docx.Document() if template is None else docx.Document(io.BytesIO(template))


def set_up(word: "WordDocument", document: Document) -> None:
    """Set the paper, the language, what the file says of itself, and the line at the foot of each page."""
    from docx.shared import Mm, Pt

    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm((210 - WIDE) / 2)
    page.top_margin = page.bottom_margin = Mm(13)
    number_pages(page.footer.paragraphs[0], f"{document.foot}. Simulated families, not case records. Page ")
    text = word.styles["Normal"]
    text.font.size, text.paragraph_format.line_spacing, text.paragraph_format.space_after = Pt(TYPE), 1.0, Pt(3)
    for level, above in ABOVE.items():
        word.styles[f"Heading {level}"].paragraph_format.space_before = Pt(above)
    about = word.core_properties
    about.title, about.author, about.last_modified_by = text_of(document.title)[:255], f"famsim {__version__}", ""
    about.language, about.comments = "en-GB", ""
    about.created = about.modified = ALWAYS
    about.revision = 1


def number_pages(paragraph: Any, text: str) -> None:
    """Write the line at the foot of each page, and its number, which Word fills in."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.add_run(text)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def known(word: "WordDocument", *names: str | None) -> str | None:
    """Return the first of some styles that a file has, None for none of them."""
    return next((name for name in names if name and name in word.styles), None)


def add_heading(word: "WordDocument", text: str, level: int) -> None:
    """Add a heading, 0 for the title; bold where the file has no style for it."""
    style = known(word, f"Heading {level}" if level else "Title")
    word.add_paragraph(style=style).add_run(text).bold = None if style else True


def add(word: "WordDocument", block: Block) -> None:
    """Add a block at the end."""
    if isinstance(block, Heading):
        add_heading(word, text_of(block.words), block.level - 1)
    elif isinstance(block, Paragraph):
        write(word.add_paragraph(style=known(word, LOOKS.get(block.look))), block.words)
    elif isinstance(block, Items):
        for row in block.rows:
            write(word.add_paragraph(style=known(word, "List Bullet", "List Paragraph")), row)
    elif isinstance(block, Picture):
        add_picture(word, block)
    else:
        add_table(word, block)


def write(paragraph: Any, words: Words, points: float | None = None) -> None:
    """Write words into a paragraph, in type of some size; a number that is bound goes where a checker finds it."""
    from docx.shared import Pt

    for run in words:
        run_of = paragraph.add_run()
        unbroken(run_of, run.text)
        run_of.bold, run_of.italic = run.strong or None, run.slanted or None
        if points is not None:
            run_of.font.size = Pt(points)
        if is_number(run):
            written(run_of, run)


def unbroken(run_of: Any, text: str) -> None:
    """Write text into a run, each minus sign so that no line ends between it and its number."""
    from docx.oxml import OxmlElement

    first, *rest = BELOW_NOTHING.split(text)
    run_of.text = first
    for one in rest:
        run_of._r.append(OxmlElement("w:noBreakHyphen"))
        run_of.add_text(one)


def add_picture(word: "WordDocument", picture: Picture) -> None:
    """Add a figure with its words for who cannot see it, as wide as the page or as high as fits, and its caption."""
    from docx.shared import Mm

    shape = word.add_picture(io.BytesIO(picture.png), width=min(room_of(word), Mm(WIDE)))
    if shape.height > Mm(TALL):
        shape.width, shape.height = int(shape.width * Mm(TALL) / shape.height), Mm(TALL)
    shape._inline.docPr.set("descr", picture.alt)
    word.paragraphs[-1].paragraph_format.keep_with_next = True
    word.add_paragraph(picture.caption, style=known(word, "Caption"))


def add_table(word: "WordDocument", grid: Grid) -> None:
    """Add a table below its caption; its first row is repeated on each page, and no row is cut in two."""
    from docx.shared import Pt

    if grid.folded:
        said = f"{grid.caption}: in the results folder, and in the HTML report."
        word.add_paragraph(said, style=known(word, "Caption"))
        return
    if not grid.said_above:
        word.add_paragraph(grid.caption, style=known(word, "Caption")).paragraph_format.keep_with_next = True
    table = word.add_table(rows=0, cols=len(grid.heads), style=known(word, *TABLES))
    table.autofit = False
    rows = [grid.heads, *([cell.words for cell in row] for row in grid.rows)]
    wide = [int(share * room_of(word)) for share in widths([[text_of(words) for words in row] for row in rows])]
    for column, width in zip(table.columns, wide, strict=True):
        column.width = width
    for place, row in enumerate(rows):
        line = table.add_row()
        marked(line, "w:cantSplit")
        if place == 0:
            marked(line, "w:tblHeader")
        for cell, words, width in zip(line.cells, row, wide, strict=True):
            cell.width = width  # Word takes it from the cell
            fill(cell, words)
    below = word.add_paragraph().paragraph_format
    below.line_spacing, below.space_after = 0.5, Pt(0)


def room_of(word: "WordDocument") -> int:
    """Return how wide a line may be."""
    page = word.sections[-1]
    paper, left, right = (one or 0 for one in (page.page_width, page.left_margin, page.right_margin))
    return paper - left - right


def widths(rows: Sequence[Sequence[str]]) -> list[float]:
    """Return the share of a table's width that each column gets: its longest word, then by its longest text."""
    columns = list(zip(*rows, strict=True))
    words = [max(LEAST, *(len(word) + AROUND for text in column for word in text.split())) for column in columns]
    texts = [min(LONGEST, max(map(len, column))) for column in columns]
    more = [max(text - word, 0) for word, text in zip(words, texts, strict=True)]
    left = max(ROOM - sum(words), 0) / max(sum(more), 1)
    wanted = [word + min(left, 1.0) * text for word, text in zip(words, more, strict=True)]
    return [one / sum(wanted) for one in wanted]


def marked(line: Any, name: str) -> None:
    """Mark a row: not to be cut in two, or to be repeated on each page."""
    from docx.oxml import OxmlElement

    line._tr.get_or_add_trPr().append(OxmlElement(name))


def fill(cell: Any, words: Words) -> None:
    """Write words into a cell, in small type."""
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    write(paragraph, words, SMALL)
    paragraph.paragraph_format.space_after = Pt(0)


def undated(content: bytes) -> bytes:
    """Return a zipped file whose parts bear no date, so that the same document has the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), before.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
