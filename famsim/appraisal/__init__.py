"""Appraisal: who pays and who gains, in whole pence that conserve, and what later pounds are worth now."""

from famsim.appraisal.book import Book
from famsim.appraisal.delivery import Course, courses_of, weights_by_month
from famsim.appraisal.discounting import by_month, discount_factors, present_value, rates_of
from famsim.appraisal.figures import Charged, Figures
from famsim.appraisal.gains import GAINS, Gain, gains_of
from famsim.appraisal.granted import granted, last_month
from famsim.appraisal.ledger import totals
from famsim.appraisal.lines import PAYER_SAYS, Line, Lines, nothing
from famsim.appraisal.lines import SAYS as PURPOSE_SAYS
from famsim.appraisal.parts import GRANT_ASIDE
from famsim.appraisal.payers import Payers
from famsim.appraisal.pence import whole
from famsim.appraisal.published import claims, unit_costs
from famsim.appraisal.sums import Sums
from famsim.appraisal.tables import money_rows
from famsim.appraisal.worth import SAYS as WORTH_SAYS

__all__ = [
    "GAINS",
    "GRANT_ASIDE",
    "PAYER_SAYS",
    "PURPOSE_SAYS",
    "WORTH_SAYS",
    "Book",
    "Charged",
    "Course",
    "Figures",
    "Gain",
    "Line",
    "Lines",
    "Payers",
    "Sums",
    "by_month",
    "claims",
    "courses_of",
    "discount_factors",
    "gains_of",
    "granted",
    "last_month",
    "money_rows",
    "nothing",
    "present_value",
    "rates_of",
    "totals",
    "unit_costs",
    "weights_by_month",
    "whole",
]
