"""An assessment in words: where a pound averts most, where need is greatest, and how the area stands."""

import math
from collections.abc import Iterator
from typing import Any

import pandas as pd

from famsim.questions.assess.found import Assessed
from famsim.questions.assess.orders import FACTOR, PLACE, clearly_differ, differ, first_by, names_in_order
from famsim.questions.assess.published import KINDS
from famsim.questions.assess.sections import (
    benchmark_section,
    how_sure,
    maturity_section,
    met_section,
    month_section,
)
from famsim.questions.theory import edges_section
from famsim.scenario import financial_year, prices_of
from famsim.writing import (
    TOO_FEW,
    Writing,
    as_table,
    capital,
    counted,
    door,
    hundredths,
    listed,
    pounds,
    programme_words,
    shown,
)

SHOWN = 3  # doors, or strains, named in a sentence
FARTHEST = 4  # columns, the farthest from England


def assess_template(writing: Writing, found: Assessed) -> str:
    """Return the answer in Markdown, with marks in the place of numbers and words."""
    theory = found.lived.theory
    parts = [
        f"# {writing.words(found.area.name)}: where to help first",
        f"**Asked:** {writing.words(found.scenario.question)}",
        leverage_first(writing, found),
        two_orders(writing, FACTOR),
        *beside_england(writing),
        met_at(writing),
        "**Cannot tell:** what an offer would do at scale, for places are few and queues form: `famsim compare` on the "
        "scenario written here says that. Most figures behind it are assumed; *How sure* says how far they bear it.",
        orders_table(writing),
        apart_too(writing),
        "## Beside England, its region and the authorities most like it",
        *benchmark_section(writing, found),
        "## Where families can be met",
        *met_section(writing),
        "## What a pound averts, by place and month",
        two_orders(writing, PLACE),
        *month_section(writing),
        "## Theory of change",
        f"Of the offer *{writing.words(theory.strategy)}*; change it by hand in `theory.toml`, then `famsim theory "
        "theory.toml`, or give it back: `famsim assess AREA --theory theory.toml`.",
        *edges_section(writing, theory, "### "),
        "## How mature the work is, and what that sets",
        *maturity_section(writing, found),
        "## How sure",
        how_sure(writing),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def row_of(writing: Writing, table: str, **where: object) -> "pd.Series[Any]":
    """Return the one row of a table."""
    (place,) = writing.rows(table, **where)
    return writing.tables[table].iloc[place]


def strain(writing: Writing, name: str) -> str:
    """Return a factor in words."""
    return str(row_of(writing, "need", factor=name)["says"])


def averts(writing: Writing, of: str, name: str) -> str:
    """Return what a thousand pounds averts, with its interval."""
    where = {"of": of, "name": name}
    estimate, low, high = (writing.number("orders", one, counted, **where) for one in ("per_thousand", "low", "high"))
    if not row_of(writing, "orders", **where)["shown"]:
        return f"{low} to {high} child-months in harm ({TOO_FEW} more)"
    return f"{estimate} child-months in harm (95% by chance {low} to {high})"


def leverage_first(writing: Writing, found: Assessed) -> str:
    """Return where a pound averts most, and with what."""
    first = str(first_by(writing.tables["orders"], FACTOR, "leverage_place")["name"])
    need = str(first_by(writing.tables["orders"], FACTOR, "need_place")["name"])
    where = {"factor": first, "best": True, "door": "all", "window": "all", "measure": "child_months_in_harm"}
    programme = programme_words(str(row_of(writing, "leverage", **where)["programme"]))
    price = writing.number("leverage", "price", pounds, **where)
    said = (
        f"**A pound averts most harm where there is {strain(writing, first)}:** £1,000 averts "
        f"{averts(writing, FACTOR, first)}, with {programme} ({price} a place), for families "
        f"{row_of(writing, 'need', factor=first)['whose']}, pounds in {year_of(writing, found)} prices. "
        "That is once a family has come: finding, asking and training come on top. "
    )
    most = writing.number("need", "families", counted, factor=need)
    share = writing.number("need", "share", counted, factor=need)
    other = "" if first == need else f"; there £1,000 averts {averts(writing, FACTOR, need)}"
    spread = f"**The most widespread strain is {strain(writing, need)}:**"
    return f"{said}{spread} {most} families in a month ({share}% of them){other}."


def year_of(writing: Writing, found: Assessed) -> str:
    """Return the year of the prices that pounds are told in."""
    return writing.words(financial_year(prices_of(found.scenario).year))


def two_orders(writing: Writing, of: str) -> str:
    """Return whether need and leverage put factors, or places, in the same order."""
    orders = writing.tables["orders"]
    what = "strains" if of == FACTOR else "doors"
    if len(names_in_order(orders, of, "need_place")) < 2:
        return f"Too few families were lived to set {what} in two orders."
    if not differ(orders, of):
        return f"**The two orders do not differ:** by need and by what a pound averts, {what} come in the same order."
    need, leverage = (names_in_order(orders, of, by) for by in ("need_place", "leverage_place"))
    named = (lambda name: strain(writing, name)) if of == FACTOR else door
    by_need, by_pound = (listed([named(one) for one in names[:SHOWN]]) for names in (need, leverage))
    clear = (
        "The first by the pound is clearly before the first by need (by chance alone)."
        if clearly_differ(orders, of)
        else "By chance alone the two firsts might stand the other way round."
    )
    return f"**The two orders differ.** By need {what} come: {by_need}; by the pound: {by_pound}. {clear}"


def beside_england(writing: Writing) -> Iterator[str]:
    """Yield what of the area is above England, and what below."""
    table = writing.tables["benchmark"]
    for words, standings in (("Above England", ("well above", "above")), ("Below England", ("below", "well below"))):
        mine = table[table["standing"].isin(standings)]
        ordered = sorted(mine.to_dict("records"), key=lambda row: (-abs(row["spreads"]), KINDS.index(row["kind"])))
        if ordered:
            more = f"; and {len(ordered) - FARTHEST} more" if len(ordered) > FARTHEST else ""
            yield f"**{words}:** {'; '.join(standing(writing, row) for row in ordered[:FARTHEST])}{more}."
    if table["standing"].eq("about as").all():
        yield "**Beside England** the area is about as England in everything that is published."


def standing(writing: Writing, row: dict[str, Any]) -> str:
    """Return one column in words, with its value and England's unless it is private."""
    says, where = f"{row['says'][0].lower()}{row['says'][1:]}", {"name": row["name"]}
    if not math.isfinite(row["value"]):
        return says
    sign = "%" if row["unit"] == "%" else ""
    here, there = (writing.number("benchmark", one, shown, **where) for one in ("value", "england"))
    return f"{says} ({here}{sign}, England {there}{sign})"


def met_at(writing: Writing) -> str:
    """Return at which doors the families of the first factor by leverage are met."""
    first = str(first_by(writing.tables["orders"], FACTOR, "leverage_place")["name"])
    table = writing.tables["doors"]
    mine = table[table["factor"] == first].sort_values("share", ascending=False).head(SHOWN)
    met = [
        f"{door(one)} ({writing.number('doors', 'share', counted, factor=first, door=one)}%)" for one in mine["door"]
    ]
    return f"**Where they can be met** in a year, of families with {strain(writing, first)}: {listed(met)}."


def orders_table(writing: Writing) -> str:
    """Return the factors by need and by leverage, as a Markdown table."""
    heads = [
        "strain",
        "families in a month",
        "% of families",
        "England",
        "help",
        "a place",
        "averted by £1,000",
        "rank by need",
        "rank by the pound",
    ]
    rows = []
    orders = writing.tables["orders"]
    for name in orders.loc[orders["of"] == FACTOR, "name"]:
        about = {"of": FACTOR, "name": name}
        where = {"factor": name, "best": True, "door": "all", "window": "all", "measure": "child_months_in_harm"}
        need = [writing.number("need", one, counted, factor=name) for one in ("families", "share", "england")]
        help_with = programme_words(str(row_of(writing, "leverage", **where)["programme"]))
        price = writing.number("leverage", "price", pounds, **where)
        ends = [
            writing.number("orders", one, hundredths if small(writing, name) else counted, **about)
            for one in ("per_thousand", "low", "high")
        ]
        places = [writing.number("orders", one, counted, **about) for one in ("need_place", "leverage_place")]
        shown_there = row_of(writing, "orders", **about)["shown"]
        size = f"{ends[0]} ({ends[1]} to {ends[2]})" if shown_there else f"{TOO_FEW} ({ends[1]} to {ends[2]})"
        rows.append([capital(strain(writing, str(name))), *need, help_with, price, size, *places])
    return as_table(heads, rows)


def apart_too(writing: Writing) -> str:
    """Return what a thousand pounds averts of conflict between parents apart, which is another harm."""
    where = {"factor": "apart", "best": True, "door": "all", "window": "all"}
    where |= {"measure": "child_months_coparenting_conflict"}
    if not writing.rows("leverage", **where):
        return ""
    estimate, low, high = (writing.number("leverage", one, counted, **where) for one in ("per_thousand", "low", "high"))
    if not row_of(writing, "leverage", **where)["shown"]:
        return ""
    return (
        "Frequent conflict between parents apart is another harm, counted beside months in harm: of that £1,000 averts "
        f"{estimate} child-months ({low} to {high}) where parents apart are helped."
    )


def small(writing: Writing, name: object) -> bool:
    """Say whether what a thousand pounds averts of a factor needs two decimals."""
    return abs(writing.value("orders", "per_thousand", of=FACTOR, name=name)) < 1.0
