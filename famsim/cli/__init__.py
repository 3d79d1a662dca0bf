"""The command line: results to stdout, progress and errors to stderr.

Exit codes: 0 done, 1 a check found something bad, 2 the user's input is wrong, 130 interrupted (143 terminated, 129
the terminal went away).
Until everything else is loaded an interrupt ends the process at once and quietly, so nothing is loaded here.
"""

import _signal  # the module below `signal`, which is there already: nothing has to be read
import os

__all__ = ["main"]


def main() -> None:
    """Load what runs commands, and run the one of this process's arguments."""
    if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:  # not where the shell has them ignored
        _signal.signal(_signal.SIGINT, end_at_once)
    leave_cores_to_lives()
    from famsim.cli.running import main as run_command

    run_command()


def leave_cores_to_lives() -> None:
    """Keep NumPy's products of matrices on the thread that asks for them, unless the environment says otherwise.

    Lives fill the cores. The library's own threads, one a core, would wait for work by counting, and take a sixth of
    a comparison's processor time. It reads this when it is loaded.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def end_at_once(*_: object) -> None:
    """Answer an interrupt while there is nothing that could be left half-done."""
    os._exit(130)
