"""Files that can be made again: never used damaged, never in the way."""

import os
import random
import threading

import pytest

from famsim import keeping
from famsim.keeping import keep, recall, sealed, unsealed, why_not

NAME = "solved/one.json"
BODY = b"[0.25, 0.5, 0.75]"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return a cache folder of the test's own."""
    monkeypatch.setenv("FAMSIM_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(keeping, "_said", set())
    return tmp_path / "cache"


def test_what_is_kept_comes_back(folder, caplog):
    assert recall(NAME) is None
    keep(NAME, BODY)
    assert recall(NAME) == BODY
    assert [file.name for file in (folder / "solved").iterdir()] == ["one.json"]
    assert not caplog.records


def test_every_bit_and_every_length_is_sealed():
    """A kernel with one bit flipped gave wrong numbers in 6 of 8 runs."""
    whole = sealed(NAME, BODY)
    flipped = [
        whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :] for at in range(len(whole)) for bit in range(8)
    ]
    cut = [whole[:length] for length in range(len(whole))]
    for damaged in (*flipped, *cut, whole + b"\n", b""):
        with pytest.raises(ValueError):
            unsealed(NAME, damaged)
    assert unsealed(NAME, whole) == BODY


def test_a_file_in_anothers_place_is_refused(folder, caplog):
    """The numbers of Leeds, soundly sealed, copied over Newcastle's."""
    keep("solved/leeds.json", BODY)
    (folder / "solved/leeds.json").replace(folder / NAME)
    assert recall(NAME) is None
    assert len(caplog.records) == 1


@pytest.mark.parametrize("content", [b"", b"famsim kept 1", b"[0.25, 0.5, 0.75]", b"famsim kept 2 abc\n" + BODY])
def test_what_cannot_be_used_is_said_in_one_line_that_names_the_file(folder, caplog, content):
    """Cut short, of the first famsim, of a later famsim: made anew, and from then on used."""
    keep(NAME, BODY)
    (folder / NAME).write_bytes(content)
    assert recall(NAME) is None
    (said,) = [record.getMessage() for record in caplog.records]
    assert str(folder / NAME) in said
    assert "\n" not in said
    keep(NAME, BODY)
    assert recall(NAME) == BODY


def test_a_file_that_cannot_be_read_or_replaced_stops_nothing(folder, caplog):
    """A folder stands where the file should: neither read nor written, said once each, and nothing left lying."""
    (folder / NAME).mkdir(parents=True)
    for _ in range(3):
        assert recall(NAME) is None
        keep(NAME, BODY)
    assert len({record.getMessage() for record in caplog.records}) == 2
    assert [file.name for file in (folder / "solved").iterdir()] == ["one.json"]


def test_a_full_disk_stops_nothing(folder, caplog, monkeypatch):
    """ENOSPC while a file is written: it is said once, and no half of it is left."""
    from pathlib import Path

    def full(path, content):
        with open(path, "wb") as half:
            half.write(content[:4])
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "write_bytes", full)
    keep(NAME, BODY)
    keep(NAME, BODY)
    assert len(caplog.records) == 1
    assert list((folder / "solved").iterdir()) == []
    assert recall(NAME) is None


@pytest.mark.parametrize("named", ["/dev/null/cache", "a-file"])
def test_a_folder_that_cannot_be_made_is_done_without(named, folder, tmp_path, monkeypatch, caplog):
    """Said once, whatever is kept or looked for."""
    (tmp_path / "a-file").touch()
    monkeypatch.setenv("FAMSIM_CACHE", str(tmp_path / named))
    for name in ("one", "two"):
        assert recall(name) is None
        keep(name, BODY)
    assert len(caplog.records) == 1
    assert why_not() == caplog.records[0].getMessage()


def test_no_home_at_all_is_done_without(folder, monkeypatch, caplog):
    """Nobody of that number in the list of users: the home stays "~", which is no folder."""
    monkeypatch.delenv("FAMSIM_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert keeping.cache_folder() is None
    keep(NAME, BODY)
    assert recall(NAME) is None
    assert why_not() == caplog.records[0].getMessage()


def test_two_who_keep_the_same_thing_leave_one_whole_file(folder):
    """Whoever reads while others write reads all of one body, or nothing."""
    bodies = [bytes([letter]) * 50_000 for letter in b"abcd"]
    writers = [threading.Thread(target=lambda body=body: [keep(NAME, body) for _ in range(20)]) for body in bodies]
    for writer in writers:
        writer.start()
    seen = [recall(NAME) for _ in range(200)]
    for writer in writers:
        writer.join()
    assert set(seen) <= {None, *bodies}
    assert recall(NAME) in bodies
    assert len(list((folder / "solved").iterdir())) == 1


def test_what_a_killed_process_left_is_cleared_away(folder):
    """A half-written file is removed once it is an hour old; a fresh one may have its writer still."""
    (folder / "solved").mkdir(parents=True)
    for name, age in (("old", 2 * keeping.OLD), ("new", 0)):
        half = folder / f"solved/{name}.half"
        half.touch()
        os.utime(half, (half.stat().st_mtime - age,) * 2)
    keep(NAME, BODY)
    assert {file.name for file in (folder / "solved").iterdir()} == {"new.half", "one.json"}


def test_chance_finds_no_damage_that_is_used(folder):
    """20,000 random overwritings of one to four bytes of a larger file; none gives a body."""
    chance, whole = random.Random(1), sealed(NAME, BODY * 100)
    for _ in range(20_000):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            damaged[chance.randrange(len(whole))] = chance.randrange(256)
        if damaged != whole:
            with pytest.raises(ValueError):
                unsealed(NAME, bytes(damaged))
