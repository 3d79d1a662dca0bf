"""docs/reliability.md F19, F24, F26: bytes, encodings, sizes, kinds of file; every refusal is one clear message."""

import os
import time
import tracemalloc

import pytest

from famsim.errors import FamsimError, ScenarioError
from famsim.scenario import load_scenario, parse_scenario
from famsim.scenario.reading import MAX_BYTES, decode

QUESTION = 'question = "What if caf\u00e9s \u2013 \u00a350,000 \u2013 helped?"'


@pytest.fixture
def saved(tmp_path, small):
    """Return a writer of bytes to a scenario file; overrides are left out, so that no register is needed."""

    def save(data=None, name="a.toml"):
        path = tmp_path / name
        path.write_bytes(plain(small).encode() if data is None else data)
        return path

    return save


def plain(text):
    """Return a scenario text without its [evidence], and with letters that show a wrong encoding."""
    text = text.replace('question = "What if?"', QUESTION)
    return text[: text.index("[evidence]")] + text[text.index("[economy]") :]


@pytest.mark.parametrize("mark", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_same_text_is_read_from_every_allowed_encoding(mark, newline, small, saved):
    """UTF-8 with and without mark, UTF-16 with mark, both line ends: one scenario."""
    data = plain(small).replace("\n", newline).encode(mark)
    assert load_scenario(saved(data)) == load_scenario(saved())
    assert "caf\u00e9s \u2013 \u00a350" in load_scenario(saved(data)).question


@pytest.mark.parametrize("order", ["le", "be"])
def test_utf_16_of_either_byte_order_needs_its_mark(order, small, saved):
    """Without the mark every second byte is a NUL: refused at the first."""
    data = plain(small).encode(f"utf-16-{order}")
    assert load_scenario(saved("\ufeff".encode(f"utf-16-{order}") + data)).name == "small"
    with pytest.raises(ScenarioError, match=r"a.toml, line 1: byte [01] is a NUL; allowed: .*UTF-8"):
        load_scenario(saved(data))


def test_a_windows_code_page_is_refused_at_its_first_foreign_byte(small, saved):
    """cp1252 writes e-acute as the single byte E9: named with its offset and line, never guessed."""
    data = plain(small).encode("cp1252")
    offset = data.index(b"\xe9")
    with pytest.raises(ScenarioError, match=rf"a.toml, line 3: byte {offset} \(0xe9\) is not UTF-8; allowed: .*cp1252"):
        load_scenario(saved(data))


@pytest.mark.parametrize(("mark", "skipped"), [(b"", 0), (b"\xef\xbb\xbf", 3)])
def test_a_nul_is_refused_at_its_byte(mark, skipped):
    """The offset counts the mark, as an editor of bytes does."""
    with pytest.raises(ScenarioError, match=f"line 2: byte {skipped + 5} is a NUL"):
        decode(mark + b"a=1\nb\0", "a.toml")


def test_letters_lost_before_are_not_carried_on():
    """U+FFFD is what is left of a letter that another program could not read."""
    with pytest.raises(ScenarioError, match=r"byte 3 is a letter lost .* \(U\+FFFD\)"):
        decode('a="\ufffd"'.encode(), "a.toml")


def test_utf_32_and_half_a_pair_are_refused():
    """UTF-32 begins like UTF-16; a cut UTF-16 file ends in half a character."""
    with pytest.raises(ScenarioError, match="UTF-32"):
        decode("a = 1".encode("utf-32"), "a.toml")
    with pytest.raises(ScenarioError, match=r"byte 6 .* is not UTF-16-LE"):
        decode("a =".encode("utf-16")[:-1], "a.toml")


def test_a_truncated_file_is_refused_wherever_it_was_cut(small, read):
    """Every cut inside the last offer loses something; no cut is a traceback."""
    for cut in range(small.index("[[strategy.offer]]") + 19, small.index('priority = "need"')):
        try:
            read(small[:cut])
        except FamsimError as error:
            assert str(error).startswith("a.toml, line "), error
        else:
            assert small[:cut].count("places_a_month = 8"), cut


def test_a_cut_inside_a_value_says_that_the_file_ends(small, read):
    """The line is the last one."""
    cut = small.index('"gp"]')
    with pytest.raises(ScenarioError, match="line 24: "):
        read(small[:cut])
    with pytest.raises(ScenarioError, match="line 3: not valid TOML: the file ends too early"):
        read(small[: small.index("What if?")])


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 50_000,
        "a = " + "[" * 50_000 + "]" * 50_000,
        "a = " + "{a=" * 50_000,
        "a." * 50_000 + "a = 1",
        "a . " * 50_000 + "a = 1",
        "[" + "a." * 50_000 + "a]",
        "[" * 100_000,
        "a = " + "9" * 6_000,
        "a = " + "9" * 1_000_000,
        "a = 0x" + "f" * 6_000,
        "a = 1e" + "9" * 6_000,
        "a = " + "9_" * 3_000 + "9",
        "a = [" + "1," * 400_000 + "]",
        "[[strategy]]\n" * 70_000,
        '"' + "a" * 1_000_000,
        'a = """' + '"a' * 400_000,
        "a = '''" + "''a" * 300_000,
        "".join(f"k{i} = 1\n" for i in range(90_000)),
        "a = {" + ",".join(f"k{i}=1" for i in range(90_000)) + "}",
        "#" * 1_000_000,
    ],
    ids=range(20),
)
def test_nesting_without_end_and_giant_numbers_are_refused_quickly(text):
    """docs/reliability.md F24: at most 2 seconds and 200 MB, and a message, for the longest file that is read."""
    tracemalloc.start()
    began = time.process_time()
    with pytest.raises(ScenarioError, match=r"^a.toml") as caught:
        parse_scenario(text, "a.toml")
    took, peak = time.process_time() - began, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert took < 10  # tracing slows it about fivefold
    assert peak < 200e6
    assert len(str(caught.value)) < 1000


