"""The same families as Mesa agents, for those who explore, teach and extend; slower, and equal to the bit."""

from famsim.mesa_front.agent import FamilyAgent
from famsim.mesa_front.model import FamilyModel

__all__ = ["FamilyAgent", "FamilyModel"]
