"""The layers of a timing map, by hand and by planted truths: who is there, who can be met, and what matters more."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from famsim.measures.benefits import BENEFITS
from famsim.model.policy import DOORS
from famsim.population.values import values_of
from famsim.questions.timing.layers import Layers, added, product, reached
from famsim.questions.timing.matters import MONTH, REACH, WHO, by_group, by_month, by_reach
from famsim.questions.timing.run import timed
from famsim.runs.arms import add_parts
from famsim.runs.moved import KINDS, PARTS
from famsim.runs.moves import Moves
from famsim.scenario import change, load_scenario

SMALL = {"window": (-6, 12), "every": 6, "follow": 24}
PLACE = next(place for place, one in enumerate(BENEFITS) if one.name == "quality")


def couples(chances, gains, follows, weight=1.0):
    """Return one stratum in which couples who are there are met by these chances and gain so much."""
    chances, gains = np.array(chances, float), np.array(gains, float)
    parts = np.zeros((KINDS, PARTS))
    add_parts(parts, chances, chances * gains, np.zeros(len(gains), np.int64), BENEFITS[PLACE].coarse)
    whole = np.zeros((1, 1, len(BENEFITS), PARTS))
    whole[0, 0, :] = parts[0]
    return Layers(np.array([float(len(gains))]), whole, np.array([weight]), np.array([float(follows)]))


def test_the_layers_of_a_hundred_couples_by_hand():
    """Of 10 couples 4 are still there, who are met by .5, .5, 0 and 1; the last two gain: 2 x .5 + 3 x 1 = 4 in 10."""
    one = couples([0.5, 0.5, 0.0, 1.0], [0, 2, 5, 3], follows=10)
    assert reached([one], 0) == {"couples": 10.0, "there": 40.0, "met": 50.0}
    plan = Moves(**SMALL).plan(change(load_scenario("newcastle"), months=72))
    benefit = BENEFITS[PLACE]
    row = product([one.parts[:, 0, PLACE]], [one], benefit, plan)
    assert row["estimate"] == pytest.approx(100.0 * benefit.scale / plan.follow * 4.0 / 10.0)


def test_a_stratum_that_stands_for_more_couples_counts_for_more():
    """By hand: 10 couples of whom each stands for 3, and 10 alone; met in all 3 x 2 + 4 of 40."""
    few, many = couples([1, 1], [0, 0], follows=10, weight=3.0), couples([1] * 4, [0] * 4, follows=10)
    both = Layers(
        *(
            np.concatenate([getattr(few, name), getattr(many, name)])
            for name in ("there", "parts", "weights", "follows")
        )
    )
    assert reached([both], 0) == {"couples": 40.0, "there": 25.0, "met": 100.0}


def test_the_chance_of_a_sum_is_that_of_all_who_are_followed():
    """By hand: ten couples, two of whom add 1 and 3: the sum of squares about their mean, .4, is 10 - 10 x .16."""
    of = added(couples([1, 1], [1, 3], follows=10).parts[:, 0, PLACE], couples([1, 1], [1, 3], follows=10), 1.0)
    assert of.variance[0] == pytest.approx(10.0 - 10 * 0.4**2)
    assert of.largest[0] == 3.0


def cells(estimates, half, **columns):
    """Return cells of a map whose intervals reach so far to both sides."""
    estimates = np.array(estimates, float)
    found = {"estimate": estimates, "low": estimates - half, "high": estimates + half, "shown": True}
    return pd.DataFrame(found | {"month": range(len(estimates)), "group": "all"} | columns)


def test_a_difference_is_clear_only_if_both_ends_are():
    sure, unsure = (by_month(cells([4.0, 3.0, 1.0], half)) for half in (0.3, 3.0))
    assert (sure["less"], sure["most_month"], sure["least_month"], sure["clear"]) == (75.0, 0, 2, True)
    assert not unsure["clear"]
    groups = {"group": ["risk_factors=none", "risk_factors=one", "risk_factors=two or more"]}
    sure, unsure = (by_group(cells([1.0, 1.5, 4.0], half, **groups)) for half in (0.3, 3.0))
    assert (sure["most_group"], sure["less"], sure["clear"], unsure["clear"]) == (
        "risk_factors=two or more",
        75.0,
        True,
        False,
    )
    for couples_followed, clear in ((20_000, True), (20, False)):
        layers = pd.DataFrame(
            {"month": [0, 3], "group": "all", "there": 100.0, "met": [8.0, 4.0], "couples": couples_followed}
        )
        assert by_reach(layers)["less"] == pytest.approx(50.0) and by_reach(layers)["clear"] == clear


def mapped(doors, effect=lambda move: 1.0, families=3000):
    """Return a map around a birth of a programme offered at some doors, with `effect(move)` times its effect."""
    found = change(load_scenario("newcastle"), families=families, months=72)
    plan = Moves(window=(-6, 12), every=6, follow=24, events=("birth",)).plan(found)
    programme = plan.programmes[:1]

    def changed(p, move):
        for channel in p["programmes"]["full"].dtype.names:
            p["programmes"]["full"][channel] *= effect(move)
        return p

    return timed(found, dataclasses.replace(plan, programmes=programme, doors=(frozenset(doors),), change=changed))


def parts_of(found, measure="quality"):
    rows = found.tables["matters"]
    return rows[rows["measure"] == measure].set_index("by")


@pytest.fixture(scope="module")
def found():
    return mapped({"midwife"})


def test_where_only_midwives_offer_it_reach_matters_and_the_month_does_not(found):
    """Planted: the effect is the same in every month; the one door is met in pregnancy alone."""
    parts = parts_of(found)
    layers = found.tables["layers"]
    after = layers[(layers["group"] == "all") & (layers["month"] >= 6) & (layers["measure"] == "quality")]
    assert (after["met"] < 3.0).all(), "few are pregnant again by then"
    assert parts.loc[REACH, "clear"] and parts.loc[REACH, "less"] > 80.0
    assert parts.loc[REACH, "less"] > 2 * parts.loc[MONTH, "less"]
    said = found_answer(found)
    assert said.index("whether couples can be met") < said.index("the month in which help begins")


def test_an_effect_that_only_works_before_a_birth_is_told_from_one_that_needs_reach():
    """Planted: next to nothing from the birth on, at doors that all couples with children meet as often."""
    found = mapped(DOORS, lambda move: 1.0 if move < 0 else 0.01)
    parts = parts_of(found)
    assert parts.loc[MONTH, "clear"] and parts.loc[MONTH, "less"] > 90.0
    assert parts.loc[MONTH, "less"] > parts.loc[REACH, "less"]
    said = found_answer(found)
    assert said.index("the month in which help begins") < said.index("whether couples can be met")


def found_answer(found):
    from famsim.questions.timing.answer import answer_of
    from famsim.questions.timing.result import timing_tables
    from famsim.writing import with_register

    return answer_of(found, with_register(timing_tables(found), {}))


def test_at_no_door_nobody_is_met_and_nothing_is_gained():
    layers = mapped((), families=400).tables["layers"]
    assert (layers[["met", "estimate"]].fillna(0.0) == 0.0).all().all()
    assert (layers["there"] > 50.0).any()


def test_protection_as_the_register_has_it_is_the_map_itself(found):
    """To the bit: the buffers' row of the programme's own d_buffer is the map's own cell.

    Its trial found so much on quality, however much of it is by protection: so no size of it is worth far more. While
    the level stayed as it was, twice the protection was worth about twice as much as none.
    """
    buffers, own = found.tables["buffers"], values_of({}, 0)[f"programmes.{found.plan.programmes[0]}.d_buffer"]
    mine = buffers[buffers["d_buffer"] == own].merge(
        found.tables["timing"].query("group == 'all'"), on=["event", "programme", "month", "measure"]
    )
    assert len(mine) == 3 * len(found.plan.curves)
    np.testing.assert_array_equal(mine["estimate_x"], mine["estimate_y"])
    spread = buffers.groupby("d_buffer")["estimate"].sum()
    assert spread[0.0] != spread[0.2]
    assert spread[0.2] == pytest.approx(spread[0.0], rel=0.25)


def test_who_is_compared_in_the_month_that_is_worth_most(found):
    parts, cells = parts_of(found), found.tables["timing"]
    month = int(parts.loc[MONTH, "most_month"])
    groups = cells[(cells["measure"] == "quality") & (cells["month"] == month) & (cells["group"] != "all")]
    shown = groups.loc[groups["shown"], "estimate"]
    assert (WHO in parts.index) == (len(shown) > 1)
    assert WHO not in parts.index or parts.loc[WHO, "most"] == shown.max()
