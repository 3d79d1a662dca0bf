"""Where to help first: an area beside others, its families' needs, what a pound averts, a theory, an offer."""

from famsim.questions.assess.maturity import Maturity
from famsim.questions.assess.result import KIND, again, assess

__all__ = ["KIND", "Maturity", "again", "assess"]
