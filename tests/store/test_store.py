"""The store keeps what it acknowledged."""

import dataclasses
import threading

import numpy as np
import pytest

from famsim.errors import StoreError
from famsim.store import Status, Store, run_key


@pytest.fixture(params=["file", "memory"])
def store(request, tmp_path):
    with Store(tmp_path / "results.sqlite" if request.param == "file" else None) as opened:
        yield opened


def test_a_run_comes_back_as_it_was_put(store, key, arrays, about, same):
    assert store.put(key(), arrays(3), about()).kind == "stored"
    assert same(store.get(key()), arrays(3))
    assert store.keys() == (key(),)
    assert store.get(key(1)) is None
    assert (store.verify().ok, store.verify().rows, store.warnings) == (True, 1, [])


def test_a_closed_store_still_holds_its_runs(tmp_path, key, arrays, about, same):
    for number in range(3):
        with Store(tmp_path / "results.sqlite") as store:
            store.put(key(number), arrays(number), about(number))
    with Store(str(tmp_path / "results.sqlite")) as store:
        assert store.keys() == tuple(sorted(map(key, range(3))))
        assert all(same(store.get(key(number)), arrays(number)) for number in range(3))
    assert [path.name for path in tmp_path.iterdir()] == ["results.sqlite"]


def test_a_commit_reaches_the_disk_before_it_is_acknowledged(tmp_path, edit):
    """SQLite's documentation: WAL survives a power cut only with synchronous=FULL (2), not NORMAL (1)."""
    with Store(tmp_path / "results.sqlite") as store:
        assert store._connection.execute("PRAGMA synchronous").fetchone() == (2,)
        assert store._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_the_same_result_again_is_no_news(store, key, arrays, about):
    """Times and machine may differ between two attempts; the first row stays."""
    store.put(key(), arrays(3), about(started="2024-01-01T00:00:00"))
    again = store.put(key(), arrays(3), about(started="2025-01-01T00:00:00", env="another machine"))
    assert (again.kind, again.warning) == ("same", "")
    assert store.status() == Status(done=1, failed=0, invalid=0, alarms=0)


def test_another_result_for_the_same_key_raises_the_alarm_and_keeps_both(store, key, arrays, about, same):
    """One bit of one number is enough."""
    other = arrays(3)
    other["quality"][7] = np.nextafter(other["quality"][7], 9.0)
    store.put(key(), arrays(3), about())
    outcomes = [store.put(key(), other, about()) for _ in range(2)]
    assert [outcome.kind for outcome in outcomes] == ["alarm", "alarm"]
    assert "came out differently" in outcomes[0].warning and outcomes[0].warning in store.warnings
    assert same(store.get(key()), arrays(3))
    assert store.status() == Status(done=1, failed=0, invalid=0, alarms=1)
    assert store.verify().rows == 2 and "came out differently" in store.verify().problems[0]


def test_a_failed_run_gives_way_to_a_result_and_never_the_other_way(store, key, arrays, about, same):
    failed = about(status="failed", error="killed by the system: \udcff")
    assert store.put(key(), {}, failed).kind == "stored"
    assert (store.get(key()), store.keys(), store.keys("failed")) == (None, (), (key(),))
    assert store.put(key(), arrays(3), about()).kind == "stored"
    assert store.put(key(), {}, failed).kind == "kept"
    assert same(store.get(key()), arrays(3))
    assert store.status() == Status(done=1, failed=0, invalid=0, alarms=0)


def test_an_invalid_run_is_counted_and_never_shown(store, key, arrays, about):
    """docs/reliability.md F10: a run with NaN is kept as invalid and stays out of every mean."""
    store.put(key(), arrays(3) | {"quality": np.array([np.nan])}, about(status="invalid"))
    assert store.get(key()) is None
    assert store.status() == Status(done=0, failed=0, invalid=1, alarms=0)


def test_everything_that_decides_a_run_is_in_its_key():
    """docs/reliability.md F16: another version or another scenario never meets an old row."""
    six = ("{}", "strategy", 1, 2, 3, "0.1.0")
    others = [("{} ", *six[1:]), ("{}s", "trategy", *six[2:]), ("{}", "strategy", 2, 1, 3, "0.1.0")]
    others += [(*six[:4], 4, "0.1.0"), (*six[:5], "0.1.1"), (*six[:3], 3, 3, "0.1.0")]
    keys = {run_key(*said) for said in [six, *others]}
    assert len(keys) == 7 and all(len(one) == 64 for one in keys)
    assert run_key(*six) == run_key("{}", "strategy", np.int64(1), np.int32(2), np.uint64(3), "0.1.0")


def test_a_key_does_not_change_between_releases():
    """Pinned by hand with coreutils sha256sum; a change makes every stored run unreachable."""
    said = run_key('{"a":1}', "none", 0, 0, 1, "0.1.0")
    assert said == "816837a329999022fd48a3685336b05847090d9d62c551f1038dc4fc7617409e"


def test_a_mistake_of_the_caller_is_named(store, key, arrays, about):
    with pytest.raises(ValueError, match="64 hexadecimal digits, not 'newcastle'"):
        store.put("newcastle", arrays(), about())
    with pytest.raises(ValueError, match="done, failed, invalid, not 'finished'"):
        about(status="finished")
    with pytest.raises(TypeError):
        about(seed=1.5)
    assert store.status().done == 0


def test_many_threads_may_use_one_store(store, key, arrays, about, same):
    def work(first):
        for number in range(first, 24, 4):
            store.put(key(number), arrays(number), about(number))
            assert same(store.get(key(number)), arrays(number))

    threads = [threading.Thread(target=work, args=[first]) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.status().done == 24 and store.verify().ok


def test_two_openings_of_one_new_file_share_it(tmp_path, key, arrays, about, same):
    with Store(tmp_path / "results.sqlite") as one, Store(tmp_path / "results.sqlite") as other:
        one.put(key(), arrays(1), about())
        assert same(other.get(key()), arrays(1))
        assert other.put(key(), arrays(1), about()).kind == "same"


def test_a_run_stopped_halfway_leaves_nothing(store, key, arrays, about, monkeypatch):
    """Ctrl-C between the row and the commit: the row is gone and the store takes it again."""
    settle = Store._settle

    def interrupted(self, row):
        settle(self, row)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Store, "_settle", interrupted)
        store.put(key(), arrays(1), about())
    assert store.get(key()) is None
    assert store.put(key(), arrays(1), about()).kind == "stored"


def test_a_closed_store_says_so(store, key):
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.get(key())


def test_every_part_of_a_row_but_the_changing_ones_is_sealed(tmp_path, key, arrays, about, edit):
    """A row whose label was altered is damaged too: its numbers would be shown under a wrong name."""
    path = tmp_path / "results.sqlite"
    changed = {"model_version": "famsim 2", "seed": 9, "replicate": 9, "draw": 9, "scenario": "x", "strategy": "x"}
    changed["status"] = "invalid"
    assert set(changed) < {field.name for field in dataclasses.fields(about())}
    for column, value in changed.items():
        with Store(path) as store:
            store.put(key(), arrays(3), about())
        edit(path, f"UPDATE run SET {column} = ?", value)
        with Store(path) as store:
            assert store.get(key()) is None, column
            assert "damaged" in store.warnings[0] and not store.verify().ok
            assert store.put(key(), arrays(3), about()).kind == "repaired"
            assert store.verify().ok
