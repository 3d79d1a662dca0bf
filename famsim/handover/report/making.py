"""A report: a document made from a kept results folder, whose every file is found as it was written first."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from famsim.errors import FamsimError, StoreError
from famsim.handover.report.blocks import Document
from famsim.handover.report.composed import compose
from famsim.handover.report.contents import document
from famsim.handover.report.sheet import html_of
from famsim.results import FILES, Kept, ending_of, kept, write_file
from famsim.scenario import shown


@dataclass(frozen=True)
class Report:
    """A document about kept results. record: of the folder; changed_since: what of famsim is other now, or ""."""

    document: Document
    record: dict[str, Any]
    changed_since: str

    def html(self) -> str:
        """Return the text of one HTML file."""
        return html_of(self.document)

    def docx(self) -> bytes:
        """Return a Word document; FamsimError where python-docx is not installed."""
        from famsim.handover.report.word import docx_of

        return docx_of(self.document)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write an .html or .docx file whole, replacing one that is there, or not at all: StoreError."""
        content = self.docx() if ending(path) == ".docx" else self.html().encode("utf-8")
        return write_file(path, content)


def ending(path: str | os.PathLike[str]) -> str:
    """Return which kind of file a name asks for; StoreError for another."""
    return ending_of(path, FILES, "kind of report")


def report(
    folder: str | os.PathLike[str],
    also: Sequence[str | os.PathLike[str]] = (),
    area_figures: str | os.PathLike[str] | None = None,
) -> Report:
    """Make a document from a results folder, as `famsim compare --out` and other questions write it.

    folder: the results; nothing is run again. also: further folders of the same area, such as a sensitivity, whose
    answers and figures are quoted. area_figures: the private figures that the results rest on; none is in the document.

    Returns a Report: `save(path)` writes an .html or .docx file; `html()` and `docx()` are their content.

    Raises FamsimError that names the file where a folder is not complete, was changed, or is of another version.

    Example:
        fs.report("results/newcastle").save("newcastle.html")
    """
    if isinstance(also, str) or not isinstance(also, Sequence):
        raise FamsimError(f"also {shown(repr(also))}: allowed: a list of results folders")
    main = kept(folder, area_figures)
    others = [beside(main, kept(one, area_figures)) for one in also]
    said = document(compose(main), [compose(one) for one in others])
    return Report(said, dict(main.record), main.changed_since)


def beside(main: Kept, other: Kept) -> Kept:
    """Return another folder; StoreError where it is of another area."""
    if other.record.get("area") != main.record.get("area"):
        areas = f"{shown(str(other.record.get('area')))}, not of {shown(str(main.record.get('area')))}"
        raise StoreError(f"{other.name}/record.json: is of {areas}; allowed: results of the same area")
    return other
