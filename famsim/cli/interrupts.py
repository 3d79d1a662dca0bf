"""Ctrl-C and a request to end work promptly, even while compiled code or the compiler holds the main thread.

Python sees a signal only between two of its own steps. The compiler can work for ten seconds within one step, and
threads of a study end at their next year. So a second thread hears of the signal at once, through a socket the system
writes to, gives the main thread a moment to end in good order, and then ends the process. Results are written whole
or not at all, so nothing is half-written either way.
"""

import os
import signal
import socket
import sys
from _thread import interrupt_main
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread, Timer
from time import sleep
from typing import Any

MOMENT = 1.0  # seconds in which the main thread may end in good order
AGAIN = 0.02  # seconds until an interrupt that was swallowed is raised once more

ASKED = Event()  # Python has heard of a signal that ends the process
HEARD = Event()  # and so has the command, which has said so


class Terminated(KeyboardInterrupt):
    """The process was asked to end."""


def interrupted(*_: object) -> None:
    """Answer Ctrl-C; a second one, once the first is being answered, ends the process at once."""
    ASKED.set()
    if HEARD.is_set():
        os._exit(130)
    raise KeyboardInterrupt


def terminated(*_: object) -> None:
    """Answer SIGTERM, likewise."""
    ASKED.set()
    if HEARD.is_set():
        os._exit(143)
    raise Terminated


@contextmanager
def interruptible() -> Iterator[None]:
    """Make signals heard at once inside; to be entered from the main thread."""
    hears, told = socket.socketpair()
    told.setblocking(False)
    signal.signal(signal.SIGTERM, terminated)
    before = signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
    Thread(target=wait_and_end, args=[hears], daemon=True).start()
    sys.unraisablehook = interrupt_again
    if callable(signal.getsignal(signal.SIGINT)):
        signal.signal(signal.SIGINT, interrupted)
    try:
        yield
    finally:
        sys.unraisablehook = sys.__unraisablehook__
        signal.set_wakeup_fd(before)
        told.close()


def interrupt_again(ignored: Any) -> None:
    """Raise an interrupt once more that came within a step which swallows every error, such as the compiler's.

    What else goes wrong in such a step once the end was asked for is of no interest to anybody.
    """
    if not issubclass(ignored.exc_type, KeyboardInterrupt):
        if not ASKED.is_set():
            sys.__unraisablehook__(ignored)
        return
    sent = signal.SIGTERM if issubclass(ignored.exc_type, Terminated) else signal.SIGINT
    again = Timer(AGAIN, interrupt_main, [sent])
    again.daemon = True
    again.start()


def wait_and_end(hears: socket.socket) -> None:
    """End the process a moment after a signal that ends programs, if it has not ended by itself."""
    codes = {int(signal.SIGINT): 130, int(signal.SIGTERM): 143}
    while heard := hears.recv(1):
        code = codes.get(heard[0])
        if code and signal.getsignal(heard[0]) is not signal.SIG_IGN:
            sleep(MOMENT)
            if not HEARD.is_set():
                sys.stderr.write("famsim: interrupted; nothing was left half-written\n")
            os._exit(code)
