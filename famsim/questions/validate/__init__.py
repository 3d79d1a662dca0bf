"""Is the model like the published figures? The scoreboard."""

from famsim.questions.validate.asked import Held, again_held, held_to, observed_in, words_of_targets
from famsim.questions.validate.beginning import template_of_targets
from famsim.questions.validate.result import KIND, again, scored_study, validate
from famsim.questions.validate.run import held_against

__all__ = [
    "KIND",
    "Held",
    "again",
    "again_held",
    "held_against",
    "held_to",
    "observed_in",
    "scored_study",
    "template_of_targets",
    "validate",
    "words_of_targets",
]
