"""Worker processes of a sweep, seen from the sweep: started, asked, heard, missed at once when they die, ended.

Each is a plain child process with three pipes, so that nothing is shared that a death could leave locked, and a script
that sweeps needs no `if __name__ == "__main__"`.
"""

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from queue import Empty, Queue
from threading import Thread
from time import monotonic
from typing import Any

from famsim.limits import LONGEST_SILENCE
from famsim.questions.sweep.task import Heard, Task, receive

START = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from famsim.questions.sweep.worker import main; main()"
)
MOMENT = 0.5  # seconds that a worker whose answers have ended may take to be over
LAST_BYTES = 2000  # of a worker's stderr that are looked at for its last words


def usual_command() -> list[str]:
    """Return how a worker is started: this Python, with the modules of this process."""
    return [sys.executable, "-c", START, json.dumps(sys.path)]


class Worker:
    """One process: `task` is what it works on, `waiting` the keys that it has not answered yet."""

    def __init__(self, command: Sequence[str], note: str, heard: "Queue[Heard]") -> None:
        self.task: Task | None = None
        self.waiting: set[str] = set()
        self.ready = self.given_up = False
        self.since = monotonic()  # when it was given its task, or answered last
        self.said = tempfile.TemporaryFile()  # noqa: SIM115 - closed in `close`
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": self.said}
        self.process = subprocess.Popen(list(command), **pipes, start_new_session=True)
        self.write(json.dumps({"note": note}).encode("ascii") + b"\n")
        Thread(target=self.listen, args=[heard], daemon=True).start()

    def listen(self, heard: "Queue[Heard]") -> None:
        """Pass on what the worker answers, and at last that it is gone."""
        assert self.process.stdout is not None
        while (found := receive(self.process.stdout)) is not None:
            heard.put((self, *found))
        heard.put((self, None, b""))

    def write(self, line: bytes) -> None:
        """Send a line; that nobody reads it any more is heard of otherwise."""
        assert self.process.stdin is not None
        with suppress(OSError):
            self.process.stdin.write(line)
            self.process.stdin.flush()

    def give(self, task: Task) -> None:
        """Let the worker do a task."""
        self.task, self.waiting, self.since = task, set(task.keys), monotonic()
        self.write(task.line())

    def end(self, patience: float = 0.0) -> str:
        """Make sure that the process is over, waiting so long for it to end by itself; return how it ended."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(patience)
        self.process.kill()
        code = self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()
        return f"{ending(code)}{self.last_words()}"

    def last_words(self) -> str:
        """Return the last line of its stderr, if any."""
        with suppress(OSError, ValueError):
            size = self.said.seek(0, 2)
            self.said.seek(max(0, size - LAST_BYTES))
            lines = self.said.read().decode("utf-8", "replace").split("\n")
            self.said.close()
            return next((f" ({line.strip()})" for line in reversed(lines) if line.strip()), "")
        return ""


def ending(code: int) -> str:
    """Return in words how a process ended."""
    if code >= 0:
        return f"ended with code {code}"
    names = {int(one): one.name for one in signal.Signals}
    killed = f"was killed by {names.get(-code, f'signal {-code}')}"
    return killed + (", perhaps for want of memory" if -code == getattr(signal, "SIGKILL", 9) else "")


class Crew:
    """So many workers at most, started when there is something to do.

    silence: seconds after which a worker that has answered nothing is ended; it may spin, as Python's importer does
    where there is no memory left.
    """

    def __init__(self, command: Sequence[str], note: str, jobs: int, silence: float = LONGEST_SILENCE) -> None:
        self.command, self.note, self.jobs, self.silence = command, note, jobs, silence
        self.heard: Queue[Heard] = Queue()
        self.workers: list[Worker] = []

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers:
            with suppress(OSError):
                worker.process.kill()
        for worker in self.workers:
            worker.end()
        self.workers = []

    def give(self, task: Task) -> None:
        """Let a worker that has nothing to do, or a new one, do a task; there must be one (see `has_room`)."""
        free = next((one for one in self.workers if one.task is None), None)
        if free is None:
            free = Worker(self.command, self.note, self.heard)
            self.workers.append(free)
        free.give(task)

    @property
    def has_room(self) -> bool:
        """Whether another task could be worked on."""
        return sum(one.task is not None for one in self.workers) < self.jobs

    @property
    def at_work(self) -> list[Task]:
        """The tasks that are worked on."""
        return [one.task for one in self.workers if one.task is not None]

    def hear(self, seconds: float) -> list[Heard]:
        """Return all that has been answered, waiting so long for the first."""
        found: list[Heard] = []
        with suppress(Empty):
            found.append(self.heard.get(timeout=seconds))
            while True:
                found.append(self.heard.get_nowait())
        for worker, *_ in found:
            worker.since = monotonic()
        self.give_up()
        return found

    def give_up(self) -> None:
        """End workers that have answered nothing for too long; that they are gone is then heard as of any other."""
        for worker in self.workers:
            if worker.task is not None and monotonic() - worker.since > self.silence:
                worker.given_up = True
                worker.process.kill()

    def lose(self, worker: Worker) -> str:
        """Let go of a worker that is gone; return how it ended."""
        self.workers.remove(worker)
        how = worker.end(MOMENT)
        return f"answered nothing for {self.silence:g} s and was ended" if worker.given_up else how
