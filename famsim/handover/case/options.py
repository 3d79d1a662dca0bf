"""What the options are: what each offers to whom, whom it trains, what it opens; and the sift."""

import math

from famsim.handover.case.derived import OFFERS, PATHWAYS, STAFF
from famsim.handover.case.parts import part, prompt, reached, with_ends
from famsim.handover.case.sums import has_budget, money_of
from famsim.handover.case.texts import BLANK
from famsim.handover.case.told import Told
from famsim.runs import TOTAL
from famsim.scenario import Offer, Strategy, programme_words
from famsim.writing import as_table, capital, counted, door, listed, pence_shown, percent, pounds_in_short, who_label

FACTORS = [
    "option",
    "strategic fit",
    "value for money: gained, less families' time",
    "affordability: cost to all payers, of the sum that sets its places",
    "achievability: families who",
    "suppliers and staff here",
]
HEADS = ["option", "programme", "for whom", "found at", "places a year", "months"]


def options(told: Told) -> str:
    """Return the part on options and the sift."""
    return part(
        "Options and sift",
        prompt(
            "The long list, who drew it up, and why each option was kept or left out: strategic fit, value for money, "
            "whether suppliers and staff can do it, whether it can be paid for. What stands below are the options that "
            f"were kept, beside {told.scenario.strategies[0].name!r}, which is what happens anyway."
        )
        if plain_name(told)
        else prompt("The long list, who drew it up, and why each option was kept or left out."),
        "**What each option offers.**\n\n" + offered(told),
        staff_and_pathways(told),
        sift(told),
    )


def plain_name(told: Told) -> bool:
    """Say whether the first strategy's name has nothing but letters, numbers and spaces."""
    return all(sign.isalnum() or sign == " " for sign in told.first)


def offered(told: Told) -> str:
    """Return a row an offer."""
    rows = []
    for table, strategy in enumerate(told.scenario.strategies[1:], 2):
        made = [one for one in strategy.offers if not one.usual]
        for number, offer in enumerate(made, 1):
            where: dict[str, object] = {"strategy": strategy.name, "place": float(table), "offer": float(number)}
            rows.append([named(told, strategy), *offer_row(told, where, offer)])
        if not made:
            rows.append([named(told, strategy), "makes no offer of its own", *["-"] * (len(HEADS) - 2)])
    return as_table(HEADS, rows)


def named(told: Told, strategy: Strategy) -> str:
    """Return a mark for an option's name, and of several areas for those that do it so."""
    areas = f" ({', '.join(strategy.areas)})" if strategy.areas else ""
    return told.writing.words(strategy.name + areas)


def offer_row(told: Told, where: dict[str, object], offer: Offer) -> list[str]:
    """Return one offer's cells after the option's name."""
    writing = told.writing
    first, last = (writing.number(OFFERS, one, "{:.0f}".format, **where) for one in ("first", "last"))
    limited = offer.places_a_month is not None
    whom = [who_label(one) for one in offer.who] or ["any family"]
    return [
        capital(programme_words(offer.programme)),
        writing.words(", ".join(whom)),
        listed([door(one) for one in offer.found], "or"),
        writing.number(OFFERS, "places_a_year", counted, **where) if limited else "as many as ask",
        f"{first} to {last}",
    ]


def sift(told: Told) -> str:
    """Return what the runs know of each option by the usual critical success factors, with room for the rest."""
    before = [told.called(told.first), BLANK, *["-"] * 3, BLANK]
    rows = [before, *([told.called(name), BLANK, *known(told, name), BLANK] for name in told.options)]
    return (
        "**For the sift: what these runs know of each factor.** What no model can say is yours.\n\n"
        f"{as_table(FACTORS, rows)}"
    )


def known(told: Told, name: str) -> list[str]:
    """Return an option's value for money, what it takes of its budget, and how far families come."""
    writing = told.writing
    worth: dict[str, object] = {"strategy": name, "measure": "benefit_cost"}
    dear = not math.isnan(writing.value("worth", "estimate", **worth))
    gained = f"{with_ends(writing, 'worth', pence_shown, **worth)} for each pound" if dear else "costs no more"
    come, complete = (reached(writing, name, one) for one in ("helped", "completed"))
    return [gained, taken(told, name), f"{come} come, {complete} complete"]


def taken(told: Told, name: str) -> str:
    """Return what an option spends of its budget; without one what it costs."""
    writing = told.writing
    if not has_budget(told, name):
        return f"{writing.number('costs', 'estimate', pounds_in_short, strategy=name, item=TOTAL)}, no budget given"
    spent = writing.number("budgets", "spent", pounds_in_short, strategy=name, year=0)
    return f"{spent} of {money_of(told, name)}"


def staff_and_pathways(told: Told) -> str:
    """Return whom each option trains and which pathways it opens, a line each; nothing where none does."""
    tables = enumerate(told.scenario.strategies[1:], 2)
    said = [line for table, strategy in tables if (line := opened_by(told, float(table), strategy))]
    return "**Staff and pathways.**\n\n" + "\n".join(said) if said else ""


def opened_by(told: Told, table: float, strategy: Strategy) -> str:
    """Return one option's staff and pathways."""
    writing = told.writing
    where: dict[str, object] = {"strategy": strategy.name, "place": table}
    trained, opened = (writing.tables[one][writing.tables[one]["place"] == table] for one in (STAFF, PATHWAYS))
    share = [
        f"{writing.number(STAFF, 'share', percent, **where, door=one)} of staff at {door(one)}"
        for one in trained["door"]
    ]
    to = [
        f"{door(one.door)} to {programme_words(str(one.to))} "
        f"({writing.number(PATHWAYS, 'works', percent, **where, door=one.door, to=one.to)} of referrals arrive)"
        for one in opened.itertuples()
    ]
    both = [f"trains {listed(share)}" if share else "", f"opens {listed(to)}" if to else ""]
    text = "; ".join(one for one in both if one)
    return f"- *{named(told, strategy)}*: {text}." if text else ""
