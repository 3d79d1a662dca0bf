"""What an answer leads with: which measures, and which of families reached."""

from famsim.measures import WITH_EFFECT

PARTINGS = "fewer_partings"  # by which strategies are put in order
LED_BY = (PARTINGS, "stay_in_harm", "stay_in_violence", "mother_months_in_harm", "child_months_in_harm")
REACHED = ("helped", WITH_EFFECT.name, "completed", "missed_violence", "routed")
