"""The first page's part for finance: what is to be signed, what the council carries, what is left, what is missing."""

import math
from collections.abc import Callable

from famsim.appraisal import PAYER_SAYS
from famsim.handover.case.by_year import in_years, year_by_year
from famsim.handover.case.funding import ASIDE, FUNDING, at_most, leaves, left_in_short, paid_from, sources
from famsim.handover.case.parts import borne, ratio, with_range
from famsim.handover.case.phases import PENNY, last_month, plan_called, plans
from famsim.handover.case.stakes import AUTHORITY, BORNE, GRANT, IN_CASH, OF_SPECIALISTS, REFUSED, SPECIALIST
from famsim.handover.case.sums import has_budget
from famsim.handover.case.texts import BLANK, NONE, WHOLE, WITHIN, Plan
from famsim.handover.case.told import Told
from famsim.measures import ALL
from famsim.writing import as_table, listed, pence_shown, percent, pounds_in_short, pounds_size_in_short, whole

LESS = (("estimate", pounds_size_in_short), ("low", pounds_in_short), ("high", pounds_in_short))  # signs at ends
SIGNS = (
    "**Sign nothing today.** Later, of one column: A and B; A and C if partners refuse. Is the "
    f"grant held? {BLANK} Year 1 starts {BLANK}"
)
BORNE_HOW = {"own": "in kind", "match": "in cash", "after_grant": "in cash later"}  # how partners bear it, by source
COLUMN = {WITHIN: "within", WHOLE: "pounds"}  # of the table of sources
PAYER_MAP = "payer_map"
LEFT_OUT = "**In no sum:** management, evaluation, interpreters, VAT, contingency, empty places, price rises"
RETURN = "**No return in cash is counted.** "
Cell = Callable[[Told, str, str], str]


def finance(told: Told) -> str:
    """Return what falls to the council under each plan, as a table, then what holds of all."""
    heads = [f"over {told.writing.how_long()}", *(plan_called(told, *one) for one in plans(told))]
    cells = [(head, [cell(told, *plan) for plan in plans(told)]) for head, cell in rows_of(told)]
    table = as_table(heads, [[head, *row] for head, row in cells if any(one != NONE for one in row)])
    said = f"{less(told)}{LEFT_OUT}.{of_unfunded(told)}{may_pay(told)} {most_cash(told)}{RETURN}{turns(told)}"
    return "\n\n".join([SIGNS, table, f"{said}{sooner(told)}{not_raised(told)} {unaudited(told)}"])


def rows_of(told: Told) -> list[tuple[str, Cell]]:
    """Return each row's words, and what tells a plan's cell."""
    return [
        ("A. grant, in cash", granted),
        (f"A {in_years(told)}", lambda told, *plan: year_by_year(told, plan, GRANT, plans(told))),
        ("B. the council", own_part),
        (f"B {in_years(told)}; later", lambda told, *plan: year_by_year(told, plan, AUTHORITY, plans(told))),
        ("Ba. in kind", lambda told, name, phase: paid_from(told, name, "own", COLUMN[phase])),
        ("Bb. cash; later", in_cash),
        (f"partners{'' if any(pay_cash(told, name) for name in told.options) else ', in kind'}", partners),
        ("C. B if they refuse", refused),
        ("of all: specialists", specialists),
        ("value per pound", value),
    ]


def unspent(told: Told, name: str) -> bool:
    """Say whether a pound or more of what is asked for is neither spent nor needed by an option."""
    return has_budget(told, name) and leaves(told, name)


def refused(told: Told, name: str, phase: str) -> str:
    """Return the council's part if no partner bears its own, with its interval where it is of all months."""
    most = at_most(told, name) if phase == WHOLE else ""
    if not most:
        return borne(told, name, phase, REFUSED)
    low = told.writing.number(ASIDE, "low", pounds_in_short, strategy=name)
    return f"{borne(told, name, phase, REFUSED)} ({low}–{most})"


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


def in_cash(told: Told, name: str, phase: str) -> str:
    """Return what the council pays in cash: of what it adds to the grant; what has no source. A dash for neither."""
    paid = [set_aside(told, name, phase), no_source(told, name, phase)]
    return NONE if set(paid) == {NONE} else "; ".join(paid)


def no_source(told: Told, name: str, phase: str) -> str:
    """Return what the council pays in cash once the grant has closed, which has no source; a dash for nothing."""
    return paid_from(told, name, "after_grant", COLUMN[phase])


def set_aside(told: Told, name: str, phase: str) -> str:
    """Return what the council pays in cash of what it adds to the grant, and how much that is; a dash for nothing."""
    where: dict[str, object] = {"strategy": name, "source": "match", "who": AUTHORITY}
    paid = paid_from(told, name, "match", COLUMN[phase])
    if paid == NONE:
        return NONE
    return f"{paid} of {told.writing.number(FUNDING, 'there_is', pounds_in_short, **where)}"


