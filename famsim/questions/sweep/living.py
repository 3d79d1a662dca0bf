"""Tasks given out to workers, answers kept: whatever dies on the way, each run ends as a row."""

import platform
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from famsim.errors import FamsimError
from famsim.questions.sweep.task import Hand, Hands, Heard, Task
from famsim.store import Kept, RunAbout, Store, decode

MOST_TRIES = 3  # a run whose workers died so often has failed
GLANCE = 0.2  # seconds between two looks at what has been answered
RENEWED = 30.0  # seconds between two renewals of the claims on what is worked on
FALSE_STARTS = 4  # workers in a row that die before they are ready: something is wrong with all of them
ENV = f"{platform.system()} {platform.machine()}, python {platform.python_version()}"


@dataclass
class Living:
    """A sweep at work. answered: called with how many runs more are kept; failed: reasons by key, of this call."""

    store: Store
    crew: Hands
    answered: Callable[[int], None]
    failed: dict[str, str] = field(default_factory=dict)
    again: deque[Task] = field(default_factory=deque)
    false_starts: int = 0
    renewed: float = field(default_factory=monotonic)

    def live(self, tasks: Iterator[Task]) -> None:
        """Have all tasks done; returns when every run of them is kept or recorded as failed."""
        while True:
            over = False
            while self.crew.has_room and not over:
                task = self.next_of(tasks)
                over = task is None
                if task is not None:
                    self.crew.give(task)
            if over and not self.crew.at_work:
                return
            self.take(self.crew.hear(GLANCE))
            self.renew()

    def next_of(self, tasks: Iterator[Task]) -> Task | None:
        """Return the next task: first what has to be tried again."""
        return self.again.popleft() if self.again else next(tasks, None)

    def take(self, heard: list[Heard]) -> None:
        """Keep all that was answered at once, then see who is free and who is gone."""
        kept: list[Kept] = []
        gone: list[Hand] = []
        for worker, header, content in heard:
            if header is None:
                gone.append(worker)
            elif "key" in header and header["key"] in worker.waiting:
                kept.append(self.kept_of(worker, header, content))
            elif "over" in header:
                worker.task = None
            elif "ready" in header:
                worker.ready = True
                self.false_starts = 0
        for worker in gone:
            kept += self.lost(worker)
        if kept:
            self.store.put_all(kept)
            self.answered(len(kept))

    def kept_of(self, worker: Hand, header: dict[str, Any], content: bytes) -> Kept:
        """Return the row of an answer."""
        key = header["key"]
        assert worker.task is not None
        worker.waiting.discard(key)
        if header["status"] == "failed":
            return self.failure(worker.task, key, header["error"])
        about = {name: header[name] for name in ("status", "error", "started", "finished")}
        return Kept(key, decode(content) if content else {}, row_about(worker.task, key, **about))

    def lost(self, worker: Hand) -> list[Kept]:
        """Try again what a worker that is gone has left undone; return the rows of what was tried too often."""
        how, task, left = self.crew.lose(worker), worker.task, sorted(worker.waiting)
        if not worker.ready:
            self.false_starts += 1
            if self.false_starts >= FALSE_STARTS:
                raise FamsimError(f"workers cannot be started: the last one {how}")
        if task is None or not left:
            return []
        if worker.given_up:
            return [self.failure(task, key, f"its worker {how}") for key in left]
        tries = task.tries + worker.ready  # one that never began has tried nothing
        rest = task.only(left, tries)
        if tries >= MOST_TRIES:
            return [self.failure(rest, key, f"its worker {how}, {MOST_TRIES} times") for key in rest.keys]
        self.again.extend(rest.apart() if tries == MOST_TRIES - 1 else [rest])
        return []

    def failure(self, task: Task, key: str, reason: str) -> Kept:
        """Return the row of a run that failed."""
        self.failed[key] = reason
        return Kept(key, {}, row_about(task, key, status="failed", error=reason))

    def renew(self) -> None:
        """Renew the claims on what is worked on, now and then."""
        if monotonic() - self.renewed > RENEWED:
            self.renewed = monotonic()
            self.store.claim([key for task in (*self.crew.at_work, *self.again) for key in task.keys])


def row_about(task: Task, key: str, **said: str) -> RunAbout:
    """Return what the row of a task's run says; `said`: how it ended."""
    about, (_, place) = task.about, task.asked[task.keys.index(key)]
    said |= {"model_version": about["version"], "scenario": about["scenario"], "strategy": about["strategies"][place]}
    fields: dict[str, Any] = {
        "seed": about["seed"],
        "replicate": about["rep"],
        "draw": about["draw"],
        "env": ENV,
    } | said
    return RunAbout(**fields)
