"""One HTML file with style, script and pictures in it; a policy lets nothing else in; it reads without its script."""

import base64
import hashlib
import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from famsim.handover.report.blocks import BELOW_NOTHING, Block, Document, text_of

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

BELOW_NOTHING_WHOLE = re.compile(BELOW_NOTHING.pattern + r"[£\d.,]*\d\w*")
POLICY = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; img-src data:; base-uri 'none'; form-action 'none'"
)


def html_of(document: Document) -> str:
    """Return a document as the text of an HTML file."""
    style, script = read("report.css"), read("report.js")
    policy = POLICY.format(script=hashed(script), style=hashed(style))
    return template().render(document=document, policy=policy, style=style, script=script)


@cache
def template() -> "Template":
    """Return the template, in which whatever stands in a document is text."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    room = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    room.filters |= {"text": text_of, "base64": in_base64, "ours": Markup, "unbroken": unbroken}
    room.tests |= {name: is_a(name) for name in ("Heading", "Paragraph", "Items", "Grid", "Picture")}
    return room.from_string(read("report.html"))


def unbroken(text: str) -> "Markup":
    """Return text, each number below nothing in one piece, so that no line ends after its sign."""
    from markupsafe import Markup, escape

    return Markup(BELOW_NOTHING_WHOLE.sub(r'<span class="below">\g<0></span>', str(escape(text))))


def is_a(name: str) -> Callable[[Block], bool]:
    """Return what says whether a block is of a kind."""
    return lambda block: type(block).__name__ == name


def in_base64(content: bytes) -> str:
    """Return bytes as a data address spells them."""
    return base64.b64encode(content).decode()


def hashed(text: str) -> str:
    """Return the hash of an inline script or style as a policy names it."""
    return f"sha256-{in_base64(hashlib.sha256(text.encode()).digest())}"


def read(name: str) -> str:
    """Return a file of the report's own folder."""
    return files("famsim.handover.report").joinpath(name).read_text(encoding="utf-8")
