"""What the library tells of its work while a command runs: that it compiles, that a kept file is damaged. On stderr."""

import logging
from contextlib import suppress


class Saying(logging.Handler):
    """Says the library's lines."""

    def emit(self, record: logging.LogRecord) -> None:
        """Say a line; a warning is said to be famsim's."""
        from famsim.cli.progress import say

        with suppress(OSError, ValueError):
            say(f"{'famsim: ' if record.levelno >= logging.WARNING else ''}{record.getMessage()}")


def listen() -> None:
    """Let the library's lines be said from now on, and not what matplotlib says of its own cache."""
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    log = logging.getLogger("famsim")
    log.setLevel(logging.INFO)
    if not any(isinstance(handler, Saying) for handler in log.handlers):
        log.addHandler(Saying())
