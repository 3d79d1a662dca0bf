"""Every file of a results folder that was changed, taken away or added is found, whatever its record says."""

import json
import os

import pytest

from famsim.cli.running import run
from famsim.errors import StoreError
from famsim.measures.lines import LEDGER
from famsim.results.folder import write_whole
from famsim.results.record import SEAL, as_json, read_record, record_bytes, seal
from famsim.results.verifying import folder_problems

ABOUT = {"kind": "famsim comparison", "ledger": LEDGER, "area": "Leeds", "seed": 7, "draws": 1, "reps": 1}
ABOUT |= {"config_hash": "0"}
FILES = {"a.csv": b"x,y\n1,2\n", "answer.md": b"# An answer\n", "scenario.toml": b'name = "caf\xc3\xa9"\n'}


@pytest.fixture
def folder(tmp_path):
    return write_whole(tmp_path / "there", lambda: FILES | {"record.json": record_bytes(ABOUT, {}, FILES)})


def problems(folder):
    return folder_problems(folder, read_record(folder))


def rewritten(folder, change):
    """Write the record again, saying the same or more, with the seal that goes with what it says."""
    record = change(json.loads((folder / "record.json").read_bytes()))
    (folder / "record.json").write_bytes(as_json(record | {SEAL: seal(record)}))


def test_what_was_written_has_no_problem(folder):
    assert problems(folder) == []


@pytest.mark.parametrize("name", [*FILES, "record.json"])
def test_every_single_byte_counts(folder, name):
    """Each bit of each byte in turn is changed, and each byte taken out; JSON's own freedom is none."""
    content = (folder / name).read_bytes()
    for at in range(len(content)):
        for other in (bytes([content[at] ^ 1 << at % 8]), b""):
            (folder / name).write_bytes(content[:at] + other + content[at + 1 :])
            try:
                assert any(name in problem for problem in problems(folder))
            except StoreError:
                assert name == "record.json"


@pytest.mark.parametrize(
    "spelt",
    [
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace('"seed": 7', '"seed": 8,\n  "seed": 7').encode(),
        lambda text: text.replace('"seed": 7', '"seed": 7.0').encode(),
        lambda text: text.replace("Leeds", "\\u004ceeds").encode(),
        lambda text: (text + "\n").encode(),
        lambda text: json.dumps(json.loads(text)).encode(),
        lambda text: text.replace('"Leeds"', '"\\ud800"').encode(),
        lambda text: text.replace('"seed": 7', f'"seed": {"9" * 4000}').encode(),
    ],
)
def test_a_record_that_says_it_otherwise_was_rewritten(folder, spelt, capsys):
    """UTF-16, a byte-order mark, other line ends, a key twice, another spelling of the same: exit code 1 or 2."""
    (folder / "record.json").write_bytes(spelt((folder / "record.json").read_text()))
    assert run(["verify", str(folder)]) in (1, 2)
    out, err = capsys.readouterr()
    assert "record.json" in out + err and "Traceback" not in err
    try:
        assert problems(folder) == ["record.json: was changed after it was written"]
    except StoreError as error:
        assert "record.json" in str(error)


def test_what_was_added_or_taken_away_is_found(folder):
    """Also an empty folder and a hidden file; but not what a file manager leaves wherever it looks."""
    (folder / "extra.csv").write_text("x\n")
    (folder / ".hidden").touch()
    (folder / "own").mkdir()
    (folder / ".DS_Store").touch()
    (folder / "a.csv").unlink()
    assert {problem.split(":")[0] for problem in problems(folder)} == {"extra.csv", ".hidden", "own", "a.csv"}


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
@pytest.mark.parametrize("name", ["a.csv", "record.json"])
def test_a_pipe_in_place_of_a_file_is_not_waited_for(folder, name):
    (folder / name).unlink()
    os.mkfifo(folder / name)
    with pytest.raises(StoreError, match="plain file") if name == "record.json" else open(os.devnull):
        assert any(name in problem for problem in problems(folder))


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
@pytest.mark.parametrize("name", ["a.csv", "scenario.toml"])
def test_verify_says_at_once_that_a_file_is_no_file(folder, name, make, capsys):
    """Exit code 2 and one line, as `report` has it: the pipe would be waited for without end."""
    (folder / name).unlink()
    make(folder / name)
    assert run(["verify", str(folder)]) == 2
    assert f"'{name}' cannot be read: it is not a plain file" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["notes.html", "thesis.docx"])
