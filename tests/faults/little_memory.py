"""A command of famsim that has so many megabytes of address space more than it holds once its code is at hand.

    python little_memory.py MEGABYTES WARM COMMAND...     WARM: a scenario that is compared before, by the same code
    python little_memory.py MEGABYTES worker SYSPATH      a sweep's worker (see famsim.questions.sweep.crew)

POSIX only. The limit is of the process, so that whatever is asked of the system beyond it is refused: arrays, threads.
"""

import json
import os
import resource
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO
from pathlib import Path

MEGABYTE = 1 << 20


def limit(megabytes):
    """Let this process have so much more address space than it has, and no more."""
    held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    most = held + megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def work(megabytes, path):
    """Work for a sweep, under a limit from the first task on, which is done once before it.

    So that what lacks memory is a life and not the loading of code, in which Python itself may ask for ever.
    """
    sys.path[:] = json.loads(path)
    from famsim.questions.sweep import worker

    real = worker.Lives.answer

    def answer(lives, said, to):
        real(lives, said, BytesIO())
        lives.starts.clear()
        limit(megabytes)
        worker.Lives.answer = real
        real(lives, said, to)

    worker.Lives.answer = answer
    worker.main()


def command(megabytes, warm, arguments):
    """Compare a scenario, so that everything is loaded; then run a command under the limit."""
    from famsim.cli.running import run

    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        assert run(["compare", warm, "--json"]) == 0
    limit(megabytes)
    return run(arguments)


if __name__ == "__main__":
    if sys.argv[2] == "worker":
        work(int(sys.argv[1]), sys.argv[3])
    else:
        sys.exit(command(int(sys.argv[1]), sys.argv[2], sys.argv[3:]))
