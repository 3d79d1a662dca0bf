"""Which figure does the answer hang on, and how far may it move before the order of two strategies turns?"""

from famsim.questions.sensitivity.asked import Options, Question, load_question
from famsim.questions.sensitivity.methods import METHODS
from famsim.questions.sensitivity.result import again, sensitivity, study_in
from famsim.questions.sensitivity.run import designed
from famsim.questions.sensitivity.shares import KIND, Shares, shares_in
from famsim.questions.sensitivity.switching import LEAST_VALUES, MOST_VALUES, sweeps_of

__all__ = [
    "KIND",
    "LEAST_VALUES",
    "METHODS",
    "MOST_VALUES",
    "Options",
    "Question",
    "Shares",
    "again",
    "designed",
    "load_question",
    "sensitivity",
    "shares_in",
    "study_in",
    "sweeps_of",
]
