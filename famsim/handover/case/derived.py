"""Tables that a business case works out: what is paid in each year, what is bought, whom it trains, what is opened."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from famsim.model.identity import MONTHS_A_YEAR
from famsim.runs import TOTAL
from famsim.scenario import Scenario, is_sustained

YEARLY, OFFERS, STAFF, PATHWAYS = "paid_by_year", "offers", "staff_share", "pathways"
COMPLETING, AFTERWARDS = "completing", "afterwards"
ONE_POUND = 1.0
EVERYONE = "all"
PENCE = 100.0


def derived(scenario: Scenario, tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return the tables by name.

    paid_by_year(strategy, year, who, pounds): public money as it is expected to fall, year 1 with what is paid before
    anybody comes, `who` also `all`. offers(strategy, place, offer, programme, places_a_year, first, last),
    staff_share(strategy, place, door, share) and pathways(strategy, place, door, to, works): of the scenario as it was
    run; place: which strategy of the file, as areas may do otherwise under one name. completing(strategy, share): of
    the families who come, those who complete. afterwards(strategy, pounds): what a sustained option costs after its
    budget's years.
    """
    return {
        YEARLY: paid_by_year(tables["ledger"]),
        OFFERS: pd.DataFrame(
            list(offers(scenario)),
            columns=["strategy", "place", "offer", "programme", "places_a_year", "first", "last"],
        ),
        STAFF: pd.DataFrame(list(staff(scenario)), columns=["strategy", "place", "door", "share"]),
        PATHWAYS: pd.DataFrame(list(pathways(scenario)), columns=["strategy", "place", "door", "to", "works"]),
        COMPLETING: completing(tables["reach"]),
        AFTERWARDS: afterwards(scenario, tables),
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


def completing(reach: pd.DataFrame) -> pd.DataFrame:
    """Return which share of the families who come complete a programme, of each strategy to which any come."""
    of_all = reach[reach["group"] == EVERYONE].pivot_table(index="strategy", columns="measure", values="estimate")
    come = of_all[of_all["helped"] > 0]
    return pd.DataFrame({"strategy": list(come.index), "share": (come["completed"] / come["helped"]).to_numpy()})


def afterwards(scenario: Scenario, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return what each option that goes on after its grant costs beyond what it spends of its budget."""
    on = [one.name for one in scenario.strategies if is_sustained(one)]
    rows = []
    if "budgets" in tables:
        costs, budgets = tables["costs"], tables["budgets"]
        total = costs[costs["item"] == TOTAL].set_index("strategy")["estimate"]
        spent = budgets[budgets["year"] == 0].set_index("strategy")["spent"]
        rows = [{"strategy": name, "pounds": total[name] - spent[name]} for name in on if name in spent.index]
    return pd.DataFrame([row for row in rows if row["pounds"] >= ONE_POUND], columns=["strategy", "pounds"])
