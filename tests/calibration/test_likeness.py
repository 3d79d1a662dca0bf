"""What ships of the scoreboard: which differences between groups the model has as published, sealed and dated."""

import importlib
from dataclasses import dataclass, replace

import pytest

from famsim.calibration import Alike, shipped_likeness
from famsim.errors import StoreError

kept = importlib.import_module("famsim.calibration.likeness")
ONE = kept.Difference("household", "separation", "a less b", "status=married vs cohabiting", 17.0, 18.0, 2.0, True)


@dataclass
class Row:
    """As much of a row of a scoreboard as is asked for."""

    figure: "Row | None" = None
    about: "Row | None" = None
    kind: str = ""
    group: str = ""
    measure: str = ""


def row(group="all", measure="sdq_total", kind=kept.CONTRAST):
    return Row(figure=Row(kind=kind, group=group, about=Row(measure=measure)))


@pytest.mark.parametrize(
    ("group", "by"),
    [
        ("deprivation_fifth=5 vs 1", "deprivation"),
        ("youngest_age=0-4;household=lone vs couple", "household"),
        ("first_born=yes;marriage=never vs before", "household"),
        ("parent=mother;illness=no vs yes", "illness"),
        ("sex=girl vs boy;child_age=5-15", ""),
        ("income_fifth=5 vs 1", ""),
    ],
)
def test_what_a_row_tells_families_apart_by(group, by):
    """By the name whose two values are held against each other, whatever else both groups have."""
    assert kept.told_apart_by(row(group)) == by


def test_a_correlation_is_a_difference_by_itself():
    assert kept.told_apart_by(row(measure="sdq_with_place", kind="level")) == "deprivation"
    assert kept.told_apart_by(row(measure="sdq_with_girl", kind="level")) == ""


@pytest.mark.parametrize(("held", "counted", "enough"), [(4, 5, True), (3, 4, False), (0, 0, False), (1, 1, True)])
def test_four_in_five_are_enough(held, counted, enough):
    assert Alike(held, counted).holds == enough


def test_what_is_written_is_read_again_and_an_edit_is_caught():
    text = kept.written("2026-01-31", 40_000, [ONE, replace(ONE, holds=False)])
    found = kept.read_likeness(text)
    assert (found.date, found.families, found.stale) == ("2026-01-31", 40_000, False)
    assert found.of("household", "separation") == Alike(1, 2) and found.of("work", "separation") == Alike(0, 0)
    for old, new in (("holds = false", "holds = true"), ("2026-01-31", "2026-02-01"), ("18.0", "17.5")):
        with pytest.raises(StoreError, match="changed after it was written"):
            kept.read_likeness(text.replace(old, new))


def test_it_says_when_rules_or_figures_have_changed(monkeypatch):
    text = kept.written("2026-01-31", 40_000, [ONE])
    monkeypatch.setattr(kept, "todays_figures", lambda: "another")
    assert kept.read_likeness(text).stale


@pytest.mark.parametrize("text", [b"", b"seal = [", b"\xff\xfe", kept.written("2026-01-31", 1, [ONE]).encode()[:-5]])
def test_a_damaged_file_stops_nothing(text, tmp_path, monkeypatch):
    """It is said once, and no table is taken to be like anything."""
    said = []
    (tmp_path / kept.FILE).write_bytes(text)
    monkeypatch.setattr(kept, "files", lambda package: tmp_path)
    monkeypatch.setattr(kept.keeping, "say_once", said.append)
    found = kept.shipped_likeness.__wrapped__()
    assert found == kept.NOTHING and said == [kept.DAMAGED] and not found.of("household").holds


def test_what_ships_is_whole():
    found = shipped_likeness()
    assert len(found.differences) >= 10 and {one.by for one in found.differences} <= set(kept.BY)