def partners(told: Told, name: str, phase: str) -> str:
    """Return who they are, with what each bears: in kind; where any pays cash, that too, and what later."""
    borne_by = {how: partners_from(told, (name, phase), source) for source, how in BORNE_HOW.items()}
    if not pay_cash(told, name):
        return borne_by["in kind"] or NONE
    return "; ".join(f"{how}: {said}" for how, said in borne_by.items() if said) or NONE


def partners_from(told: Told, plan: Plan, source: str) -> str:
    """Return who besides the grant and the council bears how much from a source; "" for nobody."""
    name, phase = plan
    named = dict.fromkeys(who for _, who in sources(told, name, source) if who not in (AUTHORITY, GRANT))
    where: dict[str, object] = {"strategy": name, "source": source}
    paid = {who: told.sum_of(FUNDING, COLUMN[phase], where | {"who": who}, pounds_in_short) for who in named}
    said = [f"{PAYER_SAYS[who].removeprefix('the ')} {pounds}" for who, pounds in paid.items() if pounds != NONE]
    return ", ".join(said)


def pay_cash(told: Told, name: str) -> bool:
    """Say whether somebody besides the grant and the council pays cash: of what is added, or in the grant's place."""
    return borne(told, name, WHOLE, IN_CASH) != NONE


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
    """Return what B and C hang on besides what rows show: specialist help, and who pays for it; "" for none."""
    helped = any(specialists(told, name, WHOLE) != NONE for name in told.options)
    return f"**B hangs on** specialist help{paid_by(told)}. " if helped else ""


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
    """Return on how little it rests."""
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


def sooner(told: Told) -> str:
    """Return why an option that goes on costs more before the end of the money than as it ends; "" where none does."""
    named = [name for name, ends in told.ended.items() if all_but_grant(told, name) - all_but_grant(told, ends) >= 1.0]
    if not named:
        return ""
    who = listed([told.called(name) for name in named])
    ends = f"at {last_month(told)}" if last_month(told) else "with its money"
    return f"{who} may end {ends}; if it is to go on, more are sent on before too. "


def all_but_grant(told: Told, name: str) -> float:
    """Return what all payers but the grant pay in the months of an option's money."""
    return told.writing.value(BORNE, "pounds", strategy=name, phase=WITHIN, who=REFUSED)


def of_unfunded(told: Told) -> str:
    """Return what the council's cash after the grant is for; "" where there is none."""
    if all(no_source(told, *plan) == NONE for plan in plans(told)):
        return ""
    return " **Later** nothing is set aside."


def most_cash(told: Told) -> str:
    """Return up to how much cash the council may need; "" where C has no range. A limit of 95% is no ceiling."""
    if not any(at_most(told, name) for name, phase in plans(told) if phase == WHOLE):
        return ""
    return "**Cash, were staff time bought:** up to C's upper limit, and what is in no sum on top. "


def may_pay(told: Told) -> str:
    """Return for what the grant that is left may be used; "" where none is left."""
    there = [name for name in dict.fromkeys(name for name, _ in plans(told)) if unspent(told, name)]
    if not there:
        return ""
    cash = [name for name in told.options if missing(told, name) >= 1.0]
    if not cash:
        return f" **Grant left{left_from_to(told, there)}** may pay some of what is in no sum, if its funder agrees."
    enough = all(name in there and rest(told, name) >= missing(told, name) for name in cash)
    how = "would pay Bb" if enough else "would pay a part of Bb"
    return f" **Grant left{left_from_to(told, there)}** {how}, if its funder agrees."


def left_from_to(told: Told, there: list[str]) -> str:
    """Return from how much to how much is left by option, in brackets."""
    order = sorted(there, key=lambda name: rest(told, name))
    return f" ({told.writing.between(*(left_in_short(told, name) for name in (order[0], order[-1])))})"


def rest(told: Told, name: str) -> float:
    """Return how much of a grant is left."""
    return told.writing.value(FUNDING, "left", strategy=name, source="grant", who=GRANT)


def missing(told: Told, name: str) -> float:
    """Return what the council pays in cash, of what it adds and in the grant's place."""
    table = told.writing.tables[FUNDING]
    mine = (table["strategy"] == name) & (table["who"] == AUTHORITY) & table["source"].isin(("match", "after_grant"))
    return float(table["pounds"][mine].sum())


def not_raised(told: Told) -> str:
    """Return that no sum is discounted or raised for optimism, and by how much costs are in net sums."""
    own = told.scenario.money.optimism_bias
    here = f"; net sums have {told.writing.words(percent(own))}" if own else ""
    return f"None is discounted or raised for optimism{here}."
