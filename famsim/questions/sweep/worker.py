"""A worker of a sweep, a process of its own: it is told what to live on its stdin and answers on its stdout.

It knows nothing of the store, and what it gives is a function of what it is asked. When its sweep is gone, its stdin
ends and so does it, in the middle of whatever it does.
"""

import json
import os
import signal
import sys
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from queue import SimpleQueue
from threading import Lock, Thread
from typing import IO, Any

from famsim.questions.sweep.asked import of_note
from famsim.questions.sweep.plan import Plan, version_of
from famsim.questions.sweep.task import send

MOST_STARTS = 2  # worlds whose families are kept at hand
LONGEST_ERROR = 300


class Lives:
    """Lives what it is told of one experiment."""

    def __init__(self, note: str) -> None:
        self.plan = Plan(of_note(note, "the sweep's experiment"))
        self.starts: OrderedDict[Any, Any] = OrderedDict()
        self.lock = Lock()  # a cluster's worker may live several tasks at once

    def answer(self, said: dict[str, Any], to: IO[bytes]) -> None:
        """Send what each run of a task comes to; where one goes wrong, each is tried by itself."""
        pairs = list(zip(said["keys"], said["asked"], strict=True))
        told = set()
        try:
            for key, header, content in self.lived(said, pairs):
                send(to, {"key": key, **header}, content)
                told.add(key)
        except Exception as error:
            left = [pair for pair in pairs if pair[0] not in told]
            if len(pairs) == 1:
                send(to, {"key": pairs[0][0], "status": "failed", "error": in_a_line(error)})
                return
            for pair in left:
                self.answer({**said, "keys": [pair[0]], "asked": [pair[1]]}, to)

    def lived(self, said: dict[str, Any], pairs: list[tuple[str, list[int]]]) -> Iterable[tuple[str, Any, bytes]]:
        """Yield key, header and bytes of each run."""
        from famsim.runs import InvalidRunError, sweep_life
        from famsim.store import encode

        began = now()
        runs = [self.plan.swept(said["cell"], *one) for _, one in pairs]
        found = sweep_life(self.starts_of(said), runs, said["draw"], said["rep"])
        for (key, _), arrays in zip(pairs, found, strict=True):
            times = {"started": began, "finished": now()}
            if isinstance(arrays, InvalidRunError):
                yield key, {"status": "invalid", "error": in_a_line(arrays), **times}, b""
            else:
                yield key, {"status": "done", "error": "", **times}, encode(arrays)

    def starts_of(self, said: dict[str, Any]) -> Any:
        """Return the starts of a task's world, made once while they are asked for again."""
        from famsim.population import Starts, world_of

        figures = tuple((name, value) for name, value in said["figures"])
        name = (said["cell"], figures)
        with self.lock:
            if name not in self.starts:
                self.starts[name] = Starts(world_of(self.plan.world(said["cell"], figures)))
                while len(self.starts) > MOST_STARTS:
                    self.starts.popitem(last=False)
            self.starts.move_to_end(name)
            return self.starts[name]


lives_of = lru_cache(maxsize=2)(Lives)


def answered(note: str, line: bytes) -> bytes:
    """Return all that a cluster's worker answers to a task, a line; a refusal where it would live it otherwise."""
    said, to = json.loads(line), BytesIO()
    if (mine := version_of(said["area"])) != said["version"]:
        why = f"it computes with {mine}, the sweep with {said['version']}: other sources, packages or figures"
        send(to, {"refused": why})
    else:
        lives_of(note).answer(said, to)
    return to.getvalue()


def now() -> str:
    """Return the time, for a reader of the store; no result depends on it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def in_a_line(error: BaseException) -> str:
    """Return what an error says, with its kind, in a line that is not too long."""
    said = " ".join(f"{type(error).__name__}: {error}".split())
    return said if len(said) <= LONGEST_ERROR else said[:LONGEST_ERROR] + "..."


def tasks(source: IO[bytes]) -> Iterable[dict[str, Any]]:
    """Yield tasks as they come; a thread of its own reads, and ends the process when there is nobody to read from."""
    waiting: SimpleQueue[dict[str, Any]] = SimpleQueue()

    def read() -> None:
        for line in source:
            waiting.put(json.loads(line))
        os._exit(0)

    Thread(target=read, daemon=True).start()
    while True:
        yield waiting.get()


def streams() -> tuple[IO[bytes], IO[bytes]]:
    """Return where tasks come from and where answers go; whatever else is printed goes to stderr."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return sys.stdin.buffer, answers


def main() -> None:
    """Live what comes until nobody asks any more."""
    for one in (signal.SIGINT, signal.SIGTERM):  # the sweep ends its workers itself
        with suppress(ValueError, OSError):
            signal.signal(one, signal.SIG_IGN if one == signal.SIGINT else signal.SIG_DFL)
    source, answers = streams()
    lives = Lives(json.loads(source.readline())["note"])
    send(answers, {"ready": os.getpid()})
    for said in tasks(source):
        lives.answer(said, answers)
        send(answers, {"over": True})


if __name__ == "__main__":
    main()
