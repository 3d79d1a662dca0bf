"""The tables of an appraisal: the ledger, who pays, who gains, what it is worth, and what would turn the order."""

from collections.abc import Mapping, Sequence
from typing import Any

from famsim.appraisal.granted import AFTER, MATCH, granted
from famsim.appraisal.intervals import Interval, of_paid, of_total
from famsim.appraisal.ledger import GAINS, PAYS, Terms, ledger_rows, pence_of, totals
from famsim.appraisal.lines import FISCAL
from famsim.appraisal.parts import EVERYONE, GRANT_ASIDE
from famsim.appraisal.payers import GRANT, Payers
from famsim.appraisal.sums import Sums
from famsim.appraisal.switching import switching_rows
from famsim.appraisal.worth import MoneyTerms, schedule_rows, worth_rows
from famsim.scenario import PAID_INSTEAD, Prices, Scenario, has_usual, prices_of

PENCE, UNIT = 100, "GBP"
ALL, TOTAL = EVERYONE, "total"
ENDS, NAN = ("estimate", "low", "high", "at_most", "unit", "price_year"), float("nan")
Row = dict[str, Any]


def money_rows(
    sums: Sums, scenario: Scenario, costs: Sequence[Mapping[str, Any]], figures: Mapping[str, Any]
) -> dict[str, list[Row]]:
    """Return the rows of each table by name; costs: those of the comparison, figures: the register's by name.

    Pounds are in the prices of the scenario's year. ledger: see famsim.appraisal.ledger; payers(strategy, account, who,
    estimate, low, high, at_most, unit, price_year), what each payer pays, in `fiscal` with "all", the sum;
    all_but_the_grant, of public money what all payers but the grant pay together, in the same columns (not there where
    nothing is paid); gainers, the same of who gains, as it falls, not discounted; worth, schedules and switching: see
    there; payer_map: who pays for what, and what says so.
    """
    prices, money = prices_of(scenario), scenario.money
    names = list(dict.fromkeys(one.name for one in scenario.strategies))
    payers, terms = Payers(money.payers), MoneyTerms(money, prices, figures)
    of_grant = {one.name: granted(one, scenario.months) for one in reversed(scenario.strategies)}
    ledger = ledger_rows(sums, Terms(payers, of_grant, prices), pence_of(costs))
    others = [sum(float(one[row].sum()) for one in of_grant.values()) for row in (MATCH, AFTER)]
    others.append(float(any(line.usual for lines in sums.lines.values() for line in lines)))
    instead = [name for name, paid in zip(PAID_INSTEAD, others, strict=True) if paid > 0.0]
    whose = totals(ledger, "strategy", "flow", "account", "who")
    aside = [row for name in names for row in aside_rows(sums, scenario, name, whose, costs)]
    return {
        "ledger": ledger,
        "payers": [row for name in names for row in payer_rows(sums, scenario, name, whose, costs)],
        **({GRANT_ASIDE: aside} if aside else {}),
        "gainers": known_without_offer(
            [row for name in names[1:] for row in flow_rows(sums, (name, GAINS), whose, (prices, False))], scenario
        ),
        "worth": known_without_offer(worth_rows(sums, names, terms), scenario),
        "schedules": schedule_rows(sums, names, terms),
        "switching": switching_rows(sums, names, figures),
        "payer_map": payers.rows({line: one for lines in sums.lines.values() for line, one in lines.items()}, instead),
    }


def known_without_offer(rows: list[Row], scenario: Scenario) -> list[Row]:
    """Return rows in which nothing that strategies without an offer change, beside one without, is known to be 0."""
    offers = {one.name: False for one in scenario.strategies}
    for one in scenario.strategies:
        offers[one.name] |= bool(one.offers)
    if not offers[scenario.strategies[0].name]:
        for row in rows:
            if not offers[row["strategy"]] and row["estimate"] == 0.0:
                row.update(dict.fromkeys(("low", "high", "at_most"), 0.0))
    return rows


