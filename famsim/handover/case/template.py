"""A council's own Word file that a case is put into: its styles, headers and cover stay, and nothing of it runs."""

import io
import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from famsim.errors import StoreError
from famsim.handover.report import Document, fill_in, opened
from famsim.limits import check_paths
from famsim.scenario import shown

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

HERE = "{{business case}}"  # a paragraph of nothing else: the case is put in its place
ALLOWED = "allowed: a .docx or .dotx file without macros"
TYPES = "[Content_Types].xml"
TEMPLATE = b"wordprocessingml.template.main+xml"
DOCUMENT = b"wordprocessingml.document.main+xml"
LARGEST = 50_000_000  # bytes, unpacked


def read_template(path: str | os.PathLike[str]) -> bytes:
    """Return a council's file as the bytes of a document; StoreError that says what is wrong with it."""
    check_paths(template=path)
    where = shown(path)
    if Path(path).suffix.lower() not in (".docx", ".dotx"):
        raise StoreError(f"--template {where}: is no Word file by its name; {ALLOWED}")
    try:
        content = without_kind(Path(path).read_bytes(), where)
        opened(content)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        reason = getattr(error, "strerror", None) or error
        raise StoreError(f"--template {where}: cannot be read as a Word file ({reason}); {ALLOWED}") from None
    return content


def without_kind(content: bytes, where: str) -> bytes:
    """Return a Word template as a document; StoreError for macros, or for what unpacks to too much."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        if any("vbaproject" in name.lower() for name in before.namelist()):
            raise StoreError(f"--template {where}: holds macros; {ALLOWED}")
        if sum(one.file_size for one in before.infolist()) > LARGEST:
            raise StoreError(f"--template {where}: unpacks to more than {LARGEST:,} bytes; {ALLOWED}")
        for name in before.namelist():
            text = before.read(name)
            after.writestr(name, text.replace(TEMPLATE, DOCUMENT) if name == TYPES else text)
    return out.getvalue()


def put_into(word: "WordDocument", document: Document) -> None:
    """Put a case into a council's file: where it says so, or at its end."""
    place = next((one for one in word.paragraphs if one.text.strip() == HERE), None)
    body = word.element.body
    before = set(body)
    fill_in(word, document)
    if place is None:
        return
    last = place._p
    for element in [one for one in body if one not in before]:
        last.addnext(element)
        last = element
    body.remove(place._p)
