"""A commented 2x2x2 for any English authority, a tier at a time: for everyone, for those at risk, intensive.

What is done for staff, for couples and for the system is written once here, and given to the strategies that do it.
"""

from collections.abc import Mapping
from typing import NamedTuple

from famsim.areas import AreaProfile, find_area
from famsim.errors import ScenarioError, unknown
from famsim.scenario.factorial import LEVERS, Levers, all_levers
from famsim.scenario.init import MODEL_AREA, scaled_places, shared_places


class Tier(NamedTuple):
    """What a tier does: whom it is for in words, and the lines of a strategy for each of the three."""

    says: str
    lines: Mapping[str, str]


EVERYONE = Tier(
    "everyone: a light session for all couples, at contacts that every family has",
    {
        "staff": "staff_trained = { health_visitor = 0.5, childrens_centre = 0.5, school = 0.3, gp = 0.3 }",
        "system": """\
pathways = [
    { door = "health_visitor", to = "light_touch_session", works = 0.8 },
    { door = "childrens_centre", to = "light_touch_session", works = 0.8 },
    { door = "school", to = "light_touch_session", works = 0.6 },
    { door = "gp", to = "couple_counselling", works = 0.6 },
    { door = "childrens_centre", to = "relationship_group", works = 0.8 },
]""",
        "couples": """\
[[strategy.offer]]
programme = "light_touch_session"
who = { together = true }
found = ["health_visitor", "childrens_centre", "school"]
invites = "everyone"
places_a_month = 200.0""",
    },
)
AT_RISK = Tier(
    "those at risk: couples out of work or with a parent in distress, and families in debt",
    {
        "staff": "staff_trained = { childrens_centre = 0.4, early_help = 0.4, gp = 0.3, money_desk = 0.3 }",
        "system": """\
pathways = [
    { door = "childrens_centre", to = "relationship_group", works = 0.8 },
    { door = "early_help", to = "relationship_group", works = 0.8 },
    { door = "school", to = "relationship_group", works = 0.7 },
    { door = "gp", to = "couple_counselling", works = 0.6 },
    { door = "money_desk", to = "debt_advice", works = 0.8 },
]
data_shared = true""",
        "couples": """\
[[strategy.offer]]
programme = "relationship_group"
who = { unemployed = true, together = true }
found = ["childrens_centre", "early_help", "school"]
places_a_month = 6.0

[[strategy.offer]]
programme = "relationship_group"
who = { parent_distressed = true, together = true }
found = ["childrens_centre", "early_help", "school"]
places_a_month = 6.0""",
    },
)
INTENSIVE = Tier(
    "intensive: the couples in greatest need, few places, most sessions",
    {
        "staff": "staff_trained = { early_help = 0.6, gp = 0.3, school = 0.3 }",
        "system": """\
pathways = [
    { door = "early_help", to = "couple_counselling", works = 0.8 },
    { door = "gp", to = "couple_counselling", works = 0.6 },
    { door = "school", to = "couple_counselling", works = 0.6 },
    { door = "early_help", to = "relationship_group", works = 0.8 },
]
waits_shortened = 0.5""",
        "couples": """\
[[strategy.offer]]
programme = "couple_counselling"
who = { relationship_quality = [-6, -1.2], together = true }
found = ["early_help", "gp", "school"]
places_a_month = 4.0
priority = "need\"""",
    },
)
TIERS = {"everyone": EVERYONE, "at-risk": AT_RISK, "intensive": INTENSIVE}
DESIGN = "2x2x2"
DESIGNS = {DESIGN: AT_RISK} | {f"{DESIGN}-{name}": tier for name, tier in TIERS.items()}

HEAD = """\
# {title}: staff, couples and the system, each by itself and together ({design}).
# For {says}.
#
#   famsim check {slug}-{design}.toml          is everything in it known and in range?
#   famsim compare {slug}-{design}.toml        main effects and interactions, with intervals
#
# Eight strategies do, or leave out, three things: training staff, an offer to couples, and pathways between services.
# What one does of a kind the others do in just the same way, or not at all: change it under all four that do it, or
# this is no {design} any more and `compare` tells no interactions. Usual services stand under all eight, so that
# trained staff and a pathway lead somewhere by themselves. The places are choices of ours, Newcastle's times
# {scale:.2f}.

[scenario]
name = "{slug}-{design}"
question = "{title}: what do staff, couples and the system change alone, and what do they add together?"
area = "{slug}"
months = 120
seed = 1
usual = "2026"                    # the services there are already; "2016": those of then
"""


def commented_design(area_slug: str, design: str) -> str:
    """Return a commented 2x2x2 for an area and a tier, as text; an error for one that is not known."""
    if design not in DESIGNS:
        raise unknown("design", design, DESIGNS, "--design", ScenarioError)
    area, tier = find_area(area_slug), DESIGNS[design]
    scale = area.families / find_area(MODEL_AREA).families
    fields = {"title": area.title, "slug": area.slug, "design": design, "says": tier.says, "scale": scale}
    tables = "\n\n".join(strategy_table(levers, tier) for levers in all_levers())
    return HEAD.format(**fields) + "\n" + placed(tables, area, scale) + "\n"


def strategy_table(levers: Levers, tier: Tier) -> str:
    """Return the table of a strategy that does some of the three; an offer's tables come last, as TOML wants it."""
    done = [one for one in LEVERS if one in levers]
    name = " and ".join(done) if done else "as now"
    order = [one for one in ("staff", "system") if one in levers]
    lines = [f'[[strategy]]\nname = "{name}"', *(tier.lines[one] for one in order)]
    return "\n".join(lines) + (f"\n\n{tier.lines['couples']}" if "couples" in levers else "")


def placed(text: str, area: AreaProfile, scale: float) -> str:
    """Return strategies with the places of an area, shared out over authorities where it is the country."""
    found = scaled_places(text, scale)
    return shared_places(found) if area.level == "country" else found
