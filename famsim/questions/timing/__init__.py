"""When? What help is worth by the month it begins."""

from famsim.questions.timing.enough import check_enough
from famsim.questions.timing.result import KIND, again, timing
from famsim.questions.timing.run import Timing, run_timing
from famsim.questions.timing.tables import GROUPS

__all__ = ["GROUPS", "KIND", "Timing", "again", "check_enough", "run_timing", "timing"]
