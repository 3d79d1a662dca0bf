"""What could go wrong with an option in pounds, worked out from tables of a comparison, and what would turn the order.

Only what follows from kept results without another run: sums raised, sums that others have not agreed to bear, places
that are paid for and stay empty, net sums with gains so many times as large, and how few would have to come.
"""

import math
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from famsim.handover.case.texts import AFTER, PHASES, WHOLE, WITHIN
from famsim.measures import ALL
from famsim.runs import TOTAL
from famsim.scenario import Scenario

AT_STAKE, GAINS_TIMES, TO_TURN = "at_stake", "gains_times", "to_turn"
BORNE, REACHED, ONE_IN, TURNS_AT = "borne", "reached_of", "one_in", "turns_at"
OF_SPECIALISTS, SPECIALIST = "of_specialists", "specialist"
MORE, OVER, EMPTY, OTHERS = "more", "over", "empty", "others"  # what is at stake
UPLIFT = 0.2  # the step of the table of schedules that risks show: no source has one for services like these
TIMES = (0.5, 2.0)  # of all that is gained
AUTHORITY, GRANT, SESSIONS = "authority", "grant", "sessions"
PARTNERS, REFUSED = "partners", "refused"  # beside these: who bears the rest, and the authority if they do not
IN_CASH, IN_KIND, OWN = "partners_in_cash", "partners_in_kind", "own"  # of the rest; the source that is in kind
PENCE, A_THOUSAND = 100.0, 1000.0
HARM = "child_months_in_harm"
ENDS = ("now", "switches_at", "low", "high")
Rows = Iterator[dict[str, Any]]


