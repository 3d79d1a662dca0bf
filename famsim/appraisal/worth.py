"""What a strategy is worth: at the start, by schedule of discounting, and when it pays back."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from famsim.appraisal.book import BENEFIT_COST, RETURN
from famsim.appraisal.discounting import HEALTH, by_month, rates_of
from famsim.appraisal.gains import gains_of
from famsim.appraisal.intervals import UNKNOWN, Interval, of_averted, of_paid, of_quotient, of_total
from famsim.appraisal.lines import FISCAL, WELLBEING
from famsim.appraisal.parts import COST, NET, NET_FISCAL, TIME
from famsim.appraisal.run import AVERTED
from famsim.appraisal.sums import Key, Sums
from famsim.scenario import SCHEDULES, Money, Prices

PENCE = 100.0
SAYS = {
    "cost": "what it costs, at the start",
    "time": "families' own time, at the start",
    "fiscal": "what public services are spared, at the start",
    "wellbeing": "what families gain in wellbeing, at the start",
    "net_fiscal": "what public services are spared less what it costs, at the start",
    "net": "all that is gained less all that is given, at the start",
    "benefit_cost": "all that is gained, less families' time, for each pound of cost",
    "return_fiscal": "what public services are spared for each pound of cost",
    "per_child_month": "pounds for each month of a child's out of harm",
    "per_loss": "pounds for each parting fewer, on balance, from where there was no harm",
    "payback_month": "month from which what public services are spared covers the cost",
    "pays_back": "share of runs in which it does",
}
IN_POUNDS = (COST, TIME, FISCAL, WELLBEING, NET_FISCAL, NET)
GAIN_IN = {  # the measures that a gain is in, and whether for each pound of cost
    FISCAL: {NET_FISCAL: False, NET: False, BENEFIT_COST: True, RETURN: True},
    WELLBEING: {NET: False, BENEFIT_COST: True},
}
OPTIMISM = (0.0, 0.1, 0.2, 0.4)  # by which costs are raised in the table of schedules
UNITS = dict.fromkeys((BENEFIT_COST, RETURN), "GBP per GBP") | {"payback_month": "month", "pays_back": "proportion"}
Row = dict[str, Any]


class MoneyTerms(NamedTuple):
    """How a scenario's pounds are told: its [money] table, its prices, and the register's figures by name."""

    money: Money
    prices: Prices
    figures: Mapping[str, Any]


def worth_rows(sums: Sums, strategies: list[str], terms: MoneyTerms) -> list[Row]:
    """Return strategy, measure, estimate, low, high, at_most, unit and price_year, beside the first strategy."""
    rows, prices = [], terms.prices
    for name in strategies[1:]:
        found = {key: in_pounds(sums, (name, key)).times(prices.factor / PENCE) for key in IN_POUNDS}
        found |= {key: of_quotient(sums.each[name, key], sums.draws) for key in (BENEFIT_COST, RETURN)}
        averted = {key: of_averted(sums.each[name, key], sums.draws) for key in AVERTED}
        found |= {key: one.times(prices.factor / PENCE) for key, one in averted.items()}
        found = with_what_gains_may_be(found) | payback(sums, name, terms)
        rows += [worth_row(name, key, found[key], prices.year) for key in SAYS]
    return rows


def with_what_gains_may_be(found: Mapping[str, Interval]) -> dict[str, Interval]:
    """Return measures, wider where a gain that is in them may be larger than too few families can show."""
    cost, wider = found[COST].estimate, dict(found)
    for gain in (FISCAL, WELLBEING):
        for key, for_each in GAIN_IN[gain].items():
            of = 1.0 if not for_each else (1.0 / cost if cost > 0.0 else 0.0)
            if np.isfinite(found[gain].at_most) and not np.isfinite(found[key].at_most):
                wider[key] = wider[key].with_part(found[gain].times(of))
    return wider


def in_pounds(sums: Sums, key: Key) -> Interval:
    """Return a sum with its limits: of costs and families' time, which every draw has above nothing, above it too."""
    is_paid = key[1] in (COST, TIME) and float(sums.spent[key].estimates.min()) > 0.0
    return (of_paid if is_paid else of_total)(sums, key)


def worth_row(strategy: str, measure: str, of: Interval, year: int) -> Row:
    """Return one row."""
    unit = UNITS.get(measure, "GBP")
    return {"strategy": strategy, "measure": measure} | of._asdict() | {"unit": unit, "price_year": year}


def flows(sums: Sums, name: str, terms: MoneyTerms, schedule: str) -> dict[str, np.ndarray]:
    """Return cost, time, fiscal and wellbeing of each run by month at the start, (runs, months + 1) pence."""
    months = sums.monthly[name, COST].shape[1] - 1
    now, health = (by_month(months, rates_of(terms.figures, one)) for one in (schedule, HEALTH))
    found = {key: sums.monthly[name, key] * now for key in (COST, TIME)}
    found |= {account: np.zeros_like(found[COST]) for account in (FISCAL, WELLBEING)}
    for gain in gains_of(terms.money.wellbeing):
        found[gain.account] += sums.monthly[name, gain.name] * (health if gain.of_health else now)
    return found


def payback(sums: Sums, name: str, terms: MoneyTerms) -> dict[str, Interval]:
    """Return from which month on what is spared covers the cost, of the mean of runs, and in which share of them."""
    found = flows(sums, name, terms, terms.money.rates)
    net = found[FISCAL] - found[COST] * (1.0 + terms.money.optimism_bias)
    spends = bool(found[COST].any())
    month = covers(net.mean(axis=0)) if spends else float("nan")
    pays = float(np.mean([np.isfinite(covers(run)) for run in net])) if spends else float("nan")
    return {key: UNKNOWN._replace(estimate=one) for key, one in (("payback_month", month), ("pays_back", pays))}


def covers(monthly: np.ndarray) -> float:
    """Return the month from which a running sum stays at nothing or above, NaN where it ends below."""
    short = np.flatnonzero(np.cumsum(monthly) < 0.0)
    if not short.size:
        return 0.0
    last = int(short[-1])
    return float(last + 1) if last + 1 < monthly.size else float("nan")


def schedule_rows(sums: Sums, strategies: list[str], terms: MoneyTerms) -> list[Row]:
    """Return strategy, schedule, optimism_bias, cost, net_fiscal, net, benefit_cost and price_year: mean of runs."""
    rows, year = [], {"price_year": terms.prices.year}
    for name in strategies[1:]:
        for schedule in SCHEDULES:
            found = flows(sums, name, terms, schedule)
            means = {key: float(one.sum(axis=1).mean()) * terms.prices.factor / PENCE for key, one in found.items()}
            for bias in OPTIMISM:
                about = {"strategy": name, "schedule": schedule, "optimism_bias": bias}
                rows.append(about | net_of(means, bias) | year)
    return rows


def net_of(means: Mapping[str, float], bias: float) -> dict[str, float]:
    """Return cost, net_fiscal, net and benefit_cost in pounds, where costs are raised by so much."""
    cost, gained = means[COST] * (1.0 + bias), means[FISCAL] + means[WELLBEING] - means[TIME]
    ratio = gained / cost if cost > 0.0 else float("nan")
    return {COST: cost, NET_FISCAL: means[FISCAL] - cost, NET: gained - cost, BENEFIT_COST: ratio}
