"""What a strategy costs, in words: how much and how sure, in the prices of which year, and what it buys."""

from collections.abc import Callable

from famsim.runs import ITEMS, TOTAL, prices
from famsim.writing import Writing, capital, pounds, pounds_in_short


def cost_in_words(writing: Writing, strategy: str) -> str:
    """Return "£377,000 (95% interval £0 to £803,000), 2013/14 prices; of it sessions £90,000, ...".

    What nothing is spent on is left out.
    """
    total, low, high = (amount(writing, strategy, TOTAL, column) for column in ("estimate", "low", "high"))
    text = f"{total} (95% interval {low} to {high}), {prices_in_words(writing, strategy)}"
    spent = [item for item in ITEMS.values() if spent_on(writing, strategy, item.name) > 0]
    bought = [f"{item.says} {amount(writing, strategy, item.name)}" for item in spent]
    return f"{text}; of it {', '.join(bought)}" if bought else text


def cost(writing: Writing, strategy: str) -> str:
    """Return what a strategy costs, by what the pounds buy, and the cost per family helped."""
    text = f"**Cost.** {capital(cost_in_words(writing, strategy))}"
    if writing.value("summary", "helped", strategy=strategy) > 0:
        each = writing.number("summary", "per_family_helped", pounds, strategy=strategy)
        return f"{text}. That is {each} for each family helped."
    return f"{text}. Nobody is helped."


def total_in_words(writing: Writing, strategy: str, how: Callable[[float], str] = pounds) -> str:
    """Return "£377,000 (£0 to £803,000)", for a cell under a heading that says the year and the interval."""
    total, low, high = (amount(writing, strategy, TOTAL, column, how) for column in ("estimate", "low", "high"))
    return f"{total} ({low} to {high})"


def cost_in_short(writing: Writing, strategy: str) -> str:
    """Return what a strategy costs in a narrow cell: pounds with their interval, and for each family helped."""
    total = total_in_words(writing, strategy, pounds_in_short)
    if writing.value("summary", "helped", strategy=strategy) > 0:
        return f"{total}, {writing.number('summary', 'per_family_helped', pounds, strategy=strategy)} each"
    return f"{total}, nobody helped"


def total_in_short(writing: Writing, strategy: str) -> str:
    """Return a strategy's pounds alone, with the year of their prices where none stands near."""
    return amount(writing, strategy, TOTAL, how=pounds_in_short)


def prices_in_words(writing: Writing, strategy: str) -> str:
    """Return "2013/14 prices": the year that every sum of a strategy is in."""
    return f"{writing.number('costs', 'price_year', prices, strategy=strategy, item=TOTAL)} prices"


def amount(
    writing: Writing, strategy: str, item: str, column: str = "estimate", how: Callable[[float], str] = pounds
) -> str:
    """Return a mark for what one item costs, or for a limit of it."""
    return writing.number("costs", column, how, strategy=strategy, item=item)


def spent_on(writing: Writing, strategy: str, item: str) -> float:
    """Return what one item costs in pounds."""
    return writing.value("costs", "estimate", strategy=strategy, item=item)
