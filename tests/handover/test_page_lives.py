"""The lives on the page: the twins' own numbers, and beside the one family many such."""

import numpy as np
import pytest

from famsim.handover.page.keys import Tables
from famsim.handover.page.lives import about, add_lives
from famsim.questions.twins.measures import EXIT, LOSS
from famsim.questions.twins.run import follow as twin
from famsim.scenario import change, load_scenario
from famsim.writing import programme_words


@pytest.fixture(scope="module")
def followed():
    small = change(load_scenario("croydon"), families=300, months=48)
    return twin(small, event="arrears", months_after=24)


@pytest.fixture(scope="module")
def tables(followed):
    found = Tables()
    add_lives(found, {"arrears": followed})
    return found


def test_the_one_family_stands_beside_many(followed, tables):
    """Worked out anew from the table of all families followed."""
    families = followed.tables["families"]
    assert tables.value("families/f0/followed") == families["family_id"].nunique()
    for key, arm in zip(("a0", "a1", "a2", "a3"), followed.arms, strict=True):
        mine = families[families["arm"] == arm]
        for name, says in (("losses", LOSS), ("exits", EXIT)):
            share = (mine["outcome"] == says).mean()
            assert tables.value(f"beside/f0.{key}/{name}") == pytest.approx(share, rel=1e-6)
        assert tables.value(f"beside/f0.{key}/come") == pytest.approx(mine["first_session"].mean(), rel=1e-6)
        if key != "a0":
            gains = mine["quality_gained"].dropna()
            expected = [gains.quantile(0.25), gains.mean(), gains.quantile(0.75)]
            found = [tables.value(f"beside/f0.{key}/{name}") for name in ("p25", "mean", "p75")]
            assert found == pytest.approx(expected, rel=5e-4, abs=1e-12)  # the page keeps four digits
        else:
            assert tables.value(f"beside/f0.{key}/mean") is None
    assert np.isfinite(tables.value("arms/f0.a1/gained"))


def test_the_event_is_not_told_as_what_they_were_like(followed, tables):
    """They are behind with bills because that is what happens; and the help is for such families."""
    assert "behind with bills" not in about(followed)
    assert tables.value("families/f0/event") == "falling behind with bills"
    assert tables.value("families/f0/programme") == programme_words("money_and_us")
