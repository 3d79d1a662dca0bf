"""The page's own words: names of what can be chosen, what its script needs to know of them, and what it cannot tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from famsim.handover.page.keys import Tables, month
from famsim.handover.page.missed import STEPS, WAYS
from famsim.handover.page.opening import opening
from famsim.measures import BENEFITS, DIMENSIONS, normal_quantile
from famsim.questions.timing import GROUPS
from famsim.runs import EVENTS, LEVERS, NEVER_BELOW_ZERO, RESULTS, TERMS
from famsim.scenario import financial_year, prices_of
from famsim.writing import CANNOT_TELL, ILLUSTRATIVE, PEOPLE, programme_words, targets_places

if TYPE_CHECKING:
    from famsim.handover.page.gathering import Gathered

GROUP_NAMES = {
    "all": "all families",
    "none": "no risk factor",
    "one": "one risk factor",
    "two or more": "two or more risk factors",
}
DIMENSION_NAMES = {
    "deprivation": "Where they live",
    "work": "Work",
    "household": "Household",
    "risk_factors": "Risk factors",
    "mother_age": "Mother's age at her first birth",
    "child_age": "The youngest child",
    "illness": "A parent's lasting illness, at the start",
}
MEASURE_NAMES = {
    "quality": "the couple's relationship",
    "stay_free_of_harm": "couples who stay together, free of harm",
    "stay_in_harm": "a harm: couples who stay while harm goes on",
    "part_free_of_harm": "a harm: couples who part, and would have been free of harm",
    "harmful_conflict": "fewer children in harmful conflict",
    "children_distressed_couple": "fewer children of distressed couples",
    "sdq_high": "fewer children with high difficulties",
}
UNITS = {"quality": "on a scale where couples typically differ by 1"}  # in plainer words than the table's own
RESULT_NAMES = {
    "helped": "Families who come to a first session",
    "missed": "In need and missed",
    "stay_free_of_harm": "Couples who stay together, free of harm",
    "stay_in_harm": "Couples who stay while harm goes on (a harm)",
    "conflict_averted": "Child-months of harmful conflict averted",
    "cost": "Cost",
}
CHANGES = ("stay_free_of_harm", "stay_in_harm", "conflict_averted")  # results that chance alone could bring about
PLACES = (
    "How relationships differ between deprived and other places is not published: do not rank strategies that choose "
    "families by where they live on these numbers alone."
)
CENTRAL = (
    "How unsure the figures behind it are: it shows their central values. A comparison of the saved file can draw them."
)


def add_labels(tables: Tables, gathered: Gathered) -> None:
    """Add the table of names, under the kind of thing and its own name."""
    rows: dict[str, dict[str, Any]] = {}
    rows |= {f"event.{name}": {"name": says} for name, says in EVENTS.items()}
    rows |= {f"group.{place}": {"name": group_name(group)} for place, group in enumerate(GROUPS)}
    rows |= {f"programme.{name}": {"name": programme_words(name)} for name in gathered.timing.plan.programmes}
    rows |= {f"month.{one}": {"name": month(one)} for one in gathered.timing.plan.moves}
    for benefit in BENEFITS:
        rows[f"measure.{benefit.name}"] = {
            "name": MEASURE_NAMES[benefit.name], "unit": UNITS.get(benefit.name, benefit.unit), "whole": benefit.says,
        }  # fmt: skip
    rows |= {f"result.{one.name}": {"name": RESULT_NAMES[one.name], "unit": one.unit} for one in RESULTS}
    rows["result.cost"]["name"] += f", {financial_year(prices_of(gathered.scenario).year)} prices"
    rows |= {f"lever.{one.name}": {"name": one.says} for one in LEVERS}
    rows |= {f"way.{name}": {"name": says} for name, says in WAYS.items()}
    rows |= {f"step.{name}": {"name": says} for name, (_, says) in STEPS.items()}
    rows |= {f"dimension.{name}": {"name": DIMENSION_NAMES[name]} for name in DIMENSIONS}
    for name, values in DIMENSIONS.items():
        rows |= {f"group.{name}.{place}": {"name": value} for place, value in enumerate(values)}
    tables.add("labels", {"name": "text", "unit": "text", "whole": "text"}, rows)


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
        "results": [{"name": one.name, "good": one.good} for one in RESULTS],
        "levers": [
            {"name": one.name, "low": one.low, "high": one.high, "doublings": one.doublings, "steps": one.steps}
            for one in LEVERS
        ],
        "terms": TERMS,
        "never_below_zero": NEVER_BELOW_ZERO,
        "changes": CHANGES,
        "ways": WAYS,
        "steps": {name: says for name, (_, says) in STEPS.items()},
        "dimensions": {name: list(values) for name, values in DIMENSIONS.items()},
        "quantile": normal_quantile(),
        "strategies": len(gathered.scenario.strategies),
        "cannot": cannot_tell(gathered),
        "opening": opening(gathered),
    }


def cannot_tell(gathered: Gathered) -> list[str]:
    """Return what the page cannot tell and what its reader should know, a sentence each."""
    area = gathered.comparison.world.area
    said = [ILLUSTRATIVE.replace("**", "")] if area.offer != "documented" else []
    said += [PLACES] if any(targets_places(one) for one in gathered.scenario.strategies) else []
    said += [CENTRAL, *(line.removeprefix("- ") for line in CANNOT_TELL.split("\n")[:1])]
    return said + [line.removeprefix("- ") for line in PEOPLE.split("\n")]
