"""What the first page says to a director, a line a point: worth, what can go wrong, what can be promised, how sure."""

import math

from famsim.handover.case.parts import responses, slipped, with_ends
from famsim.handover.case.phases import at as at_phase
from famsim.handover.case.phases import goes_on
from famsim.handover.case.stakes import AT_STAKE, EMPTY, OTHERS
from famsim.handover.case.texts import AFTER, PHASES
from famsim.handover.case.told import Told
from famsim.writing import Writing, listed, one_draw, pence_shown, pounds_in_short, whole

SPECIALIST = "specialist"  # the item of costs
Cell = tuple[str, str, dict[str, object]]  # a table, a column, and where
ONE_POUND = 1.0  # for each pound: what costs as much as it gains


def safety(told: Told) -> str:
    """Return how many families with violence are let in, how many specialist responses there are, and their cost."""
    writing = told.writing
    each = "; ".join(
        f"{told.called(name)} misses {slipped(told, name)}, sends on {responses(told, name)} for "
        f"{writing.number('costs', 'estimate', pounds_in_short, strategy=name, item=SPECIALIST)}"
        for name in told.options
        if writing.rows("costs", strategy=name, item=SPECIALIST)
    )
    return (
        "**Safety:** a check at the start misses some families with violence, who come (a harm), and sends others, "
        f"rightly or not, to a specialist service instead: {each}. What that service changes is in no number here."
    )


def may_go_wrong(told: Told) -> str:
    """Return what the money may come to nothing by, and what the costs leave out, from the least option to the most."""
    idle = ends(told, [("summary", "set_up", {"strategy": name}) for name in told.options])
    said = [f"few come, and staff and pathways are paid all the same ({idle})"]
    if others := at_stake(told, OTHERS):
        said.append(f"partners refuse, and their part falls to the authority ({others})")
    if later := [name for name in told.options if goes_on(told, name)]:
        sums = ends(told, [(PHASES, "estimate", at_phase(name, AFTER, "cost")) for name in later])
        said.append(f"it goes on after its money with no budget ({sums})")
    empty = f", places that stay empty ({spare})" if (spare := at_stake(told, EMPTY)) else ""
    return (
        f"**What may go wrong with the money:** {'; '.join(said)}. **Not in any cost here:** management, evaluation, "
        f"interpreters, VAT, contingency{empty}."
    )


def at_stake(told: Told, what: str) -> str:
    """Return what is at stake, from the least option to the most; "" where nothing is."""
    there: list[Cell] = [(AT_STAKE, "pounds", {"strategy": name, "what": what}) for name in told.options]
    return ends(told, [one for one in there if told.writing.rows(one[0], **one[2]) and value(told, one) > 0.0])


def ends(told: Told, cells: list[Cell]) -> str:
    """Return pounds from the least of some cells to the most; "" for none."""
    ordered = sorted(cells, key=lambda one: value(told, one))
    named = ordered[:1] if len(ordered) < 2 else [ordered[0], ordered[-1]]
    return " to ".join(told.writing.number(table, column, pounds_in_short, **where) for table, column, where in named)


def value(told: Told, cell: Cell) -> float:
    """Return what stands in a cell."""
    table, column, where = cell
    return told.writing.value(table, column, **where)


def how_sure(writing: Writing) -> str:
    """Return what intervals hold and how many figures are assumed, in a line."""
    draws = writing.fact("draws")
    held = "chance alone (one draw: more before anything rests on it)" if one_draw(writing) else (
        f"chance and the uncertainty of the figures ({draws} draws)"
    )  # fmt: skip
    return (
        f"**How sure:** a simulation. 95% intervals, in brackets, hold {held}. Of "
        f"{writing.fact('figures', whole)} figures {writing.fact('figures_assumed', whole)} are assumed. *Small*: "
        "clear, and too little to show in the area."
    )


def worth(told: Told) -> str:
    """Return what each pound brings on what can be valued, and what would have to be gained."""
    writing = told.writing
    named = [name for name in told.options if not math.isnan(ratio(writing, name))]
    if not named:
        return "**Is it worth it?** No option costs more than the first, so there is no sum for each pound."
    more = [name for name in named if ratio(writing, name, "low") >= ONE_POUND]
    less = [name for name in named if ratio(writing, name, "high") < ONE_POUND]
    each = "; ".join(
        f"{told.called(name)} {for_each_pound(writing, name)}, "
        f"{writing.number('worth', 'estimate', pounds_in_short, strategy=name, measure='net')}"
        for name in named
    )
    return (
        "**Is it worth it?** Gained for each pound, on what can be valued and less families' time; net present value: "
        f"{each}. {verdict(told, more, less)}"
    ).rstrip()


def verdict(told: Told, more: list[str], less: list[str]) -> str:
    """Return which options are clearly worth more or less than they cost; the others are not clear."""
    said = [
        f"clearly {word} than it costs: {listed([told.called(name) for name in some])}"
        for word, some in (("more", more), ("less", less))
        if some
    ]
    if not more and len(less) == len(told.options):
        return ""  # said above: none is worth its cost
    text = "; ".join(said) if said else "no option is clearly worth more, or less, than it costs"
    return f"{text[0].upper()}{text[1:]}."


def ratio(writing: Writing, name: str, end: str = "estimate") -> float:
    """Return what is gained for each pound, or an end of its interval; NaN where nothing more is paid."""
    return writing.value("worth", end, strategy=name, measure="benefit_cost")


def for_each_pound(writing: Writing, name: str) -> str:
    """Return the same in words."""
    return with_ends(writing, "worth", pence_shown, strategy=name, measure="benefit_cost")


def promise() -> str:
    """Return what can be promised: to count families, not the area's count."""
    return (
        "**To promise:** not fewer partings in the area's count, but to count who comes and who finishes, and to tell."
    )
