"""The command `sensitivity`: what it is asked, how long it takes, what it prints."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import typer

from famsim.cli.asked import folder_of
from famsim.cli.ending import hand_over, opening
from famsim.cli.markdown import print_markdown
from famsim.cli.output import print_folded, print_json
from famsim.cli.progress import progress, say
from famsim.cli.sweeping import finished, in_words
from famsim.questions.sensitivity import Options, Question, designed, load_question, study_in
from famsim.questions.sweep import Forecast, Plan, check_store, forecast, read_shard
from famsim.scenario import one_place, slug
from famsim.store import Store

WHOLE = "1/1"


@dataclass(frozen=True)
class SensitivityAsked:
    """What was asked of the command; options: as famsim.questions.sensitivity.Options has them."""

    file: str
    options: Mapping[str, Any]
    store: str | None
    jobs: int
    dry_run: bool
    out: str | None
    force: bool
    as_json: bool


def find_sensitivity(asked: SensitivityAsked) -> None:
    """Find what an answer hangs on; print it, or save everything; what goes on where it is interrupted."""
    question = load_question(asked.file, Options(**asked.options))
    path = Path(asked.store or f"{slug(question.experiment.about.name)}.sqlite")
    found = forecast_of(question, path, asked.jobs)
    if asked.dry_run:
        tell_forecast(question, found, asked)
        return
    folder = folder_of(asked.out, asked.force)
    say(f"{path}: {said_before(question, found, asked.jobs)}")
    counted: list[int] = []
    try:
        with progress(one_place(question.scenario).title, question.experiment.about.name) as report:

            def told(done: int, total: int) -> None:
                counted[:] = done, total
                report(done, total)

            study = study_in(question, path, asked.jobs, told)
    except KeyboardInterrupt:
        say(f"{finished(*counted)} To go on: the same line again (its runs are in {path}).")
        raise
    hand_over(
        study, folder, asked.as_json, lambda: print_markdown(study.answer if not folder else opening(study.answer))
    )
    if study.alarms:
        raise typer.Exit(1)


def forecast_of(question: Question, path: Path, jobs: int) -> Forecast | None:
    """Return what is left to do of the design; None of switching values alone, which find out as they go."""
    if question.alone:
        return None
    _, experiment = designed(question)
    if not path.is_file():
        return forecast(Plan(experiment), None, jobs, read_shard(WHOLE))
    with Store(path) as store:
        check_store(experiment, store)
        return forecast(Plan(experiment), store, jobs, read_shard(WHOLE))


def said_before(question: Question, found: Forecast | None, jobs: int) -> str:
    """Return how much it is, before the work."""
    figures = len(question.experiment.factors) + len(question.levers)
    if found is None:
        return f"{figures} figures and levers, each at 2 to 20 values, {question.experiment.about.reps} times."
    return f"{figures} figures; {in_words(found, jobs)}"


def tell_forecast(question: Question, found: Forecast | None, asked: SensitivityAsked) -> None:
    """Print how much it would be."""
    figures = [one.name for one in question.experiment.factors]
    if asked.as_json:
        name = {"experiment": question.experiment.about.name, "figures": figures}
        print_json(name | (asdict(found) if found else {}))
        return
    print_folded(f"{question.experiment.about.name}: {said_before(question, found, asked.jobs)}")
    print_folded(f"Figures: {', '.join(figures)}", hang="  ")