def test_nothing_is_said_to_be_made_again_of_a_file_that_is_not_ours(tmp_path, name, capsys):
    (tmp_path / name).write_text("mine")
    assert run(["verify", str(tmp_path / name)]) == 2
    assert "Settling" not in (said := capsys.readouterr().err) and "of famsim" in said and ");" not in said


NASTY = [
    {"seed": float("nan")},
    {"area": "\ud800"},
    {"record": 1, "files": 5},
    {"files": {"a.csv": None}},
    {"files": {"a.csv": {"sha256": 1, "bytes": "x"}}},
    {"files": {"..": {"sha256": "0", "bytes": 1}, "": {"sha256": "0", "bytes": 1}}},
    {"files": {"a\0b": {"sha256": "0", "bytes": 1}}},
    {"files": {"x" * 400: {"sha256": "0", "bytes": 1}}},
    {"draws": "many"},
    {"draws": None, "config_hash": None},
    {"tables": 7},
    {"kind": ["famsim run"]},
    {"kind": "famsim why", "asked": 3},
    {"kind": "famsim run", "draws": {}},
    {"kind": "famsim of tomorrow"},
    {"area": {"a": [1] * 50}},
]


def disk_full():
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize("said", NASTY)
def test_no_record_leads_to_a_traceback(folder, said, sealed, capsys):
    """Whatever a record holds, with or without a seal that fits: `verify` and `--force` end with 1 or 2 and a line."""
    record = json.loads((folder / "record.json").read_bytes()) | said
    try:
        content = as_json(record | ({SEAL: seal(record)} if sealed else {}))
    except ValueError:  # what cannot be sealed
        content = json.dumps(record).encode()
    (folder / "record.json").write_bytes(content)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert run(["verify", str(folder)]) in (1, 2)
    assert "Traceback" not in capsys.readouterr().err
    with pytest.raises(StoreError):
        write_whole(folder, disk_full)
    assert before == {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_link_to_a_record_is_no_record(folder, tmp_path):
    (folder / "record.json").rename(tmp_path / "elsewhere")
    (folder / "record.json").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StoreError, match="plain file"):
        problems(folder)


def test_a_name_that_a_terminal_would_act_on_is_spelt_out(folder, capsys):
    (folder / "a\x1b[31m\u202eb").touch()
    assert run(["verify", str(folder)]) == 1
    assert capsys.readouterr().out.replace("\n", "").isprintable()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ('{"record": {"kind": "famsim page"}, "x": NaN}', 2),
        ('{"record": {"kind": "famsim page"}, "x": "\\ud800"}', 2),
        ('{"record": {"kind": "famsim page"}}', 2),
        ('{"record": 5}', 2),
        ("[" * 100_000, 2),
        ("", 2),
    ],
)
def test_no_page_leads_to_a_traceback(tmp_path, capsys, said, code):
    """A page of which something is missing, or no number, or not a page at all."""
    (tmp_path / "page.html").write_text(f'<script type="application/json" id="data">{said}</script>')
    assert run(["verify", str(tmp_path / "page.html")]) == code
    assert "Traceback" not in capsys.readouterr().err


def test_a_sealed_page_that_asks_for_nonsense_is_refused(tmp_path, capsys):
    from famsim.handover.page.file import page_html
    from famsim.handover.page.making import seal_of

    data = {"record": {"kind": "famsim page", "moves": 7}, "scenario": "", "tables": {}}
    (tmp_path / "page.html").write_text(page_html(data | {SEAL: seal_of(data)}), encoding="utf-8", newline="\n")
    assert run(["verify", str(tmp_path / "page.html")]) == 2
    assert len([line for line in capsys.readouterr().err.splitlines() if line.startswith("famsim: ")]) == 1
