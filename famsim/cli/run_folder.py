"""The results folder of `run`: one strategy with everything it rests on, and the same run again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from famsim.cli.output import number
from famsim.cli.scenarios import families
from famsim.evidence import load_register
from famsim.report.contents import file_name, titled
from famsim.report.csvs import table_bytes
from famsim.report.folder import put_in_place
from famsim.report.record import ANSWER, RECORD, SCENARIO, made_with, record_bytes
from famsim.report.tables import parameters, sources
from famsim.report.toml import scenario_toml
from famsim.report.verify import differs, problems_of
from famsim.scenario import Scenario, parse_scenario
from famsim.study.simulate import Simulation

KIND = "famsim run"


def in_words(found: Simulation) -> str:
    """Return what one strategy came to, in a few sentences."""
    mean = means(found)
    area, scenario = found.world.area, found.scenario
    what = f"{area.title}, {found.strategy.name}, {scenario.months} months, {families(scenario, area)}"
    parted, left, helped = (number(mean[name], 0) for name in ("separations", "exits", "helped"))
    rate = number(mean["separation_rate"], 2)
    return (
        f"{what}: {parted} couples with children part ({rate}% of couples a year), {left} of them leave harm. {helped} "
        "families come to a first session. Counts are the whole area's, and of this strategy alone; `famsim compare` "
        "sets strategies beside each other."
    )


def means(found: Simulation) -> dict[str, float]:
    """Return each measure of the whole area over the whole horizon, mean of the runs."""
    outcomes = found.tables["outcomes"]
    return outcomes[outcomes.group == "all"].groupby("measure").value.mean().to_dict()


def save_run(found: Simulation, folder: Path) -> None:
    """Write tables, answer, scenario, figures used, sources and record, whole or not at all."""
    put_in_place(folder, run_files(found))


def run_files(found: Simulation) -> dict[str, bytes]:
    """Return every file of the folder by name, the record last."""
    register, area = load_register(), found.world.area
    tables = found.tables | {
        "parameters": parameters(register, dict(found.scenario.evidence)),
        "sources": sources(register),
    }
    named = {name: file_name(area, name, "csv") for name in tables}
    files = {named[name]: table_bytes(titled(area, name, table)) for name, table in tables.items()}
    files[SCENARIO] = scenario_toml(found.scenario).encode()
    files[ANSWER] = f"{in_words(found)}\n".encode()
    return files | {RECORD: record_bytes(about_run(found), named, files)}


def about_run(found: Any) -> dict[str, Any]:
    """Return what one strategy's run was made from and with."""
    return made_with(found) | {"kind": KIND}


def run_problems(folder: Path, record: dict[str, Any], simulated: Callable[[Scenario], Simulation]) -> list[str]:
    """Return what has changed in the files of a sealed record, or if nothing has, what the same run gives otherwise."""
    problems = [one for name, expected in record["files"].items() for one in problems_of(folder, name, expected)]
    if problems:
        return problems
    found = simulated(parse_scenario((folder / SCENARIO).read_text(encoding="utf-8"), SCENARIO))
    again = {name: content for name, content in run_files(found).items() if name != RECORD}
    return [problem for name, content in again.items() for problem in differs(folder / name, content)]
