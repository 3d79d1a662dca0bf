"""The first page of a case: the answer for a director, for a finance officer, and for a councillor."""

import math

from famsim.handover.case.derived import AFTERWARDS
from famsim.handover.case.for_councillor import paragraph
from famsim.handover.case.for_finance import IN_ALL, finance
from famsim.handover.case.parts import NEXT_TO_NOTHING, by_option, is_slight, joined, part, reached, with_ends
from famsim.handover.case.sums import spend
from famsim.handover.case.told import Told
from famsim.handover.report import verdict_of_changes
from famsim.questions.compare import (
    EVERY,
    MORE_COST,
    change_in_short,
    cost_in_short,
    councillor,
    helped_in_short,
    matters,
)
from famsim.scenario import has_usual
from famsim.writing import (
    Writing,
    listed,
    one_draw,
    pence_shown,
    pounds_in_short,
    prices_in_words,
    shown,
    whole,
)

LED = {"fewer_partings": "couples who part", "child_months_in_harm": "child-months in harm"}
ONE_POUND = 1.0  # for each pound: what costs as much as it gains


def first_page(told: Told) -> str:
    """Return the page."""
    return joined(
        part("For the director", decision(told), table(told), points(told)),
        part("For the councillor", paragraph(told)),
        part("For the finance officer", finance(told)),
    )


def decision(told: Told) -> str:
    """Return what is to be decided, and what is preferred by whom."""
    writing = told.writing
    number = writing.fact("strategies_compared")
    ways = "one option" if len(told.options) == 1 else f"{number} options"
    text = (
        f"**To decide:** whether to {spend(told)} families before conflict does harm, by {ways} set beside "
        f"{told.called(told.first)}, for {writing.how_long()}. "
    )
    short = f"**In short:** {verdict_of_changes(writing, told.options)} {in_pounds(told)}"
    return joined(f"{text}{preferred_in_short(told)}", short)


def in_pounds(told: Told) -> str:
    """Return how many options are clearly worth what they cost, on what can be valued in pounds."""
    named = [name for name in told.options if not math.isnan(ratio(told.writing, name))]
    more = [told.called(name) for name in named if ratio(told.writing, name, "low") >= ONE_POUND]
    if more:
        return f"In pounds alone, worth its cost: {listed(more)}."
    if all(ratio(told.writing, name, "high") < ONE_POUND for name in named):
        return "In pounds alone, none is worth its cost: the case rests on what is not valued in pounds."
    return "In pounds alone, none is clearly worth its cost."


def preferred_in_short(told: Told) -> str:
    """Return which option its authors prefer, or that none is marked."""
    if told.prefers:
        return (
            f"**Preferred:** {told.called(told.prefers)}, by the authors of this case (*Preferred option* says on what "
            "grounds); no model prefers."
        )
    return "**Preferred:** not said yet by the authors of this case; *Preferred option* has what speaks for each."


def table(told: Told) -> str:
    """Return what each option comes to: families helped, two changes, pounds."""
    writing = told.writing
    usual = has_usual(told.scenario)
    heads = [
        "more families helped" if usual else "families helped",
        *LED.values(),
        f"{MORE_COST if usual else 'cost'}, {prices_in_words(writing, told.options[0])}",
        "cost of each helped",
    ]

    def cells(name: str) -> list[str]:
        changes = [
            NEXT_TO_NOTHING if is_slight(writing, one, name) else change_in_short(writing, one, name) for one in LED
        ]
        return [helped_in_short(writing, name), *changes, *cost_in_short(writing, name)]

    return by_option(told, heads, cells)


def points(told: Told) -> str:
    """Return what the table comes to, a line a point."""
    writing, scenario = told.writing, told.scenario
    said = [
        beyond_budgets(told),
        matters(writing, scenario),
        councillor(writing, scenario),
        worth(told),
        promise(told),
        how_sure(writing),
    ]
    return "\n".join(f"- {one}" for one in said if one)


