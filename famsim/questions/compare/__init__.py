"""Which strategy? Every one beside the first, by group, with intervals."""

from famsim.questions.compare.gathering import Gathering
from famsim.questions.compare.result import KIND, again, compare, plot
from famsim.questions.compare.run import Comparison, check_comparable

__all__ = [
    "KIND",
    "Comparison",
    "Gathering",
    "again",
    "check_comparable",
    "compare",
    "plot",
]
