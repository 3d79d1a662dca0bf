"""Writes a fixed set of runs into a store and says each one only after it is kept.

A server for tests/faults/test_kill.py: for each line on its input it forks a life that carries on with the
work, says "life <pid>", "<key>" for each run acknowledged and "over <what the life ended with>". A life may
be killed at any moment. Planted faults, chosen by name: `two_steps` commits a row before its payload,
`early` says a run before it is kept.

    python store_writer.py PATH RUNS FAULT
"""

import os
import sys

import numpy as np

from famsim.store import RunAbout, Store, run_key


def work(number):
    """Return key, arrays and about of a run: a fixed function of its number, 0 to 40 kB large."""
    about = RunAbout("famsim 0.1.0", 1, 0, number, "newcastle", "business as usual")
    size = (number * 37 % 11) * 500
    arrays = {"people": np.arange(size, dtype=np.int64) * number, "share": np.sqrt(np.arange(9.0) + number)}
    return run_key("{}", about.strategy, number, 0, 1, about.model_version), arrays, about


class TwoSteps(Store):
    """A store that commits the index first and the numbers afterwards."""

    def put(self, key, arrays, about):
        super().put(key, {}, about)
        with Store() as other:
            other.put(key, arrays, about)
            columns = other._connection.execute("SELECT payload, sha256 FROM run").fetchone()
        statement = "UPDATE run SET (payload, sha256) = (?, ?) WHERE key = ?"
        self._connection.execute(statement, [*columns, key])


def live(path, runs, fault):
    """Do what is not done yet, as a restarted study does."""
    with (TwoSteps if fault == "two_steps" else Store)(path) as store:
        kept = set(store.keys())
        for number in range(runs):
            key, arrays, about = work(number)
            if key in kept:
                continue
            if fault == "early":
                say(key)
            store.put(key, arrays, about)
            if fault != "early":
                say(key)


def say(text):
    os.write(1, f"{text}\n".encode())


def main(path, runs, fault):
    for _ in sys.stdin:
        life = os.fork()
        if life == 0:
            say(f"life {os.getpid()}")  # by itself, so that nothing it does is heard of before
            live(path, int(runs), fault)
            os._exit(0)
        say(f"over {os.waitstatus_to_exitcode(os.waitpid(life, 0)[1])}")


if __name__ == "__main__":
    main(*sys.argv[1:])
