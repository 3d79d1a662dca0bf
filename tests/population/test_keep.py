"""Solved constants are kept under everything they were solved from, and used only as they were written."""

from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest

from famsim import keeping
from famsim.areas import find_area, finding, table
from famsim.evidence import central, the_register
from famsim.population import draws, keep, start
from famsim.population.keep import kept
from famsim.population.parameters import parameters
from famsim.population.reference import solved_values

CONSTANTS = solved_values(parameters(central(the_register()), find_area("england"))[0]).size
NUMBERS = np.array([0.1, 1.0 / 3.0, -2.5e-9])


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return a cache folder of the test's own, and a process that has solved nothing."""
    monkeypatch.setenv("FAMSIM_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(keep, "_solved", {})
    return tmp_path / "cache"


def solved_once(monkeypatch, figures=NUMBERS):
    """Return what is kept as a new process finds it, and how often it had to solve."""
    monkeypatch.setattr(keep, "_solved", {})
    asked = []
    found = kept("leeds", {"a": 0.5}, (find_area("leeds"),), lambda: asked.append(1) or figures)
    return found.tolist(), len(asked)


def test_numbers_are_solved_once_and_come_back_to_the_bit(folder, monkeypatch):
    assert solved_once(monkeypatch) == (NUMBERS.tolist(), 1)
    assert solved_once(monkeypatch, None) == (NUMBERS.tolist(), 0)


@pytest.mark.parametrize(("old", "new"), [(b"0.1", b"0.2"), (b"]", b""), (b"[", b"[ ")])
def test_a_file_edited_by_hand_is_solved_again(folder, monkeypatch, caplog, old, new):
    """A number changed in a solved file was used without a word."""
    solved_once(monkeypatch)
    (file,) = (folder / "solved").iterdir()
    file.write_bytes(file.read_bytes().replace(old, new))
    assert solved_once(monkeypatch) == (NUMBERS.tolist(), 1)
    assert len(caplog.records) == 1
    assert solved_once(monkeypatch) == (NUMBERS.tolist(), 0)


def test_without_a_folder_a_process_solves_once(folder, monkeypatch):
    """England's constants take half a minute, and every draw asks for them."""
    monkeypatch.setenv("FAMSIM_CACHE", "/dev/null/nowhere")
    assert solved_once(monkeypatch)[1] == 1
    again = kept("leeds", {"a": 0.5}, (find_area("leeds"),), lambda: pytest.fail("solved twice"))
    again[0] = 9.0  # whoever changes what they were given changes their own
    assert kept("leeds", {"a": 0.5}, (find_area("leeds"),), lambda: None).tolist() == NUMBERS.tolist()


@contextmanager
def row_edited(monkeypatch, slug, **cells):
    """Let a row of areas.csv be brought up to date."""
    whole = table.read_rows()
    rows = [row | cells if row["slug"] == slug else row for row in whole]
    with monkeypatch.context() as patch:
        patch.setattr(table, "read_rows", lambda: rows)
        for cached in (table.whole_table, finding.by_key):
            cached.cache_clear()
        yield
    for cached in (table.whole_table, finding.by_key):
        cached.cache_clear()


def names(monkeypatch):
    """Return the names under which Newcastle's, England's and a draw's constants are kept."""
    found = {}

    def recorded(file):
        found[file.partition("/")[2].rpartition("-")[0]] = file
        areas, constants = np.ones(len(start.SOLVED_FOR_AREA)), np.ones(CONSTANTS)
        return areas if "area" in file else constants if "draw" in file else np.concatenate([areas, constants])

    monkeypatch.setattr(keep, "_solved", {})
    monkeypatch.setattr(keep, "read", recorded)
    draws.Starts(start.World(find_area("newcastle-upon-tyne"), {}, seed=1)).shift(1)
    return found


@pytest.mark.parametrize(
    ("slug", "cells", "changed"),
    [
        ("newcastle-upon-tyne", {"lone_share": "0.60"}, {"area-newcastle-upon-tyne"}),
        ("newcastle-upon-tyne", {"unemployment": "0.09"}, {"area-newcastle-upon-tyne"}),
        ("england", {"lone_share": "0.60"}, {"area-newcastle-upon-tyne", "england", "england-draw-1"}),
        ("croydon", {"lone_share": "0.60"}, set()),
    ],
)
def test_a_corrected_row_of_the_areas_is_solved_anew(folder, monkeypatch, slug, cells, changed):
    """A lone share of .327 corrected to .60 gave the old constants, and 8.833 for 9.852 in harmful conflict."""
    before = names(monkeypatch)
    assert set(before) == {"area-newcastle-upon-tyne", "england", "england-draw-1"}
    with row_edited(monkeypatch, slug, **cells):
        after = names(monkeypatch)
    assert {name for name in before if before[name] != after[name]} == changed


def test_how_many_families_are_solved_on_counts(folder, monkeypatch):
    """Constants found on a small England are not those of the large one."""
    before = names(monkeypatch)
    monkeypatch.setattr(draws, "REFERENCE_FAMILIES", 1000)
    after = names(monkeypatch)
    assert {name for name in before if before[name] != after[name]} == {"england-draw-1"}


def test_every_field_of_an_area_counts(folder, monkeypatch):
    """Also those that nothing reads today."""
    monkeypatch.setattr(keep, "read", lambda file: seen.append(file) or NUMBERS)
    seen, leeds = [], find_area("leeds")
    for area in (
        leeds,
        replace(leeds, infants=1),
        replace(leeds, missing=("births",)),
        replace(leeds, widen={"x": 2.0}),
    ):
        kept("leeds", {}, (area,), lambda: NUMBERS)
    assert len(set(seen)) == 4


def test_what_is_kept_is_sealed_as_every_kept_file(folder, monkeypatch):
    solved_once(monkeypatch)
    (file,) = (folder / "solved").iterdir()
    assert keeping.recall(f"solved/{file.name}") is not None
