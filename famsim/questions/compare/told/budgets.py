"""What an answer says of budgets: what is spent of each, what others add, and what is left; in full and in a line."""

from collections.abc import Callable
from typing import Any

from famsim.questions.compare.gathered.budgets import IN_ALL
from famsim.runs import UNIT
from famsim.writing import Writing, as_table, pounds, pounds_size, prices_in_words

HEADS = (
    "strategy", "year (months)", "budget{}", "others add", "cost to all payers (least and most of any draw)",
    "below the money",
)  # fmt: skip


def budgets_section(writing: Writing) -> str:
    """Return the section on budgets; nothing where no strategy has one."""
    table = writing.tables.get("budgets")
    if table is None or not len(table):
        return ""
    prices = prices_in_words(writing, str(table.strategy.iloc[0]))
    heads = [one.format(f" ({UNIT}, {prices})") for one in HEADS]
    rows = [
        cells(writing, one)
        for one in table.to_dict("records")
        if one["year"] != IN_ALL or (table.strategy == one["strategy"]).sum() > 2
    ]
    head = (
        f"What strategies cost all payers, set against their money, in {prices}: staff and pathways, then what their "
        "own offers come to; of a grant's own cash some may be left (*funding*). "
        "What usual services spend on families led to them, and what goes on after a grant, is not of it. Places were "
        "set to spend it on average over twenty draws of the figures, so one draw spends less and another more; a run "
        "at central figures "
        "is one more. What others add is used in proportion. A place is of the year it is bought in; of the last "
        "year some falls after its last month, when the grant has closed (*funding*, *after_grant*)."
    )
    return "\n\n".join(["## Budgets", head, as_table(heads, rows)])


def cells(writing: Writing, one: dict[str, Any]) -> list[str]:
    """Return the cells of a row."""
    where = {"strategy": one["strategy"], "year": one["year"]}

    def number(column: str, said: Callable[[float], str] = pounds) -> str:
        return writing.number("budgets", column, said, **where)

    when = "all" if one["year"] == IN_ALL else writing.number("budgets", "year", "{:.0f}".format, **where)
    months = " to ".join(writing.number("budgets", end, "{:.0f}".format, **where) for end in ("first", "last"))
    spent = f"{number('spent')} ({number('least')} to {number('most')})"
    return [
        writing.words(str(one["strategy"])),
        f"{when} ({months})",
        number("budget"),
        number("match"),
        spent,
        f"{number('unspent', pounds_size)} over" if one["unspent"] < 0 else number("unspent"),
    ]


def budgets_in_short(writing: Writing) -> str:
    """Return what each strategy spends of its budget, on one line; nothing where none has any."""
    table = writing.tables.get("budgets")
    if table is None or not len(table):
        return ""
    found = []
    for one in table.drop_duplicates("strategy", keep="last").to_dict("records"):
        where = {"strategy": one["strategy"], "year": one["year"]}
        spent, budget = (writing.number("budgets", column, pounds, **where) for column in ("spent", "budget"))
        match = f" and {writing.number('budgets', 'match', pounds, **where)} from others" if one["match"] else ""
        found.append(f"*{writing.words(str(one['strategy']))}* {spent} of {budget}{match}")
    return f"**Set against their money** they cost all payers: {'; '.join(found)}."
