"""The first page's part for finance: what is to be signed, what the council carries, what is left, what is missing."""

import math
from collections.abc import Callable

from famsim.appraisal import PAYER_SAYS, PURPOSE_SAYS
from famsim.handover.case.funding import FUNDING, leaves, left_in_short, sources
from famsim.handover.case.parts import borne, by_how_much, with_range
from famsim.handover.case.phases import has, last_month
from famsim.handover.case.stakes import AT_STAKE, AUTHORITY, GRANT, RAISED, REFUSED, UPLIFT
from famsim.handover.case.sums import has_budget, size_in_short
from famsim.handover.case.texts import AFTER, WHOLE, WITHIN
from famsim.handover.case.told import Told
from famsim.handover.report import lines
from famsim.measures import ALL
from famsim.runs import TOTAL
from famsim.writing import percent, pounds_in_short

LESS = (("estimate", size_in_short), ("low", pounds_in_short), ("high", pounds_in_short))  # signs at the ends alone
SIGNS = (
    "**Sign nothing today.** Later, once quality assurance is signed and payers agree, you sign A and B for the one "
    "option chosen. C is no further sum: it takes the place of B if partners refuse."
)
WORTH_SAYING = 1000.0  # pounds
NONE = "-"
LEFT_OUT = "**In no sum:** management, evaluation, interpreters, VAT, contingency, empty places."
UNAUDITED = "Nobody has audited the model. **Nothing comes back as cash.** By year: the case's *Financial case*."
SHORT = {"specialist": "specialist help", "talks": "talks with families"}


def finance(told: Told) -> str:
    """Return what falls to the council under each option, as a table, then what holds of all."""
    heads = [f"over {told.writing.how_long()}", *(told.called(name) for name in told.options)]
    cells = [(head, [cell(told, name) for name in told.options]) for head, cell in rows_of(told)]
    table = lines(heads, [[head, *row] for head, row in cells if any(one != NONE for one in row)])
    return "\n\n".join([SIGNS, table, f"{less(told)}{LEFT_OUT} {not_raised(told)} {left_over(told)}{UNAUDITED}"])


def rows_of(told: Told) -> list[tuple[str, Callable[[Told, str], str]]]:
    """Return each row's words, and what tells an option's cell."""
    last = last_month(told)
    return [
        ("A. the grant, in cash", granted),
        ("**B. the council**", own_part),
        (f"of B, by month {last}; later" if last else "of B, in its months; later", by_phase),
        ("of B, in kind", lambda told, name: paid_from(told, name, "own")),
        ("of B, cash it has set aside", lambda told, name: paid_from(told, name, "match")),
        ("of B, cash nobody has yet", lambda told, name: paid_from(told, name, "after_grant")),
        ("partners, in kind", partners),
        ("C. council if these refuse", if_refused),
        (f"least sure{of_all(told) or ' cost'}", least_sure),
        (f"all payers, raised by {by_how_much(told, UPLIFT)}", raised),
    ]


def granted(told: Told, name: str) -> str:
    """Return what the grant pays, with its interval, and how much of what is asked for is left."""
    if borne(told, name, WHOLE, GRANT) == NONE:
        return NONE
    return "; ".join(one for one in (with_range(told, name, GRANT), left(told, name)) if one)


def left(told: Told, name: str) -> str:
    """Return how much of the grant is left, where a sum is asked for; "" where none is."""
    where: dict[str, object] = {"strategy": name, "source": "grant", "who": GRANT}
    if not (has_budget(told, name) and told.writing.rows(FUNDING, **where)):
        return ""
    return f"{left_in_short(told, name)} left" if leaves(told, name) else left_in_short(told, name)


def own_part(told: Told, name: str) -> str:
    """Return the council's own part of all months, with its interval."""
    return with_range(told, name, AUTHORITY)


def by_phase(told: Told, name: str) -> str:
    """Return the council's part in the months of the money, and after them; a dash where there are no such months."""
    if not (has(told, name, WITHIN) and has(told, name, AFTER)):
        return NONE
    return "; ".join(borne(told, name, phase, AUTHORITY) for phase in (WITHIN, AFTER))


