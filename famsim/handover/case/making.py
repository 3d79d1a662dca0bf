"""A business case: a Word file made from a comparison, every number of which is bound to the cell it comes from."""

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from famsim.handover.case.binding import bind, bound
from famsim.handover.case.contents import BRIEF, CASE, made
from famsim.handover.case.template import put_into, read_template
from famsim.handover.case.told import Told, told
from famsim.handover.report import content_of, fill_in, opened, set_up
from famsim.limits import check_names, check_paths
from famsim.results import Kept, Study, ending_of, kept, kept_of, write_file

ENDING = ".docx"
SIZES = {"Title": 16, "Heading 1": 13, "Heading 2": 10.5, "Normal": 9.5, "Caption": 8, "List Bullet": 9.5}  # points
AFTER, BEFORE = 1, 3  # points below a paragraph, and above a heading
MARGIN, FOOT = 13, 7  # mm at the sides, as above and below; below the line at the foot


@dataclass(frozen=True)
class BusinessCase:
    """A case and its brief. template: a council's Word file that both are put into, as bytes; None for our own look."""

    told: Told
    template: bytes | None = None

    @property
    def record(self) -> dict[str, Any]:
        """What the results were made from and with."""
        return dict(self.told.kept.record)

    @property
    def changed_since(self) -> str:
        """What of famsim is other than when the results were written, in a sentence; "" for nothing."""
        return self.told.kept.changed_since

    @cached_property
    def numbers(self) -> int:
        """How many numbers of the case are bound to a cell."""
        return len(bound(made(self.told)))

    def docx(self, brief: bool = False) -> bytes:
        """Return the Word file of the case, or of its brief; FamsimError where python-docx is not installed."""
        found, word = made(self.told, BRIEF if brief else CASE), opened(self.template)
        if self.template is None:
            set_up(word, found.document)
            widen(word)
            fill_in(word, found.document)
            close(word)
        else:
            put_into(word, found.document)
        bind(word, found)
        return content_of(word)

    def save(self, path: str | os.PathLike[str], brief: bool = False) -> Path:
        """Write a .docx file whole, replacing one that is there, or not at all: StoreError."""
        check_ending(path)
        return write_file(path, self.docx(brief))


def widen(word: Any) -> None:
    """Set narrow margins, and the line at the foot of a page below them."""
    from docx.shared import Mm

    page = word.sections[0]
    page.left_margin = page.right_margin = Mm(MARGIN)
    page.footer_distance = Mm(FOOT)


def close(word: Any) -> None:
    """Set a case of our own look in type so small that its first page holds the answer, and turn the page after it."""
    from docx.shared import Pt

    for name, points in SIZES.items():
        style = word.styles[name]
        style.font.size = Pt(points)
        style.paragraph_format.space_after = Pt(AFTER)
    for level in (1, 2):
        word.styles[f"Heading {level}"].paragraph_format.space_before = Pt(BEFORE)
    heads = [one for one in word.paragraphs if one.style.name == "Heading 1"]
    heads[1].paragraph_format.page_break_before = True


def check_ending(path: str | os.PathLike[str]) -> None:
    """Raise StoreError for a file that is not called a Word file."""
    ending_of(path, [ENDING], "kind of business case")


def business_case(
    results: "str | os.PathLike[str] | Study", prefer: str = "", template: str | os.PathLike[str] | None = None
) -> BusinessCase:
    """Make a business case from a comparison: the five cases of the Green Book, and a brief of two pages.

    results: what `fs.compare` returned, or a results folder of it. prefer: the option that the case's authors prefer,
    by its name; the model prefers none. template: a council's own .docx or .dotx, whose styles, headers and cover are
    kept; a paragraph {{business case}} says where the case goes, else it goes to the end.

    Returns a BusinessCase: `save(path)` writes the case, `save(path, brief=True)` the brief; `docx()` is the content.
    Each number in it is a content control that names its table and row; `famsim verify` finds edited ones.

    Raises FamsimError for results that are no comparison, spend nothing, are not complete, were changed or are of
    another version, for an option that there is not, and for a template that cannot be used.

    Example:
        fs.business_case("results/leeds", prefer="hub").save("case.docx")
    """
    check_names(prefer=prefer)
    if not isinstance(results, Study):
        check_paths(results=results)
    content = None if template is None else read_template(template)
    found: Kept = kept_of(results) if isinstance(results, Study) else kept(results)
    return BusinessCase(told(found, prefer), content)
