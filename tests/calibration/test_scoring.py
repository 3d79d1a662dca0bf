"""Rows and scores, worked by hand."""

import math

import pytest

from famsim.calibration import Seen, figures, score, scored

BY_FIFTH = {"measure": "sdq_high", "time": "age=11"}


@pytest.fixture
def made(targets):
    """Return a table with everybody 10 +- 1, poorest 17 +- 2, richest 4 +- 1, in tenths; another alone."""
    rows = [("all", "10.0", "1"), ("income_fifth=1", "17.0", "2"), ("income_fifth=5", "4.0", "1")]
    own = [{**BY_FIFTH, "target": f"r{n}", "group": g, "value": v, "se": s} for n, (g, v, s) in enumerate(rows)]
    return targets(*own, {"target": "alone", "value": "20.0", "se": "1", "table": "survey 2"})


def test_z_is_the_distance_in_total_errors(made, answers):
    """Everybody 12.0 against 10.0 +- 1 (and a tenth's rounding): 1.999 errors pass; 12.1 does not."""
    total = math.hypot(1, 0.1 / math.sqrt(12))
    for value, passes in ((12.0, True), (12.1, False)):
        one = scored(figures(made)[0], answers(made, r0=value))
        assert one.z == pytest.approx((value - 10.0) / total)
        assert one.passed is passes


def test_the_models_interval_is_that_of_its_chance(made, answers):
    one = scored(figures(made)[0], answers(made, se=0.5, r0=9.0))
    assert one.interval == pytest.approx((9.0 - 0.98, 9.0 + 0.98))


def test_a_difference_has_the_chance_of_both(made, answers):
    """16 and 6: -10; root 2 x .5."""
    contrast = scored(figures(made)[-1], answers(made, se=0.5, r1=16.0, r2=6.0))
    assert (contrast.model, contrast.se) == pytest.approx((-10.0, math.sqrt(0.5)))


@pytest.mark.parametrize(
    ("statistic", "model", "se"),
    [  # of 20% +- 1 and 10% +- .5
        ("ratio", 2.0, 2.0 * math.hypot(0.05, 0.05)),
        ("odds_ratio", 2.25, 2.25 * math.hypot(1 / (20 * 0.8), 0.5 / (10 * 0.9))),
    ],
)
def test_quotients_are_of_the_two_answers(target, statistic, model, se):
    row = {"measure": "relationship_distress", "group": "work=none vs all", "time": "now", "statistic": statistic}
    (figure,) = figures([target(**row, value="2.0", se="0.2")])
    one, other = figure.asks
    found = scored(figure, {one: Seen(20.0, 1.0, 400), other: Seen(10.0, 0.5, 400)})
    assert (found.model, found.se) == pytest.approx((model, se))


def test_what_has_no_answer_stands_in_no_score(made, answers):
    """The poorest are not observed: their level and the difference go; both would count."""
    seen = answers(made)
    seen[made[1].asks[0]] = Seen.nothing("the model has no income")
    rows = [scored(one, seen) for one in figures(made)]
    found = score(rows)
    assert (found.levels, found.contrasts, found.unanswered) == (2, 0, 2)
    assert [one.why for one in rows if one.why] == ["the model has no income"] * 2


def test_scores_by_hand(made, answers):
    """The model has everybody and the poorest right, the richest 8: level and difference (-9 of -13 +- 2.2) stand so.

    4.0 +- 1 is informative (a quarter of 4, but for rounding: 1.0004 > 1: not). So levels: everybody, poorest, alone.
    The national mean, 10, is 3.5 errors from the poorest: one level of a group, none passed; and no difference.
    One table has groups: poorest and difference pass: 1, against 0.
    """
    found = score([scored(one, answers(made, r2=8.0)) for one in figures(made)])
    assert (found.levels, found.levels_passed) == (3, 3)
    assert (found.of_groups, found.groups_passed, found.levels_without) == (1, 1, 0)
    assert (found.contrasts, found.contrasts_passed, found.contrasts_without) == (1, 1, 0)
    assert (found.n_tables, found.tables, found.tables_without) == (1, 1.0, 0.0)
    assert (found.off, found.off_without) == (0.0, pytest.approx(7 / 17))


def test_tables_count_equally(targets, answers):
    """A table of four group rows, all missed, and one of two with all passed: a half, not a third of the rows."""
    groups = [f"income_fifth={n}" for n in range(1, 6)]
    wide = [{**BY_FIFTH, "group": g, "value": "20", "n": "9000", "target": f"w{n}"} for n, g in enumerate(groups)]
    narrow = [{**BY_FIFTH, "group": g, "value": "20", "n": "9000", "table": "other", "target": g} for g in groups[:2]]
    made = targets(*wide, *narrow)
    seen = {one.asks[0]: Seen(20.0, 0.0, 1000) for one in made}
    rows = [scored(one, seen) for one in figures(made)]
    assert score(rows).tables == 1.0
    off = [scored(one, {ask: Seen(40.0, 0.0, 9) for ask in seen}) if one.about.table != "other" else row
           for one, row in zip(figures(made), rows, strict=True)]  # fmt: skip
    assert score(off).tables == 0.5


def test_a_score_of_nothing_is_no_number():
    found = score([])
    assert found.levels == found.contrasts == found.n_tables == 0
    assert math.isnan(found.tables)
    assert math.isnan(found.off)
