"""Which strategy? Every one beside the first, by group, with intervals."""

from famsim.questions.compare.comparison import KIND, Comparison, check_comparable
from famsim.questions.compare.gathering import Gathering
from famsim.questions.compare.result import again, compare, plot

__all__ = [
    "KIND",
    "Comparison",
    "Gathering",
    "again",
    "check_comparable",
    "compare",
    "plot",
]
