"""Who carries an option that goes on after its money: the council in cash and in kind, its partners in kind."""

from famsim.handover.case.funding import FUNDING
from famsim.handover.case.parts import borne
from famsim.handover.case.stakes import AUTHORITY, PARTNERS
from famsim.handover.case.texts import AFTER, NONE
from famsim.handover.case.told import Told
from famsim.writing import pounds_in_short

KINDS = (("after_grant", "cash"), ("own", "in kind"))


def who_carries(told: Told, name: str) -> str:
    """Return "council £43.2k cash, £48.7k in kind; partners £25.6k in kind": whose pounds after the money are."""
    kinds = [(paid_from(told, name, source, "after"), words) for source, words in KINDS]
    ours = ", ".join(f"{pounds} {words}" for pounds, words in kinds if pounds != NONE)
    theirs = borne(told, name, AFTER, PARTNERS)
    said = [f"council {ours}" if ours else "", f"partners {theirs} in kind" if theirs != NONE else ""]
    return "; ".join(one for one in said if one)


def paid_from(told: Told, name: str, source: str, column: str) -> str:
    """Return what the council pays from a source; a dash for nothing."""
    return told.sum_of(FUNDING, column, {"strategy": name, "source": source, "who": AUTHORITY}, pounds_in_short)
