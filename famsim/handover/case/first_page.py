"""The first page of a case: the answer for a director, for a finance officer, and for a councillor."""

import math

from famsim.handover.case.for_councillor import paragraph
from famsim.handover.case.for_finance import finance
from famsim.handover.case.parts import NEXT_TO_NOTHING, OUTCOMES, by_option, change, part, reached, with_ends
from famsim.handover.case.phases import at, for_sum_in_short, goes_on, has, measured, on_a_line
from famsim.handover.case.preferred import is_told
from famsim.handover.case.risks import responses, slipped
from famsim.handover.case.sums import spend
from famsim.handover.case.texts import WHOLE, joined
from famsim.handover.case.told import Told
from famsim.handover.report import is_slight, verdict_of_changes
from famsim.measures import ALL
from famsim.questions.compare import (
    EVERY,
    MORE_COST,
    change_in_short,
    cost_in_short,
    helped_in_short,
)
from famsim.scenario import has_usual, programme_words
from famsim.writing import (
    Writing,
    counted,
    door,
    listed,
    one_draw,
    pence_shown,
    pounds_in_short,
    prices_in_words,
    shown,
    too_few,
    whole,
)

SPECIALIST = "specialist"  # the item of costs
BESIDES = ("stay_in_harm", "child_months_coparenting_conflict", "child_months_contact")  # told where they are clear
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
        f"{told.called(told.first)} (what happens anyway), followed for {writing.how_long()}. "
    )
    short = f"**In short:** {verdict_of_changes(writing, told.options)} {in_pounds(told)}"
    return joined(f"{text}{preferred_in_short(told)}", offered_in_short(told), short)


def offered_in_short(told: Told) -> str:
    """Return what each option is, a line an option: its programmes, and where families are found."""
    rows = [f"- {told.called(name)}: {listed(programmes_of(told, name))}" for name in told.options]
    return "\n".join(rows)


def programmes_of(told: Told, name: str) -> list[str]:
    """Return each programme of an option once, with the doors at which families are found for it."""
    found: dict[str, dict[str, None]] = {}
    for strategy in told.scenario.strategies:
        for offer in strategy.offers if strategy.name == name else ():
            if not offer.usual:
                found.setdefault(offer.programme, {}).update(dict.fromkeys(map(door, offer.found)))
    said = [f"{programme_words(one)} (found at {listed(list(doors), 'or')})" for one, doors in found.items()]
    return said or ["makes no offer of its own"]


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
    return (
        "**Not ready for a decision:** its authors have not yet said which they prefer, and why (*Preferred option*)."
    )


def table(told: Told) -> str:
    """Return what each option comes to: families helped, two changes, pounds."""
    writing = told.writing
    usual = has_usual(told.scenario)
    heads = [
        "more families who come; finish" if usual else "families who come; finish",
        *LED.values(),
        f"{MORE_COST if usual else 'cost'}, {prices_in_words(writing, told.options[0])}",
        "cost of each who comes; who finishes",
    ]

    def cells(name: str) -> list[str]:
        changes = [
            NEXT_TO_NOTHING if is_slight(writing, one, name) else change_in_short(writing, one, name) for one in LED
        ]
        ended: dict[str, object] = {"strategy": name, "group": ALL, "measure": "completed"}
        total, each = cost_in_short(writing, name)
        return [
            f"{who_come(writing, name)}; {writing.number('reach', 'estimate', counted, **ended)}",
            *changes,
            total,
            f"{each}{finished(told, name)}",
        ]

    return by_option(told, heads, cells)


def finished(told: Told, name: str) -> str:
    """Return what each family that finishes costs; "" where none does or nothing is paid."""
    if not has(told, name, WHOLE):
        return ""
    each = measured(told, at(name, WHOLE, "per_complete"), pounds_in_short)
    return "" if each == "-" else f"; {each}"


