"""The band of a survival curve: closed forms."""

import numpy as np
import pytest

from famsim.measures.band import band
from famsim.measures.interval import normal_quantile


def test_where_nobody_leaves_the_error_is_that_of_a_share():
    """Closed form: with no one lost from sight sqrt(S (1 - S) / n), to first order in the events of one month."""
    events, at_risk = np.full(100, 20.0), 20_000.0 - 20.0 * np.arange(100)
    share = np.cumprod(1 - events / at_risk)
    found = band(share, at_risk, events, np.zeros(100), 1.0)
    assert found.mc_se == pytest.approx(np.sqrt(share * (1 - share) / 20_000), rel=0.003)
    assert found.low == pytest.approx(share - normal_quantile() * found.mc_se, rel=0.001)


def test_leaving_widens_the_band_as_greenwood_says():
    """Greenwood's sum: share x sqrt(sum of events / (at risk x (at risk less events)))."""
    events, gone = np.full(60, 30.0), np.full(60, 100.0)
    at_risk = 20_000.0 - np.cumsum(gone) - np.concatenate([[0.0], np.cumsum(events)[:-1]])
    share = np.cumprod(1 - events / at_risk)
    greenwood = share * np.sqrt(np.cumsum(events / (at_risk * (at_risk - events))))
    assert band(share, at_risk, events, gone, 1.0).mc_se == pytest.approx(greenwood, rel=0.005)


def test_an_area_of_four_samples_has_half_the_band():
    events, at_risk = np.full(24, 8.0), 2000.0 - 8.0 * np.arange(24)
    share = np.cumprod(1 - events / at_risk)
    one, four = (band(share, at_risk, events, np.zeros(24), families) for families in (1.0, 4.0))
    assert four.mc_se == pytest.approx(one.mc_se / 2)


def test_with_no_parting_seen_there_may_still_be_some():
    """3.7 of 300 couples."""
    found = band(np.ones(3), np.full(3, 300.0), np.zeros(3), np.zeros(3), 1.0)
    assert found.at_most == pytest.approx(np.full(3, 3.689 / 300), rel=1e-3)
