"""Tables that a business case works out: what is paid in each year, what is bought, whom it trains, what is opened."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from famsim.handover.case.screened import screened
from famsim.handover.case.stakes import stakes
from famsim.model.identity import MONTHS_A_YEAR
from famsim.scenario import Scenario

YEARLY, OFFERS, STAFF, PATHWAYS = "paid_by_year", "offers", "staff_share", "pathways"
COMPLETING, CARRIED, THERE, RATES = "completing", "carried_after", "money_there", "discounted_at"
AT_A_TIME, HEALTH = "in_harm_at_a_time", "health"
EVERYONE = "all"
PENCE = 100.0


def derived(scenario: Scenario, tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return the tables by name.

    paid_by_year(strategy, year, who, pounds): public money as it is expected to fall, year 1 with what is paid before
    anybody comes, `who` also `all`. offers(strategy, place, offer, programme, places_a_year, first, last),
    staff_share(strategy, place, door, share) and pathways(strategy, place, door, to, works): of the scenario as it was
    run; place: which strategy of the file, as areas may do otherwise under one name. completing(strategy, share): of
    the families who come, those who complete. carried_after(strategy, who, pounds): what each pays after the months of
    an option's money, `who` also `all`. money_there(strategy, pounds): a budget with what others add.
    discounted_at(what, rate): % a year, of money and of effects on health. in_harm_at_a_time(strategy, children): who
    live in harm in an average month under the first strategy. And those of `stakes` and `screened`.
    """
    return (
        {
            YEARLY: paid_by_year(tables["ledger"]),
            OFFERS: pd.DataFrame(
                list(offers(scenario)),
                columns=["strategy", "place", "offer", "programme", "places_a_year", "first", "last"],
            ),
            STAFF: pd.DataFrame(list(staff(scenario)), columns=["strategy", "place", "door", "share"]),
            PATHWAYS: pd.DataFrame(list(pathways(scenario)), columns=["strategy", "place", "door", "to", "works"]),
            COMPLETING: completing(tables["reach"]),
            CARRIED: carried(tables["funding"]),
            THERE: money_there(tables),
            RATES: discounted(scenario, tables["parameters"]),
            AT_A_TIME: at_a_time(scenario, tables["levels"]),
        }
        | stakes(scenario, tables)
        | screened(scenario, tables)
    )


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
    """Return which share of the families who come complete, of each strategy to which any come."""
    of_all = reach[reach["group"] == EVERYONE].pivot_table(index="strategy", columns="measure", values="estimate")
    come = of_all[of_all["helped"] > 0]
    return pd.DataFrame({"strategy": list(come.index), "share": (come["completed"] / come["helped"]).to_numpy()})


def carried(funding: pd.DataFrame) -> pd.DataFrame:
    """Return what each carries after the months of an option's money, from its own and in the grant's place."""
    late = funding[funding["after"] != 0.0]
    both = pd.concat([late, late.assign(who=EVERYONE)])
    found = both.groupby(["strategy", "who"], sort=False)["after"].sum().reset_index()
    return found.rename(columns={"after": "pounds"})


def money_there(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return what each budget and what others add to it come to."""
    if "budgets" not in tables:
        return pd.DataFrame({"strategy": [], "pounds": []})
    whole = tables["budgets"].query("year == 0")
    return pd.DataFrame({"strategy": list(whole["strategy"]), "pounds": (whole["budget"] + whole["match"]).to_numpy()})


def discounted(scenario: Scenario, figures: pd.DataFrame) -> pd.DataFrame:
    """Return at how many % a year later pounds count for less in the first years of the schedules that are used."""
    values = figures.set_index("name")["value"]
    named = {what: f"evaluation.discount_{one}" for what, one in (("money", scenario.money.rates), (HEALTH, HEALTH))}
    return pd.DataFrame([{"what": what, "rate": float(str(values[one]).split()[0])} for what, one in named.items()])


def at_a_time(scenario: Scenario, levels: pd.DataFrame) -> pd.DataFrame:
    """Return how many children live in harm in an average month under the first strategy."""
    first = scenario.strategies[0].name
    mine = levels[(levels["strategy"] == first) & (levels["group"] == EVERYONE)]
    months = mine[mine["measure"] == "child_months_in_harm"]["value"].sum()
    return pd.DataFrame({"strategy": [first], "children": [months / scenario.months]})
