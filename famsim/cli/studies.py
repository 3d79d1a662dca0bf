"""The commands that run the model: compare and run."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from warnings import catch_warnings, simplefilter

import typer

from famsim.cli.folders import ready_folder
from famsim.cli.markdown import print_markdown
from famsim.cli.output import number, print_folded, print_json, print_table
from famsim.cli.progress import progress, say
from famsim.errors import StoreWarning
from famsim.limits import THREADS
from famsim.measures import MEASURES
from famsim.population import strategy_named
from famsim.questions.compare import check_comparable
from famsim.questions.run import means, simulate
from famsim.results import Place, Study, record_of
from famsim.runs import forecast, priced
from famsim.scenario import Scenario, all_places, canonical, change, load_scenario, one_place, pointless, strategy_names

READ_ON = "Read all: --full. Keep it, with tables and pictures: --out DIR."
READ_ON_FROM_ONE_DRAW = "Read all: --full. Keep it: --out DIR. The figures' uncertainty: --draws 20."


@dataclass(frozen=True)
class Asked:
    """What was asked of compare or run; `changes` holds the scenario's fields given on the command line."""

    file: str
    changes: Mapping[str, int | None]
    draws: int = 1
    reps: int = 1
    threads: int = THREADS
    out: str | None = None
    force: bool = False
    as_json: bool = False
    store: str | None = None
    full: bool = False
    separately: bool = False

    def scenario(self) -> Scenario:
        """Return the scenario with what the command line changes; everything wrong with it is found here."""
        given: dict[str, Any] = {name: value for name, value in self.changes.items() if value is not None}
        return change(load_scenario(self.file), **given)

    def folder(self) -> Place | None:
        """Return the folder that results go to, found usable before the work begins."""
        return None if self.out is None else ready_folder(self.out, self.force)


def compare_strategies(asked: Asked) -> None:
    """Compare the strategies of a scenario; print the answer, or save everything."""
    scenario = asked.scenario()
    check_comparable(scenario)
    folder = asked.folder()
    result = compared(scenario, asked)
    if folder:
        result.save(folder)
        say(f"Saved in {folder}")
    for warning in result.warnings:
        say(f"Warning: {warning}")
    if asked.as_json:
        print_json(as_json(result))
    elif asked.full:
        print_markdown(result.answer)
    else:
        print_markdown(ten_lines(result.answer))
        read_on = READ_ON if result.draws > 1 else READ_ON_FROM_ONE_DRAW
        print_folded(f"All of it: {folder.target}/answer.md" if folder else read_on)
    if result.alarms:
        raise typer.Exit(1)


def ten_lines(answer: str) -> str:
    """Return what stands before an answer's first section."""
    return answer.split("\n## ", maxsplit=1)[0].rstrip() + "\n"


def opening(answer: str) -> str:
    """Return an answer to the end of its first section; the rest is in the folder."""
    return "\n## ".join(answer.split("\n## ")[:2])


def compared(scenario: Scenario, asked: Asked) -> Study:
    """Return the result of a comparison, telling how far it is."""
    from famsim.questions.compare import compare

    what = f"{len(strategy_names(scenario))} strategies, {count(asked)}"
    with progress(all_places(scenario).title, what, before(scenario, asked)) as report, catch_warnings():
        simplefilter("ignore", StoreWarning)  # said after the run, each in a line
        return compare(
            scenario,
            asked.draws,
            asked.reps,
            asked.store,
            progress=report,
            threads=asked.threads,
            separately=asked.separately,
        )


def before(scenario: Scenario, asked: Asked) -> list[str]:
    """Return what is said before the work: what in the scenario does nothing, and what many areas take."""
    runs, stored = asked.draws * asked.reps, asked.store is not None
    return [*pointless(scenario), *forecast(scenario, runs, asked.threads, stored, asked.separately)]


def count(asked: Asked) -> str:
    """Return how many runs were asked for, in words."""
    draws = "central values" if asked.draws == 1 else f"{asked.draws} draws"
    return draws if asked.reps == 1 else f"{draws} x {asked.reps} repetitions"


def as_json(study: Study) -> dict[str, Any]:
    """Return a study as the one object of a JSON answer: its tables, what was asked, made from what, the answer."""
    scenario = study.scenario
    asked = {"title": study.world.area.title, "question": scenario.question} | json.loads(canonical(scenario))
    return {**study.tables, "scenario": asked, "record": record_of(study), "answer": study.answer}


def run_strategy(asked: Asked, name: str) -> None:
    """Run one strategy; print its outcomes, or save everything."""
    scenario = asked.scenario()
    strategy, folder = strategy_named(scenario, name).name, asked.folder()
    what = f"{strategy}, {count(asked)}"
    with progress(one_place(scenario).title, what, pointless(scenario)) as report:
        found = simulate(scenario, strategy, asked.draws, asked.reps, progress=report, threads=asked.threads)
    if folder:
        found.save(folder)
        say(f"Saved in {folder}")
    if asked.as_json:
        print_json(as_json(found))
        return
    print_folded(found.answer, hang="")
    print_outcomes(found)


def print_outcomes(found: Study) -> None:
    """Print every measure of the whole area over the whole horizon."""
    mean = means(found.tables)
    rows = [
        [name, number(mean[name], 2 if measure.of else 0), priced(measure.unit), measure.says]
        for name, measure in MEASURES.items()
    ]
    print_table("Whole area, whole horizon", ["measure", ">value", "unit", "what it is"], rows)
