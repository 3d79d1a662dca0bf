"""What goes between a sweep and its workers: lines of JSON one way, a line and bytes the other."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import IO, Any, Protocol


@dataclass(frozen=True)
class Task:
    """Runs that one worker lives at once. asked: what the worker has to know, for each key one; tries: workers lost."""

    about: Mapping[str, Any]
    keys: tuple[str, ...]
    asked: tuple[Any, ...]
    tries: int = 0

    def line(self) -> bytes:
        """Return the task as a line."""
        return json.dumps({**self.about, "keys": self.keys, "asked": self.asked}).encode("ascii") + b"\n"

    def only(self, keys: Sequence[str], tries: int) -> "Task":
        """Return the task with some of its runs, tried so often."""
        chosen = [(key, one) for key, one in zip(self.keys, self.asked, strict=True) if key in set(keys)]
        return replace(self, keys=tuple(k for k, _ in chosen), asked=tuple(a for _, a in chosen), tries=tries)

    def apart(self) -> list["Task"]:
        """Return a task for each run."""
        return [replace(self, keys=(key,), asked=(one,)) for key, one in zip(self.keys, self.asked, strict=True)]


class Hand(Protocol):
    """Whoever works on a task: `waiting` are the keys not answered yet; `ready`: whether it has begun at all.

    given_up: it was ended because it answered nothing for too long, so that its runs are not tried again.
    """

    task: Task | None
    waiting: set[str]
    ready: bool
    given_up: bool


Heard = tuple[Any, dict[str, Any] | None, bytes]  # a Hand; what it says, None that it is gone; and the bytes


class Hands(Protocol):
    """All that work on a sweep: processes of this machine, or a cluster's workers."""

    @property
    def has_room(self) -> bool:
        """Whether another task could be worked on."""

    @property
    def at_work(self) -> list[Task]:
        """The tasks that are worked on."""

    def give(self, task: Task) -> None:
        """Let one that is free do a task."""

    def hear(self, seconds: float) -> list[Heard]:
        """Return all that has been answered, waiting so long for the first."""

    def lose(self, hand: Any) -> str:
        """Let go of one that is gone; return how that was."""


def send(to: IO[bytes], header: Mapping[str, Any], content: bytes = b"") -> None:
    """Write a line that says what comes and how long it is, and then the bytes."""
    to.write(json.dumps({**header, "bytes": len(content)}).encode("ascii") + b"\n" + content)
    to.flush()


def receive(source: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """Return what comes next, None where the other side is gone, in the middle of it too."""
    try:
        line = source.readline()
        if not line.endswith(b"\n"):
            return None
        header: dict[str, Any] = json.loads(line)
        content = source.read(header["bytes"])
    except (OSError, ValueError):
        return None
    return (header, content) if len(content) == header["bytes"] else None
