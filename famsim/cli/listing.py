"""The command `programmes`: what there is to offer, with price, effect and grade."""

from collections.abc import Mapping
from typing import Any

from famsim.cli.output import print_folded, print_json, print_table
from famsim.cli.sources import limits, numbers
from famsim.evidence import Figure, programme_names, the_register
from famsim.model.parameters import CHANNELS
from famsim.scenario import figures_of, financial_year, load_scenario

Figures = Mapping[str, Figure]


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
    year = financial_year(found[0]["cost_per_session"]["price_year"])
    print_folded(
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
