"""What happens to a family, as it is named in a sentence; `famsim.runs.EVENTS` has when."""

from typing import NamedTuple


class EventWords(NamedTuple):
    """An event by itself, as what an offer waits for, and as a thing that has a month."""

    itself: str
    awaited: str
    of_a_month: str


EVENT_WORDS = {
    "birth": EventWords("a birth", "a birth", "the birth"),
    "job_loss": EventWords("the loss of a job", "a job loss", "the job loss"),
    "arrears": EventWords("falling behind with bills", "falling behind with bills", "falling behind"),
    "distress": EventWords("a parent becoming distressed", "the onset of a parent's distress", "the distress"),
}
