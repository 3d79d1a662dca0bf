"""Rival accounts: what they are, that none moves what a scenario sets, and what is said of an answer under them."""

import pandas as pd
import pytest

import famsim as fs
from famsim.errors import FamsimError
from famsim.evidence import the_register
from famsim.questions.compare.run import verdict
from famsim.questions.compare.tables.rivals import SAID, SHIPPED, STANDS, TURNS, UNCLEAR, rivals_table
from famsim.questions.compare.told.rivals import rivals_in_short, rivals_section
from famsim.scenario import change, rivals_of
from famsim.writing import Writing

OFFER = {"programme": "relationship_group", "found": ["gp"], "places_a_month": 2.0}


@pytest.fixture(scope="module")
def scenario():
    """Return a small question: one strategy beside none."""
    return fs.load_scenario("newcastle").with_(
        families=200, months=12, strategies=[{"name": "none"}, {"name": "group", "offer": [OFFER]}]
    )


def test_every_rival_is_another_account_within_the_register(scenario):
    """The register: each figure exists, lies in its range and moves; of help only what is offered is touched."""
    figures = the_register().figures
    for rival in rivals_of(scenario):
        assert change(scenario, evidence=dict(rival.evidence)).evidence
        assert all(figures[name].value != value for name, value in rival.evidence.items()), rival.name
        assert rival.kind == "lives" or all(".relationship_group." in name for name in rival.evidence)


def test_help_through_one_channel_keeps_that_one(scenario):
    """Worked by hand: through quality only, every effect of the course but d_level is 0, and d_level is not moved."""
    (rival,) = [one for one in rivals_of(scenario) if one.name == "through quality only"]
    assert set(rival.evidence.values()) == {0.0}
    assert "programmes.relationship_group.d_level" not in rival.evidence
    assert "programmes.relationship_group.d_capability" in rival.evidence


def test_what_a_scenario_sets_is_no_rivals(scenario):
    """A scenario that sets what a rival is made of has taken a side: that rival is left out, all others stay."""
    names = {one.name for one in rivals_of(scenario)}
    set_by_hand = change(scenario, evidence={"money.varies": 0.1})
    assert names - {one.name for one in rivals_of(set_by_hand)} == {"a changing income"}


@pytest.mark.parametrize(
    ("stood", "under", "said"),
    [
        ((-5.0, -8.0, -2.0), (-4.0, -7.0, -1.0), STANDS),
        ((-5.0, -8.0, -2.0), (-1.0, -3.0, 1.0), UNCLEAR),
        ((-5.0, -8.0, -2.0), (1.0, -1.0, 3.0), UNCLEAR),
        ((-5.0, -8.0, -2.0), (2.0, 1.0, 3.0), TURNS),
        (None, (1.0, 0.5, 3.0), STANDS),
    ],
)
def test_what_becomes_of_a_difference(stood, under, said):
    """By the words: one as clear the other way, one that becomes unclear, and one that had nothing to turn."""
    rows = [None if one is None else dict(zip(("estimate", "low", "high"), one, strict=True)) for one in (stood, under)]
    assert verdict(*rows) == said


def told(*rows):
    """Return the line that rows of (rival, strategy, verdict, leads) come to."""
    about = {"says": "", "evidence": "", "measure": "fewer_partings", "estimate": 1.0, "low": 0.5, "high": 2.0}
    made = [
        dict(zip(("rival", "strategy", "verdict", "leads"), row, strict=True)) | about | {"rivals": 1.0} for row in rows
    ]
    writing = Writing(rivals_table(made))
    return writing.printed(rivals_in_short(writing))


def test_the_line_names_under_what_an_answer_turns_and_who_leads_then():
    stood = ((SHIPPED, "group", STANDS, True), (SHIPPED, "visits", STANDS, False))
    same = told(*stood, ("one process", "group", STANDS, True), ("one process", "visits", STANDS, False))
    assert "no clear one turns; none becomes unclear; group has most fewer partings under all." in same
    other = told(*stood, ("one process", "group", TURNS, False), ("one process", "visits", UNCLEAR, True))
    assert "turns into its opposite under *one process*" in other
    assert "another than group has most fewer partings under *one process* (visits)" in other
    assert rivals_in_short(Writing({"facts": pd.DataFrame()})) == ""


def test_the_section_has_a_row_for_each_account_and_strategy_with_what_turns():
    """By the words: three measures a row, what became of each beside its interval, and how to set the account."""
    about = {"says": "nothing lasts", "evidence": '"quality.lasts" = 0', "estimate": -2.0, "low": -3.0, "high": -1.0}
    made = [
        {"rival": rival, "strategy": "group", "measure": measure, "verdict": said, "leads": True, "rivals": 1.0} | about
        for rival, said in ((SHIPPED, STANDS), ("one process", TURNS))
        for measure in SAID
    ]
    writing = Writing(rivals_table(made))
    text = writing.printed(rivals_section(writing))
    (row,) = [line for line in text.splitlines() if line.startswith("| one process | group |")]
    assert row.count(" to -1.00), turns") == 3
    assert '*one process*: nothing lasts; in `[evidence]`: `"quality.lasts" = 0`' in text


def test_several_areas_are_refused_in_words():
    with pytest.raises(FamsimError, match="--rivals: the scenario has several areas; allowed: a scenario of one area"):
        fs.compare(fs.load_scenario("twelve"), rivals=True)