def payer_rows(
    sums: Sums, scenario: Scenario, name: str, whose: Mapping[tuple[Any, ...], int], costs: Sequence[Mapping[str, Any]]
) -> list[Row]:
    """Return what each pays under a strategy, and `all` that is paid from public money, as its costs have it.

    No limit lies below nothing, and of public money none beyond what is paid in all less the least that others pay,
    unless it is beyond what usual services cost.
    """
    everyone = everyone_of(name, costs)
    beside = has_usual(scenario) and name != scenario.strategies[0].name
    rows = flow_rows(sums, (name, PAYS), whose, (prices_of(scenario), not beside))
    if not beside:
        least = {row["who"]: float(min(row["low"], everyone["low"])) for row in rows if row["account"] == FISCAL}
        others = {who: sum(least.values()) - least[who] for who in least}
        rows = [within(row, everyone, others[row["who"]]) if row["account"] == FISCAL else row for row in rows]
    return [*rows, everyone]


def aside_rows(
    sums: Sums, scenario: Scenario, name: str, whose: Mapping[tuple[Any, ...], int], costs: Sequence[Mapping[str, Any]]
) -> list[Row]:
    """Return what all payers but the grant pay together under a strategy, bounded as a payer's is; none for nothing.

    So its upper limit leaves room for the least that the grant pays.
    """
    paid = {key[3]: pence for key, pence in whose.items() if key[:3] == (name, PAYS, FISCAL) and key[3] != GRANT}
    beside = has_usual(scenario) and name != scenario.strategies[0].name
    about = (name, GRANT_ASIDE)
    rows = flow_rows(sums, about, {(*about, FISCAL, ALL): sum(paid.values())}, (prices_of(scenario), not beside))
    if beside:
        return rows
    everyone = everyone_of(name, costs)
    paid_too = flow_rows(sums, (name, PAYS), whose, (prices_of(scenario), True))
    grant = sum(float(min(row["low"], everyone["low"])) for row in paid_too if row["who"] == GRANT)
    return [within(row, everyone, grant) for row in rows]


def everyone_of(name: str, costs: Sequence[Mapping[str, Any]]) -> Row:
    """Return what is paid of public money in all under a strategy, as its costs have it."""
    total = next(row for row in costs if row["strategy"] == name and row["item"] == TOTAL)
    return {"strategy": name, "account": FISCAL, "who": ALL} | {key: total.get(key, NAN) for key in ENDS}


def within(part: Row, whole: Row, others: float) -> Row:
    """Return a payer's row with no limit beyond those of what all pay, less the least of others: it is not all."""
    high = max(min(part["high"], whole["high"] - others), part["estimate"])
    return part | {"low": min(part["low"], whole["low"]), "high": high}


def flow_rows(
    sums: Sums, about: tuple[str, str], whose: Mapping[tuple[Any, ...], int], told: tuple[Prices, bool]
) -> list[Row]:
    """Return what a strategy's payers pay, or its gainers gain, with intervals: estimates are the ledger's own pence.

    about: the strategy, and which flow. told: in which prices, and whether nothing is below nothing. Who pays or gains
    nothing for certain is left out.
    """
    rows, (strategy, flow), (prices, sure) = [], about, told
    for (name, key), found in sums.spent.items():
        if name != strategy or not key.startswith(f"{flow}:"):
            continue
        _, account, who = key.split(":")
        pence = paid_to(whose, (strategy, flow, account), who)
        if pence or found.estimates.any() or found.of.changed.any():
            of = (of_paid if sure else of_total)(sums, (name, key)).times(prices.factor / PENCE)
            rows.append(row_of(strategy, (account, who), of._replace(estimate=pence / PENCE), prices.year))
    return rows


def paid_to(whose: Mapping[tuple[Any, ...], int], of: tuple[str, str, str], who: str) -> int:
    """Return the ledger's pence of somebody; of all together, the sum of its rows."""
    return sum(pence for key, pence in whose.items() if key[:3] == of and who in (key[3], ALL))


def row_of(strategy: str, about: tuple[str, str], of: Interval, year: int) -> Row:
    """Return one row: no limit lies on the wrong side of its estimate."""
    ends = {"estimate": of.estimate, "low": min(of.low, of.estimate), "high": max(of.high, of.estimate)}
    found = {"strategy": strategy, "account": about[0], "who": about[1]} | ends
    return found | {"at_most": of.at_most, "unit": UNIT, "price_year": year}
