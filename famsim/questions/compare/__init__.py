"""Which strategy? Every one beside the first, by group, with intervals.

`run` has every strategy lived; what is `gathered` run by run becomes tables, other `tables` are worked out from these,
and of both the answer is `told` in words and `drawn` in pictures; `result` puts it into a study. One subject has one
name in each of the folders: budgets are gathered in gathered/budgets.py and told in told/budgets.py.
"""

from famsim.questions.compare.comparison import KIND, Comparison, check_comparable
from famsim.questions.compare.gathered.single_area import Gathering
from famsim.questions.compare.result import again, compare, plot, whole
from famsim.questions.compare.told.after import after_section
from famsim.questions.compare.told.against_chance import against_chance
from famsim.questions.compare.told.budgets import budgets_section
from famsim.questions.compare.told.costs import MORE_COST, cost_in_short, helped_in_short
from famsim.questions.compare.told.equal import equal_section
from famsim.questions.compare.told.groups import GROUPS
from famsim.questions.compare.told.matters import matters
from famsim.questions.compare.told.money import money_in_full, money_section
from famsim.questions.compare.told.opening import cell as change_in_short
from famsim.questions.compare.told.quoted import hangs_on

__all__ = [
    "GROUPS",
    "KIND",
    "MORE_COST",
    "Comparison",
    "Gathering",
    "after_section",
    "again",
    "against_chance",
    "budgets_section",
    "change_in_short",
    "check_comparable",
    "compare",
    "cost_in_short",
    "equal_section",
    "hangs_on",
    "helped_in_short",
    "matters",
    "money_in_full",
    "money_section",
    "plot",
    "whole",
]
