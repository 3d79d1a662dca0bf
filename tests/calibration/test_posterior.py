"""The posterior that comes with famsim: draws within the register's ranges, and drawn from as a folder's."""

import numpy as np
import pandas as pd
import pytest

import famsim as fs
from famsim.calibration import shipped_posterior
from famsim.errors import FamsimError
from famsim.evidence import the_register
from famsim.questions.calibrate.asked import STARTER
from famsim.questions.compare.tables.fitted import joint_of

NEWCASTLE = fs.load_scenario("newcastle")


def test_it_is_of_the_starter_set_and_every_draw_lies_in_its_figures_range():
    """The register: low to high of each figure; the starter set of twelve; enough draws for an interval."""
    draws, figures = shipped_posterior()
    assert set(draws.columns) == set(STARTER) == set(figures["figure"])
    assert len(draws) >= 400 and draws.drop_duplicates().shape[0] > 200
    for name in draws.columns:
        one = the_register().figures[name]
        assert one.low <= draws[name].min() and draws[name].max() <= one.high


def test_what_stands_beside_the_draws_is_theirs():
    """Worked out again: mean and spread of each figure's draws, and what was said to be told had lost a fifth."""
    draws, figures = shipped_posterior()
    of = figures.set_index("figure")
    np.testing.assert_allclose(draws.mean(), of.loc[draws.columns, "mean"], rtol=1e-3)
    np.testing.assert_allclose(draws.std(ddof=1), of.loc[draws.columns, "sd"], rtol=0.02)
    assert (of.loc[of["told_by_the_targets"], "contraction"] >= 0.2).all()


def test_it_is_drawn_from_by_its_name():
    """Rows of its draws, the same every time; what is told goes with them; an overridden figure is refused by name."""
    draws, figures = shipped_posterior()
    joint = joint_of("published", NEWCASTLE, 5)
    assert joint.name == "published" and joint.names == tuple(draws.columns) and len(joint.rows) == 5
    table = pd.DataFrame(joint.rows, columns=draws.columns)
    assert len(table.merge(draws.drop_duplicates())) == 5
    assert joint_of("published", NEWCASTLE, 5) == joint
    assert set(joint.told) == set(figures.loc[figures["told_by_the_targets"], "figure"])
    with pytest.raises(FamsimError, match=r"draws violence.onset, which \[evidence\] sets"):
        joint_of("published", NEWCASTLE.with_(evidence={"violence.onset": 0.0004}), 5)
