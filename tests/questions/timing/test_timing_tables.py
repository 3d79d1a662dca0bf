"""The cells of a timing map and its windows, by hand: ratios, their errors, blanks, weights, what closes a window."""

import numpy as np
import pandas as pd
import pytest

from famsim.measures.benefits import BENEFITS, COARSE
from famsim.model.counts import CERTAIN
from famsim.model.identity import N_RISK
from famsim.questions.timing.tables import benefit_of, comparable, moments_of, ratio_of, timing_rows
from famsim.questions.timing.windows import blank_rows, window_of
from famsim.runs.arms import add_parts
from famsim.runs.events import EVENTS
from famsim.runs.moved import HIGHEST, KINDS, LOWEST, PARTS, Found
from famsim.runs.moves import Moves
from famsim.scenario import change, load_scenario

SMALL = {"window": (-6, 12), "every": 6, "follow": 24}


def scenario():
    return change(load_scenario("newcastle"), months=72)


def row_of(helped, gains, weight=1.0, unit=1.0):
    """Return the parts and weight of a stratum, from each family's start and gain; `unit`: parts to a gain of 1."""
    helped, gains = np.array(helped, float), np.array(gains, float) * unit
    parts = np.zeros((KINDS, PARTS))
    add_parts(parts, helped, gains, np.zeros(len(gains), np.int64), 1.0 if unit == 1.0 else COARSE)
    return parts[0], weight


def test_the_error_of_a_ratio_is_that_of_its_residuals():
    """By hand: ratio 10 / 4; residuals gain - 2.5 x helped, squared and summed, over 4 squared."""
    helped, gains = [1, 1, 0, 1, 1], [1, 4, 0, 2, 3]
    parts, _ = row_of(helped, gains)
    ratio, of = ratio_of(parts[None, :], np.ones(1)), moments_of(parts[None, :], np.ones(1), 1.0)
    residuals = np.array(gains) - 2.5 * np.array(helped)
    assert (ratio, of.variance[0], of.third[0]) == pytest.approx(
        (2.5, (residuals**2).sum() / 16, (residuals**3).sum() / 64)
    )
    assert (of.changed[0], of.largest[0]) == (4, -2.5 / 4)  # that of a family helped for nothing, were there one


def test_all_couples_are_weighted_to_those_it_happens_to():
    """By hand: one stratum stands for three times its families; its residuals count nine times."""
    first, second = row_of([1, 1], [2, 4])[0], row_of([1, 0, 1], [1, 0, 0])[0]
    both, weights = np.array([first, second]), np.array([1.0, 3.0])
    ratio, of = ratio_of(both, weights), moments_of(both, weights, 1.0)
    expected = (6 + 3 * 1) / (2 + 3 * 2)
    residuals = [2 - expected, 4 - expected, 3 * (1 - expected), 0.0, 3 * (0 - expected)]
    assert ratio == pytest.approx(expected)
    assert of.variance[0] == pytest.approx(sum(one**2 for one in residuals) / 8**2)
    assert of.third[0] == pytest.approx(sum(one**3 for one in residuals) / 8**3)
    assert of.largest[0] == pytest.approx(max(residuals, key=abs) / 8)


def test_the_error_is_the_spread_over_samples_of_families():
    """A closed form: 2,000 samples of 400 families drawn at random; the ratio of SDs has an error of 1.6%."""
    luck = np.random.default_rng(5)
    ratios, errors = [], []
    for _ in range(2000):
        helped = luck.random(400) < 0.7
        gains = helped * (luck.normal(1.0, 2.0, 400))
        parts = row_of(helped, gains)[0][None, :]
        ratios.append(ratio_of(parts, np.ones(1)))
        errors.append(moments_of(parts, np.ones(1), 1.0).variance[0])
    assert np.std(ratios) / np.sqrt(np.mean(errors)) == pytest.approx(1.0, abs=0.08)


