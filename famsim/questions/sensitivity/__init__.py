"""Which figure does the answer hang on, and how far may it move before the order of two strategies turns?"""

from famsim.questions.sensitivity.asked import Options, Question, load_question
from famsim.questions.sensitivity.methods import METHODS
from famsim.questions.sensitivity.result import KIND, again, sensitivity, study_in
from famsim.questions.sensitivity.run import designed

__all__ = ["KIND", "METHODS", "Options", "Question", "again", "designed", "load_question", "sensitivity", "study_in"]
