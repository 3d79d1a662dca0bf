"""A scenario whose groups of parents are bought for a budget, beside nothing."""

from famsim.scenario import parse_scenario

HEAD = """
[scenario]
name = "bought"
question = "What does it buy?"
area = "newcastle-upon-tyne"
months = 24
families = 600

[[strategy]]
name = "nothing"
"""
GROUPS = """
[[strategy]]
name = "groups"
budget = BUDGET
pathways = [{ door = "childrens_centre", to = "relationship_group", works = 0.8 }]

[[strategy.offer]]
programme = "relationship_group"
found = ["childrens_centre"]
share = 3

[[strategy.offer]]
programme = "coached_online"
found = ["gp"]
share = 1
ends = 18
"""


WHOLE = HEAD.replace("families = 600\n", "")


def bought_by(budget="60000", more="", head=HEAD):
    """Return the scenario, its money as written."""
    return parse_scenario(head + GROUPS.replace("BUDGET", budget) + more)
