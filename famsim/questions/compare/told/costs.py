"""What a strategy costs, as a paragraph of its section, and as a narrow column has it."""

import math
from collections.abc import Callable

from famsim.measures import ALL, WITH_EFFECT
from famsim.runs import TOTAL
from famsim.writing import (
    NO_OFFER,
    TOO_FEW,
    Writing,
    capital,
    cost_in_words,
    counted,
    is_known,
    none_helped,
    pounds,
    pounds_in_short,
    prices_in_words,
    too_few,
    total_and_ends,
)

MORE_COST = "more cost (usual services' too)"  # what they spend on families led to them is a strategy's cost
DASH = "\u2013"  # between pounds, which are never below 0


def cost(writing: Writing, strategy: str) -> str:
    """Return what a strategy costs, by what the pounds buy, and the cost per family helped."""
    text = f"**Cost.** {capital(cost_in_words(writing, strategy))}"
    reached, helped = (writing.value("summary", name, strategy=strategy) for name in ("helped", WITH_EFFECT.name))
    if helped > 0:
        whom = f"each of the {number_helped(writing, strategy)} families helped by a programme with a shown effect"
        amount, ends = each(writing, strategy)
        return f"{text}. That is {amount} (95% interval {ends}) for {whom}."
    if reached > 0:
        why = "None of its programmes has a shown effect for the better"
        return f"{text}. {why}, so there is no cost for each family helped."
    return f"{text}. {'Fewer are helped than without.' if reached < 0 else 'Nobody is helped.'}"


def number_helped(writing: Writing, strategy: str) -> str:
    """Return how many families a programme with a shown effect helps."""
    return writing.number("summary", WITH_EFFECT.name, counted, strategy=strategy)


def helped_in_short(writing: Writing, strategy: str) -> str:
    """Return how many families are helped, and of how many reached where a programme has no shown effect."""
    reached, helped = (writing.value("summary", name, strategy=strategy) for name in ("helped", WITH_EFFECT.name))
    few = too_few(
        writing,
        "reach",
        strategy=strategy,
        measure="helped" if math.isclose(reached, helped) else WITH_EFFECT.name,
        group=ALL,
    )
    if math.isclose(reached, helped):
        return few or number_helped(writing, strategy)
    number = few if few and few != NO_OFFER else number_helped(writing, strategy)
    return f"{number} (of {writing.number('summary', 'helped', counted, strategy=strategy)})"


def each(writing: Writing, strategy: str, how: Callable[[float], str] = pounds, between: str = " to ") -> list[str]:
    """Return what a family helped costs, and its interval: one side of it, or none, where there is no more."""
    low, high = (writing.value("summary", f"per_family_{end}", strategy=strategy) for end in ("low", "high"))
    estimate = writing.number("summary", "per_family_helped", how, strategy=strategy)
    if math.isnan(low):
        return [estimate, TOO_FEW]
    least = writing.number("summary", "per_family_low", how, strategy=strategy)
    if math.isinf(high):
        return [estimate, f"{least} or more"]
    return [estimate, least + between + writing.number("summary", "per_family_high", how, strategy=strategy)]


def cost_in_short(writing: Writing, strategy: str) -> list[str]:
    """Return what a strategy costs in two narrow cells: pounds in all and for each family helped, with intervals."""
    reached, helped = (writing.value("summary", name, strategy=strategy) for name in ("helped", WITH_EFFECT.name))
    said = total_and_ends(writing, strategy, pounds_in_short, DASH)
    total = said[0] if is_known(writing, strategy) else in_short(said)
    if helped > 0:
        return [total, in_short(each(writing, strategy, pounds_in_short, DASH))]
    return [total, none_helped(reached)]


def in_short(said: list[str]) -> str:
    """Return an amount with its interval in brackets."""
    return f"{said[0]} ({said[1]})"


def total_in_short(writing: Writing, strategy: str) -> str:
    """Return a strategy's pounds alone with their year."""
    amount = writing.number("costs", "estimate", pounds_in_short, strategy=strategy, item=TOTAL)
    return f"{amount}, {prices_in_words(writing, strategy)}"
