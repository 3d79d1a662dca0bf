"""One HTML file with everything in it: style, script, tables; a policy that lets nothing else in or out."""

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from famsim.handover.page.rows import lengthened, shortened
from famsim.handover.page.signs import bytes_of, signs_of
from famsim.wasm import deflated, scripts

POLICY = (
    "default-src 'none'; script-src '{script}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src '{style}'; "
    "worker-src blob:; base-uri 'none'; form-action 'none'; connect-src 'none'; img-src 'none'"
)
REMARK = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*$", re.DOTALL | re.MULTILINE)  # in lines of its own
MARK = re.compile(r"\{\{(\w+)\}\}")
PACKED = r'(<script type="text/plain" id="{}">)(.*?)(</script>)'
DATA, CODE = (re.compile(PACKED.format(name), re.DOTALL) for name in ("data", "code"))
RAW = -15  # what was deflated has no head


def page_html(data: Mapping[str, Any]) -> str:
    """Return the whole page for its data."""
    style, loader = style_text(), read("loader.js")
    parts = {
        "policy": POLICY.format(script=hashed(loader), style=hashed(style)),
        "loader": loader,
        "code": packed(script_text()),
        "data": packed(plain_json(dict(data) | ({"tables": shortened(data["tables"])} if "tables" in data else {}))),
    }
    return MARK.sub(lambda found: parts[found[1]], read("page.html"))


def data_of(html: str) -> dict[str, Any] | None:
    """Return the data inside a page, or None where there is none that can be read."""
    try:
        data = json.loads(inside(DATA, html), parse_constant=no_number)
        if not isinstance(data, dict):
            return None
        return data | {"tables": lengthened(data["tables"])} if "tables" in data else data
    except (ValueError, RecursionError, TypeError, KeyError, AttributeError):
        return None


def inside(element: re.Pattern[str], html: str) -> str:
    """Return the text packed inside an element of a page; nothing where there is none that can be read."""
    found = element.search(html)
    try:
        return unpacked(found[2]) if found else ""
    except (ValueError, zlib.error):
        return ""


def packed(text: str) -> str:
    """Return a text deflated, in signs: a quarter of its size, and nothing in it that HTML could read."""
    return signs_of(deflated(text.encode()))


def unpacked(text: str) -> str:
    """Return a text that was packed; ValueError or zlib.error where it was not."""
    return zlib.decompress(bytes_of(text), RAW).decode()


def laid_out(html: str) -> str:
    """Return a page with its script unpacked and without its data: another library may pack both otherwise."""
    return inside(CODE, html) + CODE.sub(r"\1\3", DATA.sub(r"\1\3", html))


def no_number(name: str) -> None:
    """Refuse NaN and infinities, which are not JSON."""
    raise ValueError(f"{name} is not JSON")


def plain_json(said: Any) -> str:
    """Return JSON that can stand inside a script element: no sign that could end it."""
    text = json.dumps(said, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def hashed(text: str) -> str:
    """Return the hash of an inline script or style as a policy names it."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def read(name: str) -> str:
    """Return a file of the page's own folder."""
    return files("famsim.handover.page").joinpath(name).read_text(encoding="utf-8")


def style_text() -> str:
    """Return the style sheet, which the script puts in its place: packed with it, a third of its size."""
    return "\n".join(line.strip() for line in read("page.css").splitlines())


@cache
def script_text() -> str:
    """Return the script: its parts in order, closed off from everything else."""
    parts = (scripts(), parts_text("core"), parts_text("script"))
    lines = [line.strip() for part in parts for line in REMARK.sub("", part).splitlines()]
    text = "\n".join(line for line in lines if line and not line.startswith("//"))
    return f'(async function () {{\n"use strict";\nconst STYLE = {json.dumps(style_text())};\n{text}\n}})();\n'


@cache
def parts_text(folder: str) -> str:
    """Return the parts of the script in one of its folders, in order: `core` knows nothing of what is seen."""
    found = files("famsim.handover.page").joinpath(folder)
    parts = sorted((entry for entry in found.iterdir() if entry.name.endswith(".js")), key=lambda entry: entry.name)
    return "\n".join(one.read_text(encoding="utf-8") for one in parts)
