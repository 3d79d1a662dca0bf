"""When? What help is worth by the month it begins."""

from famsim.questions.timing.enough import check_enough
from famsim.questions.timing.matters import told_first
from famsim.questions.timing.result import KIND, again, timing
from famsim.questions.timing.run import Timing, run_timing
from famsim.questions.timing.tables import GROUPS, LEAST_HELPED, MOSTLY
from famsim.questions.timing.windows import LEAST_SHOWN
from famsim.questions.timing.words import OUTCOMES

__all__ = [
    "GROUPS",
    "KIND",
    "LEAST_HELPED",
    "LEAST_SHOWN",
    "MOSTLY",
    "OUTCOMES",
    "Timing",
    "again",
    "check_enough",
    "run_timing",
    "timing",
    "told_first",
]
