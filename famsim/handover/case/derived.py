"""Tables that a business case works out: what is paid in each year, what is bought, whom it trains, what is opened."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from famsim.model.identity import MONTHS_A_YEAR
from famsim.runs import TOTAL
from famsim.scenario import Scenario, is_sustained

YEARLY, OFFERS, STAFF, PATHWAYS = "paid_by_year", "offers", "staff_share", "pathways"
COMPLETING, AFTERWARDS, WITHIN, AT_A_TIME = "completing", "afterwards", "within_budget", "in_harm_at_a_time"
ONE_POUND = 1.0
EVERYONE = "all"
PENCE = 100.0


def derived(scenario: Scenario, tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return the tables by name.

    paid_by_year(strategy, year, who, pounds): public money as it is expected to fall, year 1 with what is paid before
    anybody comes, `who` also `all`. offers(strategy, place, offer, programme, places_a_year, first, last),
    staff_share(strategy, place, door, share) and pathways(strategy, place, door, to, works): of the scenario as it was
    run; place: which strategy of the file, as areas may do otherwise under one name. completing(strategy, share,
    pounds): of the families who come, those who complete, and what each of these costs. afterwards(strategy, pounds,
    authority, come): what a sustained option costs after its budget's years, of it the authority's, and the families
    who come then. within_budget(strategy, who, pounds): who pays what is spent of a budget. in_harm_at_a_time
    (strategy, children): who live in harm in an average month under the first strategy.
    """
    return {
        YEARLY: paid_by_year(tables["ledger"]),
        OFFERS: pd.DataFrame(
            list(offers(scenario)),
            columns=["strategy", "place", "offer", "programme", "places_a_year", "first", "last"],
        ),
        STAFF: pd.DataFrame(list(staff(scenario)), columns=["strategy", "place", "door", "share"]),
        PATHWAYS: pd.DataFrame(list(pathways(scenario)), columns=["strategy", "place", "door", "to", "works"]),
        COMPLETING: completing(tables["reach"], tables["costs"]),
        AFTERWARDS: afterwards(scenario, tables),
        WITHIN: within(scenario, tables),
        AT_A_TIME: at_a_time(scenario, tables["levels"]),
    }


def paid_by_year(ledger: pd.DataFrame) -> pd.DataFrame:
    """Return what each pays of public money in each year, and all of them, in pounds."""
    paid = ledger[(ledger["flow"] == "pays") & (ledger["account"] == "fiscal")]
    year = np.maximum(np.ceil(paid["month"].to_numpy(np.float64) / MONTHS_A_YEAR), 1.0)
    named = paid.assign(year=year)
    both = pd.concat([named, named.assign(who=EVERYONE)])
    found = both.groupby(["strategy", "year", "who"], sort=False)["pence"].sum().reset_index()
    return found.assign(pounds=found.pop("pence") / PENCE)


def offers(scenario: Scenario) -> Iterator[dict[str, Any]]:
    """Yield each offer that adds to usual services; places a year NaN where they are not limited."""
    for table, strategy in enumerate(scenario.strategies[1:], 2):
        for number, offer in enumerate((one for one in strategy.offers if not one.usual), 1):
            places = offer.places_a_month
            yield {
                "strategy": strategy.name,
                "place": float(table),
                "offer": float(number),
                "programme": offer.programme,
                "places_a_year": np.nan if places is None else places * MONTHS_A_YEAR,
                "first": float(offer.begins),
                "last": float(min(offer.ends, scenario.months)),
            }


def staff(scenario: Scenario) -> Iterator[dict[str, Any]]:
    """Yield which share of a door's staff each strategy trains."""
    for table, strategy in enumerate(scenario.strategies[1:], 2):
        for door, share in strategy.staff_trained.items():
            if share > 0:
                yield {"strategy": strategy.name, "place": float(table), "door": door, "share": float(share)}


def pathways(scenario: Scenario) -> Iterator[dict[str, Any]]:
    """Yield each pathway that a strategy opens, with the share of its referrals that arrive."""
    for table, strategy in enumerate(scenario.strategies[1:], 2):
        for pathway in strategy.pathways:
            for door in pathway.doors:
                where = {"strategy": strategy.name, "place": float(table), "door": door}
                yield where | {"to": pathway.to, "works": float(pathway.works)}


