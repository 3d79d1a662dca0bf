"""What a terminal of 80 columns shows of a comparison: the whole answer within 40 lines, and with --full the rest."""

import json
import os
import re
import struct
import subprocess
import sys

import pytest

from famsim.writing.words import counted

pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX terminals")
ASKED = ("compare", "newcastle", "--families", "900", "--months", "36")
ROWS, COLUMNS = 40, 80


def on_terminal(folder, *arguments):
    """Return the lines that a command prints to stdout on a terminal of 40 rows and 80 columns, colours taken off."""
    import fcntl
    import termios

    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    without = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
    command = [sys.executable, "-m", "famsim", *arguments]
    found = {"cwd": folder, "env": without | {"TERM": "xterm"}, "stdout": theirs, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, **found) as process:
        os.close(theirs)
        printed = b"".join(iter(lambda: read(ours), b""))
        assert process.wait(timeout=300) == 0
    os.close(ours)
    return re.sub(r"\x1b\[[0-9;]*m", "", printed.decode()).splitlines()


def read(terminal):
    """Return what was written next; nothing at the end, which some systems tell as an error."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """Return the same comparison as JSON."""
    command = [sys.executable, "-m", "famsim", *ASKED, "--json"]
    said = subprocess.run(command, capture_output=True, check=True, cwd=tmp_path_factory.mktemp("json"), timeout=300)
    return json.loads(said.stdout)


@pytest.fixture(scope="module")
def lines(tmp_path_factory):
    """Return the lines of the same comparison's first screen."""
    return on_terminal(tmp_path_factory.mktemp("screen"), *ASKED)


def test_the_first_screen_holds_the_whole_answer(study, lines):
    """Each strategy with families, sizes, intervals and pounds, what is not clear; no word is broken."""
    assert len(lines) <= ROWS and max(map(len, lines)) <= COLUMNS
    screen, (first, *others) = "\n".join(lines), study["scenario"]["strategies"]
    words = screen.replace(":", " ").split()
    assert first["name"] in " ".join(words)
    for one in others:
        assert set(one["name"].split()) <= set(words)
    helped = [row["helped"] for row in study["summary"][1:]]
    assert all(counted(number) in words for number in helped if number >= 3)
    assert sum(word.startswith("£") for word in words) >= 3 * len(others)
    assert re.search(r"20\d\d/\d\d", screen) and "prices" in words and "assumed" in screen
    assert len(re.findall(r"\S+\s+to\s+\S", screen)) >= 4 * len(others)
    assert "not clear" in screen and "too few" in screen


def test_it_has_room_where_too_few_differ(tmp_path):
    """A small sample of the area whose strategies take most words: bounds stand in the place of intervals."""
    lines = on_terminal(tmp_path, "compare", "croydon", "--families", "400")
    assert len(lines) <= ROWS and max(map(len, lines)) <= COLUMNS
    assert sum("too few" in line for line in lines) >= 5


def test_the_first_screen_says_what_each_strategy_offers(study, lines):
    """Each with its doors and its places a year, above its numbers; which session has no shown effect."""
    screen = " ".join(" ".join(lines).split())
    for strategy in study["scenario"]["strategies"][1:]:
        for offer in strategy["offers"]:
            assert f"; {counted(12 * offer['places_a_month'])})" in screen
    assert screen.count("no shown effect (") == 1


def test_what_a_check_says_is_folded_between_words(tmp_path):
    """Notes too: of a scenario with several, at 80 columns."""
    lines = on_terminal(tmp_path, "check", "newcastle")
    assert max(map(len, lines)) <= COLUMNS and any(line.startswith("Note:") for line in lines)


def test_full_prints_all_that_the_first_screen_leaves_out(study, tmp_path):
    """Every section of the answer, in its order."""
    full = [line.strip() for line in on_terminal(tmp_path, *ASKED, "--full")]
    sections = re.findall(r"^#+ (.*)$", study["answer"], re.MULTILINE)
    rest = iter(full)
    assert len(sections) > 10 and all(section in rest for section in sections)
    assert max(map(len, full)) <= COLUMNS
