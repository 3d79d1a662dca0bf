"""A place for results is one command's alone, and what was there goes only when what is new is there."""

import os
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from famsim.errors import StoreError
from famsim.measures.lines import LEDGER
from famsim.results import folder as report_folder
from famsim.results import swapping
from famsim.results.folder import write_whole
from famsim.results.places import claim
from famsim.results.record import SEAL, as_json, read_record, record_bytes, results_in, seal
from famsim.results.swapping import beside, put_back
from famsim.results.verifying import folder_problems

HOLDS = """
import sys, time
from famsim.results.places import claim
with claim(sys.argv[1]) as place:
    print("held", flush=True)
    time.sleep(60)
"""


def results(number, **more):
    files = {"a.csv": f"x\n{number}\n".encode(), "answer.md": b"# An answer\n"} | more
    about = {"kind": "famsim comparison", "ledger": LEDGER, "number": number}
    return files | {"record.json": record_bytes(about, {}, files)}


@pytest.fixture
def there(tmp_path):
    """Return a folder of earlier results."""
    return write_whole(tmp_path / "there", lambda: results(1))


@pytest.fixture(params=["one step", "aside"])
def way(request, monkeypatch):
    """Write as where two names can be exchanged in one step, and as elsewhere."""
    if request.param == "aside":
        monkeypatch.setattr(swapping, "steps", dict)
    elif not swapping.steps():
        pytest.skip("this system has no such step")
    return request.param


@pytest.fixture
def holder():
    """Return a starter of processes that claim a place and hold it."""
    processes = []

    def start(place):
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
        process = subprocess.Popen(
            [sys.executable, "-c", HOLDS, str(place)], stdout=subprocess.PIPE, text=True, env=environment
        )
        processes.append(process)
        assert process.stdout.readline() == "held\n"
        return process

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def test_a_place_is_claimed_by_one_and_taken_over_when_that_one_is_dead(tmp_path, holder):
    """The second is told who writes there; a claim of a killed process is nobody's."""
    process = holder(tmp_path / "new")
    with pytest.raises(StoreError, match=f"process {process.pid}"), claim(tmp_path / "new"):
        pass
    with claim(tmp_path / "another"):
        pass
    process.kill()
    process.wait()
    assert beside(tmp_path / "new", "claim").exists()
    with claim(tmp_path / "new") as place:
        place.put_file(b"taken over")
    assert [one.name for one in tmp_path.iterdir()] == ["new"]


def test_a_claim_is_refused_within_one_process_too(tmp_path):
    with claim(tmp_path / "x"), pytest.raises(StoreError, match="is writing there"), claim(tmp_path / "x"):
        pass


def test_parents_are_made_for_a_claim_and_go_again_if_they_stay_empty(tmp_path):
    with claim(tmp_path / "a" / "b" / "c"):
        assert (tmp_path / "a" / "b").is_dir()
    assert list(tmp_path.iterdir()) == []


def test_earlier_results_are_replaced_and_nothing_else_is_left(there, way):
    write_whole(there, lambda: results(2))
    assert read_record(there)["number"] == 2 and folder_problems(there, read_record(there)) == []
    assert [one.name for one in there.parent.iterdir()] == ["there"]


@pytest.mark.parametrize("broken", ["first", "second"])
def test_a_rename_that_fails_leaves_the_earlier_results(there, monkeypatch, broken):
    """Where names are not exchanged, each of the two renames may fail."""
    rename, calls = Path.rename, []

    def fails(self, to):
        calls.append(to)
        if len(calls) == (1 if broken == "first" else 2):
            raise KeyboardInterrupt
        return rename(self, to)

    monkeypatch.setattr(swapping, "steps", dict)
    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(KeyboardInterrupt):
        write_whole(there, lambda: results(2))
    assert read_record(there)["number"] == 1 and [one.name for one in there.parent.iterdir()] == ["there"]


@pytest.mark.parametrize(("target", "made", "before"), list(product([False, True], repeat=3)))
def test_what_a_killed_command_left_is_put_right(tmp_path, target, made, before):
    """By hand: earlier results come back where the name is free; what is half-made goes; nothing else is touched."""
    place = tmp_path / "there"
    for there, path in ((target, place), (made, beside(place, "made")), (before, beside(place, "before"))):
        if there:
            path.mkdir()
            (path / "which").write_text(path.name)
    if target and made and before:
        with pytest.raises(StoreError, match="move or delete"):
            put_back(place)
        assert beside(place, "before").exists() and place.exists()
        return
    said = put_back(place)
    assert bool(said) == (before and not target)
    assert [one.name for one in tmp_path.iterdir()] == (["there"] if target or before else [])
    if target:
        assert (place / "which").read_text() == "there"


def test_a_folder_that_appears_meanwhile_is_left_and_the_results_are_beside_it(tmp_path, way):
    """Without --force; the work of an hour is not thrown away for it."""
    target = tmp_path / "there"
    with pytest.raises(StoreError, match="there-2"), claim(target, replace=False) as place:
        target.mkdir()
        (target / "thesis.txt").write_text("mine")
        write_whole(place, lambda: results(3))
    assert [one.name for one in target.iterdir()] == ["thesis.txt"]
    assert read_record(tmp_path / "there-2")["number"] == 3
    assert {one.name for one in tmp_path.iterdir()} == {"there", "there-2"}


