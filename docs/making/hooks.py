"""What the site adds when it is built: examples in docstrings stand as code."""

import re
from html import escape, unescape

EXAMPLE = re.compile(r"<p>Example:\n(?P<code>.*?)</p>", re.DOTALL)


def on_page_content(html: str, **_: object) -> str:
    """Return a page whose examples are code; mkdocs calls this by name."""
    return EXAMPLE.sub(lambda found: f"<p>Example:</p><pre><code>{code(found['code'])}</code></pre>", html)


def code(text: str) -> str:
    """Return an example's lines without the indent of the docstring."""
    lines = unescape(re.sub(r"</?(?:em|strong|code)>", "", text)).splitlines()
    return escape("\n".join(line.removeprefix("    ") for line in lines), quote=False)
