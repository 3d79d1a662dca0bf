"""What cannot be fitted is refused before anybody lives, with the name, what is wrong and what is allowed."""

import pandas as pd
import pytest

import famsim as fs
from famsim.errors import FamsimError
from famsim.questions.calibrate import STARTER, How, question

WRONG = {
    "separation.by_qualty": "did you mean 'separation.by_quality'",
    "births.another": "is a list of numbers",
    "programmes.couple_counselling.d_level": "read only where families are helped",
    "costs.training": "read only where families are helped",
    "nothing.*": "no figure that can be fitted has such a name",
    " , ": "names no figure",
}


@pytest.mark.parametrize(("name", "says"), WRONG.items())
def test_a_figure_that_cannot_be_fitted_is_refused(name, says):
    with pytest.raises(FamsimError) as error:
        question("published", [name])
    assert "--params" in str(error.value) and "allowed" in str(error.value)
    assert says in str(error.value)


def test_a_figure_without_a_range_is_refused():
    """measure.sdq_from is an age at which an instrument begins: held fixed, it has nowhere to go."""
    with pytest.raises(FamsimError, match=r"measure\.sdq_from': has no range to look in.*allowed"):
        question("published", ["measure.sdq_from"])


def test_a_figure_that_the_scenario_sets_is_refused():
    where = fs.load_scenario("newcastle").with_(evidence={"violence.onset": 0.0005})
    with pytest.raises(FamsimError, match=r"\[evidence\] of newcastle sets it"):
        question("published", ["violence.onset"], where)


def test_a_topic_stands_for_its_figures_and_names_may_share_a_line():
    found = question("published", ["network.*", "violence.onset,violence.by_age", "violence.onset"])
    names = [one.name for one in found.figures]
    assert {"network.half_life", "violence.onset", "violence.by_age"} <= set(names)
    assert len(names) == len(set(names))


def test_the_starter_set_is_at_most_twelve_figures_that_can_be_fitted():
    assert len(STARTER) <= 12
    assert [one.name for one in question("published", STARTER).figures] == list(STARTER)


def test_targets_that_are_all_to_check_inform_nothing(made_rows):
    with pytest.raises(FamsimError, match="informs nothing: each of its 3 rows says use = check"):
        question(made_rows(use="check"), STARTER)


def test_own_targets_that_say_no_use_are_all_fitted(made_rows):
    """The split by the hash of a table's name would keep a small file wholly apart."""
    assert {one.about.use for one in question(made_rows(), STARTER).rows} == {"fit"}
    assert {one.about.use for one in question("published", STARTER).rows} == {"fit", "check"}


def test_differences_between_rows_are_no_targets_of_their_own():
    """They would count the same interviews twice: as many rows as the file has."""
    found = question("published", STARTER)
    assert len(found.rows) == len(found.held.targets)


@pytest.mark.parametrize(
    ("how", "says"),
    [({"points": 3}, "points 3: allowed"), ({"waves": 0}, "waves 0"), ({"again": True}, "again True"),
     ({"discrepancy": 2}, "share of a target's size"), ({"wave": 2}, "wave: no option of a fit; allowed: points")],
)  # fmt: skip
def test_a_number_out_of_its_limits_is_refused(how, says):
    with pytest.raises(FamsimError, match=says):
        fs.Calibration(**how)


def test_a_wrong_cell_of_the_targets_is_named():
    with pytest.raises(FamsimError, match=r"row 2, column measure"):
        fs.Calibration(["violence.onset"]).fit(pd.DataFrame([{"target": "a", "measure": "partd", "group": "all",
            "time": "age=5", "statistic": "percent", "value": 1, "country": "UK", "year": 2016, "source": "s",
            "table": "t", "n": 10}]))  # fmt: skip


def test_what_is_not_fitted_yet_says_so():
    with pytest.raises(FamsimError, match="not fitted yet"):
        print(fs.Calibration().answer)


def test_how_much_it_is_is_known_before():
    """Ten points a figure, half as many in each later wave, 20 to check, one at the register's figures."""
    assert question("published", STARTER).lives == 1 + 120 + 60 + 60 + 20
    assert question("published", STARTER, how=How(points=40, waves=1, again=4)).lives == 1 + 40 + 4
