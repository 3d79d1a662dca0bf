"""The emulator: a planted cubic is found again, and its error is what it is off by on runs it never saw."""

import numpy as np
import pandas as pd
import pytest

from famsim.runs.emulator import TERMS, emulate, terms_at
from famsim.runs.grid import Grid, grid_rows, settings_held_out, settings_to_fit

SURFACES = {
    "helped": lambda u, f, p, n: 500 + 80 * u + 40 * p - 30 * u * p + 9 * u * u * p + 5 * u * p * n,
    "conflict_averted": lambda u, f, p, n: -20 + 6 * u - 30 * f + 4 * f * f - 2 * f * n,
}


def planted(bump=0.0):
    """Return a grid whose results are the planted surfaces; held-out runs lie `bump` above them."""
    rows = []
    for use, settings in (("fit", settings_to_fit()), ("held out", settings_held_out())):
        for place, setting in enumerate(settings):
            at = terms_at(setting)[:4]
            values = [surface(*at) + (bump if use == "held out" else 0.0) for surface in SURFACES.values()]
            found = np.array([[values[0], 0, 0, 0, values[1], 0], [3.0] * 6])
            rows += grid_rows({"strategy": "s", "setting": place, "use": use}, setting, found)
    table = pd.DataFrame(rows)
    return Grid(None, table[table.result.isin(SURFACES)])


def test_a_planted_surface_is_found_again():
    for (_, name), fit in emulate(planted()).items():
        for setting in ((0.8, 1.6, 0.7, 1.2), (1.5, 0.5, 2.0, 0.5), (1.0, 1.0, 1.0, 1.0)):
            assert fit.value(setting) == pytest.approx(SURFACES[name](*terms_at(setting)[:4]), abs=1e-8)
        assert fit.chance_error(setting) == pytest.approx(3.0)
        assert fit.furthest == pytest.approx(0.0, abs=1e-8)


def test_the_error_is_what_held_out_runs_say():
    for fit in emulate(planted(bump=7.0)).values():
        assert (fit.off, fit.furthest) == (pytest.approx(7.0), pytest.approx(7.0))


def test_what_is_not_planted_shows_as_error():
    """A kink, as where places run out, is no cubic: the error is there and is not hidden."""
    table = planted().table
    helped = table.result == "helped"
    table.loc[helped, "value"] = np.minimum(table.loc[helped, "value"], 520.0)
    assert emulate(Grid(None, table))["s", "helped"].furthest > 3.0


def test_counts_never_fall_below_none():
    table = planted().table
    table.loc[table.result == "helped", "value"] -= 480.0
    fits = emulate(Grid(None, table))
    assert fits["s", "helped"].value((0.5, 1.0, 0.5, 1.0)) == 0.0
    assert fits["s", "conflict_averted"].value((0.5, 2.0, 1.0, 1.0)) < 0.0


def test_every_pair_of_levers_has_a_term():
    assert len(set(TERMS)) == len(TERMS)
    assert {(a, b) for a in range(4) for b in range(a, 4)} <= set(TERMS)
