"""The sum that is to be decided: the options' budgets or, without any, what they cost more or less than the first."""

from collections.abc import Callable

from famsim.appraisal import PAYER_SAYS
from famsim.handover.case.derived import THERE
from famsim.handover.case.told import Told
from famsim.runs import TOTAL
from famsim.writing import listed, pounds, pounds_in_short, pounds_size_in_short


def spend(told: Told) -> str:
    """Return "spend £125,000 on helping": the options' budgets or, without any, what they cost more or less."""
    if any(has_budget(told, name) for name in told.options):
        return f"spend {money_there(told)} on helping"
    if pounds_of(told, by_cost(told)[0]) < 0:
        return f"help, for {of_costs(told)} than {told.called(told.first)} costs,"
    return f"spend about {of_costs(told)} on helping"


def money_there(told: Told) -> str:
    """Return the sum that the options have; from the least to the most where they differ."""
    order = sorted((name for name in told.options if has_budget(told, name)), key=lambda name: in_all(told, name))
    ends = [told.writing.number("budgets", "budget", pounds, strategy=name, year=0) for name in (order[0], order[-1])]
    return told.writing.between(*ends)


def pounds_of(told: Told, name: str) -> float:
    """Return what an option costs beyond the first strategy, below 0 where it costs less."""
    return told.writing.value("costs", "estimate", strategy=name, item=TOTAL)


def by_cost(told: Told) -> tuple[str, str]:
    """Return the option that costs least, and the one that costs most."""
    named = sorted(told.options, key=lambda name: pounds_of(told, name))
    return named[0], named[-1]


def of_costs(told: Told) -> str:
    """Return what the options cost, from the least to the most: sums, or how much less and more than the first."""
    ends = dict.fromkeys(by_cost(told))
    if all(pounds_of(told, name) >= 0 for name in ends):
        return told.writing.between(*(total_of(told, name, pounds_in_short) for name in ends))
    sizes = [f"{total_of(told, name, pounds_size_in_short)} {less_or_more(told, name)}" for name in ends]
    return told.writing.between(*sizes)


def of_costs_in_words(told: Told) -> str:
    """Return what the options cost as a sum of public money, or as less and more than the first."""
    if pounds_of(told, by_cost(told)[0]) >= 0:
        return f"about {of_costs(told)} of public money"
    return f"{of_costs(told)} than {told.called(told.first)} costs"


def total_of(told: Told, name: str, how: Callable[[float], str]) -> str:
    """Return a mark for what an option costs."""
    return told.writing.number("costs", "estimate", how, strategy=name, item=TOTAL)


def less_or_more(told: Told, name: str) -> str:
    """Return whether an option costs less or more than the first strategy."""
    return "less" if pounds_of(told, name) < 0 else "more"


def in_all(told: Told, name: str) -> float:
    """Return a strategy's budget in all."""
    return told.writing.value("budgets", "budget", strategy=name, year=0)


def has_budget(told: Told, name: str) -> bool:
    """Say whether a strategy has a budget."""
    return told.has("budgets") and bool(told.writing.rows("budgets", strategy=name, year=0))


def money_of(told: Told, name: str) -> str:
    """Return "£140k (£15k of it added by the authority)": a budget with what others add, who are named."""
    writing = told.writing
    there = writing.number(THERE, "pounds", pounds_in_short, strategy=name)
    if not writing.value("budgets", "match", strategy=name, year=0):
        return there
    added = writing.number("budgets", "match", pounds_in_short, strategy=name, year=0)
    return f"{there} ({added} of it added by {adders(told, name)})"


def adders(told: Told, name: str) -> str:
    """Return who adds to a budget, by the map of payers."""
    table = told.writing.tables["funding"]
    mine = table[(table["strategy"] == name) & (table["source"] == "match")]
    return listed([PAYER_SAYS[one] for one in dict.fromkeys(mine["who"])]) or "others"
