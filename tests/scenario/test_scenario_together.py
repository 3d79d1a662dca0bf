"""Fields that must agree with each other, and how many of each there may be."""

import pytest

from famsim.scenario import Condition


def test_every_key_arrives(small, read):
    """Read off the text of the small scenario by eye."""
    scenario = read(small)
    both = scenario.strategies[1]
    offer = both.offers[0]
    assert (scenario.name, scenario.months, scenario.seed, scenario.families) == ("small", 120, 1, 2000)
    assert (both.staff_trained["midwife"], both.waits_shortened, both.data_shared) == (0.6, 0.5, False)
    assert (both.pathways[0].door, both.pathways[0].to, both.pathways[0].works) == (
        "midwife",
        "new_parent_group",
        0.8,
    )
    assert offer.who == (Condition("deprivation_decile", 1.0, 3.0), Condition("together", 1.0, 1.0))
    assert (offer.when.trigger, offer.when.from_month, offer.when.to_month) == ("birth", -6, 12)
    assert (offer.found, offer.places_a_month) == (("midwife", "gp"), 8.0)
    assert (offer.priority, offer.invites) == ("need", "everyone")
    assert (offer.begins, offer.ends) == (2, 100)
    assert scenario.evidence == {"stress.arrears": 0.4, "relationship.shares": (0.2, 0.3)}
    assert [scenario.economy.factor("job_finding", month) for month in (12, 13, 24, 25)] == [
        0.5,
        0.8,
        0.8,
        1.0,
    ]
    assert scenario.economy.factor("job_loss", 240) == 1.5
    assert scenario.economy.factor("arrears", 1) == 1.0


def test_a_scenario_cannot_be_changed(small, read):
    """Frozen down to its tables: a run's hash stays the hash of what ran."""
    scenario = read(small)
    with pytest.raises(ValueError, match="frozen"):
        scenario.months = 3
    with pytest.raises(TypeError):
        scenario.evidence["stress.arrears"] = 1.0
    with pytest.raises(TypeError):
        scenario.strategies[1].staff_trained["gp"] = 1.0
    assert hash(scenario) == hash(read(small))


@pytest.mark.parametrize("feature", ["together", "married", "harmful_conflict"])
@pytest.mark.parametrize("yes", ["true", "1", "[1, 1]"])
def test_yes_is_one(feature, yes, small, read):
    """A yes/no feature: true, 1 and [1, 1] are the same condition."""
    who = read(small.replace("together = true", f"{feature} = {yes}")).strategies[1].offers[0].who
    assert who[1] == Condition(feature, 1.0, 1.0)


