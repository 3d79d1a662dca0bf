"""Numbers in a Word file that say which number of a writing they are: content controls, which Word keeps and shows."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from famsim.handover.report.blocks import Run

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

TAG = "famsim:"  # how the tag of a number begins; then which it is
NO_BREAK = "\u2011"  # a minus sign of ours, as some programs save it


def is_number(run: Run) -> bool:
    """Say whether a run is a number that says which it is."""
    return run.cites is not None


def written(run_of: Any, run: Run) -> None:
    """Put a run of Word into a content control, whose tag says which number it is."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    control, about, tag = (OxmlElement(name) for name in ("w:sdt", "w:sdtPr", "w:tag"))
    inside = OxmlElement("w:sdtContent")
    tag.set(qn("w:val"), f"{TAG}{run.cites}")
    about.append(tag)
    control.extend([about, inside])
    run_of._r.addprevious(control)
    inside.append(run_of._r)


def controls(word: "WordDocument") -> Iterator[tuple[int, Any]]:
    """Yield each number's place in its writing, with its content control, in the order of the document."""
    from docx.oxml.ns import qn

    for control in word.element.body.iter(qn("w:sdt")):
        tags = control.findall(f"./{qn('w:sdtPr')}/{qn('w:tag')}")
        said = tags[0].get(qn("w:val"), "").removeprefix(TAG) if tags else ""
        if tags and tags[0].get(qn("w:val"), "").startswith(TAG) and said.isdecimal():
            yield int(said), control


def unnamed(word: "WordDocument") -> list[Any]:
    """Return the content controls that have no tag, as a program leaves them that keeps controls and drops tags."""
    from docx.oxml.ns import qn

    tag = f"./{qn('w:sdtPr')}/{qn('w:tag')}"
    return [one for one in word.element.body.iter(qn("w:sdt")) if one.find(tag) is None]


def text_in(control: Any) -> str:
    """Return what a content control shows, without what is struck out by a tracked change."""
    from docx.oxml.ns import qn

    minus = qn("w:noBreakHyphen")
    shown = ("-" if one.tag == minus else one.text or "" for one in control.iter(qn("w:t"), minus))
    return "".join(shown).replace(NO_BREAK, "-")


def named(control: Any, says: str) -> None:
    """Give a content control a title, which Word shows when the number is chosen."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    alias = OxmlElement("w:alias")
    alias.set(qn("w:val"), says)
    control.find(qn("w:sdtPr")).insert(0, alias)
