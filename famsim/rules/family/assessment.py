"""An assessment by early help, which some offers ask for: by the same rule under every strategy, as contact is."""

from __future__ import annotations

from famsim.model.compiling import rule
from famsim.model.now import Now
from famsim.model.policy import Door
from famsim.model.records import Family, Parameters
from famsim.rules.family.contact import at_the_door
from famsim.rules.family.standing import where_violent


@rule
def remember_assessment(family: Family, now: Now, p: Parameters) -> None:
    """Remember when early help last saw a family in harm, at home or by a parent elsewhere, which it then has assessed.

    Leaves out: assessments that others make, and for other reasons.
    """
    in_harm = family.harmful != 0 or where_violent(family) != 0
    if in_harm and at_the_door(family, Door.EARLY_HELP, now, p):
        family.assessed_month = now.month
