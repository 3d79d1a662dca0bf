"""The walker's keys are the reader's keys, and their lines are the lines they stand on."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from famsim.scenario import shipped_names, shipped_text
from famsim.scenario.lines import find_lines

ODD = """\
# [not.a.table]
"quoted key" = "a # b = [1"  # and = here
bare-key.'dotted'."three\\u0041" = 1
many = [ # comment ]
  1,
  { in = "line", deep = { er = 2 } },  # }
  "]",
]
text = '''
fake = 3
''''
more = \"\"\"a \\\"\"\" b
[fake]
\"\"\"\"\"
empty = [[], {}]
when = 1979-05-27 07:32:00Z
[ table . "sub" ]
a = 1
[[list]]
[list.inner]
b = 2
[[list]]
[[list.deeper]]
c = 3
[[list.deeper]]
c = 4
"""
EXPECTED = {
    ("quoted key",): 2,
    ("bare-key", "dotted", "threeA"): 3,
    ("many",): 4,
    ("many", 1, "deep", "er"): 6,
    ("many", 2): 7,
    ("text",): 9,
    ("more",): 12,
    ("empty", 1): 15,
    ("when",): 16,
    ("table", "sub"): 17,
    ("table", "sub", "a"): 18,
    ("list", 0, "inner", "b"): 21,
    ("list", 1): 22,
    ("list", 1, "deeper", 0, "c"): 24,
    ("list", 1, "deeper", 1): 25,
    ("list", 1, "deeper", 1, "c"): 26,
}


def paths(value, at=()):
    """Return every path of a parsed TOML value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {at} | {path for key, item in inner for path in paths(item, (*at, key))}


def test_lines_of_every_form_of_key():
    """Counted by hand in the text above."""
    lines = find_lines(ODD)
    assert {path: lines.at[path] for path in EXPECTED} == EXPECTED
    assert set(lines.at) == paths(tomllib.loads(ODD)) - {()}


@pytest.mark.parametrize("name", shipped_names())
def test_the_walker_finds_the_keys_that_the_reader_finds(name):
    """Two readers of one text; the second is Python's own."""
    text = shipped_text(name)
    assert set(find_lines(text).at) == paths(tomllib.loads(text)) - {()}


KEY = st.sampled_from(["a", "b-1", '"c d"', "'e'", '"f\\"g"', "1"])
LEAF = st.sampled_from(["1", "1.5", "true", '"x]#="', "'y}'", '"""z\n"q"\n"""', "'''w\n''x'''", "1979-05-27"])
VALUE = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[ # ]\n" + ",\n".join(items) + "\n]"),
        st.lists(st.tuples(KEY, inner), max_size=3, unique_by=lambda pair: pair[0]).map(
            lambda pairs: "{" + ", ".join(f"{key} = {value}" for key, value in pairs) + "}"
        ),
    ),
    max_leaves=6,
)


@given(st.lists(st.tuples(KEY, VALUE), max_size=4, unique_by=lambda pair: pair[0]))
def test_on_any_document_the_two_readers_agree(pairs):
    """Strings over several lines, comments in lists, quoted keys, nested tables."""
    text = "".join(f"{key} = {value} # end\n" for key, value in pairs)
    text += "".join(f"[[list.{key}]]\nv = {value}\n" for key, value in pairs)
    assert set(find_lines(text).at) == paths(tomllib.loads(text)) - {()}


@given(st.text(alphabet="[]{}=.,\"'#\n\\ ab1", max_size=80))
def test_no_text_breaks_the_walker(text):
    """It stops where the text stops being TOML: every place it has found is a line of the text."""
    lines = text.count("\n") + 1
    assert all(1 <= line <= lines for line in find_lines(text).at.values())
