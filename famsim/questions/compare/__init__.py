"""Which strategy? Every one beside the first, by group, with intervals."""

from famsim.questions.compare.after import after_section
from famsim.questions.compare.against_chance import against_chance
from famsim.questions.compare.budgets import budgets_section
from famsim.questions.compare.comparison import KIND, Comparison, check_comparable
from famsim.questions.compare.costs import MORE_COST, cost_in_short, helped_in_short
from famsim.questions.compare.equal import equal_section
from famsim.questions.compare.gathering import Gathering
from famsim.questions.compare.groups import GROUPS
from famsim.questions.compare.matters import matters
from famsim.questions.compare.money import money_in_full, money_section
from famsim.questions.compare.opening import cell as change_in_short
from famsim.questions.compare.quoted import hangs_on
from famsim.questions.compare.result import again, compare, plot, whole

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
