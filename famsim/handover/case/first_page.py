"""The first page of a case: the answer for a director, for a councillor, and for a finance officer."""

from famsim.handover.case.first_table import table
from famsim.handover.case.for_councillor import paragraph
from famsim.handover.case.for_finance import finance
from famsim.handover.case.funding import leaves
from famsim.handover.case.parts import part
from famsim.handover.case.points import bad, does, in_pounds, promise
from famsim.handover.case.sums import spend
from famsim.handover.case.texts import joined
from famsim.handover.case.told import Told
from famsim.handover.case.turning import turns
from famsim.scenario import programme_words
from famsim.writing import listed, who_label


def first_page(told: Told) -> str:
    """Return the page."""
    return joined(
        part("For the director", decision(told), offered_in_short(told), table(told), points(told)),
        part("For the councillor", paragraph(told)),
        part("For the finance officer", finance(told)),
    )


def decision(told: Told) -> str:
    """Return what is to be decided today, what is not, and what is preferred by whom."""
    writing = told.writing
    number = writing.fact("strategies_compared")
    one = len(told.options) == 1
    return (
        f"**To decide today:** {'whether to work the option up' if one else 'which option to work up, or none'}; who "
        f"owns it; to ask partners to agree their part. {not_yet(told)}\n\n"
        f"**The question:** whether to {spend(told)} families, by {'one option' if one else f'{number} options'} set "
        f"beside {told.called(told.first)}, followed for {writing.how_long()}.{less_in_cash(told)}"
    )


def not_yet(told: Told) -> str:
    """Return which option its authors prefer, or that none is marked, and what is not ready."""
    unready = "no payer has agreed, quality assurance is not signed"
    if told.prefers:
        return (
            f"**Preferred:** {told.called(told.prefers)}, by the authors of this case (*Preferred option*); no model "
            f"prefers. **Not ready to spend:** {unready}."
        )
    return f"**Not ready to spend:** no option is preferred (*Preferred option*), {unready}."


def less_in_cash(told: Told) -> str:
    """Return why more is asked for than the grant pays; "" where it is not."""
    if not any(leaves(told, name) for name in told.options):
        return ""
    return " Places are set by what *all* payers pay, part of it in staff time: so the grant pays less cash than that."


def offered_in_short(told: Told) -> str:
    """Return what each option is, a line an option: its programmes, and whom they are for."""
    rows = [f"- {told.called(name)}: {listed(programmes_of(told, name))}" for name in told.options]
    return "\n".join(rows)


def programmes_of(told: Told, name: str) -> list[str]:
    """Return each programme of an option once, with whom it is for; *Options and sift* says where they are found."""
    whom: dict[str, dict[str, None]] = {}
    for strategy in told.scenario.strategies:
        for offer in strategy.offers if strategy.name == name else ():
            if not offer.usual:
                whom.setdefault(offer.programme, {}).update(dict.fromkeys(map(who_label, offer.who)))
    said = [
        f"{programme_words(one)} ({told.writing.words(', '.join(some) or 'any family')})" for one, some in whom.items()
    ]
    return said or ["makes no offer of its own"]


def points(told: Told) -> str:
    """Return what the table comes to, a line a point."""
    said = [in_pounds(told), does(told), bad(told), turns(told), promise()]
    return "\n".join(f"- {one}" for one in said if one)
