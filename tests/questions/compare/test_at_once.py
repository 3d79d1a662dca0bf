"""Areas wait for room in memory: never more families at once than there is room for, but for an area that is alone."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from famsim.questions.compare.gathered.at_once import AtOnce

SOON, NEVER = 10.0, 0.1  # seconds: at most to wait for what happens; of waiting for what must not


def live(at_once, families, begun, ends):
    """Live an area until it is told to end."""
    with at_once.room_for(families):
        begun.set()
        assert ends.wait(SOON)


@pytest.mark.parametrize(("second", "together"), [(40, True), (41, False), (500, False)])
def test_an_area_begins_beside_another_only_if_both_have_room(second, together):
    """By hand: room for 100, of which the first takes 60; what waits begins when that ends, however large it is."""
    at_once = AtOnce(100)
    begun, ends = (Event(), Event()), (Event(), Event())
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(live, at_once, 60, begun[0], ends[0])
        assert begun[0].wait(SOON)
        other = pool.submit(live, at_once, second, begun[1], ends[1])
        assert begun[1].wait(SOON if together else NEVER) == together
        ends[0].set()
        first.result(SOON)
        assert begun[1].wait(SOON)
        ends[1].set()
        other.result(SOON)


def test_an_area_that_fails_gives_its_room_up():
    at_once = AtOnce(100)

    def fails():
        with at_once.room_for(90):
            raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        fails()
    done = Event()
    done.set()
    live(at_once, 90, Event(), done)
