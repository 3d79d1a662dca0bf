"""Workers of a sweep on a Dask cluster, seen from the sweep: found, checked, asked, heard, missed when they die.

Each worker is given as many tasks as it has threads and no more, so that who dies of a task takes no other one's along.
What travels is lines and bytes, the same as between local processes; only the sweep itself knows of the store.
"""

import logging
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cached_property
from importlib import import_module
from io import BytesIO
from queue import Empty, Queue
from threading import Thread
from time import monotonic, sleep
from typing import Any
from uuid import uuid4

from famsim.errors import FamsimError, shown
from famsim.questions.sweep.task import Hand, Heard, Task, receive

CONNECTS, ANSWERS, FETCHES = 5.0, 30.0, 15.0  # seconds that it may take to be there, to answer, to hand over
LOOKS = 1.0  # seconds between two looks at who is there
WORKERLESS = 60.0  # seconds that a cluster may be without a worker
LEAVES = 1.0  # seconds that a good-bye may take
LAST_PORT = 65535
ADDRESS = re.compile(r"(tcp|tls)://[^\s/]+:[0-9]{1,5}")
WORKER = "famsim.questions.sweep.worker"  # a program of its own, as for local processes
GO_ON = "What is finished is kept, and the same command goes on."
QUIET = ("distributed.client", "distributed.core", "distributed.comm", "distributed.batched")  # said by a message


class Given:
    """A task that is with a worker of the cluster."""

    ready = True
    given_up = False

    def __init__(self, task: Task, address: str) -> None:
        self.task: Task | None = task
        self.waiting = set(task.keys)
        self.address = address
        self.future: Any = None
        self.how = ""


