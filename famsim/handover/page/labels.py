"""The page's own words: names of what can be chosen, what its script needs to know of them, and what it cannot tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from famsim.handover.page.keys import Tables, month
from famsim.handover.page.missed import STEPS, WAYS_SHOWN
from famsim.handover.page.opening import opening
from famsim.handover.page.rests import STEP_NAMES
from famsim.handover.page.tongues import tongues
from famsim.measures import BENEFITS, DIMENSIONS, PAIRED, REGISTRY
from famsim.questions.timing import GROUPS
from famsim.questions.twins import HAPPENINGS, HIDDEN, SHOWS_IN
from famsim.runs import EVENTS, LEVERS
from famsim.scenario import financial_year, prices_of
from famsim.writing import CANNOT_TELL, ILLUSTRATIVE, PEOPLE, door, programme_words, targets_places

if TYPE_CHECKING:
    from famsim.handover.page.gathering import Gathered

GROUP_NAMES = {
    "all": "all families",
    "none": "no strain",
    "one": "one strain",
    "two or more": "two or more strains",
}
PLACE_NAMES = ("most deprived fifth", "second fifth", "middle fifth", "fourth fifth", "least deprived fifth")
DIMENSION_NAMES = {
    "deprivation": "Where they live",
    "work": "Work",
    "household": "Household",
    "risk_factors": "Strains on the family",
    "mother_age": "Mother's age at her first birth",
    "child_age": "The youngest child",
    "illness": "A parent's lasting illness, at the start",
}
MEASURE_NAMES = {
    "quality": "the couple's relationship",
    "stay_free_of_harm": "couples who stay together, free of harm",
    "stay_in_harm": "couples who stay while harm goes on (fewer is better)",
    "part_free_of_harm": "couples who part, and would have been free of harm",
    "harmful_conflict": "fewer children in harmful conflict",
    "children_distressed_couple": "fewer children of distressed couples",
    "sdq_high": "fewer children with high difficulties",
}
UNITS = {"quality": "on a scale where couples typically differ by 1"}  # in plainer words than the table's own
RESULT_NAMES = {  # of what is lived in the page, against the comparator; in the order in which a room reads them
    "helped": "Families who come to a first session",
    "stay_free_of_harm": "Couples kept together, free of harm",
    "stay_harm_ended": "Couples kept together, as help ended the harm",
    "part_from_harm": "Couples who leave after a year of harm (more may be the way out of it)",
    "stay_in_harm": "Couples kept together while harm goes on",
    "stay_in_violence": "Of these, with violence",
    "part_free_of_harm": "Couples who part where there was no harm",
    "child_months_in_harm": "Months in harm, of all children added up",
    "mother_months_in_harm": "Months in harm, of all mothers added up",
    "routed": "Families sent to specialist help instead, rightly or by mistake",
    "missed_violence": "Families with violence let into the help, not found by the questions",
}
LEVER_NAMES = {"screen": "How much of the violence there is the questions about it find"}
SPARED = ("child_months_in_harm", "mother_months_in_harm")  # kept turned about: a fall is above 0, and said to be one
COST = "Cost"
STATES = {  # of a family that is followed, by feature: as a page says it
    "in_arrears": "behind with bills",
    "unemployed": "a parent out of work",
    "in_poverty": "below the poverty line",
    "parent_distressed": "a parent in distress",
}
ENDS = {  # how a life that is followed ends, as core/9_twin.js counts them: by what happens, not by who is ordinary
    "together": "stays together, no harm",
    "harmed": "stays while harm goes on",
    "loss": "parts, no harm",
    "exit": "parts, and is out of harm",
    "gone": "is followed no longer: the children have grown up",
}
TRIGGER_NAMES = {"any_time": "at any time"}
FEATURE_NAMES = {  # of families, where the name in a scenario file is no word of the trades
    "deprivation_decile": "how deprived the neighbourhood is: 1 most, 10 least",
    "months_since_birth": "since the youngest child's birth",
    "together": "two partners living together",
    "history_of_difficulties": "hard times before, of a parent",
    "in_arrears": "behind with bills",
    "months_in_arrears": "behind with bills for",
    "unemployed": "a parent looking for work",
    "relationship_quality": "the relationship, as the less happy partner finds it",
    "stress_load": "stress",
    "mothers_age": "the mother's age",
    "youngest_age": "the youngest child's age",
    "apart": "parents living apart",
    "never_together": "parents who never lived together",
    "parent_elsewhere": "a parent who lives elsewhere",
    "coparenting_conflict": "conflict with the parent elsewhere",
    "contact": "children see the parent elsewhere",
    "child_or_expected": "a child, or one expected",
    "parent_resident": "a parent who lives in the authority",
}
PRIORITY_NAMES = {
    "first_come": "first come, first served",
    "deprivation": "the most deprived first",
    "need": "greatest need first",
}
INVITE_NAMES = {"noticed": "those staff notice", "everyone": "everyone it is for"}
PLACES = (
    "How relationships differ between deprived and other places is not published: do not rank strategies that choose "
    "families by where they live on these numbers alone."
)
UNSURE = "Whether such help does anything at all: trials leave room for none, or for a loss."
CENTRAL = (
    "How unsure the figures are behind Guess, When, A family and Missed: these are worked out once, with the best "
    "single value of each figure. Under What if? the unsure figures can be tried too."
)


def add_labels(tables: Tables, gathered: Gathered) -> None:
    """Add the table of names, under the kind of thing and its own name."""
    rows: dict[str, dict[str, Any]] = {}
    rows |= {f"event.{name}": {"name": says} for name, says in EVENTS.items()}
    rows |= {f"group.{place}": {"name": group_name(group)} for place, group in enumerate(GROUPS)}
    names = gathered.live["names"]
    rows |= {f"programme.{name}": {"name": programme_words(name)} for name in names["programmes"]}
    rows |= {f"door.{name}": {"name": door(name)} for name in names["doors"]}
    rows |= {f"feature.{one['name']}": {"name": feature_name(one["name"])} for one in names["features"]}
    rows |= {f"trigger.{name}": {"name": TRIGGER_NAMES.get(name) or EVENTS[name]} for name in names["triggers"]}
    rows |= {f"theory.{name}": {"name": says} for name, says in STEP_NAMES.items()}
    rows |= {f"priority.{name}": {"name": says} for name, says in PRIORITY_NAMES.items()}
    rows |= {f"invites.{name}": {"name": says} for name, says in INVITE_NAMES.items()}
    rows |= {f"month.{one}": {"name": month(one)} for one in gathered.timing.plan.moves}
    for benefit in BENEFITS:
        rows[f"measure.{benefit.name}"] = {
            "name": MEASURE_NAMES[benefit.name], "unit": UNITS.get(benefit.name, benefit.unit), "whole": benefit.says,
        }  # fmt: skip
    rows |= {f"result.{name}": {"name": says} for name, says in RESULT_NAMES.items()}
    rows["result.cost"] = {"name": f"{COST}, {financial_year(prices_of(gathered.scenario).year)} prices"}
    rows |= {f"lever.{one.name}": {"name": LEVER_NAMES.get(one.name, one.says)} for one in LEVERS}
    rows |= {f"happening.{name}": {"name": says} for name, says in HAPPENINGS.items()}
    rows |= {f"state.{name}": {"name": says} for name, says in STATES.items()}
    rows |= {f"end.{name}": {"name": says} for name, says in ENDS.items()}
    rows |= {f"way.{name}": {"name": says} for name, says in WAYS_SHOWN.items()}
    rows |= {f"step.{name}": {"name": says} for name, (_, says) in STEPS.items()}
    rows |= {f"dimension.{name}": {"name": DIMENSION_NAMES[name]} for name in DIMENSIONS}
    for name, values in DIMENSIONS.items():
        rows |= {
            f"group.{name}.{place}": {"name": PLACE_NAMES[place] if name == "deprivation" else value}
            for place, value in enumerate(values)
        }
    tables.add("labels", {"name": "text", "unit": "text", "whole": "text"}, rows)


def feature_name(name: str) -> str:
    """Return a feature of families in words."""
    return FEATURE_NAMES.get(name, name.replace("_", " "))


def group_name(group: str) -> str:
    """Return the name of a group of the timing map."""
    return GROUP_NAMES[group.removeprefix("risk_factors=")]


def words_of(gathered: Gathered) -> dict[str, Any]:
    """Return what the page's script has to know of the tables; no number in it is shown."""
    return {
        "events": EVENTS,
        "groups": list(GROUPS),
        "programmes": {name: programme_words(name) for name in gathered.timing.plan.programmes},
        "measures": [{"name": one.name, "good": one.good} for one in BENEFITS],
        "months": list(gathered.timing.plan.moves),
        "theory": list(STEP_NAMES),
        "results": [{"name": name, "good": good_of(name)} for name in RESULT_NAMES],
        "states": {name: [event for event in EVENTS if name in SHOWS_IN[event]] for name in STATES},
        "hidden": list(HIDDEN),
        "ways": WAYS_SHOWN,
        "rank": PLACES if any(targets_places(one) for one in gathered.scenario.strategies) else "",
        "steps": {name: says for name, (_, says) in STEPS.items()},
        "dimensions": {name: list(values) for name, values in DIMENSIONS.items()},
        "strategies": len(gathered.scenario.strategies),
        "cannot": cannot_tell(gathered),
        "opening": opening(gathered),
        "tongues": tongues(),
    }


def good_of(result: str) -> int:
    """Return 1 where more of a result is better, -1 where less is, 0 where neither; as the page shows it."""
    if result in SPARED:
        return 1
    return PAIRED[result].good if result in PAIRED else REGISTRY[result].good


def cannot_tell(gathered: Gathered) -> list[str]:
    """Return what the page cannot tell and what its reader should know, a sentence each."""
    area = gathered.comparison.world.area
    said = [ILLUSTRATIVE.replace("**", "")] if area.offer != "documented" else []
    said += [PLACES] if any(targets_places(one) for one in gathered.scenario.strategies) else []
    said += [UNSURE, CENTRAL, *(line.removeprefix("- ") for line in CANNOT_TELL.split("\n")[:1])]
    return said + [line.removeprefix("- ") for line in PEOPLE.split("\n")]
