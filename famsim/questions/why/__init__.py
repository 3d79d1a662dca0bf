"""Why? A strategy's difference as a sum of parts."""

from famsim.questions.why.result import KIND, SHOWN, again, known_measures, why
from famsim.questions.why.run import with_offer
from famsim.questions.why.switches import CHANNELS, DELIVERY, GIVEN, MEAN, OFFERED, PERFECT, REVERSE

__all__ = [
    "CHANNELS",
    "DELIVERY",
    "GIVEN",
    "KIND",
    "MEAN",
    "OFFERED",
    "PERFECT",
    "REVERSE",
    "SHOWN",
    "again",
    "known_measures",
    "why",
    "with_offer",
]
