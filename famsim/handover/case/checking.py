"""Is each number of a case still what its table gives? Each that is not is named."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from famsim.errors import FamsimError, StoreError, shown
from famsim.handover.case.binding import Bound, bound, cited, pictures_of, read_word, record_in
from famsim.handover.case.contents import TEXTS, made
from famsim.handover.case.told import told
from famsim.handover.report import controls, text_in, unnamed
from famsim.release import __version__
from famsim.results import Again, Kept, kept, kept_of
from famsim.scenario import config_hash, parse_scenario
from famsim.scenario import shown as path_shown

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

SAME = ("config_hash", "seed", "draws", "reps", "version")  # by which two records are of one run


def check_case(path: Path) -> "tuple[WordDocument, dict[str, Any]]":
    """Return a case's document and record; StoreError for a file that is no case."""
    word = read_word(path)
    return word, record_in(word, path_shown(path))


def case_problems(
    path: Path,
    results: str | None = None,
    again: Again | None = None,
    area_figures: str | None = None,
) -> list[str]:
    """Return every number of a case that is not what its table gives, each in a sentence.

    results: the folder that it was made from, whose tables are read; without it the question is run by `again`, as
    `fs.compare` made it. area_figures: private ones that it rests on.

    Raises StoreError for a file that is no case, is of another version, or is of other results than the folder's.
    """
    where = path_shown(path)
    word, said = check_case(path)
    record = checked(said, where)
    found = from_folder(results, record, where) if results else run_again(said, where, again, area_figures)
    again_made = made(told(found, str(said.get("prefers", ""))), str(said["document"]))
    expected = bound(again_made)
    there = numbers_in(word, cited(again_made.document), where)
    problems = [*edited(there, expected), *missing(there, expected)]
    if found.figures:
        alts = {shape._inline.docPr.get("descr") for shape in word.inline_shapes}
        problems += [
            f"picture {one.caption!r}: its description was changed, or it was taken out"
            for one in pictures_of(again_made.document)
            if one.alt not in alts
        ]
    return [f"{path.name}: {one}" for one in problems]


def checked(said: dict[str, Any], where: str) -> dict[str, Any]:
    """Return the record of the results that a case says it was made from; StoreError where it cannot be checked."""
    record = said.get("record")
    if not isinstance(record, dict) or said.get("document") not in TEXTS or not isinstance(said.get("scenario"), str):
        raise StoreError(f"{where}: the record of its numbers was changed, so nothing can be checked against it")
    if record.get("version") != __version__:
        raise StoreError(
            f"{where}: is of famsim {shown(str(record.get('version')))}, and this is famsim {__version__}; allowed: a "
            "case of this version, so make it again"
        )
    return record


def from_folder(folder: str, record: dict[str, Any], where: str) -> Kept:
    """Return the results that a case was made from; StoreError where the folder holds others."""
    found = kept(folder)
    other = [name for name in SAME if found.record.get(name) != record.get(name)]
    if other:
        raise StoreError(
            f"{path_shown(folder)}: holds other results than {where} was made from ({', '.join(other)} differ)"
        )
    return found


def run_again(said: dict[str, Any], where: str, again: Again | None, area_figures: str | None) -> Kept:
    """Return what the question of a case comes to now; StoreError where it asks another question than its record."""
    try:
        scenario = parse_scenario(said["scenario"], where, area_figures=area_figures)
    except FamsimError as error:
        raise StoreError(f"{where}: the question in it cannot be run again: {error}") from None
    if config_hash(scenario) != said["record"].get("config_hash"):
        raise StoreError(f"{where}: the question in it was changed, so nothing can be checked against it")
    if again is None:
        raise StoreError(f"{where}: give the results folder that it was made from, or run `famsim verify` on it")
    return kept_of(again(scenario, said["record"]))


def numbers_in(word: "WordDocument", order: list[int], where: str) -> list[tuple[int, str]]:
    """Return each number's place in the writing with its text; StoreError where a program that saved it lost which.

    order: in which a document prints its numbers; where all tags are gone and every control is there, it says which.
    """
    found = [(number, text_in(control)) for number, control in controls(word)]
    if found:
        return found
    left = unnamed(word)
    if len(left) != len(order):
        raise StoreError(
            f"{where}: has lost the marks of its numbers, as some programs drop them when they save a file; allowed: "
            "a case as it was written, or as Word saved it"
        )
    return [(number, text_in(control)) for number, control in zip(order, left, strict=True)]


def edited(there: list[tuple[int, str]], expected: dict[int, Bound]) -> Iterator[str]:
    """Yield each number that is not what its table gives."""
    for number, text in there:
        if number not in expected:
            yield f"number {shown(text)} names no cell of the results"
        elif text != expected[number].citation.text:
            one = expected[number]
            yield f"number {shown(text)} should be {one.citation.text} ({one.called()})"


def missing(there: list[tuple[int, str]], expected: dict[int, Bound]) -> Iterator[str]:
    """Yield each number that was taken out, or typed over."""
    known = {number for number, _ in there}
    for number, one in expected.items():
        if number not in known:
            yield f"number {one.citation.text} was taken out or typed over ({one.called()})"
