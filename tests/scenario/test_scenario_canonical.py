"""Two files that ask the same have one hash; two that ask different things have two."""

import json
import pickle

import pytest

from famsim.errors import AreaError, ScenarioError
from famsim.scenario import canonical, change, config_hash


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("months = 120\nseed = 1\n", "seed   = 1 # chance\n\nmonths = 1_20\n"),
        ('area = "newcastle-upon-tyne"', 'area = "E08000021"'),
        ('area = "newcastle-upon-tyne"', 'area = "Newcastle upon Tyne"'),
        ('question = "What if?"', 'question = "What then?"'),
        ("places_a_month = 8.0", "places_a_month = 8"),
        ('found = ["midwife", "gp"]', 'found = ["gp", "midwife"]'),
        ('door = "midwife", to = "new_parent_group"', 'to = "new_parent_group", door = "midwife"'),
        ("together = true", "together = [1, 1]"),
        ("{ midwife = 0.6 }", "{ midwife = 0.6, gp = 0.0 }"),
        ("data_shared = false\n", ""),
        ('start = "stock"\n', ""),
        ('"stress.arrears" = 0.4', "stress.arrears = 4e-1"),
        ("job_loss = 1.5", "arrears = 1\njob_loss = [[1, 120, 1.5], [121, 130, 3]]"),
        ("[[1, 12, 0.5], [13, 24, 0.8]]", "[[13, 24, 0.8], [1, 12, 0.5]]"),
        ("[13, 24, 0.8]]", "[13, 24, 0.8], [30, 40, 1]]"),
        ("[economy]\n", "\r\n[economy]\n# a comment\n"),
    ],
)
def test_writing_it_differently_changes_nothing(old, new, small, read):
    """Layout, order of keys, spelling of area and numbers, defaults said aloud, months past the end."""
    assert old in small
    assert config_hash(read(small.replace(old, new, 1))) == config_hash(read(small))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("months = 120", "months = 121"),
        ("seed = 1", "seed = 2"),
        ("families = 2000", "families = 2001"),
        ("families = 2000\n", ""),
        ('"stock"', '"birth cohort"'),
        ('name = "small"', 'name = "smaller"'),
        ('area = "newcastle-upon-tyne"', 'area = "croydon"'),
        ("midwife = 0.6", "midwife = 0.61"),
        ("works = 0.8", "works = 0.81"),
        ("data_shared = false", "data_shared = true"),
        ("waits_shortened = 0.5", "waits_shortened = 0.4"),
        ('programme = "new_parent_group"', 'programme = "relationship_group"'),
        ("[1, 3]", "[1, 4]"),
        ("deprivation_decile = [1, 3], together = true", "together = true, deprivation_decile = [1, 3]"),
        ("from = -6", "from = -5"),
        ('"midwife", "gp"', '"midwife"'),
        ("places_a_month = 8.0", "places_a_month = 8.000001"),
        ("places_a_month = 8.0", "unlimited = true"),
        ("begins = 2", "begins = 3"),
        ("ends = 100", "ends = 99"),
        ('"need"', '"first_come"'),
        ('invites = "everyone"\n', ""),
        ('"stress.arrears" = 0.4', '"stress.arrears" = 0.41'),
        ("job_loss = 1.5", "job_loss = 1.6"),
        ("[13, 24, 0.8]", "[13, 25, 0.8]"),
    ],
)
def test_asking_something_else_changes_the_hash(old, new, small, read):
    """Every key that a result can depend on, the order of the funnel's rows included."""
    assert old in small
    assert config_hash(read(small.replace(old, new, 1))) != config_hash(read(small))


def test_what_is_the_same_in_two_other_ways(small, read):
    """-0.0 is 0.0; an offer that outlives the scenario ends with it; pathways have no order."""
    one, two = (f'{{ door = "{door}", to = "new_parent_group", works = 0.8 }}' for door in ("gp", "midwife"))
    pairs = [
        ("waits_shortened = 0.5", "waits_shortened = 0.0", "waits_shortened = -0.0"),
        ("ends = 100", "ends = 120", "ends = 240"),
        ("ends = 100\n", "ends = 120\n", ""),
        (two, f"{one}, {two}", f"{two}, {one}"),
    ]
    for old, first, second in pairs:
        assert old in small
        assert canonical(read(small.replace(old, first))) == canonical(read(small.replace(old, second)))


def test_the_canonical_text_is_plain_json_with_the_areas_code(small, read):
    """Sorted keys, no spaces, the code of Newcastle upon Tyne (ONS)."""
    text = canonical(read(small))
    said = json.loads(text)
    assert said["area"] == "E08000021"
    assert text == json.dumps(said, sort_keys=True, separators=(",", ":"))


def test_a_run_of_one_strategy_does_not_depend_on_the_others(small, read):
    """So that adding a strategy keeps the stored runs of the rest."""
    scenario = read(small)
    more = read(small.replace("[evidence]", '[[strategy]]\nname = "more"\n[evidence]'))
    both = scenario.strategies[1]
    assert config_hash(more, both) == config_hash(scenario, both)
    assert config_hash(more) != config_hash(scenario)
    assert config_hash(scenario, scenario.strategies[0]) != config_hash(scenario, both)


def test_a_scenario_survives_being_sent_to_another_process(small, read):
    """Pickled and back: equal, with the same hash."""
    scenario = read(small)
    there = pickle.loads(pickle.dumps(scenario))
    assert there == scenario
    assert canonical(there) == canonical(scenario)


def test_the_command_line_may_change_what_it_checks(small, read):
    """compare --months --seed --families: the file's limits hold there too."""
    scenario = change(read(small), months=60, seed=7, families=500)
    assert (scenario.months, scenario.seed, scenario.families) == (60, 7, 500)
    assert config_hash(scenario) == config_hash(
        read(small.replace("months = 120", "months = 60").replace("seed = 1", "seed = 7").replace("2000", "500"))
    )
    with pytest.raises(ScenarioError, match="--months: months: 0 is out of range; allowed: a whole number"):
        change(scenario, "--months", months=0)
    with pytest.raises(ScenarioError, match="begins: 2 is after the last month"):
        change(scenario, months=1)
    with pytest.raises(AreaError, match="Did you mean 'leeds'"):
        change(scenario, area="leedz")
