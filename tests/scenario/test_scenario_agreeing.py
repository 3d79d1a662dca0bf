"""Rows of `who` that no couple meets are refused with the reason; every row that one can meet is let through."""

import numpy as np
import pytest

from famsim.errors import ScenarioError
from famsim.model.family import COHABITING, LEFT, MARRIED
from famsim.model.policy import DOORS, FEATURES
from famsim.scenario import Condition, load_scenario, shipped_names
from famsim.scenario.agreeing import FOLLOWS, Families
from famsim.scenario.seen import comes_to, seen_at

OFFER = (
    load_scenario("newcastle").strategies[1].offers[0].with_(who={}, when={"trigger": "birth", "from": -6, "to": 12})
)
ANY_TIME = OFFER.with_(when=type(OFFER.when)(), found=["school", "gp", "money_desk"])


@pytest.mark.parametrize(
    ("who", "at", "says"),
    [
        ({"together": True, "apart": True}, "who.apart", "do not live apart"),
        ({"apart": True}, "who.apart", "is for couples who live together"),
        ({"together": False}, "who.together", "is for couples who live together"),
        ({"married": True, "apart": True}, "who.apart", "lives? together"),
        ({"harmful_conflict": True, "together": False}, "who.together", "harmful conflict is that of"),
        ({"in_arrears": False, "months_in_arrears": [3, 240]}, "who.months_in_arrears", "behind"),
        ({"months_in_arrears": 0, "in_arrears": True}, "who.in_arrears", "behind"),
        ({"children": 0, "youngest_age": [0, 2]}, "who.youngest_age", "the youngest is a child"),
        ({"children": 0, "months_since_birth": [0, 11]}, "who.months_since_birth", "whoever was born is a child"),
        ({"months_since_birth": [0, 11], "youngest_age": [1, 3]}, "who.youngest_age", "counts from its birth"),
        ({"youngest_age": [10, 18], "mothers_age": [14, 20]}, "who.mothers_age", "no mother is younger than 14"),
        ({"first_child": True, "children": [2, 5]}, "who.children", "there is no second"),
        ({"deprivation_decile": [1.2, 1.8]}, "who.deprivation_decile", "no whole number"),
    ],
)
def test_rows_that_no_couple_meets_are_refused(who, at, says):
    """Each was accepted and helped nobody; the order in which they are written does not matter."""
    for rows in (who, dict(reversed(who.items()))):
        with pytest.raises(ScenarioError, match=says) as caught:
            ANY_TIME.with_(who=rows)
        assert all(name in str(caught.value) for name in who)
    with pytest.raises(ScenarioError, match=f"{at}: "):
        ANY_TIME.with_(who=who)


@pytest.mark.parametrize(
    "who",
    [
        {"together": True, "apart": False, "married": True},
        {"married": False, "together": True},
        {"in_arrears": True, "months_in_arrears": [3, 240]},
        {"in_arrears": False, "months_in_arrears": [0, 12]},
        {"children": [0, 2], "youngest_age": [0, 2]},
        {"first_child": True, "children": 1, "youngest_age": [0, 1]},
        {"months_since_birth": [-9, 11], "children": 0},
        {"months_since_birth": [12, 36], "youngest_age": [3, 18]},
        {"youngest_age": [2, 4], "mothers_age": [16, 24]},
        {"harmful_conflict": True},
        {"deprivation_decile": [1.5, 2.5]},
    ],
)
def test_rows_that_a_couple_can_meet_are_let_through(who):
    assert len(ANY_TIME.with_(who=who).who) == len(who)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (
            {"who": {"months_since_birth": [13, 36]}},
            "when: no family has months_since_birth.* when birth from -6 to 12",
        ),
        ({"who": {"in_arrears": False}, "when": {"trigger": "arrears", "from": 0, "to": 6}}, "when: no family has"),
        ({"when": {"from": 1, "to": 12}, "found": ["midwife"]}, "found: nobody.*midwife sees"),
        ({"when": {"from": -21, "to": -10}, "found": ["midwife"]}, "found: nobody.*midwife sees"),
        ({"who": {"first_child": False}, "when": {"from": -21, "to": -10}, "found": ["gp"]}, "before their first conc"),
        ({"when": {"from": -21, "to": -10}, "found": ["gp"]}, None),
        ({"when": {"from": -34, "to": -10}, "found": ["gp"]}, "-34"),
        ({"who": {"in_arrears": False, "unemployed": False}, "found": ["money_desk", "housing"]}, "found: nobody"),
        ({"who": {"parent_distressed": False}, "when": {"from": -6, "to": -1}, "found": ["housing"]}, None),
        ({"when": {"from": 1, "to": 12}, "found": ["midwife", "health_visitor"]}, None),
        ({"who": {"unemployed": True, "in_arrears": False}, "found": ["money_desk"]}, None),
    ],
)
def test_a_window_and_doors_must_agree_with_the_rows(changes, says):
    """A midwife sees whoever expects a child, a money desk whoever is behind or looks for work."""
    if says is None:
        OFFER.with_(**changes)
    else:
        with pytest.raises(ScenarioError, match=says):
            OFFER.with_(**changes)


def test_every_shipped_offer_stands():
    assert shipped_names() and all(load_scenario(name).strategies for name in shipped_names())


def test_what_follows_is_true_of_every_family_lived():
    """By brute force: 2,000 families over two years, month by month. A rule that is not so would refuse good offers."""
    from famsim.population.draws import start_run
    from famsim.runs.looks import at_doors, features_of

    run = start_run(load_scenario("before_a_child").with_(families=2000, months=24), 0)
    met = dict.fromkeys([*range(len(FOLLOWS)), *DOORS], 0)
    for _ in range(24):
        run.advance(1)
        here = run.families[run.families["status"] != LEFT]
        here = here[features_of(here, run.month)[:, FEATURES["youngest_age"].place] < 18]  # who leaves is not asked
        asked = (here["entry_month"] <= run.month) | np.isin(here["status"], (MARRIED, COHABITING))
        here = here[asked]  # nor, ahead of a conception, who will not live together
        found = {name: features_of(here, run.month)[:, feature.place] for name, feature in FEATURES.items()}
        for number, rule in enumerate(FOLLOWS):
            for value, then in zip(found[rule.feature], found[rule.then], strict=True):
                if rule.of[0] <= value <= rule.of[1] and not (rule.feature == "youngest_age" and value == 0):
                    low, high = rule.within(value, value)
                    assert low - 1e-9 <= then <= high + 1e-9, (rule, value, then)
                    met[number] += 1
        there = at_doors(here.view(np.recarray), (run.month, run.seed), run.p)
        for place, door in enumerate(DOORS):
            seen = np.zeros(here.size, np.bool_)
            for kind in seen_at(door):
                rows = [(one.low <= found[one.feature]) & (found[one.feature] <= one.high) for one in kind]
                seen |= np.logical_and.reduce(rows) if rows else True
            assert seen[there[:, place]].all(), door
            met[door] += int(there[:, place].sum())
    assert all(times > (3 if what in DOORS else 20) for what, times in met.items())  # to some doors few come


def test_a_door_that_everyone_may_come_to_is_open_to_all():
    assert comes_to(Families(), "early_help") and comes_to(
        Families().add(Condition("unemployed", 1, 1), ""), "money_desk"
    )
