"""What heads and places come to for a sum of money: by hand."""

from pathlib import Path
from runpy import run_path

import numpy as np
import pytest

from famsim.engine import Sample
from famsim.runs.buying import (
    Tried,
    come_up,
    heads,
    laid_out,
    missed,
    next_place,
    next_places,
    rate_of,
    standing,
)
from famsim.scenario import years_of_money

bought_by = run_path(str(Path(__file__).parents[1] / "made_up" / "bought.py"))["bought_by"]


def test_places_are_shared_by_parts_among_the_offers_that_stand():
    """By hand: 3 and 1 parts of 8 places a month; in the second year the online offer ends in month 18."""
    groups = bought_by().strategies[1]
    assert [one.places_a_month for one in laid_out(groups, (8.0,), 24).offers] == [6.0, 2.0]
    by_year = laid_out(bought_by("[30000, 30000]").strategies[1], (8.0, 4.0), 24)
    found = [(one.programme, one.places_a_month, one.begins, one.ends) for one in by_year.offers]
    assert found == [
        ("relationship_group", 6.0, 1, 12), ("coached_online", 2.0, 1, 12),
        ("relationship_group", 3.0, 13, 24), ("coached_online", 1.0, 13, 18),
    ]  # fmt: skip
    assert all(one.share is None for one in by_year.offers)


def test_staff_are_whole_heads_and_at_most_all_of_them():
    assert heads({"gp": 0.5, "school": 0.1}, {"gp": 10.0, "school": 30.0}, 1.0) == 8
    assert heads({"gp": 0.5, "school": 0.1}, {"gp": 10.0, "school": 30.0}, 100.0) == 40


def test_between_what_was_tried_it_is_straight_and_beyond_it_goes_on():
    """By hand: 100 pounds at no place, 50 a place."""
    tried = [(2.0, 200.0), (4.0, 300.0)]
    assert next_place(tried, 250.0, 100.0) == (3.0, False)
    assert next_place(tried, 150.0, 100.0) == (1.0, False)
    assert next_place(tried, 400.0, 100.0) == (6.0, False)
    assert next_place(tried, 50.0, 100.0) == (0.0, False)
    assert next_place(tried, 1e9, 100.0)[0] == 12.0, "no further than three times what was tried"


def test_where_families_run_out_the_fewest_places_are_kept_that_spend_as_much():
    tried = [(2.0, 200.0), (4.0, 300.0), (8.0, 301.0), (16.0, 301.0)]
    assert next_place(tried, 1000.0, 100.0) == (4.0, True)
    rates, full = next_places([Tried((one,), (pounds,)) for one, pounds in tried], [1000.0], [100.0])
    assert (rates, full) == ((4.0,), [True])
    assert missed(Tried((4.0,), (300.0,)), [1000.0]) == pytest.approx(0.7)


@pytest.mark.parametrize("prices", [(100.0, 100.0), (1088.0, 1088.0), (300.0, 700.0)])
@pytest.mark.parametrize("asked", [450.0, 5_000.0, 31_000.0, 1e6])
def test_places_a_month_are_those_at_which_as_many_whole_ones_come_up(prices, asked):
    """Whatever places cost: of 4,001 other numbers a month none comes nearer, unless it brings no place at all."""
    groups = bought_by().strategies[1]
    (year,) = years_of_money(groups, 24)
    each = {offer.programme: price for offer, price in zip(groups.offers, prices, strict=True)}

    def places_at(rate):
        return come_up(standing(groups, year, rate, True), each, Sample(1, 1.0), 24)

    rate = rate_of(asked, places_at)
    others = [places_at(rate * times) for times in np.linspace(0.5, 1.5, 4001)]
    assert abs(places_at(rate) - asked) <= min(abs(one - asked) for one in others if one) + 1e-6
    assert rate_of(0.0, places_at) == 0.0
