"""The first page of a case: the answer for a director, for a finance officer, and for a councillor."""

import math

from famsim.handover.case.for_councillor import paragraph
from famsim.handover.case.for_finance import finance
from famsim.handover.case.parts import NEXT_TO_NOTHING, OUTCOMES, change, part, reached
from famsim.handover.case.phases import FEW, at, comes, goes_on, has, measured, months
from famsim.handover.case.points import ONE_POUND, how_sure, may_go_wrong, promise, ratio, safety, worth
from famsim.handover.case.preferred import CRITERIA, is_told, led_by
from famsim.handover.case.stakes import COUNCILS
from famsim.handover.case.sums import has_budget, spend
from famsim.handover.case.texts import AFTER, WHOLE, WITHIN, joined
from famsim.handover.case.told import Told
from famsim.handover.report import is_slight, lines, verdict_of_changes
from famsim.measures import ALL
from famsim.questions.compare import (
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
    pounds_in_short,
    prices_in_words,
    too_few,
    who_label,
)

CANNOT = "cannot be told: too few"
BESIDES = ("stay_in_harm", "child_months_coparenting_conflict", "child_months_contact")  # told where they are clear
STAY = "stay_in_harm"
LED = {"fewer_partings": "couples who part", "child_months_in_harm": "child-months in harm"}


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
    short = f"**In short:** {verdict_of_changes(writing, told.options)}{bad(told)} {in_pounds(told)}"
    return joined(f"{text}{cash(told)}{preferred_in_short(told)}", offered_in_short(told), short)


def cash(told: Told) -> str:
    """Return how much of the sum that is asked for the grant would pay; "" where no sum is."""
    where: dict[str, object] = {"source": "grant", "who": "grant"}
    named = [
        one for one in told.options if has_budget(told, one) and told.writing.rows("funding", strategy=one, **where)
    ]
    said = [
        f"{told.called(one)} {told.writing.number('funding', 'within', pounds_in_short, strategy=one, **where)}"
        for one in named
    ]
    if not said:
        return ""
    return (
        f"**Of that the grant would pay in cash:** {', '.join(said)}; the sum sets as many places as cost all payers "
        "so much, and the rest is left. "
    )


def bad(told: Told) -> str:
    """Return under which options a harm clearly rises; "" where it does under none."""
    named = [told.called(name) for name in told.options if is_told(told.writing, name, STAY) and rises(told, name)]
    return f" Under {listed(named)} slightly more couples stay though harm goes on, which is bad." if named else ""


def rises(told: Told, name: str) -> bool:
    """Say whether clearly more couples stay though harm goes on."""
    return told.writing.value("differences", "low", strategy=name, measure=STAY, group=ALL) > 0


def offered_in_short(told: Told) -> str:
    """Return what each option is, a line an option: its programmes, and where families are found."""
    rows = [f"- {told.called(name)}: {listed(programmes_of(told, name))}" for name in told.options]
    return "\n".join(rows)


def programmes_of(told: Told, name: str) -> list[str]:
    """Return each programme of an option once, with whom it is for and the doors at which these are found."""
    found: dict[str, dict[str, None]] = {}
    whom: dict[str, dict[str, None]] = {}
    for strategy in told.scenario.strategies:
        for offer in strategy.offers if strategy.name == name else ():
            if not offer.usual:
                found.setdefault(offer.programme, {}).update(dict.fromkeys(map(door, offer.found)))
                whom.setdefault(offer.programme, {}).update(dict.fromkeys(map(who_label, offer.who)))
    said = [
        f"{programme_words(one)} ({told.writing.words(', '.join(whom[one]) or 'any family')}; found at "
        f"{listed(list(doors), 'or')})"
        for one, doors in found.items()
    ]
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
        "**Not ready for a decision:** no option is preferred yet (*Preferred option*), no payer has agreed, the log "
        "of quality assurance is not signed, owners and dates are not named."
    )


def table(told: Told) -> str:
    """Return what each option comes to in the months of its money, and in all: families, two changes, pounds."""
    writing = told.writing
    cost = f"{MORE_COST if has_usual(told.scenario) else 'cost'} to all payers"
    heads = [
        "option",
        "more families who come; finish" if has_usual(told.scenario) else "families who come; finish",
        *LED.values(),
        f"{cost}, {prices_in_words(writing, told.options[0])}",
        "of it the council's",
        "cost of each who comes; finishes",
    ]
    rows = [row for name in told.options for row in rows_of(told, name)]
    return lines(heads, rows)


