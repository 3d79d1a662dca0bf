"""What tests of faults share: a scenario that takes no time."""

import pytest


@pytest.fixture(scope="session")
def tiny():
    """Return the text of a scenario of 200 families for half a year, with one offer to all of them."""
    return """
[scenario]
name = "tiny"
question = "What if?"
area = "newcastle-upon-tyne"
months = 6
families = 200
[[strategy]]
name = "a"
[[strategy]]
name = "b"
[[strategy.offer]]
programme = "money_and_us"
who = { together = true }
found = ["gp", "school"]
invites = "everyone"
places_a_month = 2000.0
"""
