"""The total standard error, worked by hand."""

import math

import pytest

from famsim.calibration import total_error

ROUNDED = 1 / math.sqrt(12)  # of a whole number


def test_a_given_error_stands(target):
    """20% with se 2, rounded to whole percent, same population."""
    assert total_error(target(se="2")) == pytest.approx(math.hypot(2, ROUNDED))


def test_an_interval_is_3_92_errors_wide(target):
    """16.08 to 23.92: 7.84 / 3.92 = 2; it goes before the number of people."""
    assert total_error(target(low="16.08", high="23.92")) == pytest.approx(math.hypot(2, ROUNDED))


def test_people_with_a_design_effect(target):
    """20% of 1,200: root of 1.5 x 20 x 80 / 1200 = 1.41421."""
    assert total_error(target(n="1200")) == pytest.approx(math.hypot(math.sqrt(2), ROUNDED))


def test_unknown_people_are_a_thousand(target):
    """20%: root of 1.5 x 1600 / 1000 = 1.549."""
    assert total_error(target(n="unknown")) == pytest.approx(math.hypot(math.sqrt(2.4), ROUNDED))


def test_rounding_is_the_last_digit_written(target):
    """20.00 is written to a hundredth."""
    assert total_error(target(value="20.00", se="0.5")) == pytest.approx(math.hypot(0.5, 0.01 / math.sqrt(12)))


@pytest.mark.parametrize(
    ("cells", "share"),
    [
        ({}, 0.0),
        ({"year": "2005"}, 0.1),  # more than ten years from 2016
        ({"year": "2006"}, 0.0),
        ({"country": "Scotland"}, 0.1),
        ({"transfer": "uk"}, 0.1),
        ({"country": "Norway"}, 0.2),
        ({"read_in": "secondary"}, 0.1),
        ({"country": "Norway", "read_in": "memory"}, 0.3),
    ],
)
@pytest.mark.parametrize(("value", "nearer"), [("20", 20), ("85", 15)])
def test_transfer_is_a_share_of_the_nearer_end(target, cells, share, value, nearer):
    """85% abroad: 20% of 15, not of 85."""
    own = math.hypot(2, ROUNDED)
    assert total_error(target(value=value, se="2", **cells)) == pytest.approx(math.hypot(own, share * nearer))


def test_what_is_not_a_percentage_is_carried_whole(target):
    """A mean of 8.5 points from Scotland: 10% of 8.5; 5.8 points of spread over 600 people: 5.8 x root(1.5 / 600)."""
    mean = target(measure="sdq_total", time="now", statistic="mean", value="8.5", n="600", country="Scotland")
    expected = math.sqrt((5.8 * math.sqrt(1.5 / 600)) ** 2 + 0.1**2 / 12 + 0.85**2)
    assert total_error(mean) == pytest.approx(expected)


def test_a_spread_a_correlation_and_a_rate(target):
    """600 people, 1.5 / 600 = .0025: sd 6 x root(.00125); (1 - .04) x .05; root(1000 x 40 x .0025)."""
    sd = target(measure="sdq_total", time="now", statistic="sd", value="6.00", n="600")
    assert total_error(sd) == pytest.approx(math.hypot(6 * math.sqrt(0.00125), 0.01 / math.sqrt(12)))
    r = target(measure="sdq_with_place", time="now", statistic="correlation", value="0.20", n="600")
    assert total_error(r) == pytest.approx(math.hypot(0.96 * 0.05, 0.01 / math.sqrt(12)))
    rate = target(measure="separating", time="year", statistic="rate", value="40", n="600")
    assert total_error(rate) == pytest.approx(math.hypot(math.sqrt(1000 * 40 * 0.0025), ROUNDED))


def test_contrasts_are_carried_by_their_distance_from_nothing(target):
    """A ratio of 3 read second-hand: 10% of 2; a difference of 8 points: 10% of 8."""
    two = {"measure": "relationship_distress", "group": "work=none vs all", "time": "now", "read_in": "secondary"}
    ratio = target(**two, statistic="ratio", value="3.0", se="0.5")
    assert total_error(ratio) == pytest.approx(math.sqrt(0.5**2 + 0.1**2 / 12 + 0.2**2))
    difference = target(**two, statistic="difference", value="8", se="2")
    assert total_error(difference) == pytest.approx(math.sqrt(2**2 + 1 / 12 + 0.8**2))


def test_contrasts_without_an_error_are_as_of_two_halves(target):
    """600 people: a difference 50 x root(4 x .0025) = 5 points; a ratio of 2: 2 x root(.01 x .9 / .1) = .6."""
    two = {"measure": "relationship_distress", "group": "work=none vs all", "time": "now", "n": "600"}
    assert total_error(target(**two, statistic="difference", value="8")) == pytest.approx(math.hypot(5, ROUNDED))
    assert total_error(target(**two, statistic="ratio", value="2")) == pytest.approx(math.hypot(0.6, ROUNDED))
