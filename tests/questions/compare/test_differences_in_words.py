"""Differences in words: what is clear, what is valued, where there is too little to say."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from famsim.measures.lines import PAIRED
from famsim.questions.compare.result import study_of
from famsim.writing.headline import HEADLINE, NEITHER
from famsim.writing.measured import (
    NOT_VALUED,
    ONE_WAY,
    TOO_FEW,
    UNCLEAR,
    in_words,
    is_clear,
    with_ends,
)

FORBIDDEN = (
    "broken home", "broken famil", "dysfunctional", "failing famil", "problem famil", "intact famil", "deadbeat",
    "hard to reach", "harmful separation", "best strategy", "winner", "ranked first", "most effective", "proves",
    "proven", "guarantee", "will save", "saves marriages", "significant", "state-of-the-art",
)  # fmt: skip


def test_with_one_draw_a_difference_is_clear_by_chance_alone(make):
    """One draw's intervals hold chance alone: nothing is called clear without saying so."""
    text = study_of(with_difference(make(draws=1), "fewer_partings", 5.0, 9.0)).answer
    assert all("clearly fewer (by chance alone): 7.0" in row for row in side_by_side(text))
    assert "**Clear by chance alone and large" in text.split("\n## ")[0]


@given(low=st.floats(-5, 5), width=st.floats(0, 5), row=st.sampled_from(HEADLINE))
def test_a_difference_is_clear_only_if_its_interval_leaves_out_nought(low, width, row):
    said = in_words(row, low, low + width)
    clear = is_clear(low, low + width)
    assert (said == UNCLEAR) == (not clear)
    if row.measure in ONE_WAY and clear:
        assert said == (NOT_VALUED if row.more_is == NEITHER else row.more_is), "it is not set beside 0"


@given(st.floats(-5, 5), st.floats(0, 5), st.sampled_from(HEADLINE))
def test_no_end_of_a_clear_difference_is_printed_as_nought(low, width, row):
    """-0.3 (-0.5 to 0) that is said to leave out 0: a digit more, or not called clear."""
    high = low + width
    how = with_ends(row.measure, ((low + high) / 2, low, high))
    if is_clear(low, high):
        assert how(low) != "0" and how(high) != "0"


def test_couples_are_whole_from_ten_on_and_a_clear_end_is_not_nought():
    """By hand: -13.4 couples are -13; below ten one decimal; 0.3 of a clear interval stays 0.3; a rate keeps three."""
    whole, small, clear = ((-13.4, -42.2, 15.4), (3.4, -2.0, 8.8), (20.0, 0.3, 39.7))
    assert [with_ends("losses", whole)(value) for value in whole] == ["-13", "-42", "15"]
    assert [with_ends("stay_free_of_harm", small)(value) for value in small] == ["3.4", "-2.0", "8.8"]
    assert [with_ends("losses", clear)(value) for value in clear] == ["20.0", "0.3", "39.7"]
    assert with_ends("sdq", (0.1234, -1.5, 1.0))(0.1234) == "0.12"


def with_difference(comparison, measure, low, high):
    table = comparison.tables["differences"].copy()
    rows = (table.measure == measure) & (table.group == "all")
    table.loc[rows, ["estimate", "low", "high"]] = [(low + high) / 2, low, high]
    return replace(comparison, tables=comparison.tables | {"differences": table})


@pytest.mark.parametrize(
    ("line", "valued"),
    [
        ("stay_free_of_harm", "a good"),
        ("stay_harm_ended", "a good"),
        ("stay_in_harm", "a harm"),
        ("part_free_of_harm", "a harm"),
        ("stay_harm_passed", "not valued"),
        ("part_from_harm", "not valued"),
        ("part_either_way", "not valued"),
    ],
)
def test_a_line_is_valued_as_the_model_says(comparison, line, valued):
    """A, and of B what help ended, are goods; C and D are harms; E and F are never valued."""
    text = study_of(with_difference(comparison, line, 20.0, 60.0)).answer
    rows = [row for row in text.splitlines() if row.startswith(f"| {PAIRED[line].letter}. {PAIRED[line].says}")]
    assert len(rows) == 2 and all(f"| {valued} | 40.0 | 20.0 to 60.0 |" in row for row in rows)


