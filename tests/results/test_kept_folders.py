"""Folders that the repository keeps in results/ are as they were written: each file has the sum its record says."""

from pathlib import Path

import pytest

from famsim.errors import StoreError
from famsim.results import kept

RESULTS = Path(__file__).parents[2] / "results"
FOLDERS = sorted(path.parent.name for path in RESULTS.glob("*/record.json"))


@pytest.mark.skipif(not FOLDERS, reason="results stand in the repository alone")
@pytest.mark.parametrize("name", FOLDERS)
def test_a_kept_folder_is_as_it_was_written(name):
    """`famsim verify results/NAME` makes it again; its record and its files are read whole here."""
    found = kept(RESULTS / name)
    assert found.tables and found.answer.startswith("# ") and found.scenario.name


@pytest.mark.skipif(not FOLDERS, reason="results stand in the repository alone")
def test_a_kept_folder_with_a_digit_changed_is_found_out(tmp_path):
    name = FOLDERS[0]
    for path in (RESULTS / name).iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    facts = tmp_path / "facts.csv"
    facts.write_text(facts.read_text(encoding="utf-8").replace("1", "2", 1), encoding="utf-8")
    with pytest.raises(StoreError, match=r"facts\.csv"):
        kept(tmp_path)
