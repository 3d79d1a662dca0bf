"""The first page's part for a finance officer: what each option takes of which money."""

from famsim.appraisal import PAYER_SAYS
from famsim.handover.case.derived import AFTERWARDS, WITHIN
from famsim.handover.case.parts import with_ends
from famsim.handover.case.sums import added, has_budget, size_in_short
from famsim.handover.case.told import Told
from famsim.measures import ALL
from famsim.writing import pounds_in_short

IN_ALL = {"year": 0}  # the row of a budget's years together
CASH = (
    "A budget counts what the offer costs whoever pays, by a stated map, assumed and agreed with nobody: beside the "
    "grant, other services' staff time and responses to violence, so that of a grant of the whole sum in cash some is "
    "left over. Intervals of totals reach beyond any draw. No saving here is cash to count on, and no cost is raised "
    "for optimism (*Risk and optimism bias*). *Affordability* has every year and payer, in real terms."
)


def finance(told: Told) -> str:
    """Return what each option takes of which money, a line an option."""
    rows = [f"- {told.called(name)}: {paid_by(told, name)}{of_budget(told, name)}" for name in told.options]
    return "\n\n".join(["\n".join(rows), CASH])


LESS = (("estimate", size_in_short), ("low", pounds_in_short), ("high", pounds_in_short))  # signs at the ends alone


def paid_by(told: Told, name: str) -> str:
    """Return what an option costs in all, and how much of it each payer pays."""
    writing = told.writing
    where: dict[str, object] = {"strategy": name, "account": "fiscal", "who": ALL}
    if writing.value("payers", "estimate", **where) < 0:
        less, *ends = (writing.number("payers", one, how, **where) for one, how in LESS)
        return f"{less} less public money in all than {told.called(told.first)} ({ends[0]} to {ends[1]})"
    total = with_ends(writing, "payers", pounds_in_short, **where)
    if has_budget(told, name):
        return f"{total} of public money in all"
    payers = [one for one in PAYER_SAYS if writing.rows("payers", strategy=name, account="fiscal", who=one)]
    split = ", ".join(
        f"{PAYER_SAYS[who]} "
        f"{writing.number('payers', 'estimate', pounds_in_short, strategy=name, account='fiscal', who=who)}"
        for who in payers
    )
    return f"{total} of public money in all: {split}"


def of_budget(told: Told, name: str) -> str:
    """Return what an option spends of its budget on average, and whether that is more than there is."""
    if not has_budget(told, name):
        return ". No budget is given."
    writing, where = told.writing, {"strategy": name, **IN_ALL}
    budget, spent, least, most = (
        writing.number("budgets", one, pounds_in_short, **where) for one in ("budget", "spent", "least", "most")
    )
    split = ", ".join(
        f"{PAYER_SAYS[who]} {writing.number(WITHIN, 'pounds', pounds_in_short, strategy=name, who=who)}"
        for who in PAYER_SAYS
        if writing.rows(WITHIN, strategy=name, who=who)
    )
    text = (
        f". Of its budget of {budget}{added(writing, where)}, {spent} is spent on average (in any draw {least} to "
        f"{most}): {split}"
    )
    if writing.rows(AFTERWARDS, strategy=name):
        later, own = (
            writing.number(AFTERWARDS, one, pounds_in_short, strategy=name) for one in ("pounds", "authority")
        )
        return f"{text}. **After it {later} more, {own} of it the authority's, with no budget**, unless the offer ends."
    return f"{text}."
