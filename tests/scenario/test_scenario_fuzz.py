"""Damaged copies of shipped scenarios are read or clearly refused, never worse."""

import random
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from famsim.errors import AreaError, ScenarioError
from famsim.scenario import canonical, parse_scenario, shipped_names, shipped_text
from famsim.scenario.reading import decode

CORPUS = {name: shipped_text(name).encode() for name in shipped_names()}
SPLICES = [
    b"nan",
    b"inf",
    b"1e400",
    b"-1",
    b"9" * 6000,
    b"true",
    b'"5%"',
    b"[[",
    b"]]",
    b"{",
    b"}",
    b'"""',
    b"'''",
    b"=",
    b".",
    b"\0",
    b"\xff\xfe",
    b"\xe9",
    b"\xef\xbb\xbf",
    b"\r",
    b"\r\n",
    b"[" * 2000,
    b"{a=" * 2000,
    b"a." * 2000,
    b"\\u0000",
    b"__class__ = 1\n",
    b"!!python/object/apply:os.system ['id']",
    b"1979-02-30",
    b"\xf0\x9f\x92\xa9",
    b"-0.0",
    b"[strategy]\n",
    b"[evidence]\n",
    b"unlimited = true\n",
]
CHANGES = st.lists(
    st.tuples(st.sampled_from(["cut", "drop", "splice", "copy", "swap", "byte"]), st.integers(0, 2**31)),
    min_size=1,
    max_size=4,
)
MESSAGE = re.compile(r"a\.toml(, line \d+)?: .+", re.DOTALL)


def damaged(data, changes):
    """Return `data` after each change, drawn from its own seed."""
    for kind, seed in changes:
        luck = random.Random(seed)
        data = in_lines(data, kind, luck) if kind in ("copy", "swap") else in_bytes(data, kind, luck)
    return data


def in_bytes(data, kind, luck):
    """Return `data` cut short, with a stretch dropped, something spliced in, or one byte changed."""
    i = luck.randrange(len(data) + 1)
    if kind == "cut":
        return data[:i]
    if kind == "drop":
        return data[:i] + data[i + luck.randrange(1, 80) :]
    if kind == "splice":
        return data[:i] + luck.choice(SPLICES) + data[i:]
    return data[:i] + bytes([luck.randrange(256)]) + data[i + 1 :]


def in_lines(data, kind, luck):
    """Return `data` with a line copied elsewhere, or with the value of a line swapped."""
    lines = data.split(b"\n")
    k = luck.randrange(len(lines))
    if kind == "copy":
        lines.insert(k, luck.choice(lines))
    else:
        lines[k] = lines[k].split(b"= ")[0] + b"= " + luck.choice(SPLICES)
    return b"\n".join(lines)


def outcome(data):
    """Return the scenario of the bytes, or the message that refuses them."""
    try:
        return parse_scenario(decode(data, "a.toml"), "a.toml", {})
    except (ScenarioError, AreaError) as error:
        return str(error)


@settings(max_examples=400)
@given(st.sampled_from(shipped_names()), CHANGES)
@example("newcastle", [("cut", 0)])
def test_a_damaged_scenario_is_read_or_refused(name, changes):
    """No other exception; a refusal names the file and is short; what is read can be hashed."""
    found = outcome(damaged(CORPUS[name], changes))
    if isinstance(found, str):
        assert MESSAGE.fullmatch(found), found
        assert len(found) < 1500
        assert found.isprintable(), found
    else:
        canonical(found)


@settings(max_examples=200)
@given(st.binary(max_size=300))
def test_any_bytes_are_refused_with_a_message(data):
    """No scenario fits into noise."""
    assert MESSAGE.fullmatch(outcome(data))


@pytest.mark.parametrize("name", shipped_names())
def test_no_misspelt_key_is_ever_ignored(name):
    """Each key of each shipped file, with a letter more: refused, on its line; a new name where it is asked for."""
    text = shipped_text(name)
    for key in re.finditer(r"^(?!#)\[*([a-z_.]+)(?= = |\])|[{,] ([a-z_]+)(?= = )", text, re.MULTILINE):
        at = key.end()
        said = outcome((text[:at] + "q" + text[at:]).encode())
        line = text.count("\n", 0, at) + 1
        assert isinstance(said, str), f"line {line}: {key[0]}q was ignored"
        of_its_own = f"did you mean '{key[1].rpartition('.')[2]}q'" if (key[1] or "").startswith("programme.") else ""
        elsewhere = "is given twice" in said or "must be given" in said or (of_its_own and of_its_own in said)
        assert f"line {line}: " in said or elsewhere, said
