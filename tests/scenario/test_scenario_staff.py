"""Staff by heads, pathways by agency and stand-ins as a scenario writes them; what cannot be is refused by name."""

import pytest

from famsim.errors import ScenarioError
from famsim.scenario import canonical, in_area, parse_scenario, places_in, scenario_toml

TEXT = """
[scenario]
name = "staff"
question = "what do trained health visitors change?"
area = "newcastle-upon-tyne"
months = 24

[[strategy]]
name = "as now"

[[strategy]]
name = "trained"
{lines}

[[strategy.offer]]
programme = "relationship_group"
found = ["health_visitor", "gp"]
places_a_month = {places}
{of_offer}

[[strategy.offer]]
programme = "couple_counselling"
found = ["gp"]
places_a_month = 1
"""
TWENTY = 'train = [{ door = "health visitor", staff = 20, begins = 6, kind = "bought" }]'


def written(lines="", places=2, of_offer=""):
    return TEXT.format(lines=lines, places=places, of_offer=of_offer)


def test_train_twenty_health_visitors_is_a_line_of_a_scenario():
    (line,) = parse_scenario(written(TWENTY)).strategies[1].train
    assert (line.door, line.staff, line.begins, line.kind, line.whom) == (
        "health_visitor",
        20,
        6,
        "bought",
        "practitioner",
    )


@pytest.mark.parametrize(
    "lines",
    [
        TWENTY,
        'train = [{ door = "gp", staff = 5, kind = "free", coached = true }]',
        'train = [{ door = "gp", staff = 2, kind = "train the trainer", generations = 3 }]',
        'navigator = { posts = 1, advising = 0.5, doors = ["gp"], sees = "couple_counselling", begins = 3 }',
        'pathways = [{ agency = "health", to = "relationship_group", works = 0.5, delay = 2 }]',
        "signposting = false\nquestionnaire = true",
    ],
)
def test_what_is_written_is_read_back_and_told_apart(lines):
    scenario = parse_scenario(written(lines))
    assert parse_scenario(scenario_toml(scenario)) == scenario
    assert canonical(scenario) != canonical(parse_scenario(written()))


def test_a_stand_in_is_read_back():
    scenario = parse_scenario(written(of_offer='stands_in = "couple_counselling"'))
    assert parse_scenario(scenario_toml(scenario)) == scenario


def test_an_agencys_pathways_are_those_of_its_doors():
    by_agency = 'pathways = [{ agency = "education", to = "relationship_group", works = 0.5 }]'
    edges = (f'{{ door = "{door}", to = "relationship_group", works = 0.5 }}' for door in ("nursery", "school"))
    by_door = f"pathways = [{', '.join(edges)}]"
    assert canonical(parse_scenario(written(by_agency))) == canonical(parse_scenario(written(by_door)))


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ('train = [{ door = "helth visitor", staff = 20 }]', ["door", "health_visitor"]),
        ('train = [{ door = "gp", staff = -3 }]', ["staff", "-3"]),
        ('train = [{ door = "gp", staff = 0 }]', ["staff", "1 to"]),
        ('train = [{ door = "gp", staff = 2.5 }]', ["staff", "2.5"]),
        ('train = [{ door = "gp", staff = 2000 }]', ["staff", "2000", "gp", "staff.at_door"]),
        ('train = [{ door = "gp", staff = 20 }, { door = "gp", staff = 20 }]', ["staff", "40", "in this month"]),
        ('train = [{ door = "gp", staff = 2, role = "practicioner" }]', ["role", "practitioner"]),
        ('train = [{ door = "gp", staff = 2, kind = "brought" }]', ["kind", "bought"]),
        ('train = [{ door = "gp", staff = 2, generations = 2 }]', ["generations", "train_the_trainer"]),
        ('train = [{ door = "gp", staff = 2 }]\nstaff_trained = { gp = 0.5 }', ["door", "staff_trained", "0.5"]),
        ("navigator = { posts = -1 }", ["posts", "-1"]),
        ("navigator = { posts = 1 }", ["doors", "advising"]),
        ('navigator = { posts = 1, doors = ["gp"], sees = "couple_counseling" }', ["sees", "couple_counselling"]),
        ('navigator = { posts = 1, doors = ["gp"], sees = "mediation" }', ["sees", "mediation", "couple_counselling"]),
        ('navigator = { posts = 1, doors = ["gp"], advising = 1, sees = "couple_counselling" }', ["advising"]),
        ('navigator = { posts = 0.01, doors = ["gp"], sees = "couple_counselling" }', ["places_a_month", "hours"]),
        ('pathways = [{ to = "relationship_group", works = 0.5 }]', ["door or agency"]),
        ('pathways = [{ door = "gp", agency = "health", to = "relationship_group", works = 0.5 }]', ["door or agency"]),
        ('pathways = [{ agency = "helth", to = "relationship_group", works = 0.5 }]', ["agency", "health"]),
        ('pathways = [{ door = "gp", to = "nowhere", works = 0.5 }]', ["to", "nowhere"]),
        ('pathways = [{ door = "gp", to = "relationship_group", works = 0.5, delay = -1 }]', ["delay", "-1"]),
    ],
)
def test_what_cannot_be_is_refused_by_line_and_name(lines, names):
    with pytest.raises(ScenarioError) as caught:
        parse_scenario(written(lines), "a.toml")
    said = str(caught.value)
    assert said.startswith("a.toml, line ") and all(name in said for name in names), said


@pytest.mark.parametrize(
    ("of_offer", "names"),
    [
        ('stands_in = "relationship_group"', ["stands_in", "itself"]),
        ('stands_in = "mediation"', ["stands_in", "mediation", "couple_counselling"]),
        ('stands_in = "couple_counseling"', ["stands_in", "couple_counselling"]),
    ],
)
def test_a_stand_in_is_another_offer_of_the_strategy(of_offer, names):
    with pytest.raises(ScenarioError) as caught:
        parse_scenario(written(of_offer=of_offer), "a.toml")
    assert all(name in str(caught.value) for name in names), caught.value


def test_heads_are_shared_out_over_areas_whole():
    lines = 'train = [{ door = "gp", staff = 25 }]'
    offer = written(lines).partition("[[strategy.offer]]")[0]
    scenario = parse_scenario(offer.replace('area = "newcastle-upon-tyne"', 'areas = ["luton", "croydon", "dorset"]'))
    there = [in_area(scenario, area).strategies[1].train for area in places_in(scenario)]
    assert sum(line.staff for train in there for line in train) == 25
    assert all(len(train) == 1 for train in there)
