"""What staff by heads cost, by what it buys, and the board: by hand, in the register's central figures."""

from types import SimpleNamespace

import pytest

from famsim.appraisal import Line
from famsim.areas import find_area
from famsim.errors import ScenarioError
from famsim.evidence import programme_names
from famsim.model.policy import DOORS, ROLES
from famsim.population import STATES, workforce
from famsim.population.start import World
from famsim.runs.staff_costs import cheaper_from, set_up_by_month, set_up_items
from famsim.runs.workforce import board_rows, course_rows, training_rows, week_rows
from famsim.scenario import Strategy
from famsim.scenario.budget import posts_within

LUTON = find_area("luton")
FACTORS = ("stakeholders", "breadth", "depth", "innovation", "strategic_fit")
GROUP = {"programme": "relationship_group", "found": ["gp"], "places_a_month": 1}


@pytest.fixture
def figures(p):
    """Return figures by hand: 20 at the GP's door, nobody leaves or forgets, every price a round one."""
    p.staff.at_door[DOORS.index("gp")] = 2.0
    p.staff.roles[:] = 0.5, 0.3, 0.2
    p.staff.leaves = p.staff.lapses = 0.0
    p.costs.training, p.costs.course_fee, p.costs.trainer_course = 1000.0, 200.0, 800.0
    p.costs.handing_on, p.costs.coaching, p.costs.post = 50.0, 40.0, 30_000.0
    return p


def trains(**line):
    return Strategy(name="trained", train=[{"door": "gp", "staff": 4} | line])


def test_each_pound_of_training_is_of_what_it_buys(figures):
    """By hand: four practitioners at 200 each, covered at 1,000 each; coached for months 3 to 12 at 40 a month."""
    items = set_up_items(trains(begins=3, coached=True), figures, 10_000, 12)
    assert items == {"training": 80_000, "backfill": 400_000, "coaching": 4 * 10 * 4_000, "posts": 0, "coordination": 0}


def test_free_training_costs_its_cover_alone_and_managers_need_none(figures):
    figures.staff.take_up[:] = 0.5, 0.0, 0.5
    items = set_up_items(trains(kind="free", staff=20), figures, 10_000, 12)
    assert items == {"training": 0, "backfill": 5 * 100_000, "coaching": 0, "posts": 0, "coordination": 0}


def test_a_post_is_paid_by_the_month_from_its_first_to_its_last(figures):
    """By hand: one and a half posts at 30,000 pounds a year, in months 3 to 8; to the end where no last one is said."""
    strategy = Strategy(name="a", navigator={"posts": 1.5, "doors": ["gp"], "begins": 3, "ends": 8})
    monthly = set_up_by_month(strategy, figures, 10_000, 12)[Line("posts", "", "costs.post")]
    assert monthly.tolist() == [0.0] * 3 + [375_000.0] * 6 + [0.0] * 4
    for_ever = Strategy(name="a", navigator={"posts": 1.5, "doors": ["gp"], "begins": 3})
    assert set_up_items(for_ever, figures, 10_000, 12)["posts"] == 10 * 375_000


def test_a_coordinator_who_advises_nobody_and_sees_no_family_is_paid_all_the_same(figures):
    """By definition: what a post is paid hangs on no family and no door."""
    alone = Strategy(name="a", navigator={"posts": 1, "advising": 0})
    assert set_up_items(alone, figures, 10_000, 12)["posts"] == 3_000_000
    nobody = Strategy(name="a", navigator={"posts": 0, "advising": 0})
    assert set_up_items(nobody, figures, 10_000, 12)["posts"] == 0


SEES = {"posts": 1, "advising": 0.25, "doors": ["gp"], "sees": "relationship_group"}
HOURS = 37 * 52 / 12  # of a post's month


def posts_of(figures, navigator=SEES, months=12, **offer):
    """Return the pence of a navigator's post by month, (months + 1,), at a session of two hours and 60 pounds."""
    figures.staff.hours_a_week, figures.staff.weeks_a_year, figures.staff.session_hours = 37.0, 52.0, 2.0
    group = figures.programmes[programme_names().index("relationship_group")]
    group.sessions, group.cost_per_session = 16, 60.0
    strategy = Strategy(name="a", navigator=navigator, offer=[GROUP | offer])
    return set_up_by_month(strategy, figures, 10_000, months)[Line("posts", "", "costs.post")]


def test_hours_for_families_that_no_place_takes_are_paid_as_the_post_is(figures):
    """By hand: 2,500 pounds a month; one place takes 32 of 160.3 hours, which its sessions' price pays."""
    assert posts_of(figures).sum() == round(12 * 250_000 * (1 - 32 / HOURS))


def test_hours_for_families_are_paid_once_in_the_price_of_their_sessions(figures):
    """By hand: of a post a quarter advises; places that take all the other hours leave that quarter to pay."""
    assert posts_of(figures, places_a_month=0.75 * HOURS / 32).sum() == 750_000


def test_a_price_holds_no_more_of_a_post_than_itself(figures):
    """By hand: 15 pounds a session, less than the 31 of two hours' pay: 16 of them a month hold 240 pounds."""
    full = posts_of(figures, places_a_month=1).sum()
    row = programme_names().index("relationship_group")
    figures.programmes[row].cost_per_session = 15.0
    strategy = Strategy(name="a", navigator=SEES, offer=[GROUP])
    assert set_up_items(strategy, figures, 10_000, 12)["posts"] == 12 * (250_000 - 24_000) > full


def test_hours_are_paid_by_the_month_in_which_offer_and_post_stand(figures):
    """By hand: the post from month 3 to 8, the offer in months 5 to 10: two months in full, four less 32 hours."""
    paid = posts_of(figures, SEES | {"begins": 3, "ends": 8}, begins=5, ends=10)
    less = 250_000 * (1 - 32 / HOURS)
    assert paid[:5].tolist() == [0.0, 0.0, 0.0, 250_000.0, 250_000.0] and not paid[9:].any()
    assert paid[5:9] == pytest.approx([less] * 4, abs=1) and paid.sum() == round(500_000 + 4 * less)


def test_posts_end_with_the_money_that_pays_for_them():
    """By definition, as offers do: unless something sustains them, or the posts end before."""
    grant, post = {"ends": 36}, {"posts": 1, "doors": ["gp"]}

    def ends(grant, post):
        return (posts_within(Strategy(name="a", navigator=post, grant=grant, offer=[GROUP])) or post).get("ends")

    assert ends(grant, post) == ends(grant, post | {"ends": 60}) == 36
    assert ends(grant, post | {"ends": 24}) == 24
    assert ends(grant | dict.fromkeys(FACTORS, 0.5), post) is None
    with pytest.raises(ScenarioError, match="the posts stand from month 37, the money lasts from 1 to 36"):
        ends(grant, post | {"begins": 37})


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
        set_up_items(
            plain,
            SimpleNamespace(staff=SimpleNamespace(at_door=[2.0] * len(DOORS)), costs=SimpleNamespace(training=10.0)),
            1_000,
            12,
        )["backfill"]
        == 0
    )
