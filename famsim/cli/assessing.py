"""The commands `assess`, which may write a page too, and `theory`."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from famsim.cli.ending import Ending, hand_over
from famsim.cli.folders import ready_file
from famsim.cli.markdown import print_markdown
from famsim.cli.progress import progress, say
from famsim.limits import THREADS
from famsim.results import Place, Study

READ_ON = "Read all: --full. As a page: -o FILE.html. Keep it, with its scenario and theory: --out DIR."
LIVES = "families' lives without help and with a little of it"


@dataclass(frozen=True)
class AssessAsked:
    """What was asked of assess: the area, what changes it, the sliders of maturity, where it goes."""

    area: str
    what: Mapping[str, Any]
    maturity: Mapping[str, float]
    output: str | None
    ending: Ending
    threads: int = THREADS


def assess_area(asked: AssessAsked) -> None:
    """Assess an area; print the answer, save everything, write a page: all places are found usable before the work."""
    from famsim.areas import find_area
    from famsim.questions.assess import assess

    name = find_area(asked.area).name
    page = page_place(asked)
    folder = asked.ending.folder()
    with progress(name, LIVES) as report:
        what: dict[str, Any] = dict(asked.what)
        study = assess(asked.area, maturity=asked.maturity, progress=report, threads=asked.threads, **what)
    asked.ending.end(study, folder, READ_ON)
    if page is not None:
        write_page(study, folder, page, asked.what["area_figures"])


def page_place(asked: AssessAsked) -> Place | None:
    """Return the file of the page, found usable; None where none is asked for."""
    from famsim.handover.report import ending

    if asked.output is None:
        return None
    ending(asked.output)
    return ready_file(asked.output, asked.ending.force)


def write_page(study: Study, folder: Place | None, page: Place, area_figures: str | None) -> None:
    """Write a study as one page, from its folder, or from one that passes."""
    from famsim.handover.report import report

    with tempfile.TemporaryDirectory(prefix="famsim-") as passing:
        kept = folder.target if folder else study.save(Path(passing) / "assessment")
        say(f"Saved as {report(kept, area_figures=area_figures).save(page)}")


def live_theory(file: str, area_figures: str | None, asked: Ending) -> None:
    """Live a theory of change; print the answer, or save everything."""
    from famsim.questions.theory import load_theory, theory
    from famsim.scenario import one_place

    found = load_theory(file, area_figures)
    folder = asked.folder()
    with progress(one_place(found.scenario).title, "each edge switched off") as report:
        study = theory(found, progress=report)
    hand_over(study, folder, asked.as_json, lambda: print_markdown(study.answer))
