"""The command `business-case`: a Word file from results that are kept, or from a scenario that is run first."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from famsim.cli.asked import Asked
from famsim.cli.folders import PlaceError, ready_file
from famsim.cli.output import print_json, print_text
from famsim.cli.progress import say
from famsim.cli.reporting import outside
from famsim.results import Place
from famsim.scenario import Scenario, shown

if TYPE_CHECKING:
    from famsim.handover.case import BusinessCase
    from famsim.results import Study

KILO = 1000


@dataclass(frozen=True)
class CaseAsked:
    """What was asked of a case. drawn: whether a number of draws was given."""

    output: str
    brief: str | None = None
    prefers: str = ""
    template: str | None = None
    drawn: bool = False


def write_case(asked: Asked, wanted: CaseAsked) -> None:
    """Make a case and write it; everything wrong with places or input is said before any work, or before any file."""
    from famsim.handover.case import business_case, check_ending, read_template

    places = files_of(asked, wanted)
    for place in places:
        check_ending(place)
    if wanted.template is not None:
        read_template(wanted.template)
    folder = Path(asked.file).is_dir()
    found = kept_at(asked, wanted) if folder else lived(asked, wanted)
    made = business_case(found, wanted.prefers, wanted.template)
    if made.changed_since:
        say(f"Warning: {made.changed_since}; the case says so")
    contents = [made.docx(brief=place is not places[0]) for place in places]
    for place, content in zip(places, contents, strict=True):
        place.put_file(content)
        say(f"Saved as {place.target}")
    tell(made, [place.target for place in places], asked.as_json)


def files_of(asked: Asked, wanted: CaseAsked) -> list[Place]:
    """Return the files to write, claimed; PlaceError where one cannot be, or both are one."""
    names = [wanted.output] if wanted.brief is None else [wanted.output, wanted.brief]
    if len(names) > 1 and Path(names[0]).absolute() == Path(names[1]).absolute():
        raise PlaceError(f"--brief {shown(names[1])}: is the file of the case itself; give another")
    return [ready_file(name, asked.force) for name in names]


def kept_at(asked: Asked, wanted: CaseAsked) -> str:
    """Return the results folder; PlaceError for a file inside it, or for options that a new run alone can heed."""
    for name in filter(None, (wanted.output, wanted.brief, asked.out)):
        outside(Path(name), (asked.file,))
    given = [f"--{name}" for name, value in asked.changes.items() if value is not None]
    given += ["--draws"] * wanted.drawn + ["--out"] * (asked.out is not None)
    if given:
        raise PlaceError(
            f"{', '.join(given)}: {shown(asked.file)} is a results folder, which is taken as it was kept; give its "
            "scenario to run it otherwise"
        )
    return asked.file


def lived(asked: Asked, wanted: CaseAsked) -> "Study | Place":
    """Return what the scenario comes to, or the folder in which that is kept where one is asked for."""
    from famsim.cli.studies import compared
    from famsim.questions.compare import check_comparable

    scenario = asked.scenario()
    check_comparable(scenario)
    check_preferred(scenario, wanted.prefers)
    folder = asked.folder()
    study = compared(scenario, asked)
    if folder is None:
        return study
    study.save(folder)
    say(f"Results saved in {folder}")
    return folder


def check_preferred(scenario: Scenario, prefers: str) -> None:
    """Raise PlaceError before any work for an option that there is not, or where nothing can cost anything."""
    from famsim.handover.case import check_options

    check_options(scenario, prefers)


def tell(made: "BusinessCase", files: list[Path], as_json: bool) -> None:
    """Say what was written, how many numbers are bound, and how to check them."""
    said = [{"file": one.name, "bytes": one.stat().st_size} for one in files]
    text = (
        f"{shown(files[0].name)}: {files[0].stat().st_size / KILO:,.0f} kB, {made.numbers:,} numbers, each bound to "
        f"its table and row. Check it: famsim verify {files[0].name}"
    )
    if as_json:
        answer: dict[str, Any] = {"files": said, "numbers": made.numbers, "record": made.record, "answer": text}
        print_json(answer)
    else:
        print_text(text)
