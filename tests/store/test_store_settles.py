"""A store whose disk fills up between its last run and its end says so, and loses nothing."""

import numpy as np
import pytest

from famsim.store import RunAbout, Store

resource = pytest.importorskip("resource")
ABOUT = RunAbout("famsim test", 1, 0, 0, "scenario", "strategy")


def test_a_disk_without_room_at_the_end_is_said_and_the_run_kept(tmp_path):
    """The command ended well, without a word, and the run was in the file beside alone: a copy of one lost it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    numbers = np.random.default_rng(0).random(9_000)
    with Store(tmp_path / "s.sqlite") as store:
        store.put("0" * 64, {"a": numbers}, ABOUT)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
        try:
            store.settle()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        (said,) = store.warnings
        assert "s.sqlite: the disk " in said and "keep" in said and "s.sqlite-wal with it" in said
    with Store(tmp_path / "s.sqlite") as again:
        assert np.array_equal(again.get("0" * 64)["a"], numbers)


def test_a_store_that_settles_is_one_file_and_says_nothing(tmp_path):
    with Store(tmp_path / "s.sqlite") as store:
        store.put("0" * 64, {"a": np.arange(9_000.0)}, ABOUT)
        store.settle()
        assert store.warnings == [] and (tmp_path / "s.sqlite").stat().st_size > 4096 * 3
