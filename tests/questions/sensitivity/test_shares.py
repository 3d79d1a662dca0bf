"""What share of an answer's variance each figure carries, worked out by hand from a sensitivity's indices."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from famsim.errors import FamsimError
from famsim.evidence import the_register
from famsim.questions.sensitivity import shares_in
from famsim.questions.sensitivity.shares import EVEN, first_difference, parts_of, spread_of

KEPT = Path(__file__).parents[3] / "results" / "sensitivity-newcastle"


def rows(**columns):
    """Return rows of indices of two figures."""
    names = {"figure": ["staff.lapses", "costs.advice"], "verdict": ["counts", "counts"], "index": [3.0, 1.0]}
    return pd.DataFrame(names | {"mean": [0.0, 0.0], "spread": [0.0, 0.0]} | columns)


def test_sobols_total_indices_are_taken_as_they_are():
    assert parts_of(rows(), "sobol").tolist() == [3.0, 1.0]


def test_morriss_parts_are_mean_squares_in_the_registers_own_spread():
    """By hand: staff.lapses has sd .012 over 0 to .06, a fifth of its range;

    effects of mean 3 and spread 4 have a mean square of 9 + 16 = 25, times .2 squared.
    """
    figure = the_register().figures["staff.lapses"]
    assert spread_of("staff.lapses") == pytest.approx(figure.sd / (figure.high - figure.low)) == pytest.approx(0.2)
    found = parts_of(rows(mean=[3.0, 0.0], spread=[4.0, 0.0]), "morris")
    assert found[0] == pytest.approx(25.0 * 0.04) and found[1] == 0.0


def test_a_figure_that_does_nothing_carries_nothing():
    found = parts_of(rows(mean=[3.0, 9.0], verdict=["counts", "does nothing"]), "morris")
    assert found[0] > 0.0 == found[1]


def test_what_lies_evenly_has_a_twelfth_of_its_range_squared_as_variance():
    assert pytest.approx(1.0 / 12.0) == EVEN**2
    assert spread_of("no.such_figure") == EVEN


def test_the_first_difference_is_taken_and_no_level():
    table = pd.DataFrame({
        "strategy": ["a", "a", "a"],
        "baseline": ["", "b", "b"],
        "measure": ["x", "y", "z"],
    })  # fmt: skip
    assert first_difference(table)["measure"].tolist() == ["y"]
    assert first_difference(table[:1]).empty


@pytest.mark.skipif(not KEPT.exists(), reason="results stand in the repository alone")
def test_shares_of_the_kept_sensitivity_add_up_to_one_by_figure_and_by_grade():
    found = shares_in(KEPT)
    assert sum(found.figures.values()) == pytest.approx(1.0) and min(found.figures.values()) >= 0.0
    assert sum(found.on(grade) for grade in ("measured", "derived", "tuned", "assumed")) == pytest.approx(1.0)
    leading = [share for _, share in found.leading("assumed", 5)]
    assert leading == sorted(leading, reverse=True) and np.isfinite(leading).all()


@pytest.mark.skipif(not KEPT.exists(), reason="results stand in the repository alone")
def test_a_folder_of_another_kind_is_refused():
    with pytest.raises(FamsimError, match="is no kept sensitivity; allowed: a folder that famsim sensitivity wrote"):
        shares_in(KEPT.with_name("example"))
