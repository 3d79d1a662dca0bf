"""The first page's part for finance: what is to be signed, what the council carries, what is left, what is missing."""

import math
from collections.abc import Callable

from famsim.appraisal import PAYER_SAYS
from famsim.handover.case.derived import GOING_ON
from famsim.handover.case.funding import FUNDING, leaves, left_in_short, sources
from famsim.handover.case.parts import borne, ratio, with_range
from famsim.handover.case.phases import PENNY, at, comes_later, has, later, plan_called, plans
from famsim.handover.case.stakes import AUTHORITY, BORNE, GRANT, OF_SPECIALISTS, PARTNERS, REFUSED, SPECIALIST
from famsim.handover.case.sums import has_budget
from famsim.handover.case.texts import AFTER, BLANK, NONE, PHASES, WHOLE, WITHIN
from famsim.handover.case.told import Told
from famsim.measures import ALL
from famsim.writing import as_table, listed, pence_shown, percent, pounds_in_short, pounds_size_in_short, whole

LESS = (("estimate", pounds_size_in_short), ("low", pounds_in_short), ("high", pounds_in_short))  # signs at ends
SIGNS = (
    "**Sign nothing today.** Later: A and B of one column, or A and C if partners refuse. Money held, or asked for? "
    f"{BLANK}"
)
COLUMN = {WITHIN: "within", WHOLE: "pounds"}  # of the table of sources
PAYER_MAP = "payer_map"
LEFT_OUT = "**In no sum:** management, evaluation, interpreters, VAT, contingency, empty places, price rises"
RETURN = "**Return in cash to the council: none counted.** "
Cell = Callable[[Told, str, str], str]


def finance(told: Told) -> str:
    """Return what falls to the council under each plan, as a table, then what holds of all."""
    heads = [f"over {told.writing.how_long()}", *(plan_called(told, *one) for one in plans(told))]
    cells = [(head, [cell(told, *plan) for plan in plans(told)]) for head, cell in rows_of(told)]
    table = as_table(heads, [[head, *row] for head, row in cells if any(one != NONE for one in row)])
    said = f"{less(told)}{LEFT_OUT}{left_over(told)}. {RETURN}{turns(told)}{of_later(told)}"
    return "\n\n".join([SIGNS, table, f"{said}{not_raised(told)} {unaudited(told)}"])


def rows_of(told: Told) -> list[tuple[str, Cell]]:
    """Return each row's words, and what tells a plan's cell."""
    return [
        ("A. grant, in cash", granted),
        ("**B. the council**", own_part),
        ("B: in kind", lambda told, name, phase: paid_from(told, name, "own", COLUMN[phase])),
        ("B: cash; unfunded", in_cash),
        (f"B after {last_month(told)}", after),
        ("partners, in kind", partners),
        ("C. B if they refuse", lambda told, name, phase: borne(told, name, phase, REFUSED)),
        ("of all: specialists", specialists),
        ("value per pound", value),
    ]


def granted(told: Told, name: str, phase: str) -> str:
    """Return what the grant pays, with its interval."""
    if borne(told, name, phase, GRANT) == NONE:
        return NONE
    return with_range(told, name, GRANT) if all_of(told, name, phase, GRANT) else borne(told, name, phase, GRANT)


def all_of(told: Told, name: str, phase: str, who: str) -> bool:
    """Say whether some months hold all that a payer pays, to the penny, so that its interval is theirs."""
    where: dict[str, object] = {"strategy": name, "who": who}
    paid = [told.writing.value(BORNE, "pounds", phase=one, **where) for one in (phase, WHOLE)]
    return abs(paid[0] - paid[1]) < PENNY


def own_part(told: Told, name: str, phase: str) -> str:
    """Return the council's own part, with its interval where it is of all months."""
    return with_range(told, name, AUTHORITY) if phase == WHOLE else borne(told, name, phase, AUTHORITY)


