"""Training by heads in a comparison: the board, the first screen, who paid for it, and which agency referred whom."""

import numpy as np
import pytest

from famsim.model.policy import AGENCIES
from famsim.questions.compare.drawn.figures import plot
from famsim.questions.compare.result import study_of
from famsim.questions.compare.run import compare
from famsim.runs import Running
from famsim.scenario import parse_scenario

TEXT = """
[scenario]
name = "staff"
question = "what do trained health visitors change?"
area = "newcastle-upon-tyne"
months = 24
families = 1500

[[strategy]]
name = "as now"

[[strategy]]
name = "trained"
train = [
  { door = "health visitor", staff = 20, begins = 6, kind = "bought", coached = true },
  { door = "school", staff = 2, kind = "train the trainer" },
]
navigator = { posts = 1, doors = ["gp"], sees = "couple_counselling" }
pathways = [{ agency = "health", to = "couple_counselling", works = 0.8, delay = 1 }]

[[strategy.offer]]
programme = "couple_counselling"
found = ["health_visitor", "gp"]
places_a_month = 2
"""


@pytest.fixture(scope="module")
def comparison():
    return compare(parse_scenario(TEXT), Running())


def test_the_results_hold_the_board_and_what_training_came_to(comparison):
    tables = study_of(comparison).tables
    board = tables["staff"]
    heads = board[["untrained", "trained", "lapsed", "vacant"]].sum(axis=1).groupby([board.door, board.role])
    assert (heads.nunique() == 1).all()
    done = tables["training"].set_index("strategy").loc["trained"]
    last = board[board.month == board.month.max()]
    courses = tables["courses"]
    assert courses.filled.iloc[0] == 20 and done.filled == courses.filled.sum() > 22
    assert done.trained == last.trained.sum() and done.left == last.left.sum()
    assert len(courses) == 2 and len(tables["navigators"]) == 1


def test_the_first_screen_says_what_training_did_and_the_folder_has_its_picture(comparison):
    answer = study_of(comparison).answer
    first_screen = answer.partition("\n## ")[0]
    assert "**Training**" in first_screen
    cheaper = study_of(comparison).tables["courses"].cheaper_from.dropna()
    assert len(cheaper) == 1 and f"from month {cheaper.iloc[0]:.0f} on" in first_screen
    assert "staff-trained" in plot(comparison)


def test_staff_are_in_the_costs_by_what_the_pounds_buy(comparison):
    costs = comparison.tables["costs"].set_index(["strategy", "item"]).estimate
    paid = costs["trained"]
    assert (paid[["training", "backfill", "coaching", "posts", "coordination"]] > 0).all()
    assert paid.drop("total").sum() == pytest.approx(paid["total"])
    assert not costs["as now"].any()


def test_p11_what_agencies_refer_and_pay_adds_up(comparison):
    """P11: each referral and each penny of talks is one agency's; both doors here are health's."""
    table = comparison.tables["agencies"].set_index(["strategy", "agency"])
    ours = table.loc["trained"]
    assert ours.loc["health", "referrals"] == ours.loc["all", "referrals"] > 0
    assert ours.loc[list(AGENCIES), "pounds"].sum() == pytest.approx(ours.loc["all", "pounds"])
    costs = comparison.tables["costs"].set_index(["strategy", "item"]).estimate
    assert ours.loc["all", "pounds"] == pytest.approx(costs["trained", "talks"], abs=0.01)
    assert not np.nan_to_num(table.loc["as now"].to_numpy()).any()


def test_where_no_staff_are_trained_by_heads_there_is_no_board(comparison):
    plain = parse_scenario(TEXT.replace(TEXT[TEXT.index("train = [") : TEXT.index("pathways")], ""))
    found = study_of(compare(plain, Running()))
    assert not {"staff", "courses", "training", "navigators"} & found.tables.keys()
    assert "**Training**" not in found.answer