def test_a_file_that_appears_meanwhile_is_left(tmp_path, way):
    target = tmp_path / "page.html"
    with claim(target, replace=False) as place:
        target.write_text("mine")
        with pytest.raises(FileExistsError):
            place.put_file(b"new")
        assert str(tmp_path / "page-2.html") in str(place.put_aside())
    assert target.read_text() == "mine" and (tmp_path / "page-2.html").read_bytes() == b"new"


def test_somebodys_own_files_outlive_results(there, way):
    """Files, links, folders and pipes; a file of ours that somebody changed is somebody's."""
    (there / "notes.txt").write_text("mine")
    (there / "link").symlink_to("nowhere")
    (there / "own").mkdir()
    (there / "own" / "deep.txt").write_text("mine too")
    os.mkfifo(there / "pipe")
    write_whole(there, lambda: results(2, **{"b.csv": b"y\n"}))
    (there / "b.csv").write_text("y\nand a remark\n")
    write_whole(there, lambda: results(3))
    assert {"notes.txt", "link", "own", "pipe", "b.csv"} < {one.name for one in there.iterdir()}
    assert (there / "own" / "deep.txt").read_text() == "mine too" and (there / "link").is_symlink()


def test_a_record_that_names_a_thesis_does_not_delete_it(tmp_path):
    """Neither where hash and seal agree, nor where the record is not as it was written."""
    mine = b"my thesis"
    for sealed in (True, False):
        folder = tmp_path / str(sealed)
        folder.mkdir()
        (folder / "thesis.doc").write_bytes(mine)
        record = record_bytes({"kind": "famsim comparison"}, {}, {"thesis.doc": mine})
        (folder / "record.json").write_bytes(record if sealed else record + b" ")
        if sealed:
            write_whole(folder, lambda: results(1))
        else:
            with pytest.raises(StoreError, match=r"record\.json was changed"):
                write_whole(folder, lambda: results(1))
        assert (folder / "thesis.doc").read_bytes() == mine


@pytest.mark.parametrize(
    "record", [b'{"record":1,"files":5}', b'{"kind": "famsim run", "files": 5}', b"{}", b"\xff\xfe", b"[" * 100_000]
)
def test_a_senseless_record_is_found_before_anything_is_made(tmp_path, record):
    (tmp_path / "record.json").write_bytes(record)
    with pytest.raises(StoreError, match="record"):
        write_whole(tmp_path, lambda: pytest.fail("made before the place was looked at"))


def test_a_sealed_record_without_files_is_refused(tmp_path):
    said = {"kind": "famsim run", "files": 5}
    (tmp_path / "record.json").write_bytes(as_json(said | {SEAL: seal(said)}))
    with pytest.raises(StoreError, match="which files are results"):
        results_in(tmp_path)


def test_the_folder_one_works_in_is_not_taken_away(there, monkeypatch):
    """A shell in a folder that was replaced would look at an empty one."""
    monkeypatch.chdir(there)
    with pytest.raises(StoreError, match="working in"):
        write_whole(".", lambda: results(2))


FULL = """
import os, resource, sys
from famsim.errors import StoreError
from famsim.results.folder import write_whole
from famsim.results.places import claim
for limit in sys.argv[3:]:
    if os.fork():
        os.wait()
        continue
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit),) * 2)
    try:
        if sys.argv[2] == "folder":
            write_whole(sys.argv[1], lambda: {"a.csv": b"x" * 5000, "record.json": b"{}"})
        else:
            with claim(sys.argv[1]) as place:
                place.put_file(b"x" * 5000)
    except (StoreError, OSError) as error:
        print(type(error).__name__, error)
    break
"""
LIMITS = ("0", "1", "100", "4096")  # bytes of a file


@pytest.mark.skipif(os.name == "nt", reason="POSIX limits")
@pytest.mark.parametrize("kind", ["folder", "file"])
def test_a_full_disk_leaves_earlier_results_as_they_were(there, kind):
    """The limit on a file's size stands for a disk that is full after so many bytes; a process each, one after another.

    Where one left anything behind the next would find it.
    """
    target = there if kind == "folder" else there.parent / "page.html"
    if kind == "file":
        target.write_text("earlier")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", FULL, str(target), kind, *LIMITS]
    said = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    lines = said.stdout.splitlines()
    assert said.stderr == "" and all("Error" in line for line in lines) and len(lines) == len(LIMITS)
    assert folder_problems(there, read_record(there)) == [] and read_record(there)["number"] == 1
    assert kind == "folder" or target.read_text() == "earlier"
    assert {one.name for one in there.parent.iterdir()} == {"there", *(["page.html"] if kind == "file" else [])}


def test_a_failed_check_at_the_end_keeps_the_results_beside(there):
    """What was a results folder when the command began may be something else at its end, --force or not."""
    with pytest.raises(StoreError, match="there-2"), claim(there) as place:
        (there / "record.json").write_text("{}")
        write_whole(place, lambda: results(2))
    assert (there / "record.json").read_text() == "{}" and read_record(there.parent / "there-2")["number"] == 2


def test_ctrl_c_while_results_change_places_is_answered_after(there, monkeypatch):
    """The signal is not lost: it ends the program as soon as the new results are in place."""
    import signal

    put = report_folder.put_instead

    def interrupted(made, target):
        with swapping.uninterrupted():
            signal.raise_signal(signal.SIGINT)
            put(made, target)

    monkeypatch.setattr(report_folder, "put_instead", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(there, lambda: results(2))
    assert read_record(there)["number"] == 2 and [one.name for one in there.parent.iterdir()] == ["there"]
