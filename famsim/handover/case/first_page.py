"""The first page of a case: the answer for a director, for a councillor, and for a finance officer."""

from famsim.handover.case.first_table import table
from famsim.handover.case.for_councillor import paragraph
from famsim.handover.case.for_finance import finance
from famsim.handover.case.funding import leaves
from famsim.handover.case.given import given
from famsim.handover.case.parts import part
from famsim.handover.case.points import bad, does, in_pounds, promise
from famsim.handover.case.preferred import leading
from famsim.handover.case.sums import spend
from famsim.handover.case.texts import joined
from famsim.handover.case.told import Told
from famsim.handover.case.turning import turns


def first_page(told: Told) -> str:
    """Return the page."""
    return joined(
        part("For the director", decision(told), given(told), table(told), points(told)),
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
        f"**The question:** whether to {spend(told)} families, by {'one option' if one else f'{number} options'} "
        f"beside {told.called(told.first)}, followed for {writing.how_long()}.{less_in_cash(told)} No family pays "
        "a fee in these sums."
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
    return " Places fit it: *all* payers' costs in its months, staff time too, come near it: the grant pays less."


def points(told: Told) -> str:
    """Return what the table comes to, a line a point."""
    pounds = " ".join(one for one in (in_pounds(told), leading(told), turns(told), promise()) if one)
    said = [does(told), bad(told), pounds]
    return "\n".join(f"- {one}" for one in said if one)
