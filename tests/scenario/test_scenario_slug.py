"""docs/reliability.md F26: a name becomes part of a file name, safe everywhere and apart from others."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from famsim.scenario import slug

SAFE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
BAD = [
    "../x",
    "/etc/passwd",
    "..",
    ".",
    "",
    "CON",
    "nul",
    "com1",
    "a/b",
    "a\\b",
    "C:x",
    "x" * 300,
    "\u202egnp.exe",
    "a\0b",
    "-rf",
    "~",
    "$(id)",
    "\ud800",
    "\u4f60\u597d",
    "a.toml",
    "a\nb",
]


@pytest.mark.parametrize("name", BAD)
def test_a_dangerous_name_becomes_safe_and_keeps_apart(name):
    """Letters, digits and hyphens only, and a hash of the whole name at the end."""
    assert SAFE.fullmatch(slug(name))
    assert len(slug(name)) < 70
    assert re.search(r"-[0-9a-f]{8}$", slug(name))
    assert len({slug(other) for other in BAD}) == len(BAD)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("business as usual", "business-as-usual"),
        ("at-risk groups", "at-risk-groups"),
        ("Newcastle", "newcastle"),
    ],
)
def test_a_plain_name_keeps_its_letters(name, expected):
    """People find their files."""
    assert slug(name) == expected


@given(st.text(max_size=400))
def test_any_name_is_safe(name):
    """Whatever was typed: never a path, never a reserved name."""
    assert SAFE.fullmatch(slug(name))
    assert slug(name).split("-")[0] not in {"con", "nul", "aux", "prn"} or "-" in slug(name)
    assert len(slug(name)) < 70