def test_a_cell_is_shown_only_if_its_error_is_fine_enough_and_enough_are_helped():
    """The limits of the map: .02 SD of quality, .3 per 100 helped, and enough helped that one is less than that."""
    plan = Moves(**SMALL).plan(scenario())
    losses = BENEFITS[1]
    slight = [0.01] * 3  # of a parting: enough that differ for there to be something to say
    few, many = (row_of([1] * n, slight + [0] * (n - 3), unit=CERTAIN)[0] for n in (333, 334))
    assert not benefit_of([(few[None, :], np.ones(1))], losses, plan)["shown"]
    assert benefit_of([(many[None, :], np.ones(1))], losses, plan)["shown"]
    rough = row_of([1] * 400, [1, -1] * 200, unit=CERTAIN)[0]  # an error of 100 / sqrt(400) = 5 per 100
    found = benefit_of([(rough[None, :], np.ones(1))], losses, plan)
    assert found["mc_se"] == pytest.approx(5.0) and not found["shown"]
    nobody = benefit_of([(np.array([[0.0] * 4 + [50.0] + [0.0] * 5]), np.ones(1))], losses, plan)
    assert np.isnan(nobody["estimate"]) and not nobody["shown"] and nobody["families"] == 50


def test_draws_add_their_spread_to_the_interval():
    """By hand: two draws of 1 and 3; t of one degree of freedom, the spread sqrt 2 beside the chance."""
    plan = Moves(**SMALL).plan(scenario())
    draws = [(row_of([1] * 400, [gain] * 400, unit=CERTAIN)[0][None, :], np.ones(1)) for gain in (0.01, 0.03)]
    found = benefit_of(draws, BENEFITS[1], plan)
    assert found["estimate"] == pytest.approx(2.0)
    assert found["mc_se"] == pytest.approx(0.0, abs=1e-6)
    assert found["high"] - found["estimate"] == pytest.approx(12.7062 * np.sqrt(2.0), rel=1e-4)


def map_row(estimates, half_widths, shown=None, months=None):
    """Return one row of the map as a table."""
    estimates, half = np.array(estimates, float), np.array(half_widths, float)
    return pd.DataFrame({
        "month": months or [6 * place for place in range(len(estimates))], "estimate": estimates,
        "low": estimates - half, "high": estimates + half,
        "shown": [True] * len(estimates) if shown is None else shown, "comparable": True,
    })  # fmt: skip


def test_a_window_closes_only_on_evidence():
    """By hand: a cell at a tenth of the best closes the window with a small error and not with a large one."""
    sharp = window_of(map_row([0.2, 1.0, 0.9, 0.1, 0.1], [0.05] * 5))
    assert (sharp["best_month"], sharp["opens"], sharp["closes"], sharp["no_return"]) == (6, 6, 12, 18.0)
    vague = window_of(map_row([0.2, 1.0, 0.9, 0.1, 0.1], [0.6, 0.05, 0.6, 0.6, 0.6]))
    assert (vague["opens"], vague["closes"]) == (0, 24) and np.isnan(vague["no_return"])


def test_the_error_of_the_best_counts_too():
    """Half of a best of 1 +- .9 may be as little as .05: .1 +- .05 is not clearly less (.4 against .453)."""
    assert window_of(map_row([1.0, 0.1], [0.9, 0.05]))["closes"] == 6
    assert window_of(map_row([1.0, 0.1], [0.7, 0.05]))["closes"] == 0


def test_a_month_is_worth_less_only_if_it_is_so_among_all_the_months_compared_with_the_best():
    """By hand: .2 below half is clear of .196 for one month (1.96) and not for two at once (2.24, so .224)."""
    assert window_of(map_row([1.0, 0.3], [0.0, 0.196]))["after"] == "worth less"
    assert window_of(map_row([1.0, 0.3, 1.0], [0.0, 0.196, 0.0]))["after"] == "not compared"
    assert window_of(map_row([1.0, 0.27, 1.0], [0.0, 0.196, 0.0]))["after"] == "worth less"


def test_a_blank_cell_closes_nothing_and_is_never_the_best():
    """A window ends at a month that is shown; beyond it is nothing known, unless a later month is clearly less."""
    row = window_of(map_row([5.0, 1.0, 0.9, np.nan], [0.1, 0.1, 0.1, np.nan], [False, True, True, False]))
    assert (row["best_month"], row["opens"], row["closes"], row["months_shown"]) == (6, 6, 12, 2)
    assert (row["before"], row["after"]) == ("blank", "blank") and np.isnan(row["no_return"])
    through = window_of(map_row([1.0, np.nan, 0.9, np.nan, 0.1], [0.05] * 5, [True, False, True, False, True]))
    assert (through["opens"], through["closes"]) == (0, 12)
    assert (through["before"], through["after"], through["no_return"]) == ("not compared", "worth less", 24.0)


