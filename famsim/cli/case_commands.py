"""The command `business-case`: a Word file from results that are kept, or from a scenario that is run first."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from famsim.cli import options as o
from famsim.limits import THREADS

if TYPE_CHECKING:
    from famsim.cli.asked import Asked
    from famsim.handover.case import BusinessCase
    from famsim.results import Place, Study

CASE_DRAWS = 20  # of the figures, unless another number is asked for: a case rests on their uncertainty


def business_case(  # noqa: PLR0913, PLR0917 - one argument for each option
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="a results folder of compare, or a scenario, which is run first")
    ],
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="where to write the case")
    ] = "case.docx",
    brief: Annotated[
        str | None, typer.Option("--brief", metavar="FILE", help="also write a brief of two pages, .docx")
    ] = None,
    prefer: Annotated[
        str, typer.Option("--prefer", metavar="NAME", help="the option that its authors prefer; the model prefers none")
    ] = "",
    template: Annotated[
        str | None, typer.Option("--template", metavar="FILE", help="put it into this Word file, in its styles")
    ] = None,
    families: o.Families = None,
    months: o.Months = None,
    draws: o.Draws = CASE_DRAWS,
    seed: o.Seed = None,
    out: Annotated[
        str | None, typer.Option("--out", metavar="DIR", help="keep what a scenario came to in this folder")
    ] = None,
    force: o.Force = False,
    as_json: o.Json = False,
    threads: o.Threads = THREADS,
    area_figures: o.AreaFigures = None,
) -> None:
    """Make a business case from results or a scenario."""
    from famsim.cli.asked import Asked

    changes = {"families": families, "months": months, "seed": seed}
    asked = Asked(file, changes, draws, 1, threads, out, force, as_json, area_figures=area_figures)
    write_case(asked, CaseAsked(output, brief, prefer, template, draws != CASE_DRAWS))


@dataclass(frozen=True)
class CaseAsked:
    """What was asked of a case. drawn: whether a number of draws was given."""

    output: str
    brief: str | None = None
    prefers: str = ""
    template: str | None = None
    drawn: bool = False


def write_case(asked: "Asked", wanted: CaseAsked) -> None:
    """Make a case and write it; everything wrong with places or input is said before any work, or before any file."""
    from famsim.cli.progress import say
    from famsim.handover.case import business_case, check_ending, read_template
    from famsim.results import write_file

    places = files_of(asked, wanted)
    for place in places:
        check_ending(place)
    if wanted.template is not None:
        read_template(wanted.template)
    found = kept_at(asked, wanted) if Path(asked.file).is_dir() else lived(asked, wanted)
    made = business_case(found, wanted.prefers, wanted.template)
    if made.changed_since:
        say(f"Warning: {made.changed_since}; the case says so")
    contents = [made.docx(brief=place is not places[0]) for place in places]
    for place, content in zip(places, contents, strict=True):
        say(f"Saved as {write_file(place, content)}")
    tell(made, [place.target for place in places], wanted.output, asked.as_json)


def files_of(asked: "Asked", wanted: CaseAsked) -> "list[Place]":
    """Return the files to write, claimed; PlaceError where one cannot be, or both are one."""
    from famsim.cli.folders import PlaceError, ready_file
    from famsim.scenario import shown

    names = [wanted.output] if wanted.brief is None else [wanted.output, wanted.brief]
    if len(names) > 1 and Path(names[0]).absolute() == Path(names[1]).absolute():
        raise PlaceError(f"--brief {shown(names[1])}: is the file of the case itself; give another")
    return [ready_file(name, asked.force) for name in names]


def kept_at(asked: "Asked", wanted: CaseAsked) -> str:
    """Return the results folder; PlaceError for a file inside it, or for options that a new run alone can heed."""
    from famsim.cli.folders import PlaceError
    from famsim.cli.reporting import outside
    from famsim.scenario import shown

    for name in filter(None, (wanted.output, wanted.brief)):
        outside(Path(name), (asked.file,))
    given = [f"--{name}" for name, value in asked.changes.items() if value is not None]
    given += ["--draws"] * wanted.drawn + ["--out"] * (asked.out is not None)
    if given:
        raise PlaceError(
            f"{', '.join(given)}: {shown(asked.file)} is a results folder, which is taken as it was kept; give its "
            "scenario to run it otherwise"
        )
    return asked.file


def lived(asked: "Asked", wanted: CaseAsked) -> "Study | Place":
    """Return what the scenario comes to, or the folder in which that is kept where one is asked for."""
    from famsim.cli.budgets import with_places
    from famsim.cli.progress import progress, say
    from famsim.handover.case import check_options, with_endings
    from famsim.questions.compare import check_comparable, compare
    from famsim.scenario import is_to_buy, pointless, shown

    scenario = asked.scenario()
    check_comparable(scenario)
    check_options(with_endings(scenario), wanted.prefers)
    folder = asked.folder()
    bought = ["the places that budgets buy are found first"] if any(map(is_to_buy, scenario.strategies)) else []
    for note in [*pointless(scenario), *bought]:
        say(f"Note: {note}")
    placed, area = with_places(scenario, asked.threads)
    scenario = with_endings(placed)
    for one in scenario.strategies:
        if one not in placed.strategies:
            say(f"Note: {shown(one.name)} is lived too: the same, but that it ends with its grant")
    with progress(area, f"{len(scenario.strategies)} strategies, {asked.count}") as report:
        study = compare(scenario, asked.draws, progress=report, threads=asked.threads)
    if folder is None:
        return study
    say(f"Results saved in {study.save(folder)}")
    return folder


def tell(made: "BusinessCase", files: list[Path], given: str, as_json: bool) -> None:
    """Say what was written, how many numbers are bound, and how to check them in the case's file, named as given."""
    from famsim.cli.output import as_typed, kilobytes, print_folded, print_json
    from famsim.scenario import printable

    said: list[dict[str, Any]] = [{"file": one.name, "bytes": one.stat().st_size} for one in files]
    text = (
        f"{printable(files[0].name)}: {kilobytes(said[0]['bytes'])}, {made.numbers:,} numbers, each bound to "
        f"its table and row. Check it: {as_typed('famsim', 'verify', given)}"
    )
    if as_json:
        answer: dict[str, Any] = {"files": said, "numbers": made.numbers, "record": made.record, "answer": text}
        print_json(answer)
    else:
        print_folded(text)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        name="business-case",
        help="Write a business case as a Word file: the five cases, each number bound to its run, table and row.",
        epilog="Example: famsim business-case scenarios/budget_125k.toml -o case.docx --brief brief.docx",
    )(business_case)
