"""A business case: the five cases in a Word file, each number bound to the run, table and row that it comes from."""

from famsim.handover.case.checking import case_problems, check_case
from famsim.handover.case.contents import made, templates
from famsim.handover.case.ending import with_endings
from famsim.handover.case.making import BusinessCase, business_case, check_ending
from famsim.handover.case.template import read_template
from famsim.handover.case.told import check_options, told

__all__ = [
    "BusinessCase",
    "business_case",
    "case_problems",
    "check_case",
    "check_ending",
    "check_options",
    "made",
    "read_template",
    "templates",
    "told",
    "with_endings",
]
