"""The first page of a comparison: a paragraph for a councillor, and the pounds for whoever has to find them."""

import math

from famsim.measures import ALL, WITH_EFFECT
from famsim.runs import TOTAL
from famsim.writing import (
    BY_CHANCE,
    CLEAR,
    TOO_FEW,
    TOO_SMALL,
    Writing,
    as_table,
    counted,
    counted_size,
    is_slight,
    listed,
    none_helped,
    one_draw,
    pounds,
    pounds_size,
    prices_in_words,
    total_in_words,
    verdict_on,
    whole,
)

LED = ("fewer_partings", "stay_in_harm", "child_months_in_harm")  # the three numbers that the answer leads with
CHANGES = "how many couples part, how many stay while harm goes on, or how long children live in harm"


def compared(writing: Writing, names: list[str]) -> str:
    """Return how many ways of helping were compared with what, and whether any brings a change that matters."""
    first, *others = names
    ways = "one way of helping was" if len(others) == 1 else f"{writing.fact('strategies_compared')} ways were"
    return (
        f"**In short.** To help families, {ways} compared with *{writing.words(first)}*: the same "
        f"{writing.fact('area_families', whole)} families with children and the same luck, for {writing.how_long()}. "
        f"{verdict(writing, others)}"
    )


def verdict(writing: Writing, others: list[str]) -> str:
    """Return which strategies clearly change what the answer leads with, by enough to matter."""
    said = {name: verdicts(writing, name) for name in others}
    large = [f"*{writing.words(name)}*" for name, found in said.items() if CLEAR in found]
    small = [f"*{writing.words(name)}*" for name, found in said.items() if CLEAR not in found and TOO_SMALL in found]
    sure = f"clearly ({BY_CHANCE})" if one_draw(writing) else "clearly"
    if large:
        return f"By enough to matter, {listed(large)} {sure} {one_or_more(large, 'change')} {CHANGES}."
    none = "it does not {} change" if len(others) == 1 else "none {} changes"
    but = f" Small changes are clear under {listed(small)}." if small else ""
    return f"By enough to matter, {none.format(sure)} {CHANGES}; that is not to say that nothing is changed.{but}"


def one_or_more(names: list[str], verb: str) -> str:
    """Return a verb for one or for several."""
    return f"{verb}s" if len(names) == 1 else verb


def verdicts(writing: Writing, name: str) -> set[str]:
    """Return what is said of a strategy's changes in what the answer leads with."""
    told = [one for one in LED if not is_slight(writing, one, name)]
    return {verdict_on(writing, one, {"strategy": name, "measure": one, "group": ALL}) for one in told}


def price(writing: Writing, names: list[str]) -> str:
    """Return between which sums the strategies lie, and how many families they help for them."""
    others = sorted(names[1:], key=lambda name: writing.value("costs", "estimate", strategy=name, item=TOTAL))
    year = prices_in_words(writing, names[1])
    if len(others) == 1:
        (name,) = others
        return f"**What it costs:** {total_in_words(writing, name)} in all, {year}; {number_helped(writing, name)}."
    least, most = (
        f"{sum_in_words(writing, name)} (*{writing.words(name)}*, {number_helped(writing, name)})"
        for name in (others[0], others[-1])
    )
    return f"**What they cost:** from {least} to {most} in all, {year}."


def sum_in_words(writing: Writing, name: str) -> str:
    """Return what a strategy costs, or how much less than the first."""
    if writing.value("costs", "estimate", strategy=name, item=TOTAL) >= 0:
        return writing.number("costs", "estimate", pounds, strategy=name, item=TOTAL)
    return f"{writing.number('costs', 'estimate', pounds_size, strategy=name, item=TOTAL)} less"


def number_helped(writing: Writing, name: str) -> str:
    """Return how many families a programme with a shown effect helps, or how many fewer than under the first."""
    if writing.value("summary", WITH_EFFECT.name, strategy=name) < 0:
        return f"{writing.number('summary', WITH_EFFECT.name, counted_size, strategy=name)} fewer families helped"
    return f"{writing.number('summary', WITH_EFFECT.name, counted, strategy=name)} families helped"


def costs(writing: Writing, names: list[str]) -> str:
    """Return the table of pounds: to set up, to deliver, in all with its interval, discounted, for each helped."""
    heads = [
        "strategy",
        "set-up",
        "delivery",
        f"in all, {prices_in_words(writing, names[1])}",
        "in all, discounted",
        "for each family helped",
    ]
    return as_table(heads, [cost_row(writing, name) for name in names[1:]])


def cost_row(writing: Writing, name: str) -> list[str]:
    """Return what one strategy costs."""
    set_up, delivery, present = (
        writing.number("summary", one, pounds, strategy=name) for one in ("set_up", "delivery", "present_value")
    )
    total = total_in_words(writing, name)
    return [f"**{writing.words(name)}**", set_up, delivery, total, present, each_helped(writing, name)]


def each_helped(writing: Writing, name: str) -> str:
    """Return what each family helped by a programme with a shown effect costs, with its interval as far as there is."""
    reached, helped = (writing.value("summary", one, strategy=name) for one in ("helped", WITH_EFFECT.name))
    if helped <= 0:
        return none_helped(reached)
    amount, low, high = (
        writing.number("summary", f"per_family_{end}", pounds, strategy=name) for end in ("helped", "low", "high")
    )
    least, most = (writing.value("summary", f"per_family_{end}", strategy=name) for end in ("low", "high"))
    if math.isnan(least):
        return f"{amount} ({TOO_FEW})"
    return f"{amount} ({low} or more)" if math.isinf(most) else f"{amount} ({low} to {high})"


HOW_TO_READ_COSTS = (
    "In brackets: 95% intervals. *Set-up*: training staff, covering for them, coaching, and opening pathways; "
    "*delivery*: conversations, sessions, and specialist responses to violence that the screen finds, whoever pays. "
    "*Helped*: families who come to a first session of a programme with a shown effect; fewer finish. "
    "No saving is taken off. What the pounds buy stands below, under "
    "*What the pounds buy*."
)
