"""A small whole scenario to break in one place at a time, and what a reader says about it."""

from types import SimpleNamespace

import pytest

from famsim import asking
from famsim.errors import AreaError, ScenarioError
from famsim.scenario import parse_scenario

SMALL = """\
[scenario]
name = "small"
question = "What if?"
area = "newcastle-upon-tyne"
months = 120
seed = 1
families = 2000
start = "stock"

[[strategy]]
name = "business as usual"

[[strategy]]
name = "both"
staff_trained = { midwife = 0.6 }
pathways = [{ door = "midwife", to = "new_parent_group", works = 0.8 }]
data_shared = false
waits_shortened = 0.5

[[strategy.offer]]
programme = "new_parent_group"
who = { deprivation_decile = [1, 3], together = true }
when = { trigger = "birth", from = -6, to = 12 }
found = ["midwife", "gp"]
places_a_month = 8.0
begins = 2
ends = 100
priority = "need"
invites = "everyone"

[evidence]
"stress.arrears" = 0.4
"relationship.shares" = [0.2, 0.3]

[economy]
job_loss = 1.5
job_finding = [[1, 12, 0.5], [13, 24, 0.8]]
"""

FIGURES = {
    "stress.arrears": SimpleNamespace(value=0.3, low=0.1, high=0.6, unit="SD", says="load of arrears"),
    "relationship.shares": SimpleNamespace(value=(0.1, 0.2), low=0.0, high=1.0, unit="share", says="two shares"),
    "area.code": SimpleNamespace(value=1.0, low=None, high=None, unit="count", says="a fixed figure"),
}


@pytest.fixture
def small():
    """Return the text of a scenario that uses every key."""
    return SMALL


@pytest.fixture
def read():
    """Return a reader of text that knows three figures."""
    return lambda text: parse_scenario(text, "a.toml", FIGURES)


@pytest.fixture
def refused(read):
    """Return what the reader says when it refuses the small scenario with `old` replaced by `new`."""

    def check(old, new, text=SMALL):
        assert text.count(old) == 1, f"{old!r} is not in the text exactly once"
        with pytest.raises((ScenarioError, AreaError)) as caught:
            read(text.replace(old, new))
        return str(caught.value)

    return check


@pytest.fixture(autouse=True)
def nothing_said_yet():
    """Each test is a session of its own: what is warned of once may be warned of again."""
    asking.SAID.clear()
