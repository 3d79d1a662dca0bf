"""The economic case: options, costs, bias, benefits, net present value, who gains, two aims, what would turn it."""

import math

import numpy as np
import pandas as pd

from famsim.handover.case.derived import HEALTH, RATES
from famsim.handover.case.in_all import in_all
from famsim.handover.case.options import options
from famsim.handover.case.parts import OUTCOMES, PARTS, below, by_option, change, part, prompt, spares
from famsim.handover.case.phases import phases
from famsim.handover.case.preferred import preferred
from famsim.handover.case.reaching import distribution
from famsim.handover.case.stakes import ONE_IN
from famsim.handover.case.texts import joined
from famsim.handover.case.told import Told
from famsim.handover.case.turning import turning
from famsim.handover.report import costs_in_full, two_aims, verdict_of_changes
from famsim.measures import ALL
from famsim.questions.compare import equal_section, matters, money_in_full, money_section
from famsim.scenario import financial_year
from famsim.writing import NEXT_TO_NOTHING, as_table, counted, counted_size, percent, pounds, shown

OWN_UPLIFT = "Net sums elsewhere in this case have the scenario's own uplift (`optimism_bias`)"
NO_UPLIFT = "No sum elsewhere in this case has an uplift unless it says so"
LEFT_OUT = prompt(
    'Costs that no price here holds, each a sum or "nothing, because": management; evaluation with its comparison '
    "group; interpreters; VAT that is not recovered; contingency. Sessions are paid for families on the roll: if "
    "places are bought in blocks, empty ones are paid for too, and cost more than stands here."
)
SEEN = 0.05  # a rise of months that is told
NEAREST = 5  # figures that a table of switching values has for an option


def economic_case(told: Told) -> str:
    """Return the section."""
    return joined(
        options(told),
        part("Costs", costs_in_full(told.writing, [told.first, *told.options]), LEFT_OUT),
        part("In all months", in_all(told)),
        part("In the months of the money, and after them", phases(told)),
        part("Risk and optimism bias", bias(told)),
        part("What changes, not valued in pounds", outcomes(told)),
        part("What is gained in pounds, and net present value", money(told)),
        part("Uncertainty and switching values", switching(told)),
        part("What would turn the order", turning(told)),
        part("For the same money", below(equal_section(told.writing))),
        part("Who gains and who is missed", distribution(told)),
        part("Two aims, two orders", aims(told)),
        part("Preferred option", preferred(told)),
    )


def edition(told: Told) -> str:
    """Return which edition of the Green Book later pounds are discounted by."""
    writing, name = told.writing, f"evaluation.discount_{told.scenario.money.rates}"
    figures = writing.tables["parameters"].set_index("name")
    sources = writing.tables["sources"].set_index("key")
    key = str(figures.loc[name, "source"]).split()[0]
    title = str(sources.loc[key, "title"]) if key in sources.index else "assumed"
    year = (
        f", {int(float(sources.loc[key, 'year']))}"
        if key in sources.index and has_year(sources.loc[key, "year"])
        else ""
    )
    return writing.words(f"{title}{year} (schedule {told.scenario.money.rates})")


def has_year(cell: object) -> bool:
    """Say whether a source has a year."""
    return str(cell) not in ("", "nan", "None")


def bias(told: Told) -> str:
    """Return what costs raised by usual uplifts come to, at the start."""
    writing, rates = told.writing, told.scenario.money.rates
    table = writing.tables["schedules"]
    steps = [float(one) for one in dict.fromkeys(table["optimism_bias"])]
    first = {"strategy": told.options[0], "schedule": rates}
    said = [writing.number("schedules", "optimism_bias", percent, optimism_bias=one, **first) for one in steps]
    heads = [f"raised by {one}" for one in said]

    def cells(name: str) -> list[str]:
        where = [{"strategy": name, "schedule": rates, "optimism_bias": one} for one in steps]
        return [
            f"{writing.number('schedules', 'cost', pounds, **one)}; {writing.number('schedules', 'net', pounds, **one)}"
            for one in where
        ]

    text = (
        f"{discounted(told)} Costs of services like these are often underrated; by how much no "
        "source here says, so that the steps are ours. Below: cost in the value of the first "
        "year; all that is gained less all that is given, with costs raised by so much. "
        f"{OWN_UPLIFT if told.scenario.money.optimism_bias else NO_UPLIFT}."
    )
    return joined(
        text,
        f"**Cost, discounted, and net, by optimism bias** ({year_of(told)} prices).",
        by_option(told, heads, cells),
        prompt("Which uplift the council takes, and why. *What can go wrong* has risks with their pounds and owners."),
    )


def discounted(told: Told) -> str:
    """Return in words at how many % a year later pounds count for less."""
    money, health = (told.writing.number(RATES, "rate", shown, what=one) for one in ("money", HEALTH))
    return (
        f"Later pounds are discounted: each year counts for {money}% a year less than the one before (effects on "
        f"health, where they are valued, for {health}%), and the first in full: {edition(told)}."
    )


def year_of(told: Told) -> str:
    """Return the year of prices."""
    where = {"strategy": told.options[0], "account": "fiscal", "who": ALL}
    return told.writing.number("payers", "price_year", financial_year, **where)