class Cluster:
    """The workers of the cluster at an address that live tasks as this famsim does.

    live: what a worker does with a note and a line, None for the lives of the model. turned_away: workers that would
    live otherwise, and why; they are given nothing more, and what they refused is another's.
    """

    def __init__(self, address: str, note: str, live: Callable[[str, bytes], bytes] | None = None) -> None:
        self.address, self.note = address, note
        self.live = live or import_module(WORKER).answered
        self.threads: dict[str, int] = {}
        self.turned_away: dict[str, str] = {}
        self.given: list[Given] = []
        self.refused: list[Task] = []
        self.finished: Queue[Given] = Queue()
        self.looked = self.seen = monotonic()

    @cached_property
    def client(self) -> Any:
        """The connection; FamsimError for an address that is none, or nobody answers at."""
        check_address(self.address)
        try:
            dask = import_module("distributed")
        except ImportError:
            raise FamsimError("a cluster needs the package distributed; pip install 'famsim[cluster]'") from None
        for name in QUIET:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        try:
            return in_time(lambda: dask.Client(self.address, timeout=CONNECTS, set_as_default=False), 2 * CONNECTS)
        except (OSError, ValueError, ImportError) as error:
            why = " ".join(str(error).split())[:200]
            raise FamsimError(
                f"cluster {self.address}: nobody answers ({why}); allowed: a Dask scheduler's address"
            ) from None

    def __enter__(self) -> "Cluster":
        assert self.client  # FamsimError where there is none
        self.seen = monotonic()
        self.look()
        while not self.threads:
            self.check_any()
            sleep(LOOKS)
            self.look()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(Exception):  # whatever it says at the end, nothing is lost
            for one in self.given:
                one.future.release()
            self.client.close(LEAVES)
        self.given = []

    @property
    def jobs(self) -> int:
        """How many tasks are worked on at once."""
        return sum(self.threads.values())

    @property
    def at_work(self) -> list[Task]:
        """The tasks that are worked on."""
        return [*self.refused, *(one.task for one in self.given if one.task is not None)]

    @property
    def has_room(self) -> bool:
        """Whether another task could be worked on."""
        return not self.refused and bool(self.free())

    def free(self) -> list[str]:
        """Return the workers that have a thread with nothing to do, those with the most of them first."""
        busy = [one.address for one in self.given]
        left = {address: threads - busy.count(address) for address, threads in self.threads.items()}
        return sorted((one for one in left if left[one] > 0), key=lambda one: -left[one])

    def give(self, task: Task) -> None:
        """Let a worker that has a free thread do a task; there must be one (see `has_room`)."""
        given = Given(task, self.free()[0])
        about = {"workers": [given.address], "key": f"famsim-{uuid4().hex}", "pure": False, "retries": 0}
        given.future = self.client.submit(self.live, self.note, task.line(), **about)
        given.future.add_done_callback(lambda _: self.finished.put(given))
        self.given.append(given)

    def hear(self, seconds: float) -> list[Heard]:
        """Return all that has been answered, waiting so long for the first; FamsimError where the cluster is gone."""
        done: list[Given] = []
        with suppress(Empty):
            done.append(self.finished.get(timeout=seconds))
            while True:
                done.append(self.finished.get_nowait())
        heard = [one for given in done if given in self.given for one in self.answers(given)]
        if self.client.status != "running":
            raise self.gone()
        if monotonic() - self.looked > LOOKS:
            self.look()
            self.check_any()
            heard += [lost(one, "is gone from the cluster") for one in self.given if one.address not in self.threads]
        while self.refused and self.free():
            self.give(self.refused.pop())
        return heard

    def answers(self, given: Given) -> Iterable[Heard]:
        """Return what a task's worker has answered, and that it is free, or gone."""
        if given.future.cancelled():
            raise self.gone()
        try:
            content = given.future.result(timeout=FETCHES)
        except (ImportError, AttributeError) as error:
            return self.turn_away(given, f"it has no famsim that knows of clusters ({error})")
        except Exception as error:  # of the cluster's: what a life raises is in an answer
            return [lost(given, f"was lost by the cluster ({type(error).__name__})")]
        found: list[Heard] = []
        source = BytesIO(content)
        while (one := receive(source)) is not None:
            if "refused" in one[0]:
                return self.turn_away(given, one[0]["refused"])
            found.append((given, *one))
        self.given.remove(given)
        return [*found, (given, {"over": True}, b"")]

    def lose(self, given: Hand) -> str:
        """Let go of a task whose worker is gone; return how that was."""
        assert isinstance(given, Given)
        self.given.remove(given)
        with suppress(Exception):
            given.future.release()
        return given.how

    def look(self) -> None:
        """See who is there."""
        try:
            there = self.client.sync(self.client.scheduler.ncores, callback_timeout=ANSWERS)
        except Exception:
            raise self.gone() from None
        self.threads = {one: int(threads) for one, threads in there.items() if one not in self.turned_away}
        self.looked = monotonic()
        self.seen = self.looked if there else self.seen

    def turn_away(self, given: Given, why: str) -> list[Heard]:
        """Give a worker no more tasks, and what it refused to another; FamsimError where there is none that will."""
        self.threads.pop(given.address, None)
        self.turned_away[given.address] = why
        self.given.remove(given)
        self.refused += [given.task] if given.task else []
        self.check_any()
        return []

    def check_any(self) -> None:
        """Raise FamsimError where no worker can live anything, and none has come for a while."""
        if self.threads:
            return
        if self.turned_away:
            reason = next(iter(self.turned_away.values()))
            raise FamsimError(f"cluster {self.address}: none of its workers can take part: {reason}")
        if monotonic() - self.seen > WORKERLESS:
            raise FamsimError(f"cluster {self.address}: has had no worker for {WORKERLESS:.0f} s. {GO_ON}")

    def gone(self) -> FamsimError:
        """Return the error for a scheduler that no longer answers."""
        return FamsimError(f"cluster {self.address}: no longer answers. {GO_ON}")


def check_address(given: str) -> None:
    """Raise FamsimError for what is no scheduler's address; "" is none, and asks for no cluster."""
    port = str(given).rpartition(":")[2]
    if given and not (isinstance(given, str) and ADDRESS.fullmatch(given) and 0 < int(port) <= LAST_PORT):
        raise FamsimError(f"cluster {shown(given)}: allowed: a scheduler's address, as tcp://10.0.0.5:8786")


def in_time(work: Callable[[], Any], seconds: float) -> Any:
    """Return what work comes to, or raise what it raises; TimeoutError where it takes longer, as Dask's own may."""
    found: Queue[tuple[Any, Exception | None]] = Queue()

    def try_it() -> None:
        try:
            found.put((work(), None))
        except Exception as error:
            found.put((None, error))

    Thread(target=try_it, daemon=True).start()
    try:
        came, error = found.get(timeout=seconds)
    except Empty:
        raise TimeoutError(f"no answer within {seconds:.0f} s") from None
    if error is not None:
        raise error
    return came


def lost(given: Given, how: str) -> Heard:
    """Return that a task's worker is gone."""
    given.how = how
    return given, None, b""
