"""A damaged store never shows a wrong number: docs/reliability.md F13."""

import os
import random
import shutil

import pytest

from famsim.errors import StoreError
from famsim.store import Store
from famsim.store.row import Row

RUNS = 24
FLIPS = int(os.environ.get("FAMSIM_FLIPS", "400"))
CUTS = FLIPS // 10


@pytest.fixture
def whole(tmp_path, key, arrays, about):
    path = tmp_path / "whole.sqlite"
    with Store(path) as store:
        for number in range(RUNS):
            store.put(key(number), arrays(number), about(number))
    return path


@pytest.fixture
def read(key, arrays, same):
    """Return (right, absent, wrong) over all runs of a store that may be damaged."""

    def count(path):
        right = absent = wrong = 0
        try:
            with Store(path) as store:
                for number in range(RUNS):
                    found = store.get(key(number))
                    right += found is not None and same(found, arrays(number))
                    wrong += found is not None and not same(found, arrays(number))
                    absent += found is None
                store.verify()
        except StoreError:
            absent = RUNS
        return right, absent, wrong

    return count


def damaged_copies(whole, how_many, damage):
    chance = random.Random(20)
    copy = whole.with_name("copy.sqlite")
    for _ in range(how_many):
        for left in copy.parent.glob("copy.sqlite*"):
            left.unlink()
        shutil.copy(whole, copy)
        damage(copy, chance)
        yield copy


def flip(path, chance):
    with path.open("r+b") as file:
        at = chance.randrange(path.stat().st_size)
        file.seek(at)
        (byte,) = file.read(1)
        file.seek(at)
        file.write(bytes([byte ^ 1 << chance.randrange(8)]))


def cut(path, chance):
    os.truncate(path, chance.randrange(path.stat().st_size))


@pytest.mark.parametrize(("damage", "how_many"), [(flip, FLIPS), (cut, CUTS)])
def test_no_wrong_number_is_shown_after(damage, how_many, whole, read):
    """One flipped bit, or a lost tail, anywhere: each run is right to the bit or reported absent."""
    counts = [read(copy) for copy in damaged_copies(whole, how_many, damage)]
    right, absent, wrong = map(sum, zip(*counts, strict=True))
    print(f"\n{damage.__name__}: {how_many} injected, {right} runs right, {absent} absent, {wrong} wrong")
    assert wrong == 0
    assert right and absent  # the damage bites, and the sound rows of a damaged file are still read


def test_the_flips_would_show_a_store_that_trusts_its_file(tmp_path, read, monkeypatch, key, arrays, about):
    """Planted fault: payloads lie in the file uncompressed and are believed without their seal."""
    monkeypatch.setattr("famsim.store.row.pack", lambda plain: plain)
    monkeypatch.setattr(Row, "_plain", lambda row: row["payload"])
    bare = tmp_path / "bare.sqlite"
    with Store(bare) as store:
        for number in range(RUNS):
            store.put(key(number), arrays(number), about(number))
    assert sum(read(copy)[2] for copy in damaged_copies(bare, 40, flip)) > 0


def test_a_row_that_holds_another_run_is_not_shown(whole, key, edit):
    """A bit of the index can lead to a neighbour whose payload and checksum agree with each other."""
    edit(
        whole,
        "UPDATE run SET (payload, sha256) = (SELECT payload, sha256 FROM run WHERE key = ?) WHERE key = ?",
        key(1),
        key(2),
    )
    with Store(whole) as store:
        assert store.get(key(2)) is None
        assert store.get(key(1)) is not None
        what = f"run {key(2)[:12]} is damaged (it does not agree with its checksum). It has to be run again."
        assert store.warnings == [f"{whole}: {what}"]


def test_a_damaged_row_is_repaired_by_running_it_again(whole, key, arrays, about, same, edit):
    edit(whole, "UPDATE run SET payload = zeroblob(10) WHERE key = ?", key(5))
    with Store(whole) as store:
        assert len(store.verify().problems) == 1
        assert store.put(key(5), arrays(5), about(5)).kind == "repaired"
        assert same(store.get(key(5)), arrays(5))
        assert store.verify().ok


def test_an_index_that_leads_astray_is_never_written_through(whole, key, arrays, about, same, edit):
    """Worked out: with two entries of the index swapped, a repair would overwrite a sound neighbour."""
    edit(whole, "CREATE TABLE astray (key TEXT PRIMARY KEY)")
    swapped = "CASE key WHEN ?1 THEN (SELECT rowid FROM run WHERE key = ?2) WHEN ?2 THEN "
    swapped += "(SELECT rowid FROM run WHERE key = ?1) ELSE rowid END"
    edit(whole, f"INSERT INTO astray (rowid, key) SELECT {swapped}, key FROM run", key(1), key(2))
    other = "(SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_astray_1')"
    edit(whole, f"UPDATE sqlite_master SET rootpage = {other} WHERE name = 'sqlite_autoindex_run_1'")
    with Store(whole) as store:
        assert [number for number in range(RUNS) if store.get(key(number)) is None] == [1, 2]
        with pytest.raises(StoreError, match=r"damaged .* another run.*Keep a copy"):
            store.put(key(1), arrays(1), about(1))
        assert same(store.get(key(3)), arrays(3)) and not store.verify().ok


def test_nothing_is_promised_of_a_store_that_lost_its_tail(whole, key):
    """Its last runs had been acknowledged and are gone: no message says that they are kept."""
    os.truncate(whole, whole.stat().st_size // 3)
    said = []
    try:
        with Store(whole) as store:
            said += [store.get(key(number)) is None and "" for number in range(RUNS)]
            said = [*store.warnings, *store.verify().problems]
            store.keys()
    except StoreError as error:
        said = [str(error)]
    assert said and not any("are kept" in str(one) for one in said)


def test_a_repaired_run_is_one_warning(whole, key, arrays, about, edit):
    """Read and found damaged, then written again: the person hears of it once."""
    edit(whole, "UPDATE run SET payload = zeroblob(10) WHERE key = ?", key(5))
    with Store(whole) as store:
        store.get(key(5))
        store.put(key(5), arrays(5), about(5))
        assert len(store.warnings) == 1 and "written again" in store.warnings[0] and store.alarms == []


def test_a_schema_that_is_no_text_is_damage(whole, read):
    """SQLite quotes it in its message, which is then no UTF-8: each byte of the tables' names and columns in turn."""
    content = whole.read_bytes()
    first = content.index(b"tablerun")
    copy, damaged = whole.with_name("copy.sqlite"), 0
    for at in range(first, content.index(b"payload BLOB NOT NULL", first), 5):
        for left in copy.parent.glob("copy.sqlite*"):
            left.unlink()
        copy.write_bytes(content[:at] + b"\xa9" + content[at + 1 :])
        right, _, wrong = read(copy)
        assert wrong == 0
        damaged += right < RUNS
    assert damaged