def outcomes(told: Told) -> str:
    """Return what changes, a row a measure, a column an option."""
    heads = ["what", *(told.writing.words(name) for name in told.options)]
    every = {says: [change(told.writing, one, name) for name in told.options] for one, says in OUTCOMES.items()}
    none = [says for says, cells in every.items() if set(cells) == {NEXT_TO_NOTHING}]
    rows = [[says, *cells] for says, cells in every.items() if says not in none]
    return (
        f"Beside {told.called(told.first)}, in {told.writing.how_long()}; 95% intervals in brackets. Where words say "
        "fewer or more the number has no sign, else below 0 is fewer. Fewer partings are neither good nor bad in "
        f"themselves.\n\n{verdict_of_changes(told.writing, told.options)}\n\n"
        f"{matters(told.writing, told.scenario)}\n\n**What changes.**\n\n{as_table(heads, rows)}"
        f"{untouched(none)}{one_in(told)}{other_harm(told)}"
    )


def one_in(told: Told) -> str:
    """Return of how many months that children live in harm an option spares one; "" where none clearly does."""
    said = [
        f"{told.called(name)} one in {told.writing.number(ONE_IN, 'months', counted, strategy=name)}"
        for name in told.options
        if spares(told, name)
    ]
    return f"\n\nOf all months that children here live in harm are spared: {', '.join(said)}." if said else ""


def untouched(says: list[str]) -> str:
    """Return what changes next to nothing under any option."""
    return f"\n\nUnder each option {NEXT_TO_NOTHING} of: {'; '.join(says)}." if says else ""


def other_harm(told: Told) -> str:
    """Return why children's months in conflict fall by more than all in harm, where they do; else ""."""
    writing, where = told.writing, {"part": "other_harm"}
    named = [
        one
        for one in told.options
        if told.has(PARTS) and writing.value(PARTS, "estimate", strategy=one, **where) >= SEEN
    ]
    if not named:
        return ""
    said = "; ".join(
        f"{told.called(one)} {writing.number(PARTS, 'estimate', counted, strategy=one, **where)} more"
        f"{range_of(told, one)}"
        for one in named
    )
    return (
        "\n\nMonths with conflict at home fall by more than all months in harm, as children live more months where "
        f"conflict has ended and violence goes on; how much of that violence is new these runs do not tell: {said}."
    )


def range_of(told: Told, name: str) -> str:
    """Return the interval of these months; "" where it is not known."""
    where: dict[str, object] = {"strategy": name, "part": "other_harm"}
    low, high = (told.writing.value(PARTS, end, **where) for end in ("low", "high"))
    if not (math.isfinite(low) and math.isfinite(high)):
        return ""
    ends = [told.writing.number(PARTS, end, counted_size, **where) for end in ("low", "high")]
    return f" ({ends[0]} fewer to {ends[1]} more)" if low < 0.0 else f" ({ends[0]} to {ends[1]})"


def switching(told: Told) -> str:
    """Return the figures in money nearest to turning each option beside the first."""
    rows = [row for name in told.options for row in nearest(told, name)]
    text = (
        "A switching value is where an option is worth exactly what it costs beside the first. Where it lies outside a "
        "figure's range, that figure alone cannot turn the answer; where a figure has none, nothing it could be would."
    )
    if not rows:
        return f"{text} Under no option has a price or a value in pounds a switching value above nothing."
    heads = ["option", "figure", "now", "turns at", "range", "within it"]
    return f"{text}\n\n**Nearest switching values.**\n\n{as_table(heads, rows)}"


def nearest(told: Told, name: str) -> list[list[str]]:
    """Return an option's rows, those first that have to move least."""
    table = told.writing.tables["switching"]
    mine = table[(table.strategy == name) & (table.beside == told.first) & (table.switches_at > 0) & (table.now > 0)]
    mine = mine[np.isfinite(mine.switches_at.astype(float))]
    by_far = (mine.switches_at / mine.now).map(lambda times: abs(math.log(times))).sort_values(kind="stable")
    return [switching_row(told, mine.loc[place]) for place in by_far.index[:NEAREST]]


def switching_row(told: Told, row: "pd.Series[object]") -> list[str]:
    """Return one figure's cells."""
    writing = told.writing
    where = {one: row[one] for one in ("strategy", "beside", "figure")}
    now, at = (writing.number("switching", one, shown, **where) for one in ("now", "switches_at"))
    known = math.isfinite(float(str(row["low"])))
    ends = " to ".join(writing.number("switching", one, shown, **where) for one in ("low", "high")) if known else "-"
    unit = f", {row['unit']}" if row["unit"] != "times" else ""
    within = str(row["within"]) if known else "-"
    return [writing.words(str(row["strategy"])), writing.words(f"{row['says']}{unit}"), now, at, ends, within]


def aims(told: Told) -> str:
    """Return the options by the aim of the first phase and of the second; side by side where nothing is ranked."""
    if told.kept.illustrative:
        return side_by_side(told)
    return two_aims(told.writing) or "Too few families differ to put the options in an order under both aims."


def side_by_side(told: Told) -> str:
    """Return what each option does for either aim, in no order."""
    heads = ["fewer breakdowns: couples who part", "less conflict: months of harmful conflict for children"]

    def cells(name: str) -> list[str]:
        return [change(told.writing, one, name) for one in ("fewer_partings", "child_months_harmful")]

    return (
        "What this area offered is not on record, so that its options are not ranked. By the aim of the first phase "
        f"and by that of the second each comes to:\n\n{by_option(told, heads, cells)}"
    )


def money(told: Told) -> str:
    """Return who pays and gains, a row an option, and then option by option."""
    sections = (money_section(told.writing, told.scenario), money_in_full(told.writing, told.scenario))
    return "\n\n".join(below(section) for section in sections if section)