def rows_of(told: Told, name: str) -> list[list[str]]:
    """Return an option's rows: the months of its money, where it goes on after them, and all months."""
    whole_row = [told.called(name), *all_months(told, name)]
    if not goes_on(told, name) or comes(told, name, AFTER) < FEW:
        return [whole_row]
    come, complete, cost, each, finish = (
        measured(told, at(name, WITHIN, one), how)
        for one, how in (
            ("come", counted),
            ("complete", counted),
            ("cost", pounds_in_short),
            ("per_come", pounds_in_short),
            ("per_complete", pounds_in_short),
        )
    )
    within = [f"{come}; {complete}", "-", "-", cost, councils(told, name, WITHIN), f"{each}; {finish}"]
    whole_row[0] = f"{told.called(name)}, all months"
    return [[f"{told.called(name)}, {months(told, name, WITHIN)}", *within], whole_row]


def all_months(told: Told, name: str) -> list[str]:
    """Return an option's cells over all months."""
    writing = told.writing
    changes = [unmeasured(writing, one, name) for one in LED]
    ended: dict[str, object] = {"strategy": name, "group": ALL, "measure": "completed"}
    total, each = cost_in_short(writing, name)
    return [
        f"{who_come(writing, name)}; {writing.number('reach', 'estimate', counted, **ended)}",
        *changes,
        total,
        councils(told, name, WHOLE),
        f"{each}{finished(told, name)}",
    ]


def unmeasured(writing: Writing, measure: str, name: str) -> str:
    """Return a change; of one of too few families that it cannot be told, which is not that there is none."""
    if is_slight(writing, measure, name):
        return NEXT_TO_NOTHING
    if not math.isnan(writing.value("differences", "at_most", strategy=name, measure=measure, group=ALL)):
        return CANNOT
    return change_in_short(writing, measure, name)


def councils(told: Told, name: str, phase: str) -> str:
    """Return what the authority pays; a dash for nothing."""
    where: dict[str, object] = {"strategy": name, "phase": phase}
    if not told.writing.rows(COUNCILS, **where) or told.writing.value(COUNCILS, "pounds", **where) < 1.0:
        return "-"
    return told.writing.number(COUNCILS, "pounds", pounds_in_short, **where)


def finished(told: Told, name: str) -> str:
    """Return what each family that finishes costs; "" where none does or nothing is paid."""
    if not has(told, name, WHOLE):
        return ""
    each = measured(told, at(name, WHOLE, "per_complete"), pounds_in_short)
    return "" if each == "-" else f"; {each}"


def points(told: Told) -> str:
    """Return what the table comes to, a line a point."""
    said = [
        also_clear(told),
        worth(told),
        leads_in_short(told),
        may_go_wrong(told),
        safety(told),
        promise(),
        how_sure(told.writing),
    ]
    return "\n".join(f"- {one}" for one in said if one)


def leads_in_short(told: Told) -> str:
    """Return which option leads by what, by estimates alone; "" where an area's options are not ranked, or are one."""
    if told.kept.illustrative or len(told.options) < 2:
        return ""
    by = "; ".join(f"{one.short}, {led_by(told, one)[0]}" for one in CRITERIA)
    return f"**Which leads** by estimates alone (*What would turn the order*): {by}."


def also_clear(told: Told) -> str:
    """Return what else clearly changes, more couples who stay in harm among it; "" where nothing does."""
    said = [
        f"under {told.called(name)}, {OUTCOMES[one]}: {change(told.writing, one, name)}"
        for name in told.options
        for one in BESIDES
        if is_told(told.writing, name, one) and not (one == STAY and rises(told, name))
    ]
    return f"**Also clear:** {'; '.join(said)}." if said else ""


def who_come(writing: Writing, name: str) -> str:
    """Return how many come with their interval, or how many fewer than under the first strategy."""
    where: dict[str, object] = {"strategy": name, "group": ALL, "measure": "helped"}
    if writing.value("reach", "estimate", **where) < 0:
        return reached(writing, name, "helped")
    if too_few(writing, "reach", **where):
        return helped_in_short(writing, name)
    low, high = (writing.number("reach", end, counted, **where) for end in ("low", "high"))
    return f"{helped_in_short(writing, name)} ({low}–{high})"
