"""The order of a case: the answer on its first page, the five cases, what cannot be said, the log; and of its brief."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from famsim.handover.case.annex import annex
from famsim.handover.case.commercial import commercial_case
from famsim.handover.case.economic import economic_case, outcomes
from famsim.handover.case.financial import financial_case
from famsim.handover.case.first_page import first_page
from famsim.handover.case.in_all import in_all
from famsim.handover.case.management import management_case
from famsim.handover.case.parts import part
from famsim.handover.case.preferred import preferred
from famsim.handover.case.quality import limits, quality_log
from famsim.handover.case.strategic import strategic_case
from famsim.handover.case.texts import BLANK, YOURS, joined
from famsim.handover.case.told import Made, Told
from famsim.handover.report import Block, Document, Paragraph, Section, foot, named_tables, picture, words_of
from famsim.writing import ILLUSTRATIVE, Writing, one_draw, prices_in_words

CASE, BRIEF = "case", "brief"
SHOWN = ("differences", "money")  # figures that the economic case ends with
ANSWER, ECONOMIC = "The answer", "Economic case"
TEXTS: dict[str, dict[str, Callable[[Told], str]]] = {
    CASE: {
        ANSWER: first_page,
        "Strategic case": strategic_case,
        ECONOMIC: economic_case,
        "Commercial case": commercial_case,
        "Financial case": financial_case,
        "Management case": management_case,
        "What the model cannot say": limits,
        "Log of quality assurance": quality_log,
        "Annex: prices and payers": annex,
    },
}


def second_page(told: Told) -> str:
    """Return the second page of a brief: what changes, the money, what speaks for each option."""
    return joined(
        part("What changes", outcomes(told)),
        part("Money", in_all(told)),
        part("Preferred option", preferred(told)),
    )


TEXTS[BRIEF] = {ANSWER: first_page, "What it rests on": second_page}
TITLES = {CASE: "Business case", BRIEF: "Brief"}


def templates(told: Told, kind: str = CASE) -> dict[str, str]:
    """Return every text by the title of its section, with marks in the place of numbers and users' words."""
    return {title: text(told) for title, text in TEXTS[kind].items()}


def made(told: Told, kind: str = CASE) -> Made:
    """Return a case or its brief, written anew: the same results give the same numbers in the same places."""
    anew = replace(told, writing=Writing(told.writing.tables))
    return Made(anew, kind, document(anew, kind))


def document(told: Told, kind: str) -> Document:
    """Return the document."""
    sections = []
    for number, (title, text) in enumerate(templates(told, kind).items(), 1):
        blocks = [*map(looked_at, named_tables(told.writing.traced(text), title))]
        if (kind, title) == (CASE, ECONOMIC):
            blocks += pictures(told)
        sections.append(Section(f"part-{number}", words_of(title), tuple(blocks)))
    name = told.writing.traced(told.writing.words(str(told.kept.record["area"])))
    return Document(words_of(f"{TITLES[kind]}: {name}"), tuple(below_title(told)), tuple(sections), foot(told.kept))


def looked_at(block: Block) -> Block:
    """Return a block, what people have to write marked by its look."""
    if isinstance(block, Paragraph) and block.words[0].text == YOURS:
        return replace(block, look="yours")
    return block


def pictures(told: Told) -> Iterator[Block]:
    """Yield the figures of a case that there are."""
    for name in SHOWN:
        if name in told.composed.kept.figures:
            yield picture(told.composed, name)


def below_title(told: Told) -> Iterator[Block]:
    """Yield what stands below the title: the question, whether the offer is an illustration, what this file is."""
    yield Paragraph(
        words_of(told.writing.traced(f"**Question.** {told.writing.words(told.scenario.question)}")), "question"
    )
    if told.kept.illustrative:
        yield Paragraph(words_of(ILLUSTRATIVE), "note")
    stale = told.kept.changed_since
    since = f" {stale[0].upper()}{stale[1:]}." if stale else ""
    held = "what chance alone does to one draw" if one_draw(told.writing) else "95% intervals"
    prices = prices_in_words(told.writing, told.options[0])
    said = (
        f"Draft, by {BLANK}, of {BLANK} (date). Pounds of {prices}; in brackets {held}. Each number is the model's "
        f"(`famsim verify`).{since}"
    )
    yield Paragraph(words_of(told.writing.traced(said)), "note")
