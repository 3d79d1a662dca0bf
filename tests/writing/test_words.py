"""Numbers as an answer prints them, worked by hand, and names that cannot act as markup."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from famsim.cli import options
from famsim.runs import EVENTS
from famsim.writing import EVENT_WORDS
from famsim.writing.look import ticked
from famsim.writing.words import SPACED, adding_up, as_table, counted, ended, plain, pounds, shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (15123.97, "15,100"),
        (999.6, "1,000"),
        (41.48, "41.5"),
        (0.0476, "0.0476"),
        (-0.1250554, "-0.125"),
        (8.5, "8.5"),
        (0.0, "0"),
        (1e-9, "0"),
        (-0.0000001, "0"),
        (float("nan"), "not known"),
        (float("inf"), "not known"),
    ],
)
def test_three_significant_digits(value, text):
    assert shown(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(3.77, "3.8"), (41.48, "41"), (0.0, "0"), (5.03, "5"), (15123.9, "15,100")]
)
def test_families_are_whole_from_ten_on(value, text):
    assert counted(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(250.14, "£250"), (-4962.0, "-£4,960"), (3783144, "£3,780,000"), (float("nan"), "not known")]
)
def test_pounds_are_whole(value, text):
    assert pounds(value) == text


@given(st.floats(-1e12, 1e12).filter(lambda value: abs(value) > 1e-3))
def test_what_is_printed_is_within_half_a_unit_of_the_third_digit(value):
    """Three significant digits leave an error of at most half a unit of the third; five decimals are the finest."""
    printed = float(shown(value).replace(",", ""))
    unit = max(10.0 ** (math.floor(math.log10(abs(value))) - 2), 1e-5)
    assert abs(printed - value) <= 0.5 * unit * (1 + 1e-9)


def test_a_users_words_do_not_act_as_markup():
    said = plain("a *b* <img src=x> [c](d) `e` |\n# f & g &lt; &#60;")
    assert said == r"a \*b\* &lt;img src=x&gt; \[c\](d) \`e\` \| # f & g &amp;lt; &amp;#60;"


@pytest.mark.parametrize(
    ("asked", "said"),
    [("Does it help?", "Does it help?"), ("a | b ", "a | b."), ('"Why?"', '"Why?"'), ("\u5417\uff1f", "\u5417\uff1f")],
)
def test_a_question_ends_before_what_follows_it(asked, said):
    assert ended(asked) == said


def test_parts_are_printed_to_one_place_so_that_they_add_up():
    """By hand: to three significant digits 1,034 and 19,456 would read 1,030 + 19,500 = 20,490."""
    many, few = adding_up(20_490.0, 12.0), adding_up(170.0)
    assert [many(value) for value in (1034.0, 19456.0, 20490.0)] == ["1,034", "19,456", "20,490"]
    assert [few(value) for value in (29.5, 140.5, -0.01)] == ["29.5", "140.5", "0.0"]
    assert adding_up(0.0)(0.0) == "0.0"


@pytest.mark.parametrize(
    ("value", "label"), [(1_200_000.0, "1,200,000"), (600_000.0, "600,000"), (0.05, "0.05"), (-0.0, "0")]
)
def test_the_label_of_a_tick_is_written_out(value, label):
    assert ticked(value) == label


def test_a_table_has_a_line_for_its_heads_one_of_dashes_and_one_for_each_row():
    """As GitHub's Markdown has tables; a head may say nothing."""
    assert as_table(("", "a"), [["b", "1"], ["c", "2"]]) == "| | a |\n|---|---|\n| b | 1 |\n| c | 2 |"
    assert as_table(["a", "b"], [], SPACED) == "| a | b |\n| --- | --- |"


def test_whatever_happens_has_its_words():
    """As the runs find them, in the same order; the command line's own list is theirs too."""
    assert [*EVENT_WORDS] == [*EVENTS] == [*options.EVENTS]
