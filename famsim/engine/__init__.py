"""The only loop over families, and the sharing-out of an area's limited places."""

from famsim.engine.apart import alike
from famsim.engine.compiling import kernel
from famsim.engine.desk import NO_CELLS, NO_DOORS, Call, new_desk
from famsim.engine.ledger import fill_boxes
from famsim.engine.live import FIRST, live_after, live_before, open_accounts, welcome
from famsim.engine.noticed import Noticed, nobody_noticed
from famsim.engine.run import Run, Sample
from famsim.engine.sharing import share_out
from famsim.engine.state import State, Timetable, copy_of, empty_state, with_book
from famsim.engine.together import Together

__all__ = [
    "FIRST",
    "NO_CELLS",
    "NO_DOORS",
    "Call",
    "Noticed",
    "Run",
    "Sample",
    "State",
    "Timetable",
    "Together",
    "alike",
    "copy_of",
    "empty_state",
    "fill_boxes",
    "kernel",
    "live_after",
    "live_before",
    "new_desk",
    "nobody_noticed",
    "open_accounts",
    "share_out",
    "welcome",
    "with_book",
]
