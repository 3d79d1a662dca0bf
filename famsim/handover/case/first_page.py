"""The first page of a case: the answer for a director, for a finance officer, and for a councillor."""

import math

from famsim.handover.case.derived import AFTERWARDS
from famsim.handover.case.parts import by_option, joined, part, reached, with_ends
from famsim.handover.case.sums import has_budget, size_in_short, spend
from famsim.handover.case.told import Told
from famsim.handover.report import verdict_of_changes
from famsim.measures import ALL, WITH_EFFECT
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
    counted,
    counted_size,
    listed,
    one_draw,
    pence_shown,
    pounds_in_short,
    prices_in_words,
    shown,
    whole,
)

IN_ALL = {"year": 0}  # the row of a budget's years together
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
    return "**Preferred:** not marked yet; `--prefer NAME` marks it, and *Preferred option* says what speaks for each."


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
        changes = [change_in_short(writing, measure, name) for measure in LED]
        return [helped_in_short(writing, name), *changes, *cost_in_short(writing, name)]

    return by_option(told, heads, cells)


def points(told: Told) -> str:
    """Return what the table comes to, a line a point."""
    writing, scenario = told.writing, told.scenario
    said = [
        matters(writing, scenario),
        councillor(writing, scenario),
        worth(told),
        promise(told),
        how_sure(writing),
    ]
    return "\n".join(f"- {one}" for one in said)


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
        f"**Is it worth it?** Gained for each pound of cost, on what can be valued: {each}. {verdict(told, more, less)}"
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
    return f" Gains would have to be {' to '.join(numbers)} times as large to cover costs."


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


def finance(told: Told) -> str:
    """Return what each option takes of which money, a line an option."""
    rows = [f"- {told.called(name)}: {paid_by(told, name)}{of_budget(told, name)}" for name in told.options]
    cash = (
        "What services are spared rests on average costs of a case: none of it is cash to count on. Costs have no "
        "uplift for optimism here (*Risk and optimism bias* has); *Affordability* has every year and payer."
    )
    return "\n\n".join(["\n".join(rows), cash])


LESS = (("estimate", size_in_short), ("low", pounds_in_short), ("high", pounds_in_short))  # signs at the ends alone


def paid_by(told: Told, name: str) -> str:
    """Return what an option costs in all, and of it the authority's own and the grant's."""
    writing = told.writing
    where: dict[str, object] = {"strategy": name, "account": "fiscal", "who": ALL}
    if writing.value("payers", "estimate", **where) < 0:
        less, *ends = (writing.number("payers", one, how, **where) for one, how in LESS)
        return f"{less} less public money in all than {told.called(told.first)} ({ends[0]} to {ends[1]})"
    total = with_ends(writing, "payers", pounds_in_short, **where)
    parts = [
        f"{writing.number('payers', 'estimate', pounds_in_short, strategy=name, account='fiscal', who=who)} {says}"
        for who, says in (("grant", "from the grant"), ("authority", "the authority's own"))
        if writing.rows("payers", strategy=name, account="fiscal", who=who)
    ]
    return f"{total} of public money in all{', of it ' + listed(parts) if parts else ''}"


def of_budget(told: Told, name: str) -> str:
    """Return what an option spends of its budget on average, and whether that is more than there is."""
    if not has_budget(told, name):
        return ". No budget is given."
    writing, where = told.writing, {"strategy": name, **IN_ALL}
    budget, spent, least, most = (
        writing.number("budgets", one, pounds_in_short, **where) for one in ("budget", "spent", "least", "most")
    )
    text = f". Budget {budget}{added(writing, where)}: {spent} spent on average ({least} to {most})"
    if writing.rows(AFTERWARDS, strategy=name):
        later = writing.number(AFTERWARDS, "pounds", pounds_in_short, strategy=name)
        return f"{text}; the other {later} fall after it, where the offer goes on."
    return f"{text}."


def added(writing: Writing, where: dict[str, object]) -> str:
    """Return what others add to a budget; nothing where nobody does."""
    if not writing.value("budgets", "match", **where):
        return ""
    return f" and {writing.number('budgets', 'match', pounds_in_short, **where)} from others"


def paragraph(told: Told) -> str:
    """Return the paragraph for a councillor, which stands by itself."""
    writing = told.writing
    where = {"strategy": told.options[0]}
    count, chance = (writing.number("chance", one, counted, **where) for one in ("a_year", "chance_sd"))
    return (
        f"Of {writing.fact('area_families', whole)} families with children here, about "
        f"{writing.fact('ever_in_need', counted)} are in difficulty at some time in {writing.how_long()}; "
        f"{how_many(told)} would be helped. In a usual year about {count} couples with children part, give or take "
        f"{chance} by luck alone: {moves(told)} So do not ask whether fewer couples part. Ask how many families came, "
        "how many finished, and how they and their children fare beside similar families who were not helped. Nobody "
        "is to blame, and parting is not always the worse outcome: what counts is less harm to children."
    )


def how_many(told: Told) -> str:
    """Return how many families the options help, from the fewest to the most; or how many fewer than the first."""
    writing = told.writing
    named = sorted(told.options, key=lambda name: helps(writing, name))
    ends = dict.fromkeys((named[0], named[-1]))
    if helps(writing, named[0]) >= 0:
        return " to ".join(writing.number("summary", WITH_EFFECT.name, counted, strategy=name) for name in ends)
    said = [
        f"{writing.number('summary', WITH_EFFECT.name, counted_size, strategy=name)} "
        f"{'fewer' if helps(writing, name) < 0 else 'more'}"
        for name in ends
    ]
    return f"{' to '.join(said)} than under {told.called(told.first)}"


def helps(writing: Writing, name: str) -> float:
    """Return how many families an option helps by what has a shown effect; beside usual services so many more."""
    return writing.value("summary", WITH_EFFECT.name, strategy=name)


def moves(told: Told) -> str:
    """Return whether the year's count can show any of it."""
    seen = [name for name in told.options if told.writing.value("chance", "seen", strategy=name) > 0]
    if not seen:
        return "nobody could see in that count what any of this does."
    return f"only {listed([told.called(name) for name in seen])} could be seen in that count."