def last_month(told: Told) -> str:
    """Return to which month the money of all options lasts, in words; "the money" where that differs or none ends."""
    ends = {
        name: told.writing.value(PHASES, "last", **at(name, WITHIN, "cost"))
        for name in told.options
        if (has(told, name, WITHIN))
    }
    if len(set(ends.values())) != 1:
        return "the money"
    where = at(next(iter(ends)), WITHIN, "cost")
    return f"month {told.writing.number(PHASES, 'last', '{:.0f}'.format, **where)}"


def after(told: Told, name: str, phase: str) -> str:
    """Return the council's part after the months of the money; a dash where a plan has none."""
    return borne(told, name, AFTER, AUTHORITY) if phase == WHOLE and has(told, name, AFTER) else NONE


def paid_from(told: Told, name: str, source: str, column: str) -> str:
    """Return what the council pays from a source; a dash for nothing."""
    return told.sum_of(FUNDING, column, {"strategy": name, "source": source, "who": AUTHORITY}, pounds_in_short)


def in_cash(told: Told, name: str, phase: str) -> str:
    """Return what the council pays in cash that is set aside, and what has no source; a dash for neither."""
    both = [set_aside(told, name, phase), paid_from(told, name, "after_grant", COLUMN[phase])]
    return "; ".join(both) if any(one != NONE for one in both) else NONE


def set_aside(told: Told, name: str, phase: str) -> str:
    """Return what the council pays in cash of what it adds, and how much that is; a dash for nothing."""
    where: dict[str, object] = {"strategy": name, "source": "match", "who": AUTHORITY}
    paid = paid_from(told, name, "match", COLUMN[phase])
    return NONE if paid == NONE else f"{paid} of {told.writing.number(FUNDING, 'there_is', pounds_in_short, **where)}"


def partners(told: Told, name: str, phase: str) -> str:
    """Return who they are, with what each bears."""
    named = dict.fromkeys(who for _, who in sources(told, name, "own") if who not in (AUTHORITY, GRANT))
    where: dict[str, object] = {"strategy": name, "source": "own"}
    paid = {who: told.sum_of(FUNDING, COLUMN[phase], where | {"who": who}, pounds_in_short) for who in named}
    said = [f"{PAYER_SAYS[who].removeprefix('the ')} {pounds}" for who, pounds in paid.items() if pounds != NONE]
    return ", ".join(said) or NONE


def specialists(told: Told, name: str, phase: str) -> str:
    """Return what specialist help for families sent on comes to, whoever pays, with its interval."""
    where: dict[str, object] = {"strategy": name, "item": SPECIALIST}
    if not told.writing.rows("costs", **where) or told.writing.value("costs", "estimate", **where) <= 0.0:
        return NONE
    if phase != WHOLE:
        return told.writing.number(OF_SPECIALISTS, "pounds", pounds_in_short, strategy=name, phase=phase)
    ends = [told.writing.number("costs", one, pounds_in_short, **where) for one in ("estimate", "low", "high")]
    return f"{ends[0]} ({ends[1]}–{ends[2]})"


def value(told: Told, name: str, phase: str) -> str:
    """Return what is gained for each pound that all payers pay, with its interval; a dash where that is not known."""
    if phase != WHOLE or math.isnan(ratio(told.writing, name)):
        return NONE
    where: dict[str, object] = {"strategy": name, "measure": "benefit_cost"}
    ends = [told.writing.number("worth", one, pence_shown, **where) for one in ("estimate", "low", "high")]
    return ends[0] if math.isnan(ratio(told.writing, name, "low")) else f"{ends[0]} ({ends[1]} to {ends[2]})"


def turns(told: Told) -> str:
    """Return what would turn the council's part: what is paid later, partners who refuse, specialist help."""
    later_on = ["what is paid later"] if any(comes_later(told, name) for name in told.asked) else []
    refuse = ["partners"] if any(partners(told, *one) != NONE for one in plans(told)) else []
    helped = any(specialists(told, name, WHOLE) != NONE for name in told.options)
    said = [*later_on, *refuse, *([f"specialist help{paid_by(told)}"] if helped else [])]
    return f"**B hangs on** {listed(said)}. " if said else ""


