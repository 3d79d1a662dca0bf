"""From which money each option is paid: what is asked for in cash, who bears the rest, what is left, what goes on."""

import math

from famsim.appraisal import GRANT_ASIDE, PAYER_SAYS
from famsim.handover.case.derived import CARRIED
from famsim.handover.case.stakes import BORNE, IN_CASH, IN_KIND, PARTNERS
from famsim.handover.case.texts import AFTER, BLANK, NONE, joined
from famsim.handover.case.told import Told
from famsim.writing import as_table, pounds, pounds_in_short, pounds_size, pounds_size_in_short

FUNDING = "funding"
ASIDE = GRANT_ASIDE  # the table of what all payers but the grant pay together
SAYS = {"grant": "{}, in cash", "match": "added by {}", "own": "{}, its own", "after_grant": "{}, in the grant's place"}
HEADS = ["option", "from", "there is", "paid in its months", "paid after them", "left", "agreed?", "name, date"]
AUTHORITY = "authority"
KINDS = (("after_grant", "cash"), ("own", "in kind"))
UNSIGNED = ("not agreed", BLANK)
HOW = (
    "*There is*: what is asked for in cash, and what others add to it. *Its own*: what a payer bears by a stated map "
    "(*Who pays for what*), staff time and responses to violence, in kind and agreed with nobody. *Its months*: those "
    "of the option's money; after them no grant pays. *Left*: neither spent nor needed by this plan; hand it back, or "
    "say what it is for. The first months have what is paid before anybody comes."
)


SIGN = (
    "Nobody has agreed to pay any of it until this table says so: strike *not agreed* out when a name stands there. "
    "What nobody agrees to bear falls to the authority, or is not done."
)


def funding(told: Told) -> str:
    """Return a table of every option's money, a row a source and payer, and what the authority carries after it."""
    rows = [row(told, name, source, who) for name in told.options for source, who in sources(told, name)]
    if not rows:
        return ""
    return joined(f"{HOW}{authority_carries(told)} {SIGN}", "**Whose money, in pounds.**", as_table(HEADS, rows))


def sources(told: Told, name: str, *of: str) -> list[tuple[str, str]]:
    """Return an option's sources with their payers, all or some sources' only."""
    table = told.writing.tables[FUNDING]
    mine = table[table["strategy"] == name]
    return [
        (str(one.source), str(one.who))
        for one in mine.itertuples()
        if (not of or one.source in of) and (one.pounds or one.there_is > 0)
    ]


def row(told: Told, name: str, source: str, who: str) -> list[str]:
    """Return a source's cells."""
    where: dict[str, object] = {"strategy": name, "source": source, "who": who}
    writing, says = told.writing, SAYS[source].format(PAYER_SAYS[who])
    known = math.isfinite(writing.value(FUNDING, "there_is", **where))
    within, after = (told.sum_of(FUNDING, one, where) for one in ("within", "after"))
    there = writing.number(FUNDING, "there_is", pounds, **where) if known else NONE
    return [told.called(name), says, there, within, after, left(told, where) if known else NONE, *UNSIGNED]


def left(told: Told, where: dict[str, object]) -> str:
    """Return what is left, or by how much it is overspent."""
    short = told.writing.number(FUNDING, "left", pounds_size, **where)
    return f"{short} over" if told.writing.value(FUNDING, "left", **where) < 0 else short


def authority_carries(told: Told) -> str:
    """Return what the authority pays after the money of each option; "" where that is nothing."""
    said = [
        f"{told.called(name)} {told.writing.number(CARRIED, 'pounds', pounds, strategy=name, who=AUTHORITY)}"
        for name in told.options
        if carries(told, name)
    ]
    return f" **After the money the authority would carry, with no budget:** {'; '.join(said)}." if said else ""


def carries(told: Told, name: str) -> bool:
    """Say whether the authority pays a pound or more after an option's money."""
    where = {"strategy": name, "who": AUTHORITY}
    return bool(told.writing.rows(CARRIED, **where)) and told.writing.value(CARRIED, "pounds", **where) >= 1.0


def leaves(told: Told, name: str) -> bool:
    """Say whether a pound or more of a grant is not spent in its months."""
    where: dict[str, object] = {"strategy": name, "source": "grant", "who": "grant"}
    return bool(told.writing.rows(FUNDING, **where)) and told.writing.value(FUNDING, "left", **where) >= 1.0


def left_in_short(told: Told, name: str) -> str:
    """Return how much of a grant is left, or by how much it is overspent, in short."""
    where: dict[str, object] = {"strategy": name, "source": "grant", "who": "grant"}
    rest = told.writing.number(FUNDING, "left", pounds_size_in_short, **where)
    return f"{rest}{'' if leaves(told, name) else ' over'}"


def who_carries(told: Told, name: str) -> str:
    """Return "council £43.2k cash, £48.7k in kind; partners £25.6k": whose pounds after the money are.

    Those of partners too in cash and in kind where they pay any cash.
    """
    kinds = [(paid_from(told, name, source, "after"), words) for source, words in KINDS]
    ours = ", ".join(f"{paid} {words}" for paid, words in kinds if paid != NONE)
    theirs = partners_carry(told, name)
    said = [f"council {ours}" if ours else "", f"partners {theirs}" if theirs else ""]
    return "; ".join(one for one in said if one)


def partners_carry(told: Told, name: str) -> str:
    """Return what partners pay after an option's money, by kind where any of it is cash; "" for nothing."""
    cash, kind, both = (
        told.sum_of(BORNE, "pounds", {"strategy": name, "phase": AFTER, "who": one}, pounds_in_short)
        for one in (IN_CASH, IN_KIND, PARTNERS)
    )
    if cash == NONE:
        return "" if both == NONE else both
    return f"{cash} cash{'' if kind == NONE else f', {kind} in kind'}"


def paid_from(told: Told, name: str, source: str, column: str) -> str:
    """Return what the council pays from a source; a dash for nothing."""
    return told.sum_of(FUNDING, column, {"strategy": name, "source": source, "who": AUTHORITY}, pounds_in_short)


def at_most(told: Told, name: str) -> str:
    """Return the upper limit of what all payers but the grant pay, the council if partners refuse; "" where none is."""
    where: dict[str, object] = {"strategy": name}
    if not told.has(ASIDE) or not told.writing.rows(ASIDE, **where):
        return ""
    ends = [told.writing.value(ASIDE, end, **where) for end in ("low", "high")]
    if told.writing.value(ASIDE, "at_most", **where) > 0 or not all(map(math.isfinite, ends)):
        return ""
    return told.writing.number(ASIDE, "high", pounds_in_short, **where)
