"""The rules of entry of three pilots, a test for each: who meets all but that one does not come in.

Newcastle: a most deprived place, a birth, a history of difficulties. Croydon: nobody before the money desk is met.
Hertfordshire: conflict that harms a child; a child under 18 or expected; a parent resident; both willing; a named
referrer; an assessment in place.
"""

import pytest

from famsim.model.counts import Stage
from famsim.model.family import APART, LEFT, NEVER, NO_CONTACT, SITUATIONAL, WAITING
from famsim.rules.family.assessment import remember_assessment
from famsim.rules.family.coming import come_for_support

MONTH = 120
NEWCASTLE = {
    "programme": "new_parent_group",
    "who": {"deprivation_decile": [1, 1], "together": True, "history_of_difficulties": True},
    "when": {"trigger": "birth", "from": -6, "to": 12},
    "found": ["midwife", "health_visitor"],
}
CROYDON = {"programme": "money_and_us", "who": {"in_arrears": True, "together": True}, "found": ["money_desk"]}
HERTFORDSHIRE = {
    "who": {
        "harmful_conflict": True,
        "child_or_expected": True,
        "parent_resident": True,
        "months_since_early_help": [0, 12],
    },
    "found": ["school", "early_help"],
    "both_willing": True,
}
A_HISTORY = {"other": {"history": 1}}


def in_an_episode(one):
    """Return a family that has begun to be asked about offer 0."""
    one.reached[0] = Stage.EPISODE
    return one


@pytest.fixture
def comes_in(*, family, p, now, note, offer, meets):
    """Return a function that says whether a family at some doors gets as far as an offer's list; luck is sure."""

    def asked(terms, change=None, doors=(), **fields):
        offer(**terms)
        meets(*doors)
        if change is not None:
            change(p)
        one = in_an_episode(family(**fields))
        come_for_support(one, now(MONTH), p, note)
        assert one.help_stage in {NO_CONTACT, WAITING}
        return one.help_stage == WAITING

    return asked


BORN = {"ages": (3,), "decile": 1, "doors": ("health_visitor",), **A_HISTORY}


@pytest.mark.parametrize(
    ("fields", "enters"),
    [
        ({}, True),
        ({"decile": 2}, False),
        ({"ages": (13,)}, False),
        ({"other": {"history": 0}}, False),
        (
            {
                "doors": (
                    "gp",
                    "school",
                )
            },
            False,
        ),  # found early, at a birth's doors, or not
        ({"ages": (), "due_month": MONTH + 6, "doors": ("midwife",)}, True),
    ],
)
def test_newcastles_three_criteria(comes_in, fields, enters):
    assert comes_in(NEWCASTLE, **BORN | fields) == enters


@pytest.mark.parametrize(
    ("fields", "enters"),
    [
        ({"doors": ("money_desk",)}, True),
        ({"doors": ()}, False),  # no treatment before contact, nor later
        (
            {
                "doors": (
                    "gp",
                    "housing",
                    "early_help",
                )
            },
            False,
        ),
        ({"doors": ("money_desk",), "arrears_month": NEVER}, False),
    ],
)
def test_croydons_contact_rule(comes_in, fields, enters):
    assert comes_in(CROYDON, **{"arrears_month": MONTH - 4} | fields) == enters


MEETS_ALL = {"harmful": 1, "doors": ("school",), "assessed_month": MONTH - 5}


def herts(comes_in, change=None, **fields):
    """Return whether a family that meets all six rules but what is changed comes in."""
    return comes_in(HERTFORDSHIRE, change, **MEETS_ALL | fields)


def test_a_family_that_meets_hertfordshires_six_rules_comes_in(comes_in):
    assert herts(comes_in)


@pytest.mark.parametrize(("harmful", "enters"), [(1, True), (0, False)])
def test_hertfordshire_1_conflict_harms_a_child(comes_in, harmful, enters):
    assert herts(comes_in, harmful=harmful) == enters


@pytest.mark.parametrize(
    ("fields", "enters"), [({"ages": (215,)}, True), ({"ages": (216,)}, False), ({"ages": (), "due_month": 124}, True)]
)
def test_hertfordshire_2_a_child_is_under_18_or_expected(comes_in, fields, enters):
    assert herts(comes_in, **fields) == enters


def test_hertfordshire_3_a_parent_is_resident(comes_in):
    assert not herts(comes_in, status=LEFT)


@pytest.mark.parametrize(("both", "enters"), [(1.0, True), (0.0, False)])
def test_hertfordshire_4_both_are_willing(comes_in, p, both, enters):
    """Whatever the programme asks: without the rule one parent is enough for this one."""

    def change(p):
        p.programmes["both_take_part"], p.programmes["needs_both"] = both, 0.0

    assert herts(comes_in, change) == enters
    assert comes_in(HERTFORDSHIRE | {"both_willing": False}, change, **MEETS_ALL)


@pytest.mark.parametrize(
    ("referrers", "enters"), [(("school",), True), (("early_help",), True), (("gp", "housing", "midwife"), False)]
)
def test_hertfordshire_5_a_named_referrer_refers(comes_in, referrers, enters):
    """The doors that the offer names, and no others; an assessment is in place in each case."""
    assert herts(comes_in, doors=referrers) == enters


@pytest.mark.parametrize(("ago", "enters"), [(0, True), (12, True), (13, False), (MONTH - NEVER, False)])
def test_hertfordshire_6_an_assessment_is_in_place(comes_in, ago, enters):
    assert herts(comes_in, assessed_month=MONTH - ago) == enters


@pytest.mark.parametrize(
    ("fields", "doors", "assessed"),
    [
        ({"harmful": 1}, ("early_help",), MONTH),
        ({"violence": SITUATIONAL}, ("early_help",), MONTH),
        ({"harmful": 1}, ("school",), NEVER),
    ],
)
def test_early_help_assesses_whom_it_sees(*, family, p, now, meets, fields, doors, assessed):
    one = family(**fields)
    meets(*doors)
    remember_assessment(one, now(MONTH), p)
    assert one.assessed_month == assessed


@pytest.mark.parametrize("left_out", [None, "deprivation_decile", "together", "history_of_difficulties"])
def test_stages_nest_and_leaving_a_rule_out_lets_more_in(*, family, p, now, note, offer, meets, left_out):
    """Worked by hand over eight families, one for each way of meeting the three rows or not: 1 meets all, 2 any two."""
    who = {name: row for name, row in NEWCASTLE["who"].items() if name != left_out}
    offer(**NEWCASTLE | {"who": who})
    born = dict(BORN)
    meets(*born.pop("doors"))
    for number in range(8):
        poor, pair, history = bool(number & 1), bool(number & 2), int(bool(number & 4))
        fields = {"decile": 1 if poor else 9, "mother": {"history": history}, "other": {}}
        fields |= {} if pair else {"status": APART}
        come_for_support(in_an_episode(family(**born | fields)), now(MONTH, family_id=number + 1), p, note)
    met = [int(note.stages[0, stage]) for stage in range(1, len(who) + 1)]
    assert met == sorted(met, reverse=True) and met[0] == 4
    assert met[-1] == (1 if left_out is None else 2)
    later = [int(note.stages[0, stage]) for stage in range(Stage.CONTACT, Stage.AGREED + 1)]
    assert later == sorted(later, reverse=True) and later[0] <= met[-1]
