"""The strategies of a scenario lived under each rival account of how families live and help works."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from famsim.errors import FamsimError
from famsim.measures import ALL
from famsim.questions.compare.comparison import Comparison
from famsim.questions.compare.rivals import LEADS, LED_BY, SHIPPED, STANDS, TURNS, UNCLEAR, Lived
from famsim.questions.compare.run import compare as run_comparison
from famsim.runs import Running
from famsim.scenario import Rival, Scenario, change, is_many, rivals_of


def under_rivals(scenario: Scenario, running: Running) -> Lived:
    """Return the rows of the table: each strategy's headline differences as it stands and under every rival.

    At the central figures, so that an interval holds chance alone. verdict: whether a difference that is clear as it
    stands keeps its sign, becomes unclear, or turns into one as clear the other way; leads: whether the strategy is the first of all by fewer partings.
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
    if not is_clear(row):
        return UNCLEAR
    return STANDS if stood["estimate"] * row["estimate"] > 0.0 else TURNS
