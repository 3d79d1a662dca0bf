"""A scenario with a programme of its own, beside one of the register's."""

from famsim.scenario import parse_scenario

TAKE_UP, EFFECT, COST = (f"programmes.evenings.{leaf}" for leaf in ("take_up", "d_level", "cost_per_session"))
TEXT = """
[scenario]
name = "own"
question = "What of a course of our own?"
area = "newcastle-upon-tyne"
months = 24
families = 600

[programme.evenings]
says = "Six evenings at the hub"
sessions = 6
take_up = { value = 0.5, range = [0.2, 0.9] }
attendance = 0.9
cost_per_session = { value = 30, range = [20, 50], price_year = 2014 }
effects = { level = { value = 0.2, range = [-0.1, 0.5], half_life = 12 } }

[[strategy]]
name = "as now"

[[strategy]]
name = "evenings"
[[strategy.offer]]
programme = "evenings"
who = { together = true }
found = ["gp", "school", "health_visitor"]
invites = "everyone"
places_a_month = 1000
[[strategy.offer]]
programme = "relationship_group"
found = ["gp"]
places_a_month = 50
"""


def own(**changes):
    """Return the scenario, or one with something else."""
    return parse_scenario(TEXT).with_(**changes)
