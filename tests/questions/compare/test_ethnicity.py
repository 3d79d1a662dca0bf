"""Who may be missed by ethnicity: by hand, between limits that hold whatever groups do, and no family's."""

import itertools

import pandas as pd
import pytest

from famsim.errors import ScenarioError
from famsim.questions.compare.gathered.ethnicity import FIFTHS, TABLE, ethnicity_rows, of_fifths, of_group
from famsim.questions.compare.told.ethnicity import by_ethnicity
from famsim.scenario import parse_scenario
from famsim.writing import Writing

TEXT = """
[scenario]
name = "x"
question = "?"
area = "croydon"
months = 12
[area]
ethnicity = {groups}
private = {private}
[[strategy]]
name = "first"
[[strategy]]
name = "ours"
[[strategy.offer]]
programme = "relationship_group"
found = ["gp"]
places_a_month = 3
"""
WITHOUT = TEXT.replace("[area]\nethnicity = {groups}\nprivate = {private}", "")
BY_PLACE = "{ asian = [0.5, 0.5, 0, 0, 0, 0, 0, 0, 0, 0], white = 0.25 }"


def scenario(groups=BY_PLACE, private="false"):
    return parse_scenario(TEXT.replace("{groups}", groups).replace("{private}", private))


@pytest.fixture
def missed():
    """Return rows of need and reach by fifth: 100 and 40 in the most deprived, 10 each and 5 in the others."""
    counts = [(100.0, 40.0), *((10.0, 5.0) for _ in range(4))]
    return [
        {"strategy": "ours", "group": group, "in_need": need, "in_need_reached": came}
        for group, (need, came) in zip(FIFTHS, counts, strict=True)
    ]


def test_a_group_is_missed_as_the_places_are_where_it_lives(missed):
    """By hand: all 50 in the most deprived fifth, of whom 20 come: 60% missed; between 0 and 40 of them come."""
    asian, white = ethnicity_rows(missed, scenario())
    assert (asian["group"], asian["in_need"], asian["in_need_reached"]) == ("asian", 50.0, 20.0)
    assert asian["share_missed"] == pytest.approx(60.0)
    assert (asian["share_missed_low"], asian["share_missed_high"]) == (pytest.approx(20.0), pytest.approx(100.0))
    assert white["in_need"] == pytest.approx(35.0) and white["in_need_reached"] == pytest.approx(15.0)


def test_the_limits_are_reached_by_some_sharing_out_and_by_none_are_they_passed():
    """Every way in which 3 of 5 in need may come, 2 of the 5 of a group: the share missed runs from limit to limit."""
    found = of_group([{"in_need": 5, "in_need_reached": 3}], [0.4])
    came = [len(set(who) & {0, 1}) for who in itertools.combinations(range(5), 3)]
    missed = [100.0 * (2 - one) / 2 for one in came]
    assert (found["share_missed_low"], found["share_missed_high"]) == (min(missed), max(missed))


def test_groups_that_are_everybody_add_up(missed):
    """By definition: shares that come to one come to all in need, and to all who are reached."""
    rows = ethnicity_rows(missed, scenario("{ a = 0.3, b = 0.7 }"))
    assert sum(row["in_need"] for row in rows) == pytest.approx(140.0)
    assert sum(row["in_need_reached"] for row in rows) == pytest.approx(60.0)


def test_a_fifth_is_of_its_two_deciles_by_where_infants_live():
    """By hand: a tenth with three times the infants counts three times."""
    assert of_fifths([0.4, 0.0, *(0.0,) * 8], [0.3, 0.1, *(0.075,) * 8])[0] == pytest.approx(0.3)


def test_what_it_cannot_tell_is_said_beside_it(missed):
    """Alike shares are said to be so; nothing is said, and no table made, without shares."""
    for groups, says in ((BY_PLACE, "differ here by where they live alone"), ("{ a = 0.3 }", "cannot differ here")):
        asked = scenario(groups)
        text = by_ethnicity(Writing({TABLE: pd.DataFrame(ethnicity_rows(missed, asked))}), asked)
        assert says in text and "no number here says: count who comes" in " ".join(text.split())
    assert ethnicity_rows(missed, parse_scenario(WITHOUT)) == []


def test_private_shares_cannot_be_read_off_more_than_two_digits(missed):
    rows = ethnicity_rows(missed, scenario("{ a = 0.2947 }", "true"))
    assert rows[0]["in_need"] == 41.0  # of 41.258


@pytest.mark.parametrize(
    "groups", ["{ a = 0.7, b = 0.6 }", "{ a = [0.5, 0.5] }", "{ a = 1.5 }", "{ a = 'many' }", '{ "" = 0.2 }']
)
def test_shares_that_cannot_be_are_refused_and_not_repeated(groups):
    with pytest.raises(ScenarioError, match="ethnicity") as refused:
        scenario(groups)
    assert "0.6" not in str(refused.value) and "1.5" not in str(refused.value)


def test_groups_change_no_family():
    """By definition: the area is what it is without them."""
    assert scenario().places == parse_scenario(WITHOUT).places
