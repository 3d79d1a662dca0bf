"""The first page's part for finance: what is to be signed, what the council carries, what is left, what is missing."""

import math
from collections.abc import Callable

from famsim.appraisal import PAYER_SAYS
from famsim.handover.case.derived import GOING_ON
from famsim.handover.case.funding import FUNDING, leaves, left_in_short, paid_from, sources
from famsim.handover.case.parts import borne, ratio, with_range
from famsim.handover.case.phases import PENNY, comes_later, last_month, later, plan_called, plans
from famsim.handover.case.stakes import AUTHORITY, BORNE, GRANT, OF_SPECIALISTS, REFUSED, SPECIALIST
from famsim.handover.case.sums import has_budget
from famsim.handover.case.texts import AFTER, BLANK, NONE, WHOLE, WITHIN
from famsim.handover.case.told import Told
from famsim.measures import ALL
from famsim.writing import as_table, listed, pence_shown, percent, pounds_in_short, pounds_size_in_short, whole

ENDS = ("low", "high")
LESS = (("estimate", pounds_size_in_short), ("low", pounds_in_short), ("high", pounds_in_short))  # signs at ends
SIGNS = (
    "**Sign nothing today.** Later, of one column: A and B (Ba to Bc add up to it); A and C if partners refuse. Money "
    f"held, or asked for? {BLANK}"
)
COLUMN = {WITHIN: "within", WHOLE: "pounds"}  # of the table of sources
PAYER_MAP, ASIDE = "payer_map", "all_but_the_grant"
LEFT_OUT = "**In no sum:** management, evaluation, interpreters, VAT, contingency, empty places, price rises"
RETURN = "**Return in cash to the council: none counted.** "
Cell = Callable[[Told, str, str], str]


def finance(told: Told) -> str:
    """Return what falls to the council under each plan, as a table, then what holds of all."""
    heads = [f"over {told.writing.how_long()}", *(plan_called(told, *one) for one in plans(told))]
    cells = [(head, [cell(told, *plan) for plan in plans(told)]) for head, cell in rows_of(told)]
    table = as_table(heads, [[head, *row] for head, row in cells if any(one != NONE for one in row)])
    said = f"{less(told)}{LEFT_OUT}.{may_pay(told)} {RETURN}{turns(told)}{of_later(told)}"
    return "\n\n".join([SIGNS, table, f"{said}{not_raised(told)} {unaudited(told)}"])


def rows_of(told: Told) -> list[tuple[str, Cell]]:
    """Return each row's words, and what tells a plan's cell."""
    return [
        ("**sign, in all**", to_sign),
        ("A. grant, in cash", granted),
        ("grant left", unspent),
        ("B. the council", own_part),
        ("Ba. in kind", lambda told, name, phase: paid_from(told, name, "own", COLUMN[phase])),
        ("Bb. match, cash", set_aside),
        ("Bc. unfunded cash", no_source),
        ("partners, in kind", partners),
        ("C. B if they refuse", refused),
        ("of all: specialists", specialists),
        ("value per pound", value),
    ]


def to_sign(told: Told, name: str, phase: str) -> str:
    """Return what would be signed for under a plan: the grant's cash, and the council's part in all."""
    paid = [borne(told, name, phase, GRANT), borne(told, name, phase, AUTHORITY)]
    said = [f"{letter} {pounds}" for letter, pounds in zip("AB", paid, strict=True) if pounds != NONE]
    return "; ".join(said) or NONE


def unspent(told: Told, name: str, phase: str) -> str:
    """Return how much of what is asked for is neither spent nor needed by a plan; a dash for nothing."""
    return left_in_short(told, name) if has_budget(told, name) and leaves(told, name) else NONE


def refused(told: Told, name: str, phase: str) -> str:
    """Return the council's part if no partner bears its own, with its interval where it is of all months."""
    where: dict[str, object] = {"strategy": name}
    if phase != WHOLE or not told.has(ASIDE) or not told.writing.rows(ASIDE, **where):
        return borne(told, name, phase, REFUSED)
    if told.writing.value(ASIDE, "at_most", **where) > 0 or not all(
        math.isfinite(told.writing.value(ASIDE, end, **where)) for end in ENDS
    ):
        return borne(told, name, phase, REFUSED)
    low, high = (told.writing.number(ASIDE, end, pounds_in_short, **where) for end in ENDS)
    return f"{borne(told, name, phase, REFUSED)} ({low}–{high})"


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


def no_source(told: Told, name: str, phase: str) -> str:
    """Return what the council pays in cash once the grant has closed, which has no source; a dash for nothing."""
    return paid_from(told, name, "after_grant", COLUMN[phase])


def set_aside(told: Told, name: str, phase: str) -> str:
    """Return what the council pays in cash of what it adds to the grant, and how much that is; a dash for nothing."""
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
    """Return how much more going on costs, of each option that was lived as ending too; columns show it of others."""
    named = [name for name in told.asked if name in told.ended and comes_later(told, name)]
    return "".join(f"{going_on(told, name, len(named) > 1)}. " for name in named)


def going_on(told: Told, name: str, of_several: bool) -> str:
    """Return it of one option, with how much of it falls after the money and what of that is the council's."""
    what = f"That {told.called(name)} goes on" if of_several else "Going on"
    more = told.writing.number(GOING_ON, "pounds", pounds_in_short, strategy=name)
    council = borne(told, name, AFTER, AUTHORITY)
    return f"{what} costs {more} more, {later(told, name)} after {last_month(told)} (council {council})"


def may_pay(told: Told) -> str:
    """Return for what the grant that is left may be used, each pound once; "" where none is left."""
    there = [plan for plan in plans(told) if unspent(told, *plan) != NONE]
    if not there:
        return ""
    cash = [name for name, phase in there if missing(told, name) >= 1.0]
    if not cash:
        return " **Grant left** may pay some of these, if its funder agrees."
    enough = all(rest(told, name) >= missing(told, name) for name in cash)
    how = "would pay Bb and Bc" if enough else "would pay a part of Bb and Bc"
    return f" **Grant left,** if its funder agrees, {how}, or some of these: each pound once."


def rest(told: Told, name: str) -> float:
    """Return how much of a grant is left."""
    return told.writing.value(FUNDING, "left", strategy=name, source="grant", who=GRANT)


def missing(told: Told, name: str) -> float:
    """Return what the council pays in cash, of what it adds and in the grant's place."""
    table = told.writing.tables[FUNDING]
    mine = (table["strategy"] == name) & (table["who"] == AUTHORITY) & table["source"].isin(("match", "after_grant"))
    return float(table["pounds"][mine].sum())


def not_raised(told: Told) -> str:
    """Return by how much costs are raised for optimism in sums, and which sums have no range."""
    own = told.scenario.money.optimism_bias
    here = f"; net sums have {told.writing.words(percent(own))}" if own else ""
    return f"None is discounted or raised for optimism{here}; what is in kind, and C, may be cash."
