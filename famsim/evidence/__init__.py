"""The numbers: the evidence register, draws from it, and the record of parameters that the rules read."""

from famsim.evidence.draws import central, draw
from famsim.evidence.figure import Figure, Source
from famsim.evidence.fill import fill
from famsim.evidence.register import Register, load_register

__all__ = ["Figure", "Register", "Source", "central", "draw", "fill", "load_register"]
