"""Ctrl-C, a request to end and a terminal that goes away work promptly, also while the compiler holds the main thread.

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
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread, Timer
from time import sleep
from typing import Any

MOMENT = 1.0  # seconds in which the main thread may end in good order
AGAIN = 0.02  # seconds until an interrupt that was swallowed is raised once more

ASKED = Event()  # Python has heard of a signal that ends the process
HEARD = Event()  # and so has the command, which has said so


class Terminated(KeyboardInterrupt):
    """The process was asked to end."""


class HungUp(Terminated):
    """The terminal was closed, or the line to it was cut."""


ENDS = {
    getattr(signal, name): raises
    for name, raises in (("SIGINT", KeyboardInterrupt), ("SIGTERM", Terminated), ("SIGHUP", HungUp))
    if hasattr(signal, name)  # Windows has no SIGHUP
}


def sent_by(asked: BaseException | type[BaseException]) -> int:
    """Return the number of the signal that an interrupt came of."""
    kind = asked if isinstance(asked, type) else type(asked)
    return next((int(sent) for sent, raises in ENDS.items() if raises is kind), int(signal.SIGINT))


def code_of(sent: int) -> int:
    """Return the exit code of a command that a signal ended, as shells tell it: 130, 143 or 129."""
    return 128 + sent


def asked_to_end(sent: int, _: object = None) -> None:
    """Answer a signal; a second one, once the first is being answered, ends the process at once."""
    ASKED.set()
    if HEARD.is_set():
        os._exit(code_of(sent))
    raise ENDS[signal.Signals(sent)]


def answer(how: Callable[..., object]) -> None:
    """Have the signals that end programs answered, but for those that whoever started this one wants ignored."""
    for sent in ENDS:
        if signal.getsignal(sent) not in (signal.SIG_IGN, None):  # `nohup` has SIGHUP ignored
            signal.signal(sent, how)


@contextmanager
def interruptible() -> Iterator[None]:
    """Make signals heard at once inside; to be entered from the main thread."""
    hears, told = socket.socketpair()
    told.setblocking(False)
    before = signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
    Thread(target=wait_and_end, args=[hears], daemon=True).start()
    sys.unraisablehook = interrupt_again
    answer(asked_to_end)
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
    again = Timer(AGAIN, interrupt_main, [sent_by(ignored.exc_type)])
    again.daemon = True
    again.start()


def wait_and_end(hears: socket.socket) -> None:
    """End the process a moment after a signal that ends programs, if it has not ended by itself."""
    while heard := hears.recv(1):
        sent = heard[0]
        if sent in ENDS and signal.getsignal(sent) is not signal.SIG_IGN:
            sleep(MOMENT)
            if not HEARD.is_set():
                with suppress(OSError, ValueError):  # the terminal may be gone
                    sys.stderr.write("famsim: interrupted; nothing was left half-written\n")
            os._exit(code_of(sent))
