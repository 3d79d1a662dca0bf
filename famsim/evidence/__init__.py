"""The numbers: the evidence register, draws from it, and the record of parameters that the rules read."""

from famsim.evidence.doors import Asked, DoorRows, the_doors
from famsim.evidence.draws import central, draw, luck, value_at
from famsim.evidence.fields import Value
from famsim.evidence.figure import GRADES, Figure, Source
from famsim.evidence.fill import fill, judges
from famsim.evidence.register import Register, load_register, programme_names, the_register

__all__ = [
    "GRADES",
    "Asked",
    "DoorRows",
    "Figure",
    "Register",
    "Source",
    "Value",
    "central",
    "draw",
    "fill",
    "judges",
    "load_register",
    "luck",
    "programme_names",
    "the_doors",
    "the_register",
    "value_at",
]
