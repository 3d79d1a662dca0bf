"""What an answer says of what is left of an offer in the five years after its grant, and how long it lasts."""

from collections.abc import Callable
from typing import Any

from famsim.questions.compare.gathered.after import COUNTED
from famsim.scenario import FACTORS
from famsim.writing import Writing, as_table, counted, shown

HEADS = (
    "strategy",
    "year after",
    "of such offers go on at its end",
    "skill left",
    "pathways left",
    "come to a first session",
    "child-months in harm averted",
)


def after_section(writing: Writing) -> str:
    """Return the section; nothing where no strategy says what sustains it."""
    if "half_life" not in writing.tables:
        return ""
    names = [str(name) for name in writing.tables["half_life"].strategy]
    lives = "\n".join(f"- {life(writing, name)}" for name in names)
    table = as_table(HEADS, [cells(writing, one) for one in writing.tables["after_grant"].to_dict("records")])
    how = (
        "When its grant ends an offer goes on until it stops, by luck and by five factors that sustain it (0: not at "
        "all, 1: fully); every factor makes it last longer, by how much is assumed (`evaluation.stops` and those after "
        "it). Skills lapse, staff leave, and pathways that nobody is paid for wear out meanwhile. Year 0 is the last "
        "of the grant; what is done in a year is the mean of runs, in brackets where 95% of them lie. Who pays for "
        "what goes on stands in *payer_map*, row *after_grant*: the authority, unless you say otherwise."
    )
    return "\n\n".join(["## After the grant", how, lives, table])


def life(writing: Writing, name: str) -> str:
    """Return a strategy's factors and its half-life."""

    def number(column: str, how: Callable[[float], str] = shown) -> str:
        return writing.number("half_life", column, how, strategy=name)

    said = ", ".join(f"{factor.replace('_', ' ')} {number(factor)}" for factor in FACTORS)
    low, high = number("low", one_place), number("high", one_place)
    lasts = f"half of such offers have stopped {number('years', one_place)} years after (95% interval {low} to {high})"
    return f"{writing.words(name)}: {said}: {lasts}"


def one_place(value: float) -> str:
    """Return years with one decimal."""
    return f"{value:.1f}"


def cells(writing: Writing, one: dict[str, Any]) -> list[str]:
    """Return the cells of a row."""
    where = {"strategy": one["strategy"], "year_after": one["year_after"]}

    def number(column: str, how: Callable[[float], str] = counted) -> str:
        return writing.number("after_grant", column, how, **where)

    shares = [number(column, "{:.0%}".format) for column in ("goes_on", "skill", "pathways")]
    done = [f"{number(what)} ({number(f'{what}_low')} to {number(f'{what}_high')})" for what in COUNTED]
    return [writing.words(str(one["strategy"])), number("year_after", "{:.0f}".format), *shares, *done]
