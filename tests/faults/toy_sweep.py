"""Sweeps of stand-in lives into stores, as processes that can be killed: see tests/faults/test_workers.py.

TOY_CLOCK: the seed of a clock for claims that leaps back and forth by up to a day.

A server: for each line "STORE RUNS JOBS SECONDS" on its input it forks a sweep, which says "life <pid>" and how many
runs are kept whenever more are; at its end the server says "over <what it ended with>".
"""

import os
import random
import signal
import sys
import time
from hashlib import sha256
from pathlib import Path

from famsim.questions.sweep.crew import Crew
from famsim.questions.sweep.living import Living
from famsim.questions.sweep.task import Task
from famsim.store import Store, claims

WORKER = Path(__file__).with_name("toy_worker.py")
ABOUT = {"seed": 1, "rep": 0, "draw": 0, "scenario": "toy", "strategies": ["a"], "version": "toy 1"}
AT_ONCE = 5


def key(number):
    return sha256(str(number).encode()).hexdigest()


def command(share=0.0, seconds=0.0):
    bootstrap = (
        f"import sys; sys.path[:] = {sys.path!r}; sys.path.insert(0, {str(WORKER.parent)!r}); import toy_worker; "
    )
    return [sys.executable, "-c", bootstrap + f"toy_worker.main({share}, {seconds})"]


def say(text):
    os.write(1, f"{text}\n".encode())


def tasks(store, numbers):
    """Yield what is not kept, five runs at once, as a sweep does."""
    numbers = list(numbers)
    for first in range(0, len(numbers), AT_ONCE):
        some = {key(number): number for number in numbers[first : first + AT_ONCE]}
        left = [one for one in some if one not in store.statuses(list(some))]
        granted = store.claim(left)
        mine = [one for one in left if one in granted and one not in store.statuses(left)]
        if mine:
            yield Task(ABOUT, tuple(mine), tuple((some[one], 0) for one in mine))


def sweep(store, numbers, jobs, how, said=lambda _: None, **more):
    """Have all numbers lived that are not; return the reasons of those that failed."""
    with Crew(how, "toy", jobs, **more) as crew:
        living = Living(store, crew, said)
        living.live(tasks(store, numbers))
        return living.failed


def leaping(seed, leaps=(-86_400.0, -3_600.0, -120.0, -1.0, 1.0, 120.0, 3_600.0, 86_400.0)):
    """Return a clock that now and then leaps."""
    chance, off = random.Random(seed), [0.0]

    def now():
        if chance.random() < 0.3:
            off[0] += chance.choice(leaps)
        return time.time() + off[0]

    return now


def live(path, runs, jobs, seconds):
    """Sweep into a store until every run is kept."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    numbers, total = range(runs), 0

    def answered(more):
        nonlocal total
        total += more
        say(total)

    with Store(path) as store:
        while set(map(key, numbers)) - store.statuses(list(map(key, numbers))).keys():
            sweep(store, numbers, jobs, command(0.0, seconds), answered)


def main():
    if "TOY_CLOCK" in os.environ:
        claims.time = leaping(os.environ["TOY_CLOCK"])
    for line in sys.stdin:
        path, runs, jobs, seconds = line.split()
        life = os.fork()
        if life == 0:
            code = 1
            try:
                say(f"life {os.getpid()}")  # by itself, so that nothing it does is heard of before
                live(path, int(runs), int(jobs), float(seconds))
                code = 0
            except KeyboardInterrupt:
                code = 130
            finally:
                os._exit(code)
        say(f"over {os.waitstatus_to_exitcode(os.waitpid(life, 0)[1])}")


if __name__ == "__main__":
    main()
