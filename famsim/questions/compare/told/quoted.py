"""What an answer hangs on, as a kept sensitivity of the same scenario says it."""

import pandas as pd

from famsim.questions.compare.tables.quoted import TABLE
from famsim.writing import Writing, figure_named, listed, whole, with_decimals


def hangs_on(writing: Writing) -> str:
    """Return what the answer hangs on, a line for each strategy; "" where no sensitivity is kept."""
    if TABLE not in writing.tables:
        return ""
    after = "What the programmes are taken to do stands below, after what the scenario sets."
    table = writing.tables[TABLE]
    lines = [line(writing, str(name), some) for name, some in table.groupby("strategy", sort=False)]
    return "\n".join(["", "", heading(writing, table), "", *lines, "", after])


def heading(writing: Writing, table: pd.DataFrame) -> str:
    """Return where the lines below come from, and whether they still hold."""
    first = {"strategy": str(table.strategy.iloc[0]), "rank": float(table["rank"].iloc[0])}
    families = "the whole area"
    if table["sample"].iloc[0] > 0:
        families = f"a sample of {writing.number(TABLE, 'sample', whole, **first)} families"
    stale = ""
    if table.stale.iloc[0] == "yes":
        stale = " **The rules or figures have changed since it was made: it may no longer hold.**"
    return (
        f"**What it hangs on**, by a sensitivity of the same strategies on {families}, "
        f"{writing.number(TABLE, 'repetitions', whole, **first)} repetitions (`famsim sensitivity`).{stale}"
    )


def line(writing: Writing, name: str, some: pd.DataFrame) -> str:
    """Return what one strategy's difference hangs on."""
    parts = []
    for row in some.to_dict("records"):
        where = {"strategy": name, "rank": float(row["rank"])}
        how = with_decimals(*(float(row[one]) for one in ("index", "low", "high")))
        index, low, high = (writing.number(TABLE, one, how, **where) for one in ("index", "low", "high"))
        parts.append(f"{figure_named(writing, row['figure'])} (index {index}, {low} to {high})")
    of = writing.number(TABLE, "figures", whole, strategy=name, rank=float(some["rank"].iloc[0]))
    measure = writing.words(str(some.measure.iloc[0]).replace("_", " "))
    return f"- {writing.words(name)}, of {measure}: the answer hangs most on {listed(parts)}, of {of} figures tried."
