"""The first page's part for finance: what is to be signed, what the council carries, what is left, what is missing."""

import math
from collections.abc import Callable

from famsim.appraisal import PAYER_SAYS
from famsim.handover.case.funding import FUNDING, leaves, left_in_short, sources
from famsim.handover.case.parts import borne, by_how_much, with_ends
from famsim.handover.case.phases import comes_later
from famsim.handover.case.stakes import AT_STAKE, AUTHORITY, GRANT, RAISED, REFUSED, UPLIFT
from famsim.handover.case.sums import has_budget, size_in_short
from famsim.handover.case.texts import AFTER, WHOLE, WITHIN
from famsim.handover.case.told import Told
from famsim.handover.report import lines
from famsim.measures import ALL
from famsim.writing import percent, pounds_in_short

LESS = (("estimate", size_in_short), ("low", pounds_in_short), ("high", pounds_in_short))  # signs at the ends alone
SIGNS = (
    "**Sign nothing today.** Later, once quality assurance is signed and payers agree, A and B of one option; C is B "
    "if partners refuse."
)
WORTH_SAYING = 1000.0  # pounds
NONE = "-"
SOURCES = {"own": "in kind", "match": "added", "after_grant": "unfunded"}  # whose words stand in a cell
OTHER_CASH = ("match", "after_grant")
LEFT_OUT = "**In none:** management, evaluation, interpreters, VAT, contingency, empty places."
UNAUDITED = (
    "Nobody has audited the model's assumptions, nor agreed who pays what. What comes back, to all payers and "
    "families, is no cash."
)


def finance(told: Told) -> str:
    """Return what falls to the council under each option, as a table, then what holds of all."""
    heads = ["all months", *(told.called(name) for name in told.options)]
    cells = [(head, [cell(told, name) for name in told.options]) for head, cell in rows_of(told)]
    table = lines(heads, [[head, *row] for head, row in cells if any(one != NONE for one in row)])
    return "\n\n".join([SIGNS, table, f"{less(told)}{left_over(told)}{LEFT_OUT} {not_raised(told)} {UNAUDITED}"])


def rows_of(told: Told) -> list[tuple[str, Callable[[Told, str], str]]]:
    """Return each row's words, and what tells an option's cell."""
    return [
        ("A. the grant, in cash; left", in_cash),
        ("B. the council", own_part),
        ("of it in kind, in cash", of_own_part),
        ("partners, in kind", partners),
        ("C. council if these refuse", if_refused),
        (f"all payers; raised by {by_how_much(told, UPLIFT)}", all_costs),
    ]


def in_cash(told: Told, name: str) -> str:
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


def with_range(told: Told, name: str, who: str) -> str:
    """Return what a payer, or all, pay in all months, with its interval; a dash where it pays nothing."""
    where: dict[str, object] = {"strategy": name, "account": "fiscal", "who": who}
    if not told.writing.rows("payers", **where):
        return NONE
    ends = [told.writing.value("payers", end, **where) for end in ("low", "high")]
    if told.writing.value("payers", "at_most", **where) > 0 or not all(map(math.isfinite, ends)):
        return with_ends(told.writing, "payers", pounds_in_short, **where)
    numbers = [told.writing.number("payers", one, pounds_in_short, **where) for one in ("estimate", "low", "high")]
    return f"{numbers[0]} ({numbers[1]}–{numbers[2]})"


def own_part(told: Told, name: str) -> str:
    """Return the council's own part of all months, with its interval."""
    return with_range(told, name, AUTHORITY)


def of_own_part(told: Told, name: str) -> str:
    """Return how much of the council's part is in kind, in cash that it adds, or in no budget."""
    said = [
        f"{paid}{of_there(told, name, source)} {how}"
        for source, how in SOURCES.items()
        if (paid := paid_from(told, name, source))
    ]
    return ", ".join(said) or NONE


def of_there(told: Told, name: str, source: str) -> str:
    """Return of how much it is what the council adds; "" of its other sources."""
    return f" of {there_is(told, name)}" if source == "match" else ""


def paid_from(told: Told, name: str, source: str) -> str:
    """Return what the council pays from a source; "" for less than is worth saying."""
    where: dict[str, object] = {"strategy": name, "source": source, "who": AUTHORITY}
    if not told.writing.rows(FUNDING, **where) or told.writing.value(FUNDING, "pounds", **where) < WORTH_SAYING:
        return ""
    return told.writing.number(FUNDING, "pounds", pounds_in_short, **where)


def there_is(told: Told, name: str) -> str:
    """Return what the council adds to an option's budget."""
    return told.writing.number(FUNDING, "there_is", pounds_in_short, strategy=name, source="match", who=AUTHORITY)


def if_refused(told: Told, name: str) -> str:
    """Return what falls to the council if partners refuse, and where families come after the money in which months."""
    ceiling = borne(told, name, WHOLE, REFUSED)
    if not (has_budget(told, name) and comes_later(told, name)):
        return ceiling
    within, after = (borne(told, name, phase, REFUSED) for phase in (WITHIN, AFTER))
    return f"{ceiling}: {within}, then {after}"


def partners(told: Told, name: str) -> str:
    """Return who they are, with what each bears."""
    named = dict.fromkeys(who for _, who in sources(told, name, "own") if who not in (AUTHORITY, GRANT))
    said = [f"{PAYER_SAYS[who].removeprefix('the ')} {theirs(told, name, who)}" for who in named]
    return ", ".join(said) or NONE


def theirs(told: Told, name: str, who: str) -> str:
    """Return what a partner bears of its own."""
    return told.writing.number(FUNDING, "pounds", pounds_in_short, strategy=name, source="own", who=who)


def all_costs(told: Told, name: str) -> str:
    """Return what an option costs all payers, with its interval, and raised by a usual step."""
    total = with_range(told, name, ALL)
    where: dict[str, object] = {"strategy": name, "what": RAISED}
    if not told.writing.rows(AT_STAKE, **where):
        return total
    return f"{total}; {told.writing.number(AT_STAKE, 'pounds', pounds_in_short, **where)}"


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
    return f"By year: *Financial case*. To ask for less, ask for the top of A.{may_it_pay(told)} "


def may_it_pay(told: Told) -> str:
    """Return what to ask of the funder where cash is left and the council pays other cash; "" elsewhere."""
    if any(leaves(told, name) and paid_from(told, name, source) for name in told.options for source in OTHER_CASH):
        return " Ask the funder if what is left may pay what is added or unfunded."
    return ""


def not_raised(told: Told) -> str:
    """Return by how much costs are raised for optimism in sums, unless a row says otherwise."""
    own = told.scenario.money.optimism_bias
    here = f"; net sums have {told.writing.words(percent(own))}" if own else ""
    return f"C has no range; no other cost is raised for optimism{here}."
