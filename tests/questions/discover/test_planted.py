"""Planted truths: a box that is there is found, one that is not is not, and what cannot be told is not told."""

import pytest

from famsim.questions.discover.run import CART, PRIM, Verdict
from famsim.questions.discover.tables import tables_of
from famsim.questions.discover.words import limit_words

TAKE_UP = "programmes.new_parent_group.take_up"


def limits_of(found, method=PRIM):
    table = tables_of(found)["limits"]
    return table[table.method == method].set_index(["box", "factor"])


def in_the_corner(table, _):
    return (table[TAKE_UP] < 0.4) & (table.places > 15)


@pytest.mark.parametrize("noise", [0.0, 0.05])
def test_a_planted_box_is_found(planted, noise):
    """It loses where take-up is below .4 and places above 15: within a tenth of each range, and nothing else."""
    found = planted(in_the_corner, noise=noise)
    limits = limits_of(found).loc[1]
    assert found.verdict is Verdict.FOUND and set(limits.index) == {TAKE_UP, "places"}
    assert abs(limits.loc[TAKE_UP, "high"] - 0.4) < 0.055 and abs(limits.loc["places", "low"] - 15) < 4
    assert limits.loc[TAKE_UP, ["low"]].isna().all() and limits.loc["places", ["high"]].isna().all()
    box = tables_of(found)["boxes"].iloc[0]
    assert box.coverage > 0.8 - noise and box.density > 0.9 - noise
    assert box.held_out_coverage > 0.6 and box.held_out_density > 0.75
    assert limits.loc[TAKE_UP, "quasi_p_high"] < 0.001 > limits.loc["places", "quasi_p_low"]


def test_a_tree_finds_it_too(planted):
    limits = limits_of(planted(in_the_corner), CART).loc[1]
    assert set(limits.index) == {TAKE_UP, "places"}
    assert abs(limits.loc[TAKE_UP, "high"] - 0.4) < 0.055 and abs(limits.loc["places", "low"] - 15) < 4


def test_two_boxes_are_found_one_after_the_other(planted):
    """It loses at the lowest take-up, and, apart from that, where help begins late."""
    found = planted(lambda table, _: (table[TAKE_UP] < 0.3) | (table.month >= 5), points=300)
    limits = limits_of(found)
    assert {factor for _, factor in limits.index} == {TAKE_UP, "month"} and found.found[1].method == PRIM
    boxes = tables_of(found)["boxes"]
    assert (boxes[boxes.method == PRIM].density > 0.9).all() and boxes[boxes.method == PRIM].coverage.sum() > 0.95


def test_a_limit_of_whole_numbers_is_one_of_them(planted):
    """Months 1 to 6: it loses from the fifth on, so 5 or more, not above 4.5."""
    found = planted(lambda table, _: table.month >= 5)
    (row,) = (row for _, row in tables_of(found)["limits"].iterrows() if row.method == PRIM)
    assert limit_words(found, row, lambda end, how: how(row[end])) == "is 5 or more"


def test_noise_is_nothing_found(planted):
    found = planted(lambda table, generator: generator.random(len(table)) < 0.4, seed=11)
    assert found.verdict is Verdict.NOTHING and not found.found
    tables = tables_of(found)
    assert tables["boxes"].empty and tables["limits"].empty and len(tables["futures"]) == 200


@pytest.mark.parametrize(
    ("rule", "points", "verdict"),
    [
        (lambda table, _: table.places < -1, 200, Verdict.NEVER),
        (lambda table, _: table.places > -1, 200, Verdict.ALWAYS),
        (lambda table, _: table.places < 2, 200, Verdict.FEW_LOSE),
        (lambda table, _: table.places > 2, 200, Verdict.FEW_WIN),
        (in_the_corner, 40, Verdict.FEW_FUTURES),
    ],
)
def test_what_cannot_be_told_is_not_told(planted, rule, points, verdict):
    found = planted(rule, points)
    assert found.verdict is verdict and not found.found and tables_of(found)["boxes"].empty


def test_shares_by_fifths_count_every_future_once(planted):
    shares = tables_of(planted(in_the_corner))["shares"]
    assert (shares.groupby("factor").cases.sum() == 200).all()
    assert (shares.groupby("factor").losing.sum() == shares.losing.sum() / 4).all()
    of_take_up = shares[shares.factor == TAKE_UP].share.tolist()
    assert min(of_take_up[:2]) > 0.4 and of_take_up[3:] == [0.0, 0.0]
