"""When does our plan lose? Boxes of a sweep's futures, found by PRIM and CART and tried on futures held out."""

from famsim.questions.discover.asked import experiment_in, losing_of
from famsim.questions.discover.losing import Losing
from famsim.questions.discover.result import KIND, again, discover

__all__ = ["KIND", "Losing", "again", "discover", "experiment_in", "losing_of"]
