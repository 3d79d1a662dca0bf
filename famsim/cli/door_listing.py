"""The command `doors`: who comes how often and why, who notices there, when it is open, prices and grades."""

from collections.abc import Mapping
from typing import Any

from famsim.areas import find_area
from famsim.cli.listing import Figures, in_brief, number, said
from famsim.cli.output import print_folded, print_json, print_table
from famsim.evidence import DoorRows, the_doors, the_register
from famsim.model.policy import DOORS
from famsim.population import World, world_of
from famsim.runs import Contact, contacts_in, contacts_in_england
from famsim.scenario import Scenario, financial_year, is_many, load_scenario

NOTICES = ("sensitivity_trained", "sensitivity_untrained")
ABOUT = {"couple": "the relationship", "apart": "life apart", "debts": "debts", "children": "a child"}
SAMPLE = 4_000  # families that are lived to count a scenario's contacts, at most


def list_doors(file: str | None, as_json: bool) -> None:
    """List the doors: of England, or as they are in a scenario, whose first year is lived to count its contacts."""
    scenario = None if file is None else load_scenario(file)
    figures = the_register().figures
    where, contacts = contacts_of(scenario)
    found = [door_record(door, contacts[name], scenario, figures) for name, door in the_doors().items()]
    staff = {name: said(figures[f"staff.{name}"]) for name in NOTICES}
    training, opening = (said(figures[f"costs.{name}"]) for name in ("training", "pathway_opening"))
    if as_json:
        about = {"counted_in": where, "noticing": staff, "training": training, "pathway_opening": opening}
        print_json({"doors": found} | about)
        return
    columns = [
        "door",
        "who comes, and the chance a month",
        ">contacts a year",
        ">families",
        ">staff",
        "price of training",
    ]
    print_table("Doors", columns, [door_row(one) for one in found])
    year = figures["costs.training"].price_year or 0
    trained, untrained = (in_brief(staff[name]) for name in NOTICES)
    print_folded(
        f"Contacts, families who come in any month of a year, and staff: for 1,000 families with children, {where}. "
        f"Prices: GBP of {financial_year(year)}; training one of the staff {in_brief(training)}, opening a pathway "
        f"from a door to a programme {in_brief(opening)}. Of families in difficulty who come, trained staff notice "
        f"{trained}, untrained {untrained}."
    )


def contacts_of(scenario: Scenario | None) -> tuple[str, Mapping[str, Contact]]:
    """Return where contacts are counted, in words, and the contacts by door."""
    if scenario is None:
        return "England at central figures", contacts_in_england()
    if is_many(scenario):
        england = World(
            area=find_area("england"), overrides=dict(scenario.evidence), seed=scenario.seed, families=SAMPLE
        )
        return f"a sample of England under the evidence of {scenario.name}", contacts_in(england)
    world = world_of(scenario.with_(families=min(scenario.families or SAMPLE, SAMPLE)))
    return f"{world.area.name} in the first year of {scenario.name}", contacts_in(world)


def door_record(door: DoorRows, contact: Contact, scenario: Scenario | None, figures: Figures) -> dict[str, Any]:
    """Return what is said of a door."""
    a_thousand = figures["staff.at_door"].elements[DOORS.index(door.name)]
    chances = dict.fromkeys([*(way.chance for way in door.ways), *([door.share] if door.share else [])])
    comes = [figures[f"doors.{name}"] for name in chances]
    when = scenario.doors.get(door.name) if scenario else None
    return {
        "door": door.name,
        "says": door.says,
        "contact": [said(one) | {"says": one.says} for one in comes],
        "about": list(dict.fromkeys(one for way in door.ways for one in way.about)),
        "through": list(door.through),
        "contacts_a_year": contact.contacts,
        "families_a_year": contact.families,
        "staff_per_1000": a_thousand,
        "training": a_thousand * number(figures["costs.training"]),
        "open": when.table if when else {},
    }


def door_row(found: dict[str, Any]) -> list[str]:
    """Return the row of a door."""
    comes = [f"{one['says']}: {in_brief(one)}" for one in found["contact"]]
    comes += [f"some come about {' and '.join(ABOUT[one] for one in found['about'])}"] if found["about"] else []
    comes += [f"{key} = {value}" for key, value in found["open"].items()]
    counts = [f"{found[name]:,.0f}" for name in ("contacts_a_year", "families_a_year")]
    return [found["door"], "; ".join(comes), *counts, f"{found['staff_per_1000']:g}", f"{found['training']:,.0f}"]
