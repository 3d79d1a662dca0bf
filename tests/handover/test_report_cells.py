"""What tables are sorted by, and where intervals are drawn. Worked by hand."""

import pytest

from famsim.handover.report.blocks import Cell, Reach, Run
from famsim.handover.report.cells import column, order_of, plain_text, value_of, with_reach
from famsim.handover.report.sheet import unbroken


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("675 (of 7,950)", 675.0),
        ("-17.5 (-48.8 to 10.5)", -17.5),
        ("£3.37m (£1.59m–£5.16m)", 3.37e6),
        ("£542,000 (£195,000 to £892,000)", 542_000.0),
        ("clearly fewer (small): 6.0 (2.5 to 9.2)", -6.0),
        ("no clear difference: -17.5 (-48.8 to 10.5)", -17.5),
        ("22,800; £939,000", 22_800.0),
        ("13%", 13.0),
        ("too few to say (at most 109)", None),
        ("70d565efd83c", None),
        ("not known", None),
        ("", None),
    ],
)
def test_a_cell_is_sorted_by_the_number_it_says(text, number):
    assert order_of(text) == number


def test_pounds_in_short_are_pounds():
    assert [value_of(one) for one in ("£3.37m", "£99.8k", "-1,260")] == [3.37e6, 99.8e3, -1260.0]


def test_a_column_of_words_with_a_number_here_and_there_is_sorted_as_text():
    cells = [(Run(text),) for text in ("none", "too few", "3 or more")]
    assert [cell.order for cell in column(cells)] == [None, None, None]


def test_intervals_of_a_column_lie_on_one_scale():
    """By hand: from -10 to 10 on a line with 4 left free at each end, 0 is in the middle, 5 at 50 + 92 / 4."""
    said = [Cell((Run(text),)) for text in ("5 (0 to 10)", "-5 (-10 to 0), small", "too few (at most 9)")]
    first, second, none = with_reach(said)
    assert first.reach == Reach(50.0, 73.0, 96.0, 50.0)
    assert second.reach == Reach(4.0, 27.0, 50.0, 50.0)
    assert none.reach is None


def test_one_interval_alone_is_not_drawn():
    """A single line has nothing to be compared with but 0: its number says as much."""
    assert (
        with_reach(
            [
                Cell(
                    (
                        Run(
                            "5 (0 to 10)",
                        ),
                    )
                )
            ]
        )[0].reach
        is None
    )


def test_signs_that_no_document_may_hold_are_marked():
    """Controls, lone surrogates, and signs that turn the direction of a line."""
    assert plain_text("a\x07b\ud800c\u202ed\ufffee\tf£") == "a\ufffdb\ufffdc\ufffdd\ufffde\tf£"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("net -£212k, or", 'net <span class="below">-£212k</span>, or'),
        ("(-1.3 to -0.1)", '(<span class="below">-1.3</span> to <span class="below">-0.1</span>)'),
        ("2024-25, a well-kept <b>", "2024-25, a well-kept &lt;b&gt;"),
    ],
)
def test_a_number_below_nothing_stays_in_one_piece(text, said):
    assert unbroken(text) == said
