"""The only loop over families, and the sharing-out of an area's limited places."""

from famsim.engine.compiling import kernel
from famsim.engine.ledger import fill_boxes
from famsim.engine.live import FIRST, Call, live_after, live_before, new_desk, open_accounts, share_out, welcome
from famsim.engine.run import CACHEFUL, Run, Sample
from famsim.engine.state import State, Timetable, copy_of, empty_state, with_book
from famsim.engine.together import Together, shares_life

__all__ = [
    "CACHEFUL",
    "FIRST",
    "Call",
    "Run",
    "Sample",
    "State",
    "Timetable",
    "Together",
    "copy_of",
    "empty_state",
    "fill_boxes",
    "kernel",
    "live_after",
    "live_before",
    "new_desk",
    "open_accounts",
    "share_out",
    "shares_life",
    "welcome",
    "with_book",
]