def points(told: Told) -> str:
    """Return what the table comes to, a line a point."""
    writing = told.writing
    said = [
        beyond_budgets(told),
        also_clear(told),
        worth(told),
        promise(told),
        safety(told),
        how_sure(writing),
    ]
    return "\n".join(f"- {one}" for one in said if one)


def also_clear(told: Told) -> str:
    """Return what else clearly changes, more couples who stay in harm among it; "" where nothing does."""
    said = [
        f"under {told.called(name)}, {OUTCOMES[one]}: {change(told.writing, one, name)}"
        for name in told.options
        for one in BESIDES
        if is_told(told.writing, name, one)
    ]
    return f"**Also clear:** {'; '.join(said)}." if said else ""


def safety(told: Told) -> str:
    """Return how many families with violence are let in, how many specialist responses there are, and their cost."""
    writing = told.writing
    each = "; ".join(
        f"{told.called(name)} {slipped(told, name)} let in, {responses(told, name)} sent on for "
        f"{writing.number('costs', 'estimate', pounds_in_short, strategy=name, item=SPECIALIST)}"
        for name in told.options
        if writing.rows("costs", strategy=name, item=SPECIALIST)
    )
    return (
        "**Safety:** families with violence whom the screen lets in; families whom it sends, rightly or not, to a "
        f"specialist first: {each}."
    )


def beyond_budgets(told: Told) -> str:
    """Return what each option comes to in the months of its money, and after them; "" where all end with it."""
    if not any(goes_on(told, name) for name in told.options):
        return ""
    each = "; ".join(on_a_line(told, name) for name in told.options)
    return (
        f"**Like for like?** The table has all {told.writing.how_long()}, the money fewer months: {each}."
        f"{for_sum_in_short(told)}"
    )


def how_sure(writing: Writing) -> str:
    """Return what intervals hold and how many figures are assumed, in a line."""
    draws = writing.fact("draws")
    held = "chance alone (one draw: more before anything rests on it)" if one_draw(writing) else (
        f"chance and the uncertainty of the figures ({draws} draws)"
    )  # fmt: skip
    return (
        f"**How sure:** a simulation, not a count. 95% intervals, in brackets, hold {held}. Of "
        f"{writing.fact('figures', whole)} figures {writing.fact('figures_assumed', whole)} are assumed. *Small*: "
        "clear, and too little to show in the area's figures."
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
    """Return what can be promised: to count families, not the area's count; and how many of those referred come."""
    named = [told.prefers] if told.prefers in told.options else told.options
    said = [one for name in named if (one := referred(told, name))]
    most = f" Of families referred, most do not come: {'; '.join(said)}." if said else ""
    return (
        "**What can be promised:** not fewer partings in the area's count, nor that so many come; but to count the "
        f"families who come and who finish, how they fare, and to tell.{most}"
    )


def who_come(writing: Writing, name: str) -> str:
    """Return how many come with their interval, or how many fewer than under the first strategy."""
    where: dict[str, object] = {"strategy": name, "group": ALL, "measure": "helped"}
    if writing.value("reach", "estimate", **where) < 0:
        return reached(writing, name, "helped")
    if too_few(writing, "reach", **where):
        return helped_in_short(writing, name)
    low, high = (writing.number("reach", end, counted, **where) for end in ("low", "high"))
    return f"{helped_in_short(writing, name)} ({low}–{high})"


def referred(told: Told, name: str) -> str:
    """Return how many are referred and come; "" where they are not told."""
    writing = told.writing
    there = told.has("agencies") and writing.rows("agencies", strategy=name, agency=ALL)
    if not there or writing.value("reach", "estimate", strategy=name, group=ALL, measure="helped") < 0:
        return ""
    number = writing.number("agencies", "referrals", counted, strategy=name, agency=ALL)
    come = writing.number("reach", "estimate", counted, strategy=name, group=ALL, measure="helped")
    return f"{told.called(name)} {come} of {number}"
