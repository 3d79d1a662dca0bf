"""Costs in full: what the pounds of each strategy buy, and whose staff hold the conversations."""

from famsim.runs import ITEMS
from famsim.writing import Writing, as_table, capital, counted, pounds, spent_on, total_in_words

AGENCIES = {"health": "health", "council": "the council", "education": "schools", "others": "others"}


def costs_in_full(writing: Writing, names: list[str]) -> str:
    """Return a table of items by strategy, and one of conversations by agency."""
    items = [item for item in ITEMS.values() if any(spent_on(writing, name, item.name) for name in names[1:])]
    rows = [
        [capital(item.says), *(amount(writing, name, item.name) for name in names[1:])] for item in items
    ]  # fmt: skip
    rows.append(["**In all**", *(total_in_words(writing, name) for name in names[1:])])
    text = f"**What the pounds buy.** In brackets: 95% intervals.\n\n{table(writing, 'for', names, rows)}"
    return f"{text}\n\n{by_agency(writing, names)}" if "agencies" in writing.tables else text


def amount(writing: Writing, name: str, item: str) -> str:
    """Return what one item costs with its interval."""
    estimate, low, high = (
        writing.number("costs", one, pounds, strategy=name, item=item) for one in ("estimate", "low", "high")
    )
    return f"{estimate} ({low} to {high})" if spent_on(writing, name, item) else estimate


def by_agency(writing: Writing, names: list[str]) -> str:
    """Return whose staff hold the conversations and make the referrals, in referrals and pounds."""
    there = [one for one in AGENCIES if all(writing.rows("agencies", strategy=name, agency=one) for name in names)]
    rows = [[capital(AGENCIES[one]), *(of_agency(writing, name, one) for name in names[1:])] for one in there]
    text = "**Whose staff talk with families.** Referrals made, and what conversations and referrals cost."
    return f"{text}\n\n{table(writing, 'staff of', names, rows)}"


def of_agency(writing: Writing, name: str, agency: str) -> str:
    """Return what an agency's staff do and what that costs."""
    where: dict[str, object] = {"strategy": name, "agency": agency}
    referrals = writing.number("agencies", "referrals", counted, **where)
    return f"{referrals}; {writing.number('agencies', 'pounds', pounds, **where)}"


def table(writing: Writing, corner: str, names: list[str], rows: list[list[str]]) -> str:
    """Return rows under the strategies' names."""
    heads = [corner, *(writing.words(name) for name in names[1:])]
    return as_table(heads, rows)
