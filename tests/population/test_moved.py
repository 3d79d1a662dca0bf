"""A figure that a scenario overrides is solved for again: only what it enters, from near by, said first, and kept.

The whole area at month 0, seed 1, which is not the luck the constants were solved with.
"""

import logging

import numpy as np
import pytest

from famsim.areas import find_area
from famsim.evidence import central, the_register
from famsim.population import countdown, keep, moved, start
from famsim.population.draws import Starts
from famsim.population.reference import solved_values
from famsim.population.settling import area_values, margins
from famsim.population.start import World, central_parameters, england_solved

NEWCASTLE = find_area("newcastle-upon-tyne")
CHILDREN = (12, 13)  # the constants that only the score norms set


@pytest.fixture
def lived(monkeypatch):
    """Return how many families each pass lived that a test asks for, in a process that has solved nothing under it."""
    found = []
    burn_in_solving, burn_in = moved.burn_in_solving, moved.burn_in
    monkeypatch.setattr(
        moved, "burn_in_solving", lambda p, sample: found.append("England") or burn_in_solving(p, sample)
    )
    monkeypatch.setattr(moved, "burn_in", lambda p, sample, seed: found.append("area") or burn_in(p, sample, seed))
    return found


def anew(monkeypatch, tmp_path, lived, overrides):
    """Return the parameters under overrides where nothing is solved but what is central, in a folder of its own."""
    for area in (find_area("england"), NEWCASTLE):
        central_parameters(area, {})
    start.england_walk()
    solved = {name: numbers for name, numbers in keep._solved.items() if "under" not in name}
    monkeypatch.setattr(keep, "_solved", solved)
    monkeypatch.setenv("FAMSIM_CACHE", str(tmp_path / "cache"))
    lived.clear()
    return central_parameters(NEWCASTLE, overrides)


def test_a_stress_figure_moves_what_it_enters_and_the_area_keeps_its_margins(monkeypatch, tmp_path, lived):
    """Families within 1%, lone parents within .5 points, births within 2%, over three stocks (chance: .16 points).

    Arrears that weigh .4 and not .3 make couples unhappier, so that the usual quality lies higher; on the 40,000 the
    central constants are solved on by .0151, and the walks may differ from that by the luck of 8,000: .003.
    """
    before = solved_values(central_parameters(NEWCASTLE, {})[0])
    p = anew(monkeypatch, tmp_path, lived, {"stress.arrears": 0.4})
    assert lived == ["England"] * len(moved.PASSES) + ["area"]
    assert solved_values(p[0])[0] - before[0] == pytest.approx(0.0151, abs=0.005)
    starts = Starts(World(NEWCASTLE, {"stress.arrears": 0.4}, seed=1))
    found = [margins(starts.start(0, seed)) for seed in (1, 2, 3)]
    assert np.mean([one.families for one in found]) == pytest.approx(NEWCASTLE.families, rel=0.01)
    assert np.mean([one.lone for one in found]) == pytest.approx(NEWCASTLE.lone_share, abs=0.005)
    assert np.mean([one.births for one in found]) == pytest.approx(NEWCASTLE.infants, rel=0.02)


def test_a_figure_that_enters_no_margin_leaves_the_areas_figures_to_the_bit(monkeypatch, tmp_path, lived):
    """How soon contact is lost moves only what children carry: one pass on England, and nothing of the area."""
    usual = central_parameters(NEWCASTLE, {})[0]
    p = anew(monkeypatch, tmp_path, lived, {"apart.contact_lost": 0.02})[0]
    assert lived == ["England"]
    assert area_values(p) == area_values(usual)
    same = solved_values(p) == solved_values(usual)
    assert list(np.flatnonzero(~same)) == [one - len(area_values(p)) for one in CHILDREN]


def test_a_figure_of_support_and_the_usual_figure_move_nothing(monkeypatch, tmp_path, lived):
    """What nobody lives by without support, and a figure overridden by itself, are the central solution, to the bit."""
    usual = central_parameters(NEWCASTLE, {}).tobytes()
    itself = {"stress.arrears": central(the_register())["stress.arrears"]}
    assert anew(monkeypatch, tmp_path, lived, itself).tobytes() == usual
    p = central_parameters(NEWCASTLE, {"programmes.couple_counselling.take_up": 0.3})[0]
    assert area_values(p) == area_values(central_parameters(NEWCASTLE, {})[0])
    assert lived == []


def test_what_was_solved_is_kept_for_another_process(monkeypatch, tmp_path, lived):
    """A process that has solved nothing finds it on disk; nothing is lived again."""
    overrides = {"apart.contact_lost": 0.015}
    first = anew(monkeypatch, tmp_path, lived, overrides).tobytes()
    lived.clear()
    monkeypatch.setattr(keep, "_solved", {name: one for name, one in keep._solved.items() if "under" not in name})
    assert central_parameters(NEWCASTLE, overrides).tobytes() == first
    assert lived == []


def test_small_overrides_move_little(monkeypatch, tmp_path, lived):
    """Common luck: a tenth of a per cent of a figure moves no constant by a hundredth of what it is known to."""
    usual = england_solved({})
    nearly = central(the_register())["stress.arrears"] * 1.001
    anew(monkeypatch, tmp_path, lived, {"stress.arrears": nearly})
    by = moved.logs(england_solved({"stress.arrears": nearly})) - moved.logs(usual)
    assert np.abs(by).max() < 0.004


def test_its_time_is_said_first_and_what_is_left_meanwhile(caplog, monkeypatch):
    """Minutes for many such settings are said where England is solved; later lines are counted down by hand."""
    caplog.set_level(logging.INFO, logger="famsim")
    clock = iter([0.0, 1.0, 6.0, 9.0])
    monkeypatch.setattr(countdown, "monotonic", lambda: next(clock))
    told = countdown.Countdown("England", 30_000, ahead=30_000)
    for families in (10_000, 10_000, 10_000):
        told(families)
    first, left = (record.getMessage() for record in caplog.records)
    assert "about 10 s" in first and "8 minutes" in first
    assert "about 3 s left" in left


def test_without_a_listener_it_is_said_once(caplog, monkeypatch):
    """A loop over fifty settings in Python hears it with the first of them."""
    monkeypatch.setattr(countdown, "_told", set())
    caplog.set_level(logging.WARNING, logger="famsim")
    for _ in range(3):
        countdown.Countdown("England", 1_000, ahead=1_000)
        countdown.Countdown("Leeds", 1_000)
    assert len(caplog.records) == 1
