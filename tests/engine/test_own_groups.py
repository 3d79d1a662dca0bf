"""A run may tell its families apart by groups of its own, fewer than an area's or more: a trial's, a fork's arms."""

import numpy as np
import pytest

from famsim.model.counts import N_COUNTS
from famsim.model.identity import N_CELLS

MONTHS = 14  # to the year's end, and a month


@pytest.fixture
def grouped(small):
    """Return what makes a small area, nobody entering, whose families are told apart by so many groups."""

    def run_of(groups):
        run = small.small_area(40, start=-6, end=2 + MONTHS)
        run.p[0].area.first_conceptions = 0.0
        run.advance(8)
        cells, state = own_group(run.state.account_cells, groups), run.state
        run.families["cell"] = cells[run.families["account"]]
        tallies = np.zeros((len(state.tallies), groups, N_COUNTS), np.int64)
        run.state = state._replace(account_cells=cells, tallies=tallies)
        return run

    return run_of


def own_group(cells, groups):
    """Return which of so many groups the families of an area's groups are in: of more than an area's, the last ones."""
    return cells % groups + max(groups - N_CELLS, 0)


@pytest.mark.parametrize("groups", [1, 12, N_CELLS + 20])
def test_its_tallies_are_sums_over_the_areas_own(grouped, groups):
    """By hand: what families of one group count is counted there, whatever else groups are told by."""
    whole, own = grouped(N_CELLS), grouped(groups)
    for run in (whole, own):
        run.advance(MONTHS)
    for group in range(groups):
        among = own_group(np.arange(N_CELLS), groups) == group
        np.testing.assert_array_equal(own.state.tallies[:, group], whole.state.tallies[:, among].sum(axis=1))
    assert own.state.accounts.tobytes() == whole.state.accounts.tobytes()
    assert np.count_nonzero(whole.state.tallies.sum(axis=(0, 2))) > 12, "nothing to tell apart"


def test_plain_python_leaves_no_array(small, grouped, in_plain_python, tmp_path):
    """A sheet of an area's groups was posted to a trial's tallies of twelve, and went on behind them: a crash, once.

    Compiled code does not look where an array ends; plain Python does.
    """
    compiled = grouped(12)
    small.keep(compiled, tmp_path / "start.npz")
    compiled.advance(3)
    in_plain_python("small_area.py", tmp_path / "start.npz", tmp_path / "end.npz", 3, "engine")
    assert small.contents(compiled) == small.contents(small.take_up(tmp_path / "end.npz"))
