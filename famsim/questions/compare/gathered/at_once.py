"""How many families of several areas are lived at once, so that memory does not grow with what stands side by side."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

MOST = 200_000  # families: six strategies over fifteen years take some 18 kB for each, their starts made on the way


class AtOnce:
    """What the threads of a study share: each waits with an area until there is room for its families."""

    def __init__(self, most: int = MOST) -> None:
        """Have room for so many families; an area with more is lived alone."""
        self.most = most
        self._lived = 0
        self._changed = Condition()

    @contextmanager
    def room_for(self, families: int) -> Iterator[None]:
        """Wait until so many families can be lived beside those that are, or nobody is; they are until the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._lived == 0 or self._lived + families <= self.most)
            self._lived += families
        try:
            yield
        finally:
            with self._changed:
                self._lived -= families
                self._changed.notify_all()


def give_back() -> None:
    """Give memory that nothing uses back to the system, where its C library can: areas of many sizes leave gaps."""
    try:
        ctypes.CDLL(None).malloc_trim(0)
    except (AttributeError, OSError, TypeError):  # glibc's alone; Windows has no library without a name
        return
