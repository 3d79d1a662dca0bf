"""What binds a case's numbers to their run: a part of the Word file that machines read, and how it is read again."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from famsim.errors import StoreError
from famsim.handover.case.told import Made
from famsim.handover.report import Document, Grid, Heading, Items, Paragraph, Picture, Run, controls, named
from famsim.results import SEAL
from famsim.scenario import shown
from famsim.writing import Citation

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

NAMESPACE = "urn:famsim:business-case"
PART, RELATION = (
    "/customXml/famsim.xml",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml",
)
KIND = "famsim business case"
NOT_ONE = "is not a business case of famsim; allowed: a file that `famsim business-case` wrote, saved as .docx"
LARGEST = 200_000_000  # bytes of a Word file's parts, unpacked


@dataclass(frozen=True)
class Bound:
    """Where a number comes from: the cell of a table, and the line of it, from 1."""

    citation: Citation
    row: int

    def called(self) -> str:
        """Return where it stands in words."""
        where = "".join(f", {name} = {plain(value)}" for name, value in self.citation.where)
        return f"table {self.citation.table}, row {self.row}{where}, {self.citation.column}"

    def as_json(self, number: int) -> dict[str, Any]:
        """Return it as a record keeps it."""
        one = self.citation
        where = {name: plain(value) for name, value in one.where}
        about = {"number": number, "table": one.table, "row": self.row, "column": one.column, "where": where}
        return about | {"value": f"{one.value:.12g}", "text": one.text}


def plain(value: object) -> str:
    """Return a value of a table as it is written."""
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def bound(made: Made) -> dict[int, Bound]:
    """Return every number of a document by its place in the writing."""
    found, writing = {}, made.told.writing
    for number in cited(made.document):
        one = writing.placed[number]
        assert isinstance(one, Citation)
        found[number] = Bound(one, writing.rows(one.table, **dict(one.where))[0] + 1)
    return found


def cited(of: Document) -> list[int]:
    """Return which numbers of its writing a document prints, in order; one that is printed twice stands twice."""
    return [run.cites for run in runs(of) if run.cites is not None]


def runs(of: Document) -> Iterator[Run]:
    """Yield every stretch of text of a document that stands in a paragraph, a list or a table."""
    for block in (*of.below, *(block for section in of.sections for block in section.blocks)):
        if isinstance(block, Paragraph | Heading):
            yield from block.words
        elif isinstance(block, Items):
            yield from (run for row in block.rows for run in row)
        elif isinstance(block, Grid):
            yield from (run for head in block.heads for run in head)
            yield from (run for row in block.rows for cell in row for run in cell.words)


def pictures_of(of: Document) -> list[Picture]:
    """Return a document's pictures."""
    return [block for section in of.sections for block in section.blocks if isinstance(block, Picture)]


def bind(word: "WordDocument", made: Made) -> None:
    """Give each number of a Word file its title, and the file the record of its numbers."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    numbers = bound(made)
    for number, control in controls(word):
        named(control, numbers[number].called()[:64])
    content = xml_of(record_of(made, numbers))
    part = Part(PackURI(PART), "application/xml", content, word.part.package)
    word.part.relate_to(part, RELATION)


def record_of(made: Made, numbers: dict[int, Bound]) -> dict[str, Any]:
    """Return what a file says of itself: which run, which question, which numbers from where."""
    return {
        "kind": KIND,
        "document": made.kind,
        "prefers": made.told.prefers,
        "record": {
            name: value for name, value in made.told.kept.record.items() if name not in ("files", "tables", SEAL)
        },
        "scenario": made.told.kept.files["scenario.toml"].decode("utf-8"),
        "numbers": [one.as_json(number) for number, one in numbers.items()],
    }


def xml_of(said: dict[str, Any]) -> bytes:
    """Return a record as XML: one element, its text JSON in ASCII."""
    from lxml import etree

    root = etree.Element(f"{{{NAMESPACE}}}record", nsmap={None: NAMESPACE})
    root.text = json.dumps(said, sort_keys=True, allow_nan=False)
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content


def read_word(path: Path) -> "WordDocument":
    """Return a Word file; StoreError where it is none, or is too large when unpacked."""
    from famsim.handover.report import opened

    try:
        with zipfile.ZipFile(path) as packed:
            if sum(one.file_size for one in packed.infolist()) > LARGEST:
                raise StoreError(f"{shown(path)}: unpacks to more than {LARGEST:,} bytes; {NOT_ONE}")
        return opened(path.read_bytes())
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise StoreError(f"{shown(path)}: {NOT_ONE} (it cannot be read as a Word file: {error})") from None


def record_in(word: "WordDocument", where: str) -> dict[str, Any]:
    """Return the record of a case; StoreError for a file without one."""
    from lxml import etree

    safe = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    for one in word.part.rels.values():
        if one.reltype != RELATION or one.is_external:
            continue
        try:
            root = etree.fromstring(one.target_part.blob, safe)
            said = json.loads(root.text or "") if root.tag == f"{{{NAMESPACE}}}record" else None
        except (etree.XMLSyntaxError, ValueError, RecursionError):
            continue
        if isinstance(said, dict) and said.get("kind") == KIND:
            return said
    raise StoreError(f"{where}: {NOT_ONE}")
