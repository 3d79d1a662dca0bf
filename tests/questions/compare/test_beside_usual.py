"""Usual services go on under every strategy: what others help and spend is beside these, never bought by them."""

import numpy as np
import pytest

import famsim as fs
from famsim.measures import ALL, WITH_EFFECT
from famsim.model.counts import Count
from famsim.questions.compare.gathered.helped import Helped, twin_rows
from famsim.questions.compare.gathered.reach import Reach
from famsim.scenario import Helping, has_usual, parse_scenario

TEXT = """
[scenario]
name = "usual"
question = "what does training alone change, and what a course for parents apart?"
area = "newcastle-upon-tyne"
months = 24
families = 1500
usual = "2016"

[[strategy]]
name = "as now"

[[strategy]]
name = "trained"
staff_trained = { gp = 1.0, health_visitor = 1.0, school = 1.0, childrens_centre = 1.0, money_desk = 1.0 }

[[strategy]]
name = "course"
pathways = [
  { door = "school", to = "coparenting_course", works = 1.0 },
  { door = "health_visitor", to = "coparenting_course", works = 1.0 },
  { door = "gp", to = "coparenting_course", works = 1.0 },
]

[[strategy.offer]]
programme = "coparenting_course"
who = { parent_elsewhere = true }
found = ["school", "health_visitor", "gp"]
invites = "everyone"
unlimited = true

[evidence]
"programmes.coparenting_course.d_coparenting" = 0.6
"programmes.coparenting_course.half_life_coparenting" = 36
"programmes.coparenting_course.d_contact" = 0.5
"programmes.coparenting_course.take_up" = 0.6
"""


@pytest.fixture
def pair(outcome):
    """Return five families under usual services alone, two of them helped, and under ours, three helped."""
    first = outcome("first", started=[1, 0, 0, 0, 1], mothers_distressed=[0, 10, 10, 10, 0], families=[10] * 5)
    ours = outcome("ours", started=[1, 1, 1, 0, 0], mothers_distressed=[0, 0, 0, 10, 10], families=[10] * 5)
    return first, ours


def test_those_helped_are_whom_usual_services_would_not_have_reached(pair):
    """By hand: three are helped, two would be anyway, so one more; twins are of the two whom these reach alone."""
    first, ours = pair
    helped = Helped(usual=True)
    helped.add(ours, first)
    assert helped.number == [1]
    row = next(row for row in twin_rows("ours", helped) if row["measure"] == "mothers_distressed")
    assert (row["helped"], row["twins"]) == (0.0, 100.0)


@pytest.mark.parametrize("usual", [True, False])
def test_reach_is_so_many_more_than_the_first_and_may_be_below_none(pair, usual):
    """By hand: 3 - 2 = 1 more; the other way round 2 - 3 = -1, which counted by itself is 2."""
    first, ours = pair
    for one, other, more in ((first, ours, 1.0), (ours, first, -1.0)):
        reach = Reach(1.0, {"first": Helping(), "ours": Helping()}, usual=usual)
        reach.add([one, other])
        rows = {row["strategy"]: row for row in reach.rows() if row["measure"] == "helped" and row["group"] == ALL}
        alone = (np.array(other.accounts[:, Count.STARTED]) > 0).sum()
        assert rows[other.strategy]["estimate"] == (more if usual else alone)
        assert rows[one.strategy]["estimate"] == (one.accounts[:, Count.STARTED] > 0).sum()
        assert all(row["low"] >= 0.0 for row in rows.values()) or usual


@pytest.fixture(scope="module")
def study():
    return fs.compare(parse_scenario(TEXT))


def test_helped_and_pounds_are_differences_from_the_first(study):
    """Held to the runs' own totals: what a strategy comes to less what the first does."""
    outcomes, runs = study.tables["outcomes"], study.tables["runs"].set_index("run_id")["strategy"]
    whole = outcomes[outcomes.group == ALL].assign(strategy=outcomes.run_id.map(runs))
    totals = whole.set_index(["strategy", "measure"])["value"]
    summary = study.tables["summary"].set_index("strategy")
    assert summary.helped["as now"] == pytest.approx(totals["as now", "helped"]) and totals["as now", "helped"] > 0
    for name in ("trained", "course"):
        assert summary.helped[name] == pytest.approx(totals[name, "helped"] - totals["as now", "helped"])
        delivered = totals[name, "delivery_cost"] - totals["as now", "delivery_cost"]
        assert summary.delivery[name] == pytest.approx(delivered, abs=0.02)
    reach = study.tables["reach"].set_index(["strategy", "measure", "group"])["estimate"]
    assert reach["course", "helped", ALL] == pytest.approx(summary.helped["course"])
    assert reach["course", WITH_EFFECT.name, ALL] <= summary.helped["course"] * (1 + 1e-9)


def test_the_answer_says_so_and_has_columns_for_parents_apart(study):
    first_screen = study.answer.split("\n## ")[0]
    assert "more families helped" in first_screen or "more helped of more reached" in first_screen
    assert "**Parents apart**" in first_screen and "\n## Parents apart\n" in study.answer
    assert "trained" not in study.answer.split("\n## Parents apart\n")[1].split("\n## ")[0]
    off = parse_scenario(TEXT.replace('"2016"', '"off"').replace("unlimited = true", "places_a_month = 0"))
    assert not has_usual(off) and has_usual(parse_scenario(TEXT))


def test_conflict_and_contact_of_parents_apart_are_measures(study):
    """The course helps parents apart: fewer child-months beside frequent conflict in the area, and more of contact."""
    found = study.tables["differences"].set_index(["strategy", "measure", "group"])
    worth = study.tables["worthwhile"].set_index(["measure", "group"])["smallest"]
    for measure, good in (("child_months_coparenting_conflict", -1), ("child_months_contact", 1)):
        row = found.loc[("course", measure, ALL)]
        assert row.n_changed > 0 and good * row.estimate > 0
        assert worth[measure, ALL] > 0
