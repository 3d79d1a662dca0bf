"""How can it look in one family? Four lives of the same family, with the same luck."""

from famsim.questions.twins.asked import SHOWS_IN, asked_from
from famsim.questions.twins.happenings import HAPPENINGS, HIDDEN
from famsim.questions.twins.kind import MOST as MOST_FOLLOWED
from famsim.questions.twins.kind import FamilyError
from famsim.questions.twins.like import conditions_like
from famsim.questions.twins.result import KIND, again, twin
from famsim.questions.twins.run import Twin, follow

__all__ = [
    "HAPPENINGS",
    "HIDDEN",
    "KIND",
    "MOST_FOLLOWED",
    "SHOWS_IN",
    "FamilyError",
    "Twin",
    "again",
    "asked_from",
    "conditions_like",
    "follow",
    "twin",
]