def stakes(scenario: Scenario, tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return the tables by name.

    at_stake(strategy, what, pounds, places): more, by how much all that it costs would be more with the uplift; over,
    by how much the dearest draw goes beyond its money; empty, sessions of places that are bought in the months of
    its money and stay empty, if all are paid for alike, and how many they are; others, what payers besides the grant
    and the authority bear in the months of the money. gains_times(strategy, times, net): what it is worth at the start
    with all gains so many times as large. to_turn(strategy, beside, by, is, needs, less): beside the option that leads
    by pounds for each family that comes or completes, how many do, how many would have to, or by how many pounds less
    it would have to cost. borne(strategy, phase, who, pounds): what the grant, the authority and its partners pay from
    whichever source in the months of the money, after them and in all, the partners' part in cash and in kind too, and
    the authority if they refuse.
    turns_at(strategy, beside, figure, now, switches_at, low, high): of the table of switching values those of prices,
    in the prices of the scenario. reached_of(strategy, per_thousand): of a thousand families in need, who come.
    one_in(strategy, months, each, low, high): of how many months that children live in harm an option spares one, where
    it spares any, and how many for each family that comes, with its interval. of_specialists(strategy, phase, pounds,
    each_else): what specialist services' first responses cost in the months of the money and in all, and all else for
    each family that comes.
    """
    made = {
        AT_STAKE: (at_stake(scenario, tables), ["strategy", "what", "pounds", "places"]),
        GAINS_TIMES: (gains_times(tables["worth"], scenario.money.optimism_bias), ["strategy", "times", "net"]),
        TO_TURN: (to_turn(tables[PHASES]), ["strategy", "beside", "by", "is", "needs", "less"]),
    }
    made |= {
        BORNE: (borne(tables["funding"]), ["strategy", "phase", "who", "pounds"]),
        REACHED: (reached_of(tables.get("missed")), ["strategy", "per_thousand"]),
        ONE_IN: (one_in(scenario, tables), ["strategy", "months", "each", "low", "high"]),
        TURNS_AT: (turns_at(tables["switching"], tables["unit_prices"]), ["strategy", "beside", "figure", *ENDS]),
        OF_SPECIALISTS: (
            of_specialists(tables["ledger"], tables[PHASES]),
            ["strategy", "phase", "pounds", "each_else"],
        ),
    }
    return {name: pd.DataFrame(list(rows), columns=columns) for name, (rows, columns) in made.items()}


def at_stake(scenario: Scenario, tables: Mapping[str, pd.DataFrame]) -> Rows:
    """Yield the rows of what is at stake."""
    costs = tables["costs"][tables["costs"]["item"] == TOTAL].set_index("strategy")["estimate"]
    for name in dict.fromkeys(one.name for one in scenario.strategies[1:]):
        total = float(costs[name])
        found: dict[str, float] = {MORE: total * UPLIFT} if total > 0.0 else {}
        found |= over(tables, name) | of_others(tables["funding"], name)
        yield from ({"strategy": name, "what": what, "pounds": pounds} for what, pounds in found.items())
        yield from empty(scenario, tables, name)


def over(tables: Mapping[str, pd.DataFrame], name: str) -> dict[str, float]:
    """Return by how much the dearest draw goes beyond an option's money; nothing without a budget."""
    if "budgets" not in tables:
        return {}
    table = tables["budgets"]
    whole = table[(table["year"] == 0) & (table["strategy"] == name)]
    if whole.empty:
        return {}
    one = whole.iloc[0]
    return {OVER: max(float(one["most"] - one["budget"] - one["match"]), 0.0)}


def of_others(funding: pd.DataFrame, name: str) -> dict[str, float]:
    """Return what payers besides the grant and the authority bear in the months of an option's money."""
    theirs = (funding["strategy"] == name) & ~funding["who"].isin([GRANT, AUTHORITY])
    return {OTHERS: float(funding["within"][theirs].sum())}


def empty(scenario: Scenario, tables: Mapping[str, pd.DataFrame], name: str) -> Rows:
    """Yield the sessions of places that are bought and stay empty; nothing where places are not limited."""
    made = [offer for one in scenario.strategies[1:] if one.name == name for offer in one.offers if not offer.usual]
    if not made or any(offer.places_a_month is None for offer in made):
        return
    places = sum(
        (offer.places_a_month or 0.0) * max(min(offer.ends, scenario.months) - offer.begins + 1, 0) for offer in made
    )
    come, last = who_come(tables[PHASES], name)
    ledger = tables["ledger"]
    of_sessions = (ledger["strategy"] == name) & (ledger["flow"] == "pays") & (ledger["purpose"] == SESSIONS)
    paid = float(ledger["pence"][of_sessions & (ledger["month"] <= last)].sum()) / PENCE
    if come > 0.0 and places > come:
        yield {"strategy": name, "what": EMPTY, "pounds": paid / come * (places - come), "places": places - come}


def who_come(phases: pd.DataFrame, name: str) -> tuple[float, float]:
    """Return how many come to an option in the months of its money, or in all where it has none, and their last."""
    mine = phases[(phases["strategy"] == name) & (phases["measure"] == "come")].set_index("phase")
    if mine.empty:
        return 0.0, 0.0
    one = mine.loc[WITHIN if WITHIN in mine.index else WHOLE]
    return float(one["estimate"]), float(one["last"])


def gains_times(worth: pd.DataFrame, bias: float) -> Rows:
    """Yield what each option is worth with all gains so many times as large."""
    of_each = worth.pivot_table(index="strategy", columns="measure", values="estimate", sort=False)
    for name, one in of_each.iterrows():
        for times in TIMES:
            gained = times * (one["fiscal"] + one["wellbeing"])
            yield {"strategy": name, "times": times, "net": gained - one["time"] - one["cost"] * (1.0 + bias)}


def to_turn(phases: pd.DataFrame) -> Rows:
    """Yield what would turn the order by pounds for each family that comes, and that completes, in all months."""
    whole = phases[phases["phase"] == WHOLE].pivot_table(
        index="strategy", columns="measure", values="estimate", sort=False
    )
    for by in ("come", "complete"):
        each = whole[f"per_{by}"][whole["cost"] > 0.0].dropna() if f"per_{by}" in whole else pd.Series(dtype=float)
        if len(each) < 2:
            continue
        leads = str(each.idxmin())
        for name in each.index.drop(leads):
            cost, number = float(whole.loc[name, "cost"]), float(whole.loc[name, by])
            needs, less = cost / float(each[leads]), cost - number * float(each[leads])
            yield {"strategy": name, "beside": leads, "by": by, "is": number, "needs": needs, "less": less}


def turns_at(switching: pd.DataFrame, prices: pd.DataFrame) -> Rows:
    """Yield the rows of the table of switching values that are of prices, in the prices of the scenario."""
    times = {one.figure: float(one.in_prices / one.value) for one in prices.itertuples() if one.value}
    for one in switching[switching["figure"].isin(list(times))].to_dict("records"):
        of = {key: one[key] for key in ("strategy", "beside", "figure")}
        yield of | {end: float(one[end]) * times[str(one["figure"])] for end in ENDS}


def of_specialists(ledger: pd.DataFrame, phases: pd.DataFrame) -> Rows:
    """Yield what first responses of specialist services cost in some months, and all else for each who comes."""
    paid = ledger[(ledger["flow"] == "pays") & (ledger["account"] == "fiscal") & (ledger["purpose"] == SPECIALIST)]
    come = phases[phases["measure"] == "come"].set_index(["strategy", "phase"])["estimate"]
    for one in phases[phases["phase"].isin([WITHIN, WHOLE]) & (phases["measure"] == "cost")].itertuples():
        mine = paid[(paid["strategy"] == one.strategy) & (paid["month"] <= one.last)]
        pounds, families = float(mine["pence"].sum()) / PENCE, float(come[one.strategy, one.phase])
        each = (float(one.estimate) - pounds) / families if families > 0.0 else math.nan
        yield {"strategy": one.strategy, "phase": one.phase, "pounds": pounds, "each_else": each}


def borne(funding: pd.DataFrame) -> Rows:
    """Yield what the grant, the authority and its partners pay under each option, and the authority if those refuse."""
    for name, mine in funding.groupby("strategy", sort=False):
        given, own = mine["who"] == GRANT, mine["who"] == AUTHORITY
        theirs, kind = ~given & ~own, mine["source"] == OWN
        paid_by = {GRANT: given, AUTHORITY: own, PARTNERS: theirs, REFUSED: ~given}
        paid_by |= {IN_CASH: theirs & ~kind, IN_KIND: theirs & kind}
        for phase, column in ((WITHIN, "within"), (AFTER, "after"), (WHOLE, "pounds")):
            for who, rows in paid_by.items():
                yield {"strategy": name, "phase": phase, "who": who, "pounds": float(mine[column][rows].sum())}


def reached_of(missed: pd.DataFrame | None) -> Rows:
    """Yield how many of a thousand families in need come; nothing where nobody is counted."""
    if missed is None:
        return
    for one in missed[(missed["group"] == ALL) & (missed["in_need"] > 0.0)].itertuples():
        yield {"strategy": one.strategy, "per_thousand": A_THOUSAND * one.in_need_reached / one.in_need}


def one_in(scenario: Scenario, tables: Mapping[str, pd.DataFrame]) -> Rows:
    """Yield of how many months in harm one is spared, of each option that spares any by its estimate."""
    of = {name: table[table["measure"] == HARM] for name, table in tables.items() if name in ("levels", "differences")}
    first = scenario.strategies[0].name
    reach = tables["reach"][(tables["reach"]["group"] == ALL) & (tables["reach"]["measure"] == "helped")]
    come = reach.set_index("strategy")["estimate"]
    levels = of["levels"][(of["levels"]["strategy"] == first) & (of["levels"]["group"] == ALL)]
    for one in of["differences"][of["differences"]["group"] == ALL].itertuples():
        if one.estimate < 0.0:
            families = float(come[one.strategy]) or math.nan
            spared = {"each": -one.estimate, "low": -one.high, "high": -one.low}
            each = {end: float(months) / families for end, months in spared.items()}
            yield {"strategy": one.strategy, "months": float(levels["value"].sum()) / -float(one.estimate)} | each
