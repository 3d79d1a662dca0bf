"""The results store: one file that keeps every finished run, whatever happens to the machine."""

from famsim.store.row import Outcome, RunAbout, run_key
from famsim.store.store import Status, Store, Verdict

__all__ = ["Outcome", "RunAbout", "Status", "Store", "Verdict", "run_key"]
