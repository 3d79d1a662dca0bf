"""The results store: one file that keeps every finished run, whatever happens to the machine."""

from famsim.store.claims import LEASE
from famsim.store.merging import merge
from famsim.store.opening import check_usable, is_store
from famsim.store.passing import place_for_store
from famsim.store.payload import decode, encode
from famsim.store.row import Kept, Outcome, RunAbout, run_key
from famsim.store.store import Status, Store, Verdict

__all__ = [
    "LEASE",
    "Kept",
    "Outcome",
    "RunAbout",
    "Status",
    "Store",
    "Verdict",
    "check_usable",
    "decode",
    "encode",
    "is_store",
    "merge",
    "place_for_store",
    "run_key",
]