def paid_from(told: Told, name: str, source: str) -> str:
    """Return what the council pays from a source; a dash for nothing."""
    where: dict[str, object] = {"strategy": name, "source": source, "who": AUTHORITY}
    if not told.writing.rows(FUNDING, **where) or told.writing.value(FUNDING, "pounds", **where) < 1.0:
        return NONE
    return told.writing.number(FUNDING, "pounds", pounds_in_short, **where)


def if_refused(told: Told, name: str) -> str:
    """Return what falls to the council if partners refuse."""
    return borne(told, name, WHOLE, REFUSED)


def partners(told: Told, name: str) -> str:
    """Return who they are, with what each bears."""
    named = dict.fromkeys(who for _, who in sources(told, name, "own") if who not in (AUTHORITY, GRANT))
    said = [f"{PAYER_SAYS[who].removeprefix('the ')} {theirs(told, name, who)}" for who in named]
    return ", ".join(said) or NONE


def theirs(told: Told, name: str, who: str) -> str:
    """Return what a partner bears of its own."""
    return told.writing.number(FUNDING, "pounds", pounds_in_short, strategy=name, source="own", who=who)


def of_all(told: Told) -> str:
    """Return ": specialist help", where the cost with the widest interval is one under all options; else ""."""
    items = {widest(told, name) for name in told.options}
    (item,) = items if len(items) == 1 else ("",)
    return f": {in_words(item)}" if item else ""


def in_words(item: str) -> str:
    """Return a cost in a few words."""
    return SHORT.get(item) or PURPOSE_SAYS[item]


def widest(told: Told, name: str) -> str:
    """Return which cost of an option has the widest interval; "" where none has one."""
    table = told.writing.tables["costs"]
    mine = table[(table["strategy"] == name) & (table["item"] != TOTAL)]
    wide = (mine["high"] - mine["low"]).dropna()
    if wide.empty or not math.isfinite(wide.max()) or wide.max() <= 0.0:
        return ""
    return str(mine.loc[wide.idxmax(), "item"])


def least_sure(told: Told, name: str) -> str:
    """Return which cost has the widest interval, if it is another under some option, and that interval."""
    item = widest(told, name)
    if not item:
        return NONE
    ends = [told.writing.number("costs", one, pounds_in_short, strategy=name, item=item) for one in ("low", "high")]
    return f"{'' if of_all(told) else f'{in_words(item)} '}{ends[0]} to {ends[1]}"


def raised(told: Told, name: str) -> str:
    """Return what an option costs all payers raised by a usual step; a dash where it costs less than the first."""
    where: dict[str, object] = {"strategy": name, "what": RAISED}
    known = told.writing.rows(AT_STAKE, **where)
    return told.writing.number(AT_STAKE, "pounds", pounds_in_short, **where) if known else NONE


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


def left_over(told: Told) -> str:
    """Return what to do about cash that is asked for and left; "" where none is."""
    if not any(has_budget(told, name) and leaves(told, name) for name in told.options):
        return ""
    return f"To ask for less, ask for the top of A.{may_it_pay(told)} "


def may_it_pay(told: Told) -> str:
    """Return what to ask of the funder where cash is left and the council pays other cash; "" elsewhere."""
    other = ("match", "after_grant")
    if any(leaves(told, name) and worth_saying(told, name, one) for name in told.options for one in other):
        return " Ask the funder whether what is left may pay cash that nobody has."
    return ""


def worth_saying(told: Told, name: str, source: str) -> bool:
    """Say whether the council pays a thousand pounds or more from a source."""
    where: dict[str, object] = {"strategy": name, "source": source, "who": AUTHORITY}
    return bool(told.writing.rows(FUNDING, **where)) and (
        told.writing.value(FUNDING, "pounds", **where) >= WORTH_SAYING
    )


def not_raised(told: Told) -> str:
    """Return by how much costs are raised for optimism in sums, unless a row says otherwise."""
    own = told.scenario.money.optimism_bias
    here = f"; net sums have {told.writing.words(percent(own))}" if own else ""
    return f"No cost but the last row's is raised for optimism{here}."