@pytest.mark.parametrize("line", ["stay_in_harm", "stay_free_of_harm", "stay_in_violence", "fewer_partings"])
def test_an_interval_is_printed_as_it_stands_in_the_table(comparison, line):
    """Of what is counted one way too: text, table and picture say the same, though there are no fewer than none."""
    text = study_of(with_difference(comparison, line, -6.2, 20.6)).answer
    assert "(-6.2 to 20.6)" in text or "| -6.2 to 20.6 |" in text or "(-20.6 to 6.2)" in text
    below = study_of(with_difference(comparison, "stay_in_harm", -6.0, 2.0)).answer
    rows = [row for row in below.splitlines() if row.startswith("| C. ")]
    assert len(rows) == 2 and all("| -2.0 | -6.0 to 2.0 |" in row for row in rows)


def test_what_changed_for_nobody_is_not_called_an_interval(comparison):
    """No event in a small sample is not a certainty of none."""
    text = study_of(with_few(comparison, "differences", "fewer_partings")).answer
    rows = side_by_side(text)
    assert all(re.split(r"(?<!\\)\|", row)[4].strip() == f"{TOO_FEW} (at most ±371)" for row in rows)


def side_by_side(text):
    """Return the rows of the table of every strategy in the report."""
    table = text[text.index("## Side by side") :]
    return table[table.index("| strategy") :].split("\n\n")[0].splitlines()[2:]


def with_few(comparison, name, measure):
    """Return the comparison with too few families that differ in a measure: none of 300, each standing for 100."""
    table = comparison.tables[name].copy()
    rows = (table.measure == measure) & (table.group == "all")
    table.loc[rows, ["estimate", "low", "high", "at_most", "n_changed"]] = [0.0, -371.0, 371.0, 371.0, 0]
    return replace(comparison, tables=comparison.tables | {name: table})


def test_none_helped_in_a_sample_does_not_say_that_none_would_be(comparison):
    """None of 300 families seen still allows 1% of the area: nowhere 0 (0 to 0)."""
    text = study_of(with_few(comparison, "reach", "helped")).answer
    assert "0 (95% interval 0 to 0)" not in text
    said = re.findall(r"About 0 \(too few to say: at most 371\) families come to a first session", text)
    assert len(said) == 2 and text.split("\n## ")[0].count("too few (up to 371)") == 2


def test_a_violence_that_the_screen_lets_in_has_a_bound_where_none_was_seen(comparison):
    text = study_of(with_few(comparison, "reach", "missed_violence")).answer
    assert text.count("allows for 371 such families at most") == 2


@pytest.mark.parametrize(("low", "high", "said"), [(-90.0, -10.0, True), (-90.0, 5.0, False), (10.0, 90.0, False)])
def test_how_many_would_have_to_be_helped_is_said_only_of_what_clearly_falls(comparison, low, high, said):
    """Not where the estimate is a rise, nor where it is not clear at all."""
    signal = comparison.tables["signal"].assign(change=(low + high) / 20)
    found = with_difference(comparison, "separations", low, high)
    text = study_of(replace(found, tables=found.tables | {"signal": signal})).answer
    assert ("If the estimate held" in text) == said


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [
        (5, 9, "clearly fewer: 7.0 (5.0 to 9.0)"),
        (-9, -5, "clearly more: 7.0 (5.0 to 9.0)"),
        (-5, 9, "no clear difference: -2.0 (-9.0 to 5.0)"),
        (0.2, 0.8, "fewer (under one couple): 0.5 (0.2 to 0.8)"),
    ],
)
def test_at_a_glance_a_change_is_named_by_its_sign_and_words_take_its_place(comparison, low, high, word):
    """By hand: 5 to 9 fewer who part; where words say fewer no number has a sign; below a couple nothing is clear."""
    text = study_of(with_difference(comparison, "fewer_partings", float(low), float(high))).answer
    rows = side_by_side(text)
    cells = [re.split(r"(?<!\\)\|", row)[4] for row in rows]
    assert len(cells) == 2 and all(word in cell for cell in cells)


def test_what_cannot_be_otherwise_is_none_and_not_unknown(comparison):
    """A strategy that makes no offer helps nobody by construction: no bound from what was seen in a sample."""
    tables = dict(comparison.tables)
    for name in ("differences", "reach"):
        table = tables[name].copy()
        mine = table.strategy == "@places"
        table.loc[mine, ["estimate", "mc_se", "low", "high", "at_most", "n_changed"]] = 0
        tables[name] = table
    text = study_of(replace(comparison, tables=tables)).answer
    assert "About 0 (none, as it makes no offer) families come to a first session" in text
    assert text.count("none, as it makes no offer | 0 | exact |") > 20