@pytest.mark.parametrize("text", ["a = " + "[" * 50_000, "a = " + "{a=" * 50_000, "a." * 50_000 + "a = 1"])
def test_depth_is_limited_before_the_reader_starts(text):
    """The limit of the walker, not the depth of Python's stack."""
    with pytest.raises(ScenarioError, match=r"line 1: a.*; allowed: up to 12$"):
        parse_scenario(text, "a.toml")


@pytest.mark.parametrize("digits", [65, 6_000])
def test_a_6000_digit_number_is_named_with_its_field(digits, refused):
    """Python itself stops at 4,300 digits; the reader stops at 64 characters and says where."""
    said = refused("months = 120", "months = " + "1" * digits)
    assert said == (
        f"a.toml, line 5: scenario.months: a value of {digits} characters is too long for a number; "
        "allowed: up to 64 characters"
    )


def test_a_file_of_a_million_bytes_is_the_longest(small, saved):
    """One byte more is refused before it is read as text."""
    text = plain(small).encode()
    assert load_scenario(saved(text + b"#" * (MAX_BYTES - len(text)))).name == "small"
    with pytest.raises(ScenarioError, match="the file is too long; allowed: up to 1048576 bytes"):
        load_scenario(saved(text + b"#" * (MAX_BYTES - len(text) + 1)))


def test_a_sparse_giant_is_not_read(tmp_path):
    """A file of 10 GB of nothing costs no memory."""
    giant = tmp_path / "giant.toml"
    with open(giant, "wb") as file:
        file.truncate(10 << 30)
    with pytest.raises(ScenarioError, match="too long"):
        load_scenario(giant)


def test_only_a_regular_file_is_read(tmp_path):
    """A folder, a device, and a pipe nobody writes to: refused at once, never waited for."""
    os.mkfifo(tmp_path / "pipe.toml")
    for path, what in [(tmp_path, "folder"), ("/dev/zero", "device"), (tmp_path / "pipe.toml", "pipe")]:
        with pytest.raises(ScenarioError, match=what):
            load_scenario(path)


def test_a_symbolic_link_leads_only_to_a_regular_file(tmp_path, saved):
    """A link to a scenario is a scenario; a link to a device, to itself, or to nothing is not."""
    saved()
    links = {"good": "a.toml", "device": "/dev/zero", "loop": "loop.toml", "broken": "none.toml"}
    for name, target in links.items():
        (tmp_path / f"{name}.toml").symlink_to(target)
    assert load_scenario(tmp_path / "good.toml").name == "small"
    for name in ("device", "loop", "broken"):
        with pytest.raises(ScenarioError, match=f"{name}.toml: "):
            load_scenario(tmp_path / f"{name}.toml")


@pytest.mark.parametrize("name", ["", "none.toml", "a/b.toml", "a\0b", "\ud800", "x" * 5000, "newcastle.toml/x"])
def test_a_missing_file_is_said_to_be_missing(name):
    """Impossible names are missing files too; the message is short and printable."""
    with pytest.raises(ScenarioError, match="there is no such file") as caught:
        load_scenario(name)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize("name", ["newcastel", "newcastel.toml", "scenarios/newcastel.toml"])
def test_a_misspelt_shipped_name_gets_the_nearest(name):
    """With or without folder and ending."""
    with pytest.raises(ScenarioError, match="did you mean 'newcastle'"):
        load_scenario(name)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_says_so(saved):
    """Permission is the user's to give."""
    path = saved()
    path.chmod(0)
    with pytest.raises(ScenarioError, match="cannot be read: Permission denied"):
        load_scenario(path)