def beyond_budgets(told: Told) -> str:
    """Return why an option costs more than there is: it goes on after its budget; "" where none does."""
    writing = told.writing
    each = [
        f"{told.called(name)} spends {writing.number('budgets', 'spent', pounds_in_short, strategy=name, **IN_ALL)} of "
        f"its budget, then {writing.number(AFTERWARDS, 'pounds', pounds_in_short, strategy=name)} as it goes on"
        for name in told.options
        if writing.rows(AFTERWARDS, strategy=name)
    ]
    if not each:
        return ""
    return f"**More than the budget?** The table has all that is paid in {writing.how_long()}: {'; '.join(each)}."


def how_sure(writing: Writing) -> str:
    """Return what intervals hold and how many figures are assumed, in a line."""
    draws = writing.fact("draws")
    held = "chance alone (one draw: more before anything rests on it)" if one_draw(writing) else (
        f"chance and the uncertainty of the figures ({draws} draws)"
    )  # fmt: skip
    return (
        f"**How sure:** 95% intervals, in brackets, hold {held}. Of {writing.fact('figures', whole)} figures "
        f"{writing.fact('figures_assumed', whole)} are assumed."
    )


def worth(told: Told) -> str:
    """Return what each pound brings on what can be valued, and what would have to be gained."""
    writing = told.writing
    named = [name for name in told.options if not math.isnan(ratio(writing, name))]
    if not named:
        return "**Is it worth it?** No option costs more than the first, so there is no sum for each pound."
    more = [name for name in named if ratio(writing, name, "low") >= ONE_POUND]
    less = [name for name in named if ratio(writing, name, "high") < ONE_POUND]
    each = "; ".join(f"{told.called(name)} {for_each_pound(writing, name)}" for name in named)
    return (
        "**Is it worth it?** Gained for each pound of cost, on what can be valued and less families' own time: "
        f"{each}. {verdict(told, more, less)}"
    )


def verdict(told: Told, more: list[str], less: list[str]) -> str:
    """Return which options are clearly worth more or less than they cost; the others are not clear."""
    said = [
        f"clearly {word} than it costs: {listed([told.called(name) for name in some])}"
        for word, some in (("more", more), ("less", less))
        if some
    ]
    text = "; ".join(said) if said else "no option is clearly worth more, or less, than it costs"
    return f"{text[0].upper()}{text[1:]}.{by_gains(told)}"


def ratio(writing: Writing, name: str, end: str = "estimate") -> float:
    """Return what is gained for each pound, or an end of its interval; NaN where nothing more is paid."""
    return writing.value("worth", end, strategy=name, measure="benefit_cost")


def for_each_pound(writing: Writing, name: str) -> str:
    """Return the same in words."""
    return with_ends(writing, "worth", pence_shown, strategy=name, measure="benefit_cost")


def by_gains(told: Told) -> str:
    """Return how many times as much the options would have to gain, from the least to the most; "" where none would."""
    writing = told.writing
    found = sorted(
        (value, name)
        for name in told.options
        if writing.rows("switching", strategy=name, beside=told.first, figure=EVERY)
        and math.isfinite(value := switches_at(writing, name, told.first))
        and value > ONE_POUND
    )
    if not found:
        return ""
    numbers = [
        writing.number("switching", "switches_at", shown, strategy=name, beside=told.first, figure=EVERY)
        for name in dict.fromkeys((found[0][1], found[-1][1]))
    ]
    return f" Gains would have to be {' to '.join(numbers)} times as large to cover costs and families' time."


def switches_at(writing: Writing, name: str, first: str) -> float:
    """Return how many times all gains would have to be as much."""
    return writing.value("switching", "switches_at", strategy=name, beside=first, figure=EVERY)


def promise(told: Told) -> str:
    """Return what can be promised: families who come and complete, not the area's count."""
    each = "; ".join(
        f"{told.called(name)} {reached(told.writing, name, 'helped')} come, {reached(told.writing, name, 'completed')} "
        "complete"
        for name in ([told.prefers] if told.prefers in told.options else told.options)
    )
    return f"**What can be promised:** not fewer partings in the area's count, but families: {each}."
