"""What would turn the order of the options: net sums under other assumptions, prices, how many would have to come."""

import math
from collections.abc import Hashable, Mapping
from typing import NamedTuple

from famsim.handover.case.parts import by_how_much, of_programme
from famsim.handover.case.stakes import ENDS, GAINS_TIMES, TIMES, TO_TURN, TURNS_AT, UPLIFT
from famsim.handover.case.texts import joined
from famsim.handover.case.told import Told
from famsim.measures import ALL
from famsim.scenario import SCHEDULES
from famsim.writing import as_table, counted, pounds, prices_in_words, shown

BIASES = (UPLIFT, 0.4)  # of the table of schedules
OTHER_RATES = ("2026_lower", "1997")  # the lowest and the highest that were ever in force or proposed
RATES_SAY = {
    "2026_lower": "later pounds discounted by the lower schedule of 2026",
    "1997": "later pounds discounted by the rate of 1997",
}
TIMES_SAY = {0.5: "all gains half as large", 2.0: "all gains twice as large"}
LEVEL = 0.01  # options that so small a part more families would turn are all but level
BY_SAYS = {"come": "each family that comes", "complete": "each family that completes"}
assert set(OTHER_RATES) == set(RATES_SAY) <= set(SCHEDULES) and set(TIMES) == set(TIMES_SAY)


class Case(NamedTuple):
    """A net sum under an assumption: the words for it, the table in which it stands, and where."""

    says: str
    table: str
    where: dict[str, object]


def turning(told: Told) -> str:
    """Return what the options are worth under other assumptions, which of them lead, and what would turn that."""
    return joined(what_if(told), by_prices(told), by_families(told))


def at_which(told: Told, one: Mapping[Hashable, object]) -> list[str]:
    """Return what a figure is now, where an order turns, and the ends of its range; a price in this case's pounds."""
    where: dict[str, object] = {key: one[key] for key in ("strategy", "beside", "figure")}
    table = TURNS_AT if told.writing.rows(TURNS_AT, **where) else "switching"
    return [told.writing.number(table, end, shown, **where) for end in ENDS]


def says_of(told: Told, one: Mapping[Hashable, object]) -> str:
    """Return what a figure is, in which unit, and of a price of which year."""
    where: dict[str, object] = {key: one[key] for key in ("strategy", "beside", "figure")}
    year = f", {prices_in_words(told.writing, str(one['strategy']))}" if told.writing.rows(TURNS_AT, **where) else ""
    says = f"{of_programme(str(one['figure']))}{one['says']}, {one['unit']}"
    return f"{told.writing.words(says)}{year}"


def cases(told: Told) -> list[Case]:
    """Return the assumptions."""
    rates = told.scenario.money.rates

    def of_schedule(says: str, schedule: str, bias: float = 0.0) -> Case:
        return Case(says, "schedules", {"schedule": schedule, "optimism_bias": bias})

    return [
        of_schedule("as it stands, costs not raised", rates),
        *(of_schedule(f"costs raised by {by_how_much(told, one)}", rates, one) for one in BIASES),
        *(Case(TIMES_SAY[one], GAINS_TIMES, {"times": one}) for one in TIMES),
        *(of_schedule(told.writing.words(RATES_SAY[one]), one) for one in OTHER_RATES if one != rates),
    ]


def what_if(told: Told) -> str:
    """Return the net sum of each option under each assumption, and which leads."""
    heads = ["if", *(told.writing.words(name) for name in told.options), "leads"]
    rows = [
        [
            case.says,
            *(told.writing.number(case.table, "net", pounds, strategy=name, **case.where) for name in told.options),
            led(told, case),
        ]
        for case in cases(told)
    ]
    same = len({leader(told, case) for case in cases(told)}) == 1
    said = "None of these turns which option leads." if same else "Some of these turn which option leads."
    return (
        f"All that is gained less all that is given, at the start, beside {told.called(told.first)}; above 0 it is "
        f"worth its cost. By estimates alone. {said if len(told.options) > 1 else ''}\n\n**Net, under other "
        f"assumptions.**\n\n{as_table(heads, rows)}"
    )


def led(told: Told, case: Case) -> str:
    """Return the option that leads under an assumption, and that it is behind the first strategy where it is."""
    name, is_worth_it = leader(told, case)
    return f"{told.called(name)}{'' if is_worth_it else f', behind {told.called(told.first)}'}"


def leader(told: Told, case: Case) -> tuple[str, bool]:
    """Return the option with the highest net sum under an assumption, and whether that is above 0."""
    nets = {name: told.writing.value(case.table, "net", strategy=name, **case.where) for name in told.options}
    best = max(nets, key=lambda name: nets[name])
    return best, nets[best] > 0


def by_prices(told: Told) -> str:
    """Return which prices or values would, within their own range, turn the order of two options."""
    if len(told.options) < 2:
        return ""
    writing = told.writing
    table = writing.tables["switching"]
    named = table[table["strategy"].isin(told.options) & table["beside"].isin(told.options)]
    rows = []
    for one in named[named["within"] == "yes"].to_dict("records"):
        now, turns, low, high = at_which(told, one)
        level = " (all but level now)" if shown(float(one["now"])) == shown(float(one["switches_at"])) else ""
        two = f"{told.called(str(one['strategy']))} and {told.called(str(one['beside']))}{level}"
        rows.append([two, says_of(told, one), now, turns, f"{low} to {high}"])
    if not rows:
        return "No single price or value turns the order of two options within its own range."
    heads = ["turns", "figure", "now", "turns at", "range"]
    return f"**Prices and values that alone would turn the order of two options.**\n\n{as_table(heads, rows)}"


def by_families(told: Told) -> str:
    """Return how many families would have to come or complete for an option to lead by pounds for each."""
    if not told.has(TO_TURN):
        return ""
    writing, rows = told.writing, []
    for one in writing.tables[TO_TURN].to_dict("records"):
        where: dict[str, object] = {key: one[key] for key in ("strategy", "beside", "by")}
        number, needs, less = (
            writing.number(TO_TURN, key, how, **where)
            for key, how in (("is", counted), ("needs", counted), ("less", pounds))
        )
        level = " (all but level now)" if float(one["needs"]) < (1.0 + LEVEL) * float(one["is"]) else ""
        two = f"{told.called(str(one['strategy']))} before {told.called(str(one['beside']))}{level}"
        rows.append([BY_SAYS[str(one["by"])], two, number, f"{needs}{within_limits(told, one)}", less])
    heads = ["by pounds for", "to put", "expected", "would need", "or cost so much less"]
    return f"**How many would have to come, or complete.**\n\n{as_table(heads, rows)}"


def within_limits(told: Told, one: dict[str, object]) -> str:
    """Return whether so many lie within the interval of how many do."""
    measure = {"come": "helped", "complete": "completed"}[str(one["by"])]
    where: dict[str, object] = {"strategy": one["strategy"], "group": ALL, "measure": measure}
    high = told.writing.value("reach", "high", **where)
    if math.isnan(high):
        return ""
    return " (within its interval)" if float(str(one["needs"])) <= high else " (beyond its interval)"
