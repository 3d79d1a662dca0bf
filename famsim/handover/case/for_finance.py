"""The first page's part for a finance officer: what each option takes of which money."""

from famsim.appraisal import PAYER_SAYS
from famsim.handover.case.derived import AFTERWARDS
from famsim.handover.case.parts import with_ends
from famsim.handover.case.sums import added, has_budget, size_in_short
from famsim.handover.case.told import Told
from famsim.measures import ALL
from famsim.writing import pounds_in_short

IN_ALL = {"year": 0}  # the row of a budget's years together
CASH = (
    "A budget counts what the offer costs whoever pays, partners' staff among it; who pays what is a stated map, yours "
    "to change. What services are spared rests on average costs of a case: none of it is cash to count on. Costs have "
    "no uplift for optimism here (*Risk and optimism bias* has); *Affordability* has every year and payer."
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
    parts = [
        f"{says} {writing.number('payers', 'estimate', pounds_in_short, strategy=name, account='fiscal', who=who)}"
        for who, says in PAYER_SAYS.items()
        if writing.rows("payers", strategy=name, account="fiscal", who=who)
    ]
    return f"{total} of public money in all{': ' + ', '.join(parts) if parts else ''}"


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
