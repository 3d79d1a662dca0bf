"""What an answer says of rival accounts of how families live and help works: whether it turns under any."""

import pandas as pd

from famsim.questions.compare.led import PARTINGS
from famsim.questions.compare.tables.rivals import SAID, SHIPPED, STANDS, TABLE, TURNS, UNCLEAR
from famsim.writing import Writing, as_table, listed, whole, with_decimals


def rivals_in_short(writing: Writing) -> str:
    """Return in a line whether the answer turns under a rival; "" where none were lived."""
    if TABLE not in writing.tables:
        return ""
    table = writing.tables[TABLE]
    rivals = table[table["rival"] != SHIPPED]
    first = {name: table[name].iloc[0] for name in ("rival", "strategy", "measure")}
    number = writing.number(TABLE, "rivals", whole, **first)
    said = [f"**Under {number} rival accounts** (`--full`; docs/rivals.md):"]
    turned = names_of(writing, rivals[rivals["verdict"] == TURNS])
    said.append(f"a clear difference turns into its opposite under {turned};" if turned else "no clear one turns;")
    unclear = names_of(writing, rivals[rivals["verdict"] == UNCLEAR])
    said.append(f"one becomes unclear under {unclear};" if unclear else "none becomes unclear;")
    return f"{' '.join(said)} {who_leads(writing, table)}"


def names_of(writing: Writing, rows: pd.DataFrame) -> str:
    """Return the names of the rivals that rows are of."""
    return listed([f"*{writing.words(name)}*" for name in dict.fromkeys(rows["rival"])]) if len(rows) else ""


def who_leads(writing: Writing, table: pd.DataFrame) -> str:
    """Return whether another strategy comes first by fewer partings under some rival."""
    leads = table[table["leads"] & (table["measure"] == PARTINGS)].set_index("rival")["strategy"]
    stood = leads[SHIPPED]
    others = leads[leads != stood]
    if table["strategy"].nunique() < 2:
        return "there is one strategy, so nothing is put in order."
    if others.empty:
        return f"{writing.words(str(stood))} has most fewer partings under all."
    some = [f"*{writing.words(str(name))}* ({writing.words(str(one))})" for name, one in others.items()]
    return f"another than {writing.words(str(stood))} has most fewer partings under {listed(some)}."


def rivals_section(writing: Writing) -> str:
    """Return the section, a row for each rival and strategy; "" where none were lived."""
    if TABLE not in writing.tables:
        return ""
    table = writing.tables[TABLE]
    heads = ["account", "strategy", *SAID.values()]
    rows = [
        row_of(writing, str(name), str(strategy), some.set_index("measure")["verdict"].to_dict())
        for (name, strategy), some in table.groupby(["rival", "strategy"], sort=False)
    ]
    what = "\n".join(
        f"- *{writing.words(name)}*: {writing.words(says)}; in `[evidence]`: `{writing.words(lines)}`"
        for name, says, lines in table.loc[table["rival"] != SHIPPED, ["rival", "says", "evidence"]]
        .drop_duplicates()
        .itertuples(index=False)
    )
    head = "The same families and luck at the central figures under each, England settled anew; intervals of chance."
    return f"## Under rival accounts\n\n{head}\n\n{as_table(heads, rows)}\n\n{what}"


def row_of(writing: Writing, rival: str, strategy: str, verdicts: dict[str, str]) -> list[str]:
    """Return the cells of a strategy under an account."""
    cells = []
    for measure in SAID:
        where: dict[str, object] = {"rival": rival, "strategy": strategy, "measure": measure}
        how = with_decimals(*(writing.value(TABLE, one, **where) for one in ("estimate", "low", "high")))
        estimate, low, high = (writing.number(TABLE, one, how, **where) for one in ("estimate", "low", "high"))
        said = "" if verdicts[measure] == STANDS else f", {verdicts[measure]}"
        cells.append(f"{estimate} ({low} to {high}){said}")
    return [writing.words(rival), writing.words(strategy), *cells]
