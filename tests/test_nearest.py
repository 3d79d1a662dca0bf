"""How near two words are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from famsim.nearest import a_slip_away, did_you_mean, nearest, slips

WORDS = st.text("abc", max_size=8)


@pytest.mark.parametrize(
    ("typed", "meant", "count"),
    [("leeds", "leeds", 0), ("leds", "leeds", 1), ("leeeds", "leeds", 1), ("lesds", "leeds", 1), ("ledes", "leeds", 1),
     ("", "bury", 4), ("dover", "devon", 3), ("ca", "abc", 3)],
)  # fmt: skip
def test_slips_are_counted_one_by_one(typed, meant, count):
    """Worked by hand: a letter too few, too many, wrong, two that swapped; a swap is not edited again."""
    assert slips(typed, meant) == count


@given(WORDS, WORDS)
def test_slips_are_the_same_both_ways_and_none_only_for_the_same_word(one, other):
    assert slips(one, other) == slips(other, one)
    assert (slips(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= slips(one, other) <= max(len(one), len(other))


@pytest.mark.parametrize(
    ("typed", "meant", "away"),
    [("leads", "leeds", 1), ("marlow", "harlow", None), ("bur", "bury", None), ("middelsborough", "middlesbrough", 2),
     ("workington", "warrington", None), ("bath", "bath", 0), ("at", "at", 0)],
)  # fmt: skip
def test_a_slip_is_taken_for_one_only_where_it_can_hardly_be_another_word(typed, meant, away):
    assert a_slip_away(typed, meant) == away


def test_the_nearest_name_is_found_in_either_case_and_nothing_for_what_is_far():
    assert nearest("CROYDEN", ("newcastle", "Croydon")) == "Croydon"
    assert nearest("x" * 100_000, ("newcastle",)) is None
    assert did_you_mean("croyden", ("croydon",)) == "; did you mean 'croydon'?"
    assert not did_you_mean("zzz", ("croydon",))
