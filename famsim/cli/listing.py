"""The commands `programmes` and `doors`: what to offer, and where families are met, with price, effect and grade."""

from collections.abc import Mapping
from typing import Any

from famsim.cli.output import print_json, print_table, print_text
from famsim.cli.sources import limits, numbers
from famsim.evidence import Figure, programme_names, the_doors
from famsim.model.parameters import CHANNELS
from famsim.model.policy import DOORS
from famsim.runs import prices
from famsim.scenario import figures_of, load_scenario
from famsim.writing import the_register

Figures = Mapping[str, Figure]
NOTICES = ("sensitivity_trained", "sensitivity_untrained")


def list_programmes(file: str | None, as_json: bool) -> None:
    """List the programmes of the register, and a scenario's own: for whom, sessions, price, effects, grades."""
    scenario = None if file is None else load_scenario(file)
    figures: Figures = the_register().figures if scenario is None else figures_of(scenario)
    names = (*programme_names(), *(scenario.programmes if scenario else ()))
    found = [programme_record(name, figures) for name in names]
    if as_json:
        print_json({"programmes": found})
        return
    columns = ["programme", "for", ">sessions", "price of a session", "in all", "screen", "effects, by channel"]
    print_table("Programmes", columns, [programme_row(one) for one in found])
    year = prices(found[0]["cost_per_session"]["price_year"])
    print_text(
        f"Prices: GBP of {year} for each family on the roll. Effects: d as its trials measured it, or a share or log "
        "rate of the channel's own, before transfer to England; the range; the grade. A channel not named is 0. "
        "A scenario's own programmes: famsim programmes FILE."
    )


def programme_record(name: str, figures: Figures) -> dict[str, Any]:
    """Return what is said of a programme: every figure of what it is, costs and does, with range and grade."""
    start = f"programmes.{name}."
    own = {key.removeprefix(start): figure for key, figure in figures.items() if key.startswith(start)}
    effects = {
        one: said(own[f"d_{one}"]) | {"half_life": said(own[f"half_life_{one}"])} for one in CHANNELS.names or ()
    }
    session = own["cost_per_session"]
    return {
        "programme": name,
        "couples": bool(own["couples"].value),
        "apart": bool(own["apart"].value),
        "screened": bool(own["screened"].value),
        "sessions": said(own["sessions"]),
        "take_up": said(own["take_up"]),
        "cost_per_session": said(session) | {"price_year": session.price_year},
        "cost": number(own["sessions"]) * number(session),
        "transfer": said(own["transfer"]),
        "effects": {channel: one for channel, one in effects.items() if one["value"] != 0},
    }


def programme_row(found: dict[str, Any]) -> list[str]:
    """Return the row of a programme."""
    whom = {(True, True): "any family", (True, False): "couples", (False, True): "parents apart"}
    session = found["cost_per_session"]
    effects = [f"{channel} {in_brief(one)}" for channel, one in found["effects"].items()]
    return [
        found["programme"],
        whom[found["couples"], found["apart"]],
        f"{found['sessions']['value']:g}",
        in_brief(session),
        f"{found['cost']:,.0f}",
        "yes" if found["screened"] else "no",
        "; ".join(effects) or "none",
    ]


def list_doors(as_json: bool) -> None:
    """List the doors: who comes how often, the staff there, what training them costs and what it does, with grades."""
    figures = the_register().figures
    found = [door_record(place, name, figures) for place, name in enumerate(DOORS)]
    staff = {name: said(figures[f"staff.{name}"]) for name in NOTICES}
    training, opening = (said(figures[f"costs.{name}"]) for name in ("training", "pathway_opening"))
    if as_json:
        print_json({"doors": found, "noticing": staff, "training": training, "pathway_opening": opening})
        return
    columns = ["door", "who comes, a month", ">staff per 1,000 families", "price of training them"]
    print_table("Doors", columns, [door_row(one) for one in found])
    year = figures["costs.training"].price_year or 0
    trained, untrained = (in_brief(staff[name]) for name in NOTICES)
    print_text(
        f"Prices: GBP of {prices(year)}; training one of the staff {in_brief(training)}, opening a pathway from a door "
        f"to a programme {in_brief(opening)}. Of families in difficulty who come, trained staff notice {trained}, "
        f"untrained {untrained}."
    )


def door_record(place: int, name: str, figures: Figures) -> dict[str, Any]:
    """Return what is said of a door."""
    comes = [figures[f"doors.{one}"] for one in dict.fromkeys(way.chance for way in the_doors()[name].ways)]
    a_thousand = figures["staff.at_door"].elements[place]
    return {
        "door": name,
        "contact": [said(one) | {"says": one.says} for one in comes],
        "staff_per_1000": a_thousand,
        "training": a_thousand * number(figures["costs.training"]),
    }


def door_row(found: dict[str, Any]) -> list[str]:
    """Return the row of a door."""
    comes = [f"{one['says']}: {in_brief(one)}" for one in found["contact"]]
    return [found["door"], "; ".join(comes), f"{found['staff_per_1000']:g}", f"{found['training']:,.0f}"]


def number(figure: Figure) -> float:
    """Return the value of a figure that is one number."""
    return figure.elements[0]


def said(figure: Figure) -> dict[str, Any]:
    """Return a figure's value, range, unit, grade and sources."""
    about = {"value": number(figure), "low": figure.low, "high": figure.high, "unit": figure.unit}
    return about | {
        "grade": figure.grade,
        "sources": list(figure.sources),
        "page": figure.page,
        "range": limits(figure),
    }


def in_brief(one: dict[str, Any]) -> str:
    """Return a figure as its value, range and grade."""
    return f"{numbers(one['value'])} ({one['range']}; {one['grade']})"
