"""How wide columns are: room for every word, and as few lines as may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from famsim.cli.columns import height, least_lines

WORDS = st.lists(st.text("abc", min_size=1, max_size=7), min_size=1, max_size=4).map(" ".join)


@given(st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=1, max_size=4), st.integers(10, 60))
def test_columns_have_room_and_break_no_word(rows, width):
    found = least_lines(rows, width)
    longest = [max(len(word) for row in rows for word in row[place].split()) for place in range(3)]
    assert bool(found) == (sum(longest) + 2 <= width)
    if found:
        assert sum(found) + 2 <= width and all(wide >= word for wide, word in zip(found, longest, strict=True))


def test_what_fits_is_not_narrowed():
    assert least_lines([["one two", "three"], ["a", "b c d e"]], 20) == [7, 7]


@pytest.mark.parametrize(("width", "lines"), [(15, 2), (14, 3), (11, 3), (9, 4)])
def test_the_column_that_costs_least_gives_way(width, lines):
    """By hand: 7 + 1 + 7 fit in 15; in 14 one of the second column's rows folds, which already has two lines below."""
    rows = [["one two", "three f"], ["a", "b c d e"]]
    assert height(rows, least_lines(rows, width)) == lines
