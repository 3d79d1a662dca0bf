"""A call's logs: each strategy's entries in the order they were written, and what they add to its book, by hand."""

import numpy as np

from famsim.engine.logs import Noted, note_down, of_each
from famsim.engine.state import LOGGED, TALK, words_of
from famsim.model.counts import N_COUNTS, N_LIFE_COUNTS, N_STAGES

TALKED = N_LIFE_COUNTS  # the first count of support
STAGE = N_COUNTS + N_STAGES + 3  # stage 3 of the second offer


def logged(*rows):
    """Return entries of (account, amount, strategy, row, what)."""
    return np.array([(*row, 0) for row in rows], LOGGED)


def test_each_strategy_has_its_entries_in_the_order_in_which_they_stand():
    """Over two parts of a log, with a strategy that has none; whatever else an entry says comes along."""
    first, second = logged((1, 10, 2, 0, 40), (2, 20, 0, 1, 41)), logged((3, 30, 2, 2, 42), (4, 40, 0, 3, 43))
    found = of_each([first, second], 4)
    assert [one.tolist() for one in found] == [
        [(2, 20, 0, 1, 41, 0), (4, 40, 0, 3, 43, 0)],
        [],
        [(1, 10, 2, 0, 40, 0), (3, 30, 2, 2, 42, 0)],
        [],
    ]


def test_talks_are_told_apart_as_notes_are():
    """A TALK names its strategy in another place of its record."""
    talks = np.zeros(3, TALK)
    talks["slot"], talks["strategy"], talks["m"] = (5, 6, 7), (1, 0, 1), (2, 3, 4)
    zeroth, first = of_each([talks], 2)
    assert (zeroth["slot"].tolist(), first["slot"].tolist(), first["m"].tolist()) == ([6], [5, 7], [2, 4])


def test_what_is_noted_is_added_once_to_group_and_funnel_but_for_who_came_in():
    """By hand: account 0 is of group 2, account 1 of group 0 and came in; counts come to the front, stages do not."""
    log = logged((0, 5, 0, 1, STAGE), (1, 7, 0, 1, TALKED), (0, 3, 0, 0, TALKED), (0, 4, 0, 0, TALKED))
    tallies, funnel = np.zeros((2, 3, N_COUNTS), np.int64), np.zeros((2, 2, N_STAGES), np.int64)
    came_in, cells = np.array([False, True]), np.array([2, 0], np.int16)
    counts = note_down(log.view(np.recarray), Noted(words_of(log), came_in, cells, tallies, funnel))
    assert log[:counts].tolist() == [(0, 3, 0, 0, TALKED, 0), (0, 4, 0, 0, TALKED, 0)]
    assert (tallies[0, 2, TALKED], tallies.sum(), funnel[1, 1, 3], funnel.sum()) == (7, 7, 5, 5)
