"""Compare the strategies of a scenario: every one paired with the first, by group, with intervals; under rivals too."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

from famsim.errors import FamsimError
from famsim.measures import ALL
from famsim.population import world_of
from famsim.questions.compare.comparison import Comparison
from famsim.questions.compare.gathered.missed import meant_by
from famsim.questions.compare.gathered.several_areas import compare_areas
from famsim.questions.compare.gathered.single_area import Gathering
from famsim.questions.compare.led import PARTINGS
from famsim.questions.compare.tables.rivals import SAID, SHIPPED, STANDS, TURNS, UNCLEAR, Lived
from famsim.runs import CENTRAL, Joint, Keeper, Running, composed, run_all, starts_of
from famsim.scenario import Rival, Scenario, change, is_many, once_each, rivals_of
from famsim.store import Store


def compare(
    scenario: Scenario, running: Running = CENTRAL, store: Store | None = None, joint: Joint | None = None
) -> Comparison:
    """Run every strategy of a scenario for so many parameter draws and repetitions, and compare each with the first.

    The places that a budget buys are found first. store: runs it holds are not run again, and those that are run are
    kept in it. joint: draws of some figures taken together, of one area. Raises ScenarioError for whatever a file's
    reader would refuse.
    """
    scenario = composed(scenario, running.threads, running.progress, private=True)
    if is_many(scenario):
        stands, tables = compare_areas(scenario, running, store)
        return Comparison(once_each(scenario), stands, running.draws, running.reps, tables, scenario)
    starts = starts_of(world_of(scenario), joint)
    if store:
        starts.keeper = Keeper(store, scenario, repr(joint) if joint else "")
    gathering = Gathering(scenario, starts.world, running.once)
    with closing(run_all(starts, scenario, running)) as runs:
        for outcomes in runs:
            if not gathering.missed.runs:
                gathering.missed.meant = meant_by(starts, scenario, outcomes[0])
            gathering.add(outcomes)
    return Comparison(scenario, starts.world, running.draws, running.reps, gathering.tables())


def under_rivals(scenario: Scenario, running: Running) -> Lived:
    """Return the rows of the table: each strategy's headline differences as it stands and under every rival.

    At the central figures, so that an interval holds chance alone. verdict: whether a difference that is clear as it
    stands keeps its sign, becomes unclear, or turns into one as clear the other way; leads: whether the strategy is the
    first of all by fewer partings. FamsimError for several areas, where rivals would settle each anew.
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
    comparison: Comparison = compare(scenario, running)
    table = comparison.differences
    table = table[(table["group"] == ALL) & table["measure"].isin(SAID)]
    first = table[table["measure"] == PARTINGS].sort_values("estimate", kind="stable")["strategy"]
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