def test_a_number_is_both_limits(small, read):
    """[n, n] and n are one condition."""
    who = read(small.replace("[1, 3]", "2")).strategies[1].offers[0].who
    assert who[0] == Condition("deprivation_decile", 2.0, 2.0)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[1, 3]", "[3, 1]", "3 is above 1"),
        ("[1, 3]", "[1, 2, 3]", "is not [low, high]"),
        ("[1, 3]", "[0, 3]", "0 is out of range"),
        ("[1, 3]", "[1, 11]", "11 is out of range"),
        ("[1, 3]", "[1, nan]", "nan is not a finite number"),
        ("together = true", "together = 0.5", "neither yes nor no"),
        ("together = true", 'together = "yes"', "is not a number"),
        ("ends = 100", "ends = 1", "1 is before begins = 2"),
        ("begins = 2", "begins = 101", "100 is before begins = 101"),
        ("months = 120", "months = 1", "begins: 2 is after the last month"),
        ("places_a_month = 8.0", "", "places_a_month: must be given"),
        ("places_a_month = 8.0", "unlimited = false", "places_a_month: must be given"),
        ("places_a_month = 8.0", "places_a_month = 8.0\nunlimited = true", "limited and unlimited"),
        ('trigger = "birth", from = -6, to = 12', 'trigger = "birth"', "the window is not given"),
        ('trigger = "birth", from = -6, to = 12', 'trigger = "birth", from = 3', "the window is not given"),
        ('trigger = "birth", from = -6, to = 12', "from = 1, to = 12", "count months from a trigger"),
        ('trigger = "birth"', 'trigger = "arrears"', "-6 is before the trigger"),
        ("to = 12 ", "to = -7 ", "-7 is before from = -6"),
        ('found = ["midwife", "gp"]', 'found = ["gp", "gp"]', "named twice"),
        ('found = ["midwife", "gp"]', "found = []", "0 are given"),
        ('found = ["midwife", "gp"]', 'found = "midwife"', "is not a list"),
        (
            "works = 0.8 }]",
            'works = 0.8 }, { works = 0.1, to = "new_parent_group", door = "midwife" }]',
            "a pathway is given twice",
        ),
        ('name = "both"', 'name = "Business As Usual"', "strategy 2, name: another strategy has this name"),
        ("[13, 24, 0.8]", "[12, 24, 0.8]", "two rows hold month 12"),
        ("[13, 24, 0.8]", "[24, 13, 0.8]", "month 13 comes before month 24"),
        ("[13, 24, 0.8]", "[13, 241, 0.8]", "241 is out of range"),
        ("[13, 24, 0.8]", "[13, 24]", "is not a row"),
        ("[13, 24, 0.8]", "[13, 24, 11]", "11 is out of range"),
        ("[0.2, 0.3]", "[0.2]", "evidence.relationship.shares: [0.2] is given"),
        ("[0.2, 0.3]", "0.2", "allowed: a list of 2 numbers"),
        ("[0.2, 0.3]", "[0.2, 1.1]", "1.1 is out of range; allowed: 0 to 1 share"),
        ('"stress.arrears" = 0.4', '"stress.arrears" = [0.4]', "allowed: one number"),
        ('"stress.arrears" = 0.4', '"area.code" = 0.4', "this figure is fixed"),
        ('"stress.arrears" = 0.4', '"stress.arears" = 0.4', "did you mean 'stress.arrears'?"),
        ('"stress.arrears" = 0.4', '"stress.arrears" = 0.4\nstress.arrears = 0.3', "is given twice"),
        ('area = "newcastle-upon-tyne"', 'area = "newcastl-upon-tyne"', "Did you mean 'newcastle-upon-tyne'"),
    ],
)
def test_what_contradicts_itself_is_refused(old, new, said, refused):
    """One row a rule of the format; the message says which rule."""
    assert said in refused(old, new)


def test_a_figure_may_be_named_without_quotes(small, read):
    """stress.arrears = 0.4 is a table in TOML, and the same figure to an analyst."""
    assert read(small.replace('"stress.arrears"', "stress.arrears")).evidence["stress.arrears"] == 0.4


OFFER = '\n[[strategy.offer]]\nprogramme = "coached_online"\nfound = ["gp"]\nplaces_a_month = 1\n'
FEATURES = (
    "deprivation_decile = 1, together = true, married = true, children = 1, apart = false, "
    "unemployed = true, in_poverty = true, in_arrears = true"
)


def test_twelve_offers_and_eight_conditions_and_no_more(small, read, refused):
    """The policy record has room for 12 offers of 8 conditions."""
    full = small.replace("[evidence]", OFFER * 11 + "[evidence]")
    assert len(read(full).strategies[1].offers) == 12
    assert "13 are given; allowed: 0 to 12" in refused("[evidence]", OFFER * 12 + "[evidence]")
    old = "deprivation_decile = [1, 3], together = true"
    assert len(read(small.replace(old, FEATURES)).strategies[1].offers[0].who) == 8
    assert "9 conditions are too many" in refused(old, FEATURES + ", first_child = true")


def test_twelve_strategies_and_no_more(small, read, refused):
    """At least one, at most twelve, each with a name of its own."""
    more = [f'[[strategy]]\nname = "more {i}"\n' for i in range(11)]
    assert len(read(small.replace("[evidence]", "".join(more[:10]) + "[evidence]")).strategies) == 12
    assert "13 are given; allowed: 1 to 12" in refused("[evidence]", "".join(more) + "[evidence]")


def test_no_strategy_at_all_is_refused(read, small):
    """A question without a strategy asks nothing."""
    head = small[: small.index("[[strategy]]")]
    with pytest.raises(Exception, match="strategy: must be given; allowed:"):
        read(head)
