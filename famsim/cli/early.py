"""The first moments of a command: until the rest is loaded, an interrupt ends the process at once and quietly."""

import os
import signal


def main() -> None:
    """Load what runs commands, and run the one of this process's arguments."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # not where the shell has them ignored
        signal.signal(signal.SIGINT, end_at_once)
    from famsim.cli.running import main as run_command

    run_command()


def end_at_once(*_: object) -> None:
    """Answer an interrupt while there is nothing that could be left half-done."""
    os._exit(130)
