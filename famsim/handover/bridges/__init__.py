"""famsim as other tools want it: an EMA workbench model, a SALib problem, an Optuna objective, a pyABC model, R tables.

Each asks famsim by the doors that its own users take (compare, simulate, sweep), so that what they refuse is refused
here too. No tool is imported before its bridge is called.
"""

from famsim.handover.bridges.asked import Bridge, bridge
from famsim.handover.bridges.ema import ema_model
from famsim.handover.bridges.optuna import optuna_objective
from famsim.handover.bridges.pyabc import pyabc_model
from famsim.handover.bridges.salib import salib_outputs, salib_problem
from famsim.handover.bridges.tables import for_r, psa_tables

__all__ = [
    "Bridge",
    "bridge",
    "ema_model",
    "for_r",
    "optuna_objective",
    "psa_tables",
    "pyabc_model",
    "salib_outputs",
    "salib_problem",
]
