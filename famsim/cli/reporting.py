"""The command `report`: a document made from a kept results folder, in one file."""

import os
from pathlib import Path

from famsim.cli.folders import PlaceError, ready_file
from famsim.cli.output import kilobytes, print_folded, print_json
from famsim.cli.progress import say
from famsim.scenario import shown

Beside = tuple[tuple[str, ...], str | None]  # further folders; a file of the private figures that all rest on


def write_report(folder: str, output: str, beside: Beside, force: bool, as_json: bool) -> None:
    """Make a report and write it; everything wrong with the place or a folder is said before anything is written."""
    from famsim.handover.report import ending, report

    also, area_figures = beside
    place = ready_file(output, force)
    kind = ending(output)
    outside(place.target, (folder, *also))
    made = report(folder, also, area_figures)
    if made.changed_since:
        say(f"Warning: {made.changed_since}; the report says so")
    target = made.save(place)
    size = target.stat().st_size
    said = f"{shown(target.name)}: {kilobytes(size)}, everything in one file"
    say(f"Saved as {target}")
    if as_json:
        print_json({"file": target.name, "kind": kind, "bytes": size, "record": made.record, "answer": said})
    else:
        how = "open it in any browser, no network" if kind == ".html" else "open it in a word processor"
        print_folded(f"{said}; {how}.")


def outside(target: Path, folders: tuple[str, ...]) -> None:
    """Raise PlaceError for a file inside a results folder, which would then hold more than was written."""
    real = Path(os.path.realpath(target))  # unlike `resolve`, no error where links lead in a circle
    for folder in folders:
        if real.is_relative_to(os.path.realpath(folder)):
            raise PlaceError(
                f"-o {shown(target)}: is inside the results folder {shown(folder)}, which holds nothing but results; "
                "give a file outside it"
            )
