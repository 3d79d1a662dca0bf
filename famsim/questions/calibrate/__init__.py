"""Which values of uncertain figures give what was published? Figures fitted to targets."""

from famsim.questions.calibrate.asked import FAMILIES, STARTER, How, Question, question
from famsim.questions.calibrate.living import Ways
from famsim.questions.calibrate.result import KIND, Calibration, again, fitted

__all__ = ["FAMILIES", "KIND", "STARTER", "Calibration", "How", "Question", "Ways", "again", "fitted", "question"]
