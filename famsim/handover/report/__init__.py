"""A report: a document made from kept results, for people who have no Python."""

from famsim.handover.report.aims import two_aims
from famsim.handover.report.blocks import Block, Document, Grid, Heading, Items, Paragraph, Picture, Run, Section
from famsim.handover.report.composed import Composed, compose
from famsim.handover.report.contents import foot, named_tables, picture
from famsim.handover.report.costs import costs_in_full
from famsim.handover.report.first_page import verdict as verdict_of_changes
from famsim.handover.report.grades import by_grade
from famsim.handover.report.made_from import record
from famsim.handover.report.making import Report, ending, report
from famsim.handover.report.markdown import words_of
from famsim.handover.report.numbered import controls, named, text_in, unnamed
from famsim.handover.report.word import content_of, fill_in, opened, set_up

__all__ = [
    "Block",
    "Composed",
    "Document",
    "Grid",
    "Heading",
    "Items",
    "Paragraph",
    "Picture",
    "Report",
    "Run",
    "Section",
    "by_grade",
    "compose",
    "content_of",
    "controls",
    "costs_in_full",
    "ending",
    "fill_in",
    "foot",
    "named",
    "named_tables",
    "opened",
    "picture",
    "record",
    "report",
    "set_up",
    "text_in",
    "two_aims",
    "unnamed",
    "verdict_of_changes",
    "words_of",
]
