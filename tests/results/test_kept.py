"""A kept folder is read as it was written, or the file that is not so is named; its tables come back as they were."""

import json
import math
import shutil

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from famsim.errors import StoreError
from famsim.results import folder_problems, kept, read_record, read_table, table_bytes
from famsim.results.record import SEAL, as_json, seal

NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
NUMBERS = st.floats(-1e9, 1e9) | st.just(math.nan) | st.just(math.inf)


@pytest.fixture
def folder(kept_folder, tmp_path):
    """Return a folder that may be spoilt."""
    return shutil.copytree(kept_folder, tmp_path / "mine")


def rewritten(folder, **said):
    """Let a record say something else, under a seal that goes with it."""
    record = json.loads((folder / "record.json").read_bytes()) | said
    (folder / "record.json").write_bytes(as_json(record | {SEAL: seal(record)}))


@given(st.lists(st.tuples(NAMES, NUMBERS), min_size=1, max_size=6))
def test_a_table_comes_back_as_it_was(rows):
    """Formulas lose their guard again, names of digits stay names, numbers have their twelve digits."""
    table = pd.DataFrame(rows, columns=["strategy", "value"])
    found = read_table(table_bytes(table))
    assert found["strategy"].tolist() == [name for name, _ in rows]
    values = pd.to_numeric(found["value"], errors="coerce").to_numpy(float)
    np.testing.assert_allclose(values, table["value"].to_numpy(), rtol=1e-11, atol=1e-12)


def test_names_that_look_like_numbers_or_nothing_stay_names():
    table = pd.DataFrame({"strategy": ["2024", "NA", "=1+1", "'quoted"], "value": [1.0, 2.0, 3.0, 4.0]})
    assert read_table(table_bytes(table))["strategy"].tolist() == ["2024", "NA", "=1+1", "'quoted"]


def test_a_folder_as_it_was_written_is_read_whole(kept_folder, comparison):
    found = kept(kept_folder)
    assert folder_problems(kept_folder, read_record(kept_folder)) == [] and found.name == kept_folder.name
    assert found.scenario == comparison.scenario
    assert {"differences", "together", "over-time"} <= set(found.figures)
    for name in ("differences", "costs"):
        pd.testing.assert_frame_equal(
            found.tables[name].select_dtypes("number"),
            comparison.tables[name].select_dtypes("number").astype(float),
            rtol=1e-11,
        )


def test_every_file_that_was_changed_or_taken_away_is_named(kept_folder, tmp_path):
    """Each file in turn: one byte turned, one byte more, gone, a link, a folder."""
    for file in sorted(kept_folder.iterdir()):
        spoilt = tmp_path / file.name / "mine"
        shutil.copytree(kept_folder, spoilt)
        whole = file.read_bytes()
        for content in (bytes([whole[0] ^ 1]) + whole[1:], whole + b" ", whole[:-1], None):
            (spoilt / file.name).unlink()
            if content is not None:
                (spoilt / file.name).write_bytes(content)
            with pytest.raises(StoreError, match=file.name.replace(".", "[.]")):
                kept(spoilt)
            (spoilt / file.name).write_bytes(whole)
        (spoilt / file.name).unlink()
        (spoilt / file.name).symlink_to(file)
        with pytest.raises(StoreError, match=file.name.replace(".", "[.]")):
            kept(spoilt)
        shutil.rmtree(spoilt.parent)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"version": "0.0.1"}, r"is of famsim '?0\.0\.1'?, and this is famsim .* run scenario.toml again"),
        ({"ledger": 1}, "told partings of a pair apart"),
        ({"tables": None}, "does not say which files are tables"),
        ({"tables": {"costs": "other.csv"}}, "other.csv: is not among the results"),
        ({"files": {"../mine/answer.md": {"bytes": 1, "sha256": "0"}}}, "is not a plain file of this folder"),
        ({"files": None}, "does not say which files are results"),
        ({"kind": "another"}, "is not a record of famsim"),
    ],
)
def test_a_record_of_something_else_is_refused(folder, said, says):
    rewritten(folder, **said)
    with pytest.raises(StoreError, match=says):
        kept(folder)


def test_what_is_beside_the_results_is_not_looked_at(folder):
    (folder / "notes.txt").write_text("mine")
    assert "notes.txt" not in kept(folder).files
