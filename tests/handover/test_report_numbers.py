"""Every number of a report is a cell of its folder's tables, stands in its answer, or is of its record."""

import re
from html.parser import HTMLParser

import pandas as pd
import pytest

from famsim.handover.report import report
from famsim.handover.report.aims import AIMS
from famsim.handover.report.blocks import Grid, Items, Paragraph, Picture, text_of
from famsim.handover.report.composed import compose
from famsim.handover.report.contents import document
from famsim.handover.report.grades import GRADED, GRADES
from famsim.handover.report.markdown import blocks_of, parts_of
from famsim.results import kept

NUMBER = re.compile(r"-?\d+(?:,\d{3})*(?:\.\d+)?")


@pytest.fixture(scope="module")
def told(kept_folder):
    return compose(kept(kept_folder))


def texts(blocks):
    """Return every text of some blocks, cell by cell."""
    for block in blocks:
        if isinstance(block, Grid):
            yield from (text_of(words) for words in block.heads)
            yield from (text_of(cell.words) for row in block.rows for cell in row)
        elif isinstance(block, Items):
            yield from map(text_of, block.rows)
        elif isinstance(block, Picture):
            yield from (block.alt, block.caption)
        else:
            yield text_of(block.words)


def read_again(folder, record):
    """Return the tables as another program reads them."""
    return {
        name: pd.read_csv(folder / file, keep_default_na=False, na_values=[""]).replace(r"^'(?=[=@+-])", "", regex=True)
        for name, file in record["tables"].items()
    }


def test_every_number_that_a_report_adds_is_a_cell_of_its_folder(told, kept_folder, untraced):
    """Looked up anew in the CSV files, and rounded as it is printed."""
    tables = read_again(kept_folder, told.kept.record)
    tables |= {name: told.writing.tables[name] for name in (GRADED, AIMS)}
    wrong = {
        name: found
        for name, template in told.templates.items()
        if (found := untraced(told.text(name), template, told.writing, tables))
    }
    assert wrong == {}


def test_figures_by_source_and_grade_are_counted_right(told, kept_folder):
    """Counted another way: a source's figures are those that name it."""
    figures = pd.read_csv(kept_folder / told.kept.record["tables"]["parameters"], keep_default_na=False)
    for row in told.writing.tables[GRADED].to_dict("records"):
        mine = figures[[row["key"] in said.split() for said in figures.source]]
        assert {grade: (mine.grade == grade).sum() for grade in GRADES} == {grade: row[grade] for grade in GRADES}


def test_every_text_of_a_report_is_its_answers_or_composed(told):
    """Nothing else speaks of results: what is not in the answer comes from a text whose numbers are traced."""
    known = {text for part in parts_of(told.kept.answer) for text in (text_of(part.title), *texts(part.blocks))}
    for name in told.templates:
        known |= {" ".join(text.split()) for text in texts(blocks_of(told.text(name)))}
    whole = " ".join(known)
    made = document(told)
    unknown = [
        text
        for section in made.sections
        for text in (text_of(section.title), *texts(section.blocks))
        if text not in known and not set(NUMBER.findall(text)) <= {*NUMBER.findall(whole), "95", "0"}
    ]
    assert unknown == []


def test_the_whole_answer_stands_in_the_report(told):
    """Every paragraph, list and cell, but for what the first page splits in two."""
    said = {text for section in document(told).sections for text in texts(section.blocks)}
    said |= set(texts(document(told).below))
    head, *parts = parts_of(told.kept.answer)
    missing = [text for part in parts for text in texts(part.blocks) if text not in said]
    assert missing == []
    whole = " ".join(said)
    assert [block for block in head.blocks if isinstance(block, Paragraph) and text_of(block.words) not in whole] == []


class Words(HTMLParser):
    """The text of a page that a reader sees or hears."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.texts, self.off = [], 0
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.off += tag in ("script", "style")
        said = dict(attributes)
        self.texts += [said[name] for name in ("alt", "aria-label") if name in said]

    def handle_endtag(self, tag):
        self.off -= tag in ("script", "style")

    def handle_data(self, data):
        if not self.off:
            self.texts.append(data)


@pytest.mark.parametrize("kind", ["html", "docx"])
def test_the_file_says_no_number_that_the_document_does_not(kept_folder, kind):
    """Template, style and script add none but how many rows are folded; a Word file leaves the folded ones out."""
    made = report(kept_folder)
    document = made.document
    expected = {
        number for section in document.sections for text in texts(section.blocks) for number in NUMBER.findall(text)
    }
    for text in (
        text_of(document.title),
        document.foot,
        *texts(document.below),
        *map(text_of, (s.title for s in document.sections)),
    ):
        expected |= set(NUMBER.findall(text))
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Grid):
                expected |= {*NUMBER.findall(block.caption), str(len(block.rows))}
    found = set(NUMBER.findall(" ".join(Words(made.html()).texts if kind == "html" else word_texts(made.docx()))))
    assert found - expected == set()
    assert len(found) > 300


def word_texts(content):
    """Return every text of a Word file."""
    import io

    docx = pytest.importorskip("docx")
    word = docx.Document(io.BytesIO(content))
    yield from (one.text for one in word.paragraphs)
    yield from (cell.text for table in word.tables for row in table.rows for cell in row.cells)
    yield from (shape._inline.docPr.get("descr") for shape in word.inline_shapes)