def paid_by(told: Told) -> str:
    """Return who pays for specialist help by the map of payers, in brackets; "" where that is not known."""
    if not told.has(PAYER_MAP):
        return ""
    table = told.writing.tables[PAYER_MAP]
    mine = table[table["purpose"] == SPECIALIST]
    said = [
        f"{PAYER_SAYS[who].removeprefix('the ').replace('authority', 'council')} "
        f"{told.writing.number(PAYER_MAP, 'share', percent, purpose=SPECIALIST, payer=who)}"
        for who in mine["payer"]
    ]
    return f" ({', '.join(said)})" if said else ""


def unaudited(told: Told) -> str:
    """Return on how little it rests, and where it stands by year."""
    draws = told.writing.fact("draws", whole)
    return f"The model is unaudited; ranges rest on {draws} draws."


def less(told: Told) -> str:
    """Return by how much less than the first strategy options cost in all, of those that do; "" for none."""
    return "".join(f"{told.called(name)} costs {said} " for name in told.options if (said := total_less(told, name)))


def total_less(told: Told, name: str) -> str:
    """Return by how much less than the first strategy an option costs in all; "" where it costs more."""
    writing = told.writing
    where: dict[str, object] = {"strategy": name, "account": "fiscal", "who": ALL}
    if writing.value("payers", "estimate", **where) >= 0:
        return ""
    sum_less, *ends = (writing.number("payers", one, how, **where) for one, how in LESS)
    return f"{sum_less} less public money in all than {told.called(told.first)} ({ends[0]} to {ends[1]})."


def of_later(told: Told) -> str:
    """Return how much of what is paid after the money is cash, and whether what is left of the grant would cover it."""
    return "".join(later_in_cash(told, name) for name in told.asked if comes_later(told, name))


def later_in_cash(told: Told, name: str) -> str:
    """Return it of one option; "" where the council pays no cash later."""
    cash, kind = (paid_from(told, name, one, "after") for one in ("after_grant", "own"))
    if cash == NONE:
        return ""
    others = borne(told, name, AFTER, PARTNERS)
    in_kind = ", ".join(
        f"{who} {pounds}" for who, pounds in (("council", kind), ("partners", others)) if pounds != NONE
    )
    said = f"{more(told, name)}{later(told, name)} for {told.called(name)} later {cash} is the council's cash"
    return f"{said}{f', the rest in kind ({in_kind})' if in_kind else ''}{grant_covers(told, name)}. "


def more(told: Told, name: str) -> str:
    """Return how much more an option costs that goes on, and why some falls before; "Of" where it is not lived."""
    if name not in told.ended:
        return "Of "
    pounds = told.writing.number(GOING_ON, "pounds", pounds_in_short, strategy=name)
    return f"Going on costs {pounds} more, some of it before, as staff send more to what stays. Of "


def grant_covers(told: Told, name: str) -> str:
    """Return whether what is left of a grant is as much as the cash that is missing after it, if its funder agrees."""
    if not (has_budget(told, name) and leaves(told, name)):
        return ""
    rest = told.writing.value(FUNDING, "left", strategy=name, source="grant", who=GRANT)
    missing = told.writing.value(FUNDING, "after", strategy=name, source="after_grant", who=AUTHORITY)
    how = "would cover that cash" if rest >= missing else "would cover a part of that cash"
    return f"; if allowed, the {left_in_short(told, name)} grant left {how}"


def left_over(told: Told) -> str:
    """Return what to do about cash that is asked for and left; "" where none is."""
    if not any(has_budget(told, name) and leaves(told, name) for name in told.options):
        return ""
    return ": met from what is left"


def not_raised(told: Told) -> str:
    """Return by how much costs are raised for optimism in sums, and which sums have no range."""
    own = told.scenario.money.optimism_bias
    here = f"; net sums have {told.writing.words(percent(own))}" if own else ""
    return f"None is discounted or raised for optimism{here}; C's worst unknown; in kind, and C, may be cash."
