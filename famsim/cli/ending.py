"""How a command that makes a study ends: the study saved where it was asked for, and printed."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from famsim.cli.folders import ready_folder
from famsim.cli.markdown import print_markdown
from famsim.cli.output import print_folded, print_json
from famsim.cli.progress import say
from famsim.results import Place, Study, record_of
from famsim.scenario import canonical

READ_ON = "Read all: --full. Keep it, with tables and pictures: --out DIR."


@dataclass(frozen=True)
class Ending:
    """Where a study is saved and how it is printed: the options --out, --force, --full and --json."""

    out: str | None = None
    force: bool = False
    full: bool = False
    as_json: bool = False

    def folder(self) -> Place | None:
        """Return the folder that results go to, if any, found usable before the work begins."""
        return None if self.out is None else ready_folder(self.out, self.force)

    def end(self, study: Study, folder: Place | None, read_on: str = READ_ON) -> None:
        """Save a study and print it: as JSON, in full, or its first lines and where the rest is."""
        hand_over(study, folder, self.as_json, lambda: tell_ten_lines(study, folder, self.full, read_on))


def hand_over(study: Study, folder: Place | None, as_json: bool, tell: Callable[[], None]) -> None:
    """Save a study where it was asked for, and print it: as one JSON object, or as `tell` does."""
    if folder:
        study.save(folder)
        say(f"Saved in {folder}")
    for warning in study.warnings:
        say(f"Warning: {warning}")
    if as_json:
        print_json(json_of(study))
    else:
        tell()


def tell_ten_lines(study: Study, folder: Place | None, full: bool, read_on: str, also: str = "") -> None:
    """Print a study's first lines and where the rest is, or all of it; also: the section of this heading, if any."""
    if full:
        print_markdown(study.answer)
        return
    print_markdown(ten_lines(study.answer))
    if also:
        print_markdown(section_of(study.answer, also))
    print_folded(f"All of it: {folder.target}/answer.md" if folder else read_on)


def json_of(study: Study) -> dict[str, Any]:
    """Return a study as the one object of a JSON answer: its tables, what was asked, made from what, the answer."""
    scenario = study.scenario
    asked = {"title": study.world.area.title, "question": scenario.question} | json.loads(canonical(scenario))
    return {**study.tables, "scenario": asked, "record": record_of(study), "answer": study.answer}


def ten_lines(answer: str) -> str:
    """Return what stands before an answer's first section."""
    return answer.split("\n## ", maxsplit=1)[0].rstrip() + "\n"


def section_of(answer: str, heading: str) -> str:
    """Return the section of an answer under a heading; empty where there is none."""
    found = [one for one in answer.split("\n## ")[1:] if one.startswith(f"{heading}\n")]
    return f"## {found[0].rstrip()}\n" if found else ""


def opening(answer: str) -> str:
    """Return an answer to the end of its first section; the rest is in the folder."""
    return "\n## ".join(answer.split("\n## ")[:2])
