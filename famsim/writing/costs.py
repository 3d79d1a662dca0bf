"""What a strategy costs, in words: how much and how sure, in the prices of which year, and what it buys."""

from collections.abc import Callable

from famsim.runs import ITEMS, TOTAL
from famsim.scenario import financial_year
from famsim.writing.cited import Writing
from famsim.writing.words import pounds

NO_SHOWN_HELP = "no shown help"  # some are reached, by nothing that has a shown effect for the better


def cost_in_words(writing: Writing, strategy: str) -> str:
    """Return "£377,000 (95% interval £0 to £803,000), 2013/14 prices; of it sessions £90,000, ...".

    What nothing is spent on is left out.
    """
    total, low, high = (amount(writing, strategy, TOTAL, column) for column in ("estimate", "low", "high"))
    ends = "" if is_known(writing, strategy) else f" (95% interval {low} to {high})"
    text = f"{total}{ends}, {prices_in_words(writing, strategy)}"
    spent = [item for item in ITEMS.values() if spent_on(writing, strategy, item.name) > 0]
    bought = [f"{item.says} {amount(writing, strategy, item.name)}" for item in spent]
    return f"{text}; of it {', '.join(bought)}" if bought else text


def total_in_words(writing: Writing, strategy: str) -> str:
    """Return "£377,000 (£0 to £803,000)", for a cell under a heading that says the year and the interval."""
    total, ends = total_and_ends(writing, strategy)
    return total if is_known(writing, strategy) else f"{total} ({ends})"


def is_known(writing: Writing, strategy: str) -> bool:
    """Say whether what a strategy costs is known, and no estimate: as of one that does nothing."""
    low, total, high = (
        writing.value("costs", one, strategy=strategy, item=TOTAL) for one in ("low", "estimate", "high")
    )
    return low == total == high


def total_and_ends(
    writing: Writing, strategy: str, how: Callable[[float], str] = pounds, between: str = " to "
) -> list[str]:
    """Return what a strategy costs in all, and the interval."""
    columns = ("estimate", "low", "high")
    total, low, high = (writing.number("costs", one, how, strategy=strategy, item=TOTAL) for one in columns)
    return [total, low + between + high]


def prices_in_words(writing: Writing, strategy: str) -> str:
    """Return "2013/14 prices": the year that every sum of a strategy is in."""
    return f"{writing.number('costs', 'price_year', financial_year, strategy=strategy, item=TOTAL)} prices"


def amount(writing: Writing, strategy: str, item: str, column: str = "estimate") -> str:
    """Return a mark for what one item costs, or for a limit of it, in whole pounds."""
    return writing.number("costs", column, pounds, strategy=strategy, item=item)


def spent_on(writing: Writing, strategy: str, item: str) -> float:
    """Return what one item costs in pounds."""
    return writing.value("costs", "estimate", strategy=strategy, item=item)


def none_helped(reached: float) -> str:
    """Return why there is no cost for each family helped: none, fewer than without, or no help is shown."""
    if reached < 0:
        return "fewer helped than without"
    return NO_SHOWN_HELP if reached > 0 else "nobody helped"
