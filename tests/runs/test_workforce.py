"""What staff by heads cost, by what it buys, and the board: by hand, in the register's central figures."""

from types import SimpleNamespace

import pytest

from famsim.areas import find_area
from famsim.model.policy import DOORS, ROLES
from famsim.population import STATES, workforce
from famsim.population.start import World
from famsim.runs.staff_costs import cheaper_from, staff_items
from famsim.runs.workforce import board_rows, course_rows, training_rows, week_rows
from famsim.scenario import Strategy

LUTON = find_area("luton")
GROUP = {"programme": "relationship_group", "found": ["gp"], "places_a_month": 1}


@pytest.fixture
def figures(p):
    """Return figures by hand: 20 at the GP's door, nobody leaves or forgets, every price a round one."""
    p.staff.at_door[DOORS.index("gp")] = 2.0
    p.staff.roles[:] = 0.5, 0.3, 0.2
    p.staff.leaves = p.staff.lapses = 0.0
    p.costs.training, p.costs.course_fee, p.costs.trainer_course = 1000.0, 200.0, 800.0
    p.costs.handing_on, p.costs.coaching, p.costs.advice = 50.0, 40.0, 30.0
    return p


def trains(**line):
    return Strategy(name="trained", train=[{"door": "gp", "staff": 4} | line])


def test_each_pound_of_training_is_of_what_it_buys(figures):
    """By hand: four practitioners at 200 each, covered at 1,000 each; coached for months 3 to 12 at 40 a month."""
    items = staff_items(trains(begins=3, coached=True), figures, 10_000, 12)
    assert items == {"training": 80_000, "backfill": 400_000, "coaching": 4 * 10 * 4_000, "advice": 0}


def test_free_training_costs_its_cover_alone_and_managers_need_none(figures):
    figures.staff.take_up[:] = 0.5, 0.0, 0.5
    items = staff_items(trains(kind="free", staff=20), figures, 10_000, 12)
    assert items == {"training": 0, "backfill": 5 * 100_000, "coaching": 0, "advice": 0}


def test_a_navigators_advice_is_paid_by_the_hour_from_its_month_on(figures):
    """By hand: half of 37 x 52 / 12 hours a month, for 10 months, at 30 pounds."""
    strategy = Strategy(name="a", navigator={"posts": 1, "doors": ["gp"], "begins": 3})
    assert staff_items(strategy, figures, 10_000, 12)["advice"] == round(10 * 0.5 * 37 * 52 / 12 * 3_000)


def test_i8_the_month_from_which_handing_on_is_cheaper(figures):
    """I8, by hand: two trainers cost 800 each, each colleague 50; bought, all cost 200 each.

    1,600 + 50 n <= 200 (n + 2) from n = 8 on; at four a quarter each the eighth is trained three months on.
    """
    figures.staff.at_door[DOORS.index("gp")], figures.staff.trainer_trains = 8.0, 4.0
    strategy = trains(staff=2, begins=1, kind="train_the_trainer")
    staff = workforce(strategy, figures, 10_000, 24)
    assert cheaper_from(strategy, staff, 0, figures) == 4
    figures.costs.handing_on = 300.0
    assert cheaper_from(strategy, staff, 0, figures) is None


@pytest.fixture
def world():
    return World(LUTON, {}, 1, months=36)


def test_the_board_has_every_head_in_every_month(world):
    rows = board_rows(trains(begins=6), world)
    assert len(rows) == 36 * len(ROLES)
    posts = [sum(row[state] for state in STATES[:4]) for row in rows]
    assert len(set(posts[:36])) == 1
    assert [row["trained"] for row in rows[:6]] == [0] * 5 + [4]
    (done,) = training_rows(trains(begins=6), world)
    last = [row for row in rows if row["month"] == 36]
    assert done["trained"] == sum(row["trained"] for row in last) and done["filled"] == 4


def test_courses_say_who_came_by_role_and_from_when_handing_on_is_cheaper(world):
    strategy = trains(kind="train_the_trainer", staff=2)
    (row,) = course_rows(strategy, world)
    assert row["filled"] == row["filled_practitioners"] + row["handed_on"] <= row["offered"]
    assert row["cheaper_from"] > 1
    (free,) = course_rows(trains(kind="free", staff=10), world)
    assert free["filled"] == sum(free[f"filled_{role}s"] for role in ROLES) <= free["offered"] == 10


def test_i12_a_navigators_week_is_spent_once(world):
    """I12: advice and families add up to the hours; the offer's places take no more than those for families."""
    navigator = {"posts": 1, "advising": 0.6, "doors": ["gp"], "sees": "relationship_group"}
    (row,) = week_rows(Strategy(name="a", navigator=navigator, offer=[GROUP]), world)
    assert row["advising"] + row["families"] == pytest.approx(row["hours"])
    assert 0 < row["families_taken"] <= row["families"]
    assert week_rows(Strategy(name="b", offer=[GROUP]), world) == []


def test_where_nothing_is_trained_by_heads_the_board_is_empty(world):
    plain = Strategy(name="plain", staff_trained={"gp": 0.5}, offer=[GROUP])
    assert not board_rows(plain, world) and not training_rows(plain, world) and not course_rows(plain, world)
    assert (
        staff_items(
            plain,
            SimpleNamespace(staff=SimpleNamespace(at_door=[2.0] * len(DOORS)), costs=SimpleNamespace(training=10.0)),
            1_000,
            12,
        )["backfill"]
        == 0
    )
