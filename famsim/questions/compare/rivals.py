"""Does the answer turn under a rival account of how families live or help works? Strategies lived under each."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from famsim.errors import FamsimError
from famsim.measures import ALL, REGISTRY
from famsim.questions.compare.comparison import Comparison
from famsim.questions.compare.run import compare as run_comparison
from famsim.runs import Running
from famsim.scenario import Rival, Scenario, change, is_many, rivals_of
from famsim.writing import Writing, listed, whole, with_decimals

TABLE = "rivals"
LEADS = "fewer_partings"  # the difference by which strategies are put in order
LED_BY = (LEADS, "stay_in_harm", "child_months_in_harm")
SHIPPED = "as it stands"
STANDS, UNCLEAR, TURNS = "stands", "unclear", "turns"
COLUMNS = ["rival", "says", "evidence", "strategy", "measure", "estimate", "low", "high", "verdict", "leads", "rivals"]
Lived = Sequence[dict[str, Any]]


def under_rivals(scenario: Scenario, running: Running) -> Lived:
    """Return the rows of the table: each strategy's headline differences as it stands and under every rival.

    At the central figures, so that an interval holds chance alone. verdict: whether a difference that is clear as it
    stands keeps its sign, becomes unclear or turns; leads: whether the strategy is the first of all by fewer partings.
    FamsimError for several areas, where rivals would settle each anew.
    """
    if is_many(scenario):
        raise FamsimError("--rivals: the scenario has several areas; allowed: a scenario of one area")
    once = replace(running, draws=1, reps=1)
    as_it_stands = list(lived(scenario, once, Rival(SHIPPED, "", "", {})))
    clear = {(row["strategy"], row["measure"]): row for row in as_it_stands if is_clear(row)}
    rows, rivals = [row | {"verdict": STANDS} for row in as_it_stands], rivals_of(scenario)
    for rival in rivals:
        under = change(scenario, evidence={**scenario.evidence, **rival.evidence})
        found = lived(under, once, rival)
        rows += [row | {"verdict": verdict(clear.get((row["strategy"], row["measure"])), row)} for row in found]
    return [row | {"rivals": float(len(rivals))} for row in rows]


def lived(scenario: Scenario, running: Running, rival: Rival) -> Iterator[dict[str, Any]]:
    """Yield the headline differences of every strategy under one account."""
    comparison: Comparison = run_comparison(scenario, running)
    table = comparison.differences
    table = table[(table["group"] == ALL) & table["measure"].isin(LED_BY)]
    first = table[table["measure"] == LEADS].sort_values("estimate", kind="stable")["strategy"]
    for row in table.to_dict("records"):
        numbers = {name: float(row[name]) for name in ("estimate", "low", "high")}
        about = {"rival": rival.name, "says": rival.says, "evidence": rival.written}
        said = {"strategy": row["strategy"], "measure": row["measure"], "leads": row["strategy"] == first.iloc[-1]}
        yield about | said | numbers


def is_clear(row: dict[str, Any]) -> bool:
    """Say whether an interval leaves out none."""
    return bool(row["low"] > 0.0 or row["high"] < 0.0)


def verdict(stood: dict[str, Any] | None, row: dict[str, Any]) -> str:
    """Return what becomes of a difference; one that is not clear as it stands has nothing to turn."""
    if stood is None:
        return STANDS
    if stood["estimate"] * row["estimate"] < 0.0:
        return TURNS
    return STANDS if is_clear(row) else UNCLEAR


def rivals_table(rows: Lived) -> dict[str, pd.DataFrame]:
    """Return the rows as a table by its name; no table where there are none."""
    return {TABLE: pd.DataFrame(rows, columns=COLUMNS)} if rows else {}


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
    leads = table[table["leads"] & (table["measure"] == LEADS)].set_index("rival")["strategy"]
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
    heads = ["account", "strategy", *(REGISTRY[name].says for name in LED_BY)]
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
    return f"## Under rival accounts\n\n{head}\n\n| {' | '.join(heads)} |\n|{'---|' * len(heads)}\n" + "\n".join(
        [*rows, "", what]
    )


def row_of(writing: Writing, rival: str, strategy: str, verdicts: dict[str, str]) -> str:
    """Return the row of a strategy under an account."""
    cells = []
    for measure in LED_BY:
        where: dict[str, object] = {"rival": rival, "strategy": strategy, "measure": measure}
        how = with_decimals(*(writing.value(TABLE, one, **where) for one in ("estimate", "low", "high")))
        estimate, low, high = (writing.number(TABLE, one, how, **where) for one in ("estimate", "low", "high"))
        said = "" if verdicts[measure] == STANDS else f", {verdicts[measure]}"
        cells.append(f"{estimate} ({low} to {high}){said}")
    return f"| {writing.words(rival)} | {writing.words(strategy)} | {' | '.join(cells)} |"
