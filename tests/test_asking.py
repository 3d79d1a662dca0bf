"""What a public function takes and refuses before any work, and that it warns where its caller stands."""

import inspect
import pickle
import warnings

import numpy as np
import pytest

import famsim as fs
from famsim import asking
from famsim.errors import PointlessWarning

FUNCTIONS = [name for name in fs.__all__ if inspect.isfunction(getattr(fs, name))]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_misspelt_option_is_refused_with_the_nearest(name):
    """A TypeError of Python's own came through, without a nearest name."""
    option = list(inspect.signature(getattr(fs, name)).parameters)[-1]
    if option in ("moves", "asked"):
        option = "every" if option == "moves" else "month"
    with pytest.raises(fs.FamsimError, match=f"did you mean '{option}'|Did you mean '{option}'"):
        getattr(fs, name)(fs.load_scenario("newcastle"), **{option + "x": 1})


@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_is_missing_is_said(name):
    asked = inspect.signature(getattr(fs, name)).parameters.values()
    needed = [one.name for one in asked if one.default is one.empty and one.kind is not one.VAR_KEYWORD]
    if needed:
        with pytest.raises(fs.FamsimError, match=f"{name}: missing a required argument: '{needed[0]}'"):
            getattr(fs, name)()


def test_a_progress_that_cannot_be_called_and_a_yes_in_words_are_refused_before_any_work():
    """`progress=5` was a TypeError in the middle of a run; "no" turned an option on, at a cost of minutes."""
    wrong = [("compare", "evaluation", "no"), ("compare", "rivals", 1), ("sensitivity", "switching", "yes")]
    wrong += [("twin", "include_violence", "no"), ("compare", "separately", None)]
    for name, option, value in wrong:
        with pytest.raises(fs.FamsimError, match=f"{option} .*: allowed: true or false"):
            getattr(fs, name)(fs.load_scenario("newcastle"), **{option: value})
    with pytest.raises(fs.FamsimError, match="progress 5: allowed: a function"):
        fs.compare(fs.load_scenario("newcastle"), progress=5)


def test_numpys_numbers_are_numbers():
    """`families=np.int64(300)` "is not a whole number", it said."""
    scenario = fs.load_scenario("newcastle")
    given = scenario.with_(
        families=np.int64(300), months=np.int32(12), evidence={"stress.arrears": np.float64(0.4)}, seed=np.uint8(7)
    )
    assert given == scenario.with_(families=300, months=12, evidence={"stress.arrears": 0.4}, seed=7)
    assert type(given.families) is int and type(given.evidence["stress.arrears"]) is float
    assert asking.plain([np.bool_(True), (np.float32(0.5), {"a": np.int8(1)})]) == [True, (0.5, {"a": 1})]
    with pytest.raises(fs.FamsimError, match="allowed: a whole number from 200"):
        scenario.with_(families=np.float64(300.5))
    with pytest.raises(fs.FamsimError, match="draws 0: allowed"):
        fs.compare(given, draws=np.int64(0))


@pytest.mark.parametrize("kind", [fs.Scenario, fs.Strategy])
def test_help_says_what_is_allowed_and_no_addresses(kind):
    """`help` was 6,000 characters of functions by their addresses."""
    said = str(inspect.signature(kind))
    assert " at 0x" not in said and "function" not in said and "text of 1 to 80 characters" in said


def test_an_offer_is_named_by_a_number_and_no_text():
    """It asked "did you mean '1'?" of '1'."""
    with pytest.raises(fs.FamsimError, match="'1' is a text; allowed: the number 1"):
        fs.load_scenario("newcastle").with_(strategies={"newcastle": {"offers": {"1": {"begins": 2}}}})


def test_a_public_function_can_be_sent_to_another_process():
    assert all(pickle.loads(pickle.dumps(getattr(fs, name))) is getattr(fs, name) for name in FUNCTIONS)


def test_a_warning_points_at_its_caller_and_comes_once_for_a_scenario():
    """Three times the same scenario: one warning, of this file."""
    asking.SAID.clear()
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        for _ in range(3):
            asking.warn_once("one", "does nothing", PointlessWarning)
        asking.warn_once("two", "does nothing", PointlessWarning)
    assert [one.filename for one in said] == [__file__, __file__]
