"""Solved constants that ship: used for just what they were made for, and made by one command that can be stopped."""

import tomllib

import numpy as np
import pytest

from famsim import keeping
from famsim.areas import find_area
from famsim.population import keep, shipped, solving, start
from famsim.population.keep import About, kept

LEEDS = About("area-leeds", {"a": 0.5}, (find_area("leeds"),))
NUMBERS = [0.1, 1.0 / 3.0, -2.5e-9]


@pytest.fixture
def nothing_kept(tmp_path, monkeypatch):
    """Let a process begin that has solved nothing, with a cache of its own."""
    monkeypatch.setenv("FAMSIM_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(keep, "_solved", {})
    monkeypatch.setattr(keeping, "_said", set())


def shipping(monkeypatch, text):
    """Let a text be what ships."""
    found = shipped.read_entries(text)
    monkeypatch.setattr(shipped, "entries", lambda: found or {})
    return found


def text_for(made_for):
    return shipped.written({"area-leeds": {"made_for": made_for, "values": NUMBERS}})


def test_what_ships_for_today_is_used_and_not_solved(nothing_kept, monkeypatch, caplog):
    shipping(monkeypatch, text_for(LEEDS.made_for))
    assert kept(*LEEDS, lambda: pytest.fail("solved")).tolist() == NUMBERS
    assert keep.is_kept(LEEDS)
    assert not caplog.records


def test_what_ships_for_other_rules_is_solved_again_and_said_once(nothing_kept, monkeypatch, caplog):
    shipping(monkeypatch, text_for("another hash"))
    assert not keep.is_kept(LEEDS)
    assert kept(*LEEDS, lambda: np.ones(3)).tolist() == [1.0, 1.0, 1.0]
    assert kept(*LEEDS, lambda: pytest.fail("solved twice")).tolist() == [1.0, 1.0, 1.0]
    assert [record.getMessage() for record in caplog.records] == [shipped.OTHERS]


@pytest.mark.parametrize(("old", "new"), [("0.1", "0.2"), ("area-leeds", "area-luton"), ("values", "value"), ("=", "")])
def test_a_file_changed_by_hand_is_not_used(old, new):
    text = text_for(LEEDS.made_for)
    assert shipped.read_entries(text)
    assert shipped.read_entries(text.replace(old, new)) is None


def test_figures_that_change_give_another_seal():
    """A margin corrected in areas.csv, or another figure: what was made for the old ones fits no more."""
    others = [LEEDS._replace(made_from={"a": 0.6}), LEEDS._replace(areas=(find_area("york"),))]
    assert len({one.made_for for one in (LEEDS, *others)}) == 3


def test_the_file_that_ships_is_as_it_was_written():
    assert isinstance(shipped.entries(), dict)
    assert shipped.read_entries(shipped.written({})) == {}


def test_the_command_goes_on_where_it_was_stopped(tmp_path, monkeypatch):
    """The second call solves only what the first did not come to; numbers and hashes are those that a run asks for."""
    file, areas = tmp_path / "solved.toml", [find_area("city-of-london"), find_area("isles-of-scilly")]
    assert solving.solve(areas[:1], file, draws=0) == 2
    solved = []
    monkeypatch.setattr(solving, "figures_of", lambda area: solved.append(area.slug) or np.ones(5))
    assert solving.solve(areas, file, draws=0) == 1
    assert solved == ["isles-of-scilly"]
    found = tomllib.loads(file.read_text(encoding="utf-8"))["solved"]
    assert set(found) == {"england", "area-city-of-london", "area-isles-of-scilly"}
    about = start.about_area(areas[0], {})
    assert found[about.name]["made_for"] == about.made_for
    here = start.central_parameters(areas[0], {})[0]
    assert found[about.name]["values"] == pytest.approx([float(here.area[name]) for name in start.SOLVED_FOR_AREA])
    assert solving.solve(areas, file, draws=0) == 0