def test_the_best_of_a_row_that_is_mostly_blank_is_not_named():
    """A month shown by luck among blank ones says nothing of the month in which help is worth most."""
    estimates, errors = [1.0] * 4, [0.1] * 4
    assert window_of(map_row(estimates, errors, [True, True, False, False]))["months_shown"] == 2
    assert window_of(map_row(estimates, errors, [True, False, False, False])) is None


def test_rows_that_are_mostly_blank_are_found_and_those_not_compared_are_not():
    about = {"event": "birth", "group": "all", "programme": "coached_online"}
    cells = pd.concat([
        map_row([1.0] * 4, [0.1] * 4, [True] * 2 + [False] * 2).assign(measure="quality"),
        map_row([1.0] * 4, [0.1] * 4, [True] + [False] * 3).assign(measure="stay_free_of_harm"),
        map_row([1.0] * 4, [0.1] * 4, [False] * 4).assign(measure="sdq_high", comparable=False),
    ]).assign(**about)  # fmt: skip
    assert blank_rows(cells)["measure"].tolist() == ["stay_free_of_harm"]


def test_there_is_no_window_where_nothing_is_clearly_good():
    assert window_of(map_row([0.0, 0.1, -1.0], [0.0, 0.2, 0.1])) is None


def test_the_best_of_many_months_has_to_be_clear_for_all_of_them():
    """By hand: 2.5 errors above 0 are clear for one month (1.96) and for four (2.50), not for seventeen (2.97)."""
    one, four, seventeen = (window_of(map_row([2.51] + [0.0] * (n - 1), [1.96] * n)) for n in (1, 4, 17))
    assert one and four
    assert seventeen is None


def test_a_window_may_close_and_help_be_worth_it_again():
    """No point of no return where a later month is as good again."""
    row = window_of(map_row([1.0, 0.1, 1.0, 0.1], [0.05] * 4))
    assert row["closes"] == 0 and row["no_return"] == 18.0
    again = window_of(map_row([1.0, 0.1, 0.9], [0.05] * 3))
    assert again["closes"] == 0 and np.isnan(again["no_return"])


def found_of(plan, families, gains=(1.0, 1.0, 1.0), happens=(1, 1, 1)):
    """Return what so many families at each move came to: all helped, each risk group with its gain a family."""
    found = Found()
    found.follows[:], found.happens[:] = 1, happens
    for move, number in zip(plan.moves, families, strict=True):
        totals = np.zeros((KINDS, len(plan.programmes), len(BENEFITS), PARTS))
        gain = np.tile(gains, len(EVENTS))[:, None, None]
        totals[..., 0] = totals[..., 4] = number / N_RISK
        totals[..., 1] = totals[..., 3] = gain * number / N_RISK
        totals[..., 2] = gain**2 * number / N_RISK
        totals[..., 5] = number / N_RISK
        totals[..., HIGHEST] = totals[..., LOWEST] = gain
        found.totals[move] = totals
    return found


def test_months_that_hold_other_families_are_not_compared():
    """Families enter with a first pregnancy; those who part later are what waiting costs, and stay in the map."""
    plan = Moves(window=(-12, 6), every=6, follow=12).plan(scenario())
    found = found_of(plan, (50, 80, 100, 60))
    assert comparable([found], 0, 0, plan) == {-12: False, -6: True, 0: True, 6: True}


def test_the_map_of_all_couples_weighs_each_group_by_whom_the_event_happens_to():
    """By hand: gains 1, 2 and 4 in groups of 10, 30 and 10 families, of which equal numbers are followed."""
    plan = Moves(window=(0, 6), every=6, follow=12).plan(scenario())
    rows = pd.DataFrame(
        timing_rows([found_of(plan, (300, 300), (CERTAIN, 2 * CERTAIN, 4 * CERTAIN), (10, 30, 10))], plan)
    )
    losses = rows[(rows.measure == "stay_free_of_harm") & (rows.month == 0) & (rows.event == "birth")]
    worth = losses.drop_duplicates("group").set_index("group").estimate
    assert worth["all"] == pytest.approx(100 * (10 * 1 + 30 * 2 + 10 * 4) / 50)
    assert worth.iloc[1:].tolist() == pytest.approx([100.0, 200.0, 400.0])
