"""Run a command and end with its exit code: every way a command can end is decided here."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any
from warnings import filterwarnings

import typer

from famsim.cli.interrupts import HEARD, Terminated, interruptible
from famsim.errors import FamsimError, PointlessWarning

DONE, FOUND_SOMETHING, WRONG_INPUT, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143
LONGEST = 2000  # characters of a message, which may quote whatever was typed
UsageError: Any = typer.BadParameter.__bases__[0]  # Typer keeps it out of sight; the same class in every version


def main() -> None:
    """Run the command of this process's arguments, and end the process."""
    speak_utf8()
    with interruptible():
        code = run(sys.argv[1:])
    sys.exit(code)


def speak_utf8() -> None:
    """Write UTF-8 whatever the locale; what cannot be written is spelt out."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code; a mistake of the user's is one message on stderr."""
    filterwarnings("ignore", category=PointlessWarning)  # commands say it themselves, once and before the work
    try:
        code = invoke(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except FamsimError as error:
        return complain(str(error), WRONG_INPUT)
    except UsageError as error:
        return complain(usage(error), WRONG_INPUT)
    except (KeyboardInterrupt, typer.Abort) as asked:
        HEARD.set()
        code = TERMINATED if isinstance(asked, Terminated) else INTERRUPTED
        return complain("interrupted; nothing was left half-written", code)
    except BrokenPipeError:
        return hang_up()
    except MemoryError:
        return complain("there is not enough memory; ask for fewer families (--families 2000)", WRONG_INPUT)
    except OSError as error:
        return complain(f"{error.filename or 'a file'}: {error.strerror or error}", WRONG_INPUT)
    return code


def invoke(arguments: Sequence[str]) -> int:
    """Run a command without Typer's own handling of errors, which differs between its versions."""
    from famsim.cli.app import app

    command = typer.main.get_command(app)
    try:
        with command.make_context("famsim", list(arguments)) as context:
            command.invoke(context)
    except typer.Exit as end:
        return int(end.exit_code)
    return DONE


def usage(error: Any) -> str:
    """Return what is wrong with the arguments, and where to read what would be right."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "famsim"
    says = error.format_message().strip()
    return f"{says}{'' if says.endswith(('.', '?')) else '.'} `{path} --help` shows what is allowed."


def complain(message: str, code: int) -> int:
    """Write one message to stderr, on one line and without signs that a terminal would act on; return the code."""
    shown = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in message[:LONGEST])
    with suppress(OSError, ValueError):
        print(f"famsim: {shown}", file=sys.stderr, flush=True)
    return code


def hang_up() -> int:
    """Whoever read our output has seen enough: end quietly, and let Python's last flush fall into the void."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE
