"""A file that cannot be used is refused in one sentence and left as it was: docs/reliability.md F04, F05, F37."""

import os
import resource
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from famsim.errors import StoreError
from famsim.store import Store
from famsim.store.opening import SCHEMA
from famsim.store.place import network_kind

NOBODY = 65534


def refusal(path):
    with pytest.raises(StoreError) as caught:
        Store(path)
    said = str(caught.value)
    assert "\n" not in said and "Traceback" not in said
    return said


@pytest.mark.parametrize("content", [b"strategy,draw\nnone,1\n" * 50, b"\x89PNG\r\n" * 200, b"x", b"name,value\n"])
def test_another_file_is_not_a_store(tmp_path, content):
    path = tmp_path / "runs.csv"
    path.write_bytes(content)
    assert f"{path}: this is not a results store" in refusal(path)
    assert path.read_bytes() == content
    assert [left.name for left in tmp_path.iterdir()] == ["runs.csv"]


def test_another_applications_database_is_left_alone(tmp_path, edit):
    path = tmp_path / "places.sqlite"
    edit(path, "CREATE TABLE bookmark (url)")
    before = path.read_bytes()
    assert refusal(path) == f"{path}: this is a database of another application. Give another file."
    edit(path, "PRAGMA application_id = 1598903374")
    assert "another application" in refusal(path)
    edit(path, "PRAGMA application_id = 0")
    assert path.read_bytes()[100:] == before[100:]


def test_a_newer_store_says_which_version_would_read_it(tmp_path, edit):
    path = tmp_path / "results.sqlite"
    Store(path).close()
    edit(path, f"PRAGMA user_version = {SCHEMA + 1}")
    said = f"a newer famsim made this store (store version {SCHEMA + 1}; this famsim reads up to {SCHEMA})"
    assert refusal(path) == f"{path}: {said}. Upgrade famsim, or give another file."


def test_a_place_that_holds_no_file_is_named(tmp_path):
    assert "this is not a file" in refusal(tmp_path)
    assert "its folder does not exist" in refusal(tmp_path / "nowhere" / "results.sqlite")
    assert "no store can lie here" in refusal("a\0b")
    assert "no store can lie here" in refusal(tmp_path / ("n" * 300))
    os.mkfifo(tmp_path / "pipe")
    assert "this is not a file" in refusal(tmp_path / "pipe")


def test_a_file_named_like_memory_is_a_file(tmp_path, monkeypatch):
    """SQLite takes ":memory:" for no file at all; an analyst's results would be gone."""
    monkeypatch.chdir(tmp_path)
    Store(":memory:").close()
    assert (tmp_path / ":memory:").is_file()


@contextmanager
def as_nobody():
    """Root may write anywhere, so give that up for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="folders here have no write permission to take away")
@pytest.mark.parametrize("there", [False, True])
def test_a_folder_that_may_not_be_written_to(there):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "results.sqlite"
        if there:
            Store(path).close()
            path.chmod(0o444)
        Path(folder).chmod(0o555)
        with as_nobody():
            said = refusal(path)
        Path(folder).chmod(0o755)
    assert "the store cannot be" in said and "Give a " in said and "folder that" in said


def test_a_full_disk_loses_nothing_and_takes_runs_again_later(key, arrays, about, same):
    """SQLite's own limit of pages stands for the disk; it answers with the same error, SQLITE_FULL."""
    with Store() as store:
        store.put(key(0), arrays(0), about(0))
        pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
        store._connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match=r"the disk is full; this run needs [\d,]+ bytes more.*Free some"):
            for number in range(1, 99):
                store.put(key(number), arrays(number), about(number))
        kept = store.status().done
        store._connection.execute("PRAGMA max_page_count = 1000")
        assert store.put(key(99), arrays(99), about(99)).kind == "stored"
        assert store.status().done == kept + 1 and store.verify().ok
        assert same(store.get(key(0)), arrays(0))


@contextmanager
def files_no_larger_than(size):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_no_run_is_acknowledged_and_lost_at_any_limit(tmp_path, key, arrays, about, same):
    """docs/reliability.md F05: a limit at every 12 KiB; the message is one line, resuming finishes the work."""
    limits = range(1 << 12, 1 << 18, 3 << 12)
    stops = 0
    for limit in limits:
        path, acknowledged = tmp_path / f"{limit}.sqlite", []
        with files_no_larger_than(limit):
            try:
                with Store(path) as store:
                    for number in range(12):
                        store.put(key(number), arrays(number), about(number))
                        acknowledged.append(key(number))
            except StoreError as error:
                stops += 1
                assert "\n" not in str(error)
        with Store(path) as store:
            assert set(acknowledged) <= set(store.keys())
            for number in range(12):
                store.put(key(number), arrays(number), about(number))
            assert store.verify().ok and store.status().done == 12
    print(f"\n{len(limits)} limits, {stops} stopped the work, 0 runs lost")
    assert 0 < stops < len(limits)


def test_after_a_failing_disk_nothing_is_acknowledged(tmp_path, key, arrays, about):
    """docs/reliability.md F04: whether a failed write can be trusted after it is unknown, so the store stops."""
    with Store(tmp_path / "results.sqlite") as store:
        with files_no_larger_than(1 << 15), pytest.raises(StoreError, match="did not take or give"):
            for number in range(99):
                store.put(key(number), arrays(number), about(number))
        with pytest.raises(StoreError, match="the disk failed before"):
            store.put(key(99), arrays(99), about(99))


def test_a_network_share_is_recognised(tmp_path):
    """Lines as proc(5) shows them; a blank in a folder's name is written as octal 040."""
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        "22 1 0:20 / / rw shared:1 - ext4 /dev/vda rw\n"
        "33 22 0:41 / /home/team\\040share rw,relatime shared:9 master:1 - nfs4 server:/export rw\n"
        "34 33 0:42 / /home/team\\040share/local rw - ext4 /dev/vdb rw\n"
    )
    kinds = {
        "/home/team share/a": "nfs4",
        "/home/team share/local/a": "",
        "/home/team": "",
        "/home/team shares": "",
    }
    assert {folder: network_kind(Path(folder), mounts) for folder in kinds} == kinds
    assert network_kind(Path("/home"), tmp_path / "missing") == ""


def test_a_store_on_a_network_share_warns_and_keeps_off_shared_memory(tmp_path, monkeypatch, key, arrays, about, same):
    """SQLite's documentation: WAL does not work over a network file system."""
    monkeypatch.setattr("famsim.store.opening.network_kind", lambda folder: "nfs4")
    with Store(tmp_path / "results.sqlite") as store:
        assert "network file system (nfs4)" in store.warnings[0]
        assert store._connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        store.put(key(), arrays(1), about())
        assert same(store.get(key()), arrays(1))
    assert [left.name for left in tmp_path.iterdir()] == ["results.sqlite"]


def test_a_store_held_by_another_program_says_so(tmp_path, monkeypatch, key, arrays, about):
    monkeypatch.setattr("famsim.store.opening.WAIT", 0.05)
    path = tmp_path / "results.sqlite"
    with Store(path) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program has held the store"):
            store.put(key(), arrays(1), about())
        other.execute("ROLLBACK")
        assert store.put(key(), arrays(1), about()).kind == "stored"


def test_a_store_of_the_old_ledger_says_so_whenever_it_is_opened(tmp_path, key, arrays, about):
    """Its runs are kept, and said to be of another way of telling partings apart; runs of today are not."""
    path = tmp_path / "results.sqlite"
    with Store(path) as store:
        store.put(key(1), arrays(1), about(1))
    with Store(path) as store:
        assert not store.warnings
        store.put(key(2), arrays(2), about(2, model_version="0.1.0+abc"))
    for _ in range(2):
        with Store(path) as store:
            assert len(store.warnings) == 1 and "1 runs of an earlier famsim" in store.warnings[0]
            found = store.verify()
            assert found.rows == 2 and ["1 runs of an earlier famsim" in one for one in found.problems] == [True]
