"""What a strategy costs, as a paragraph of its section, and as a narrow column has it."""

from famsim.runs import TOTAL
from famsim.writing import Writing, capital, cost_in_words, pounds, pounds_in_short, total_in_words


def cost(writing: Writing, strategy: str) -> str:
    """Return what a strategy costs, by what the pounds buy, and the cost per family helped."""
    text = f"**Cost.** {capital(cost_in_words(writing, strategy))}"
    if writing.value("summary", "helped", strategy=strategy) > 0:
        each = writing.number("summary", "per_family_helped", pounds, strategy=strategy)
        return f"{text}. That is {each} for each family helped."
    return f"{text}. Nobody is helped."


def cost_in_short(writing: Writing, strategy: str) -> str:
    """Return what a strategy costs in a narrow cell: pounds with their interval, and for each family helped."""
    total = total_in_words(writing, strategy, pounds_in_short)
    if writing.value("summary", "helped", strategy=strategy) > 0:
        return f"{total}, {writing.number('summary', 'per_family_helped', pounds, strategy=strategy)} each"
    return f"{total}, nobody helped"


def total_in_short(writing: Writing, strategy: str) -> str:
    """Return a strategy's pounds alone, where their year stands near."""
    return writing.number("costs", "estimate", pounds_in_short, strategy=strategy, item=TOTAL)
