"""Words for the family wanted become conditions of the registry, or are refused with the nearest right words."""

import numpy as np
import pytest

from famsim.model.policy import FEATURES
from famsim.questions.twins.like import EVERYDAY, LikeError, conditions_like, in_words, meets
from famsim.scenario import Condition


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("new baby", [("months_since_birth", 0, 11)]),
        ("Arrears, and a history of difficulties", [("in_arrears", 1, 1), ("history_of_difficulties", 1, 1)]),
        ("not married; no poverty", [("married", 0, 0), ("in_poverty", 0, 0)]),
        ("not cohabiting", [("married", 1, 1)]),
        ("mothers_age = [16, 24], first child", [("mothers_age", 16, 24), ("first_child", 1, 1)]),
        ("mothers age 16 to 24", [("mothers_age", 16, 24)]),
        ("deprivation decile 1", [("deprivation_decile", 1, 1)]),
        ("relationship quality from -6 to -1.2", [("relationship_quality", -6, -1.2)]),
        ("in_arrears = true and together = false", [("in_arrears", 1, 1), ("together", 0, 0)]),
    ],
)
def test_words_stand_for_conditions(text, means):
    assert conditions_like(text) == tuple(Condition(*one) for one in means)


@pytest.mark.parametrize("feature", FEATURES)
def test_every_feature_can_be_asked_for_and_is_said_as_it_is_asked(feature):
    """The registry's own words always do, with the registry's own limits; what is printed asks for the same again."""
    low, high = FEATURES[feature].low, FEATURES[feature].high
    value = "" if FEATURES[feature].unit == "yes/no" else f" {low:g} to {high:g}"
    (found,) = conditions_like(f"{feature}{value}")
    assert found.feature == feature
    assert conditions_like(in_words(found)) == (found,)


def test_everyday_words_ask_within_the_limits():
    assert all(FEATURES[name].low <= low <= high <= FEATURES[name].high for name, low, high in EVERYDAY.values())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "says nothing"),
        ("arreas", "did you mean 'arrears'"),
        ("a new baby, histery", "did you mean 'history'"),
        ("mothers age", "a number or \\[low, high\\] from 14 to 60 years"),
        ("mothers age 10", "out of range; allowed: a number or \\[low, high\\] from 14 to 60"),
        ("mothers age 30 to 20", "out of range"),
        ("married 0.5", "allowed: true or false"),
        ("married = perhaps", "allowed: true or false"),
        ("not new baby", '"not" goes with yes or no'),
        (", ".join(["arrears"] * 9), "9 conditions are too many; allowed: up to 8"),
    ],
)
def test_other_words_are_refused_with_what_is_allowed(text, says):
    """Where, what, nearest right thing."""
    with pytest.raises(LikeError, match=f"like.*{says}"):
        conditions_like(text)


def test_a_family_meets_a_condition_between_its_limits_both_included():
    features = np.zeros((4, len(FEATURES)))
    features[:, FEATURES["mothers_age"].place] = [15.9, 16, 24, 24.1]
    assert meets(features, conditions_like("mothers age 16 to 24")).tolist() == [[False, True, True, False]]
    assert meets(features, ()).all(axis=0).all()