def completing(reach: pd.DataFrame, costs: pd.DataFrame) -> pd.DataFrame:
    """Return which share of the families who come complete, and each one's cost, of each strategy to which any come."""
    of_all = reach[reach["group"] == EVERYONE].pivot_table(index="strategy", columns="measure", values="estimate")
    come = of_all[of_all["helped"] > 0]
    total = costs[costs["item"] == TOTAL].set_index("strategy")["estimate"].reindex(come.index)
    each = (total / come["completed"]).where((come["completed"] >= 1.0) & (total > 0))
    share = (come["completed"] / come["helped"]).to_numpy()
    return pd.DataFrame({"strategy": list(come.index), "share": share, "pounds": each.to_numpy()})


def afterwards(scenario: Scenario, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return what each option that goes on after its grant costs beyond what it spends of its budget, and for whom."""
    rows = []
    for name, last in sustained(scenario, tables).items():
        costs, budgets = tables["costs"], tables["budgets"]
        total = costs[(costs["item"] == TOTAL) & (costs["strategy"] == name)]["estimate"].iloc[0]
        spent = budgets[(budgets["year"] == 0) & (budgets["strategy"] == name)]["spent"].iloc[0]
        paid = fiscal(tables["ledger"], name)
        own = paid[(paid["month"] > last) & (paid["who"] == "authority")]["pence"].sum() / PENCE
        come = come_after(tables, name, (scenario.months - last) // MONTHS_A_YEAR)
        rows.append({"strategy": name, "pounds": total - spent, "authority": own, "come": come})
    found = [row for row in rows if row["pounds"] >= ONE_POUND]
    return pd.DataFrame(found, columns=["strategy", "pounds", "authority", "come"])


def come_after(tables: Mapping[str, pd.DataFrame], name: str, years: float) -> float:
    """Return how many families come in the whole years after an option's budget; NaN where that is not told."""
    table = tables.get("after_grant", pd.DataFrame({"strategy": []}))
    mine = table[table["strategy"] == name]
    told = mine[mine["year_after"].between(1, years)] if len(mine) else mine
    return float(told["helped"].sum()) if len(told) == years else np.nan


def sustained(scenario: Scenario, tables: Mapping[str, pd.DataFrame]) -> dict[str, float]:
    """Return the last month of the budget of each option that goes on after it."""
    if "budgets" not in tables:
        return {}
    last = tables["budgets"].query("year == 0").set_index("strategy")["last"]
    on = dict.fromkeys(one.name for one in scenario.strategies if is_sustained(one))
    return {name: float(last[name]) for name in on if name in last.index}


def fiscal(ledger: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return what is paid of public money under a strategy."""
    return ledger[(ledger["flow"] == "pays") & (ledger["account"] == "fiscal") & (ledger["strategy"] == name)]


def within(scenario: Scenario, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return who pays what is spent of each budget: all that an option costs, or what falls before it goes on alone."""
    rows = []
    ends = sustained(scenario, tables)
    for name in dict.fromkeys(tables["budgets"]["strategy"]) if "budgets" in tables else ():
        paid = fiscal(tables["ledger"], name)
        spent = paid[paid["month"] <= ends.get(name, np.inf)].groupby("who", sort=False)["pence"].sum() / PENCE
        rows += [{"strategy": name, "who": who, "pounds": pounds} for who, pounds in spent.items()]
    return pd.DataFrame(rows, columns=["strategy", "who", "pounds"])


def at_a_time(scenario: Scenario, levels: pd.DataFrame) -> pd.DataFrame:
    """Return how many children live in harm in an average month under the first strategy."""
    first = scenario.strategies[0].name
    mine = levels[(levels["strategy"] == first) & (levels["group"] == EVERYONE)]
    months = mine[mine["measure"] == "child_months_in_harm"]["value"].sum()
    return pd.DataFrame({"strategy": [first], "children": [months / scenario.months]})
