"""Run a command and end with its exit code: every way a command can end is decided here."""

import os
import sys
import warnings
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from typing import Any
from warnings import filterwarnings, formatwarning

import typer

from famsim.cli.interrupts import HEARD, answer, code_of, interruptible, sent_by
from famsim.cli.listening import listen
from famsim.errors import FamsimError, PointlessWarning, StoreWarning

DONE, FOUND_SOMETHING, WRONG_INPUT = 0, 1, 2
NO_MEMORY = "there is not enough memory; ask for fewer families (--families 2000)"
NO_STACK = "can't start new thread"  # a RuntimeError of Python's, where there is no memory for a thread's stack
LONGEST = 2000  # characters of a message, which may quote whatever was typed
UsageError: Any = typer.BadParameter.__bases__[0]  # Typer keeps it out of sight; the same class in every version


def main() -> None:
    """Run the command of this process's arguments, and end the process."""
    stand_in()
    speak_utf8()
    warnings.showwarning = say_warning
    with interruptible():
        code = run(sys.argv[1:])
        if HEARD.is_set():
            os._exit(code)  # threads that live a year to its end, or compile, are not waited for
    answer(lambda *_: os._exit(code))  # all is done: there is nothing left to interrupt
    sys.exit(code)


def stand_in() -> None:
    """Where a standard stream is closed, let its number lead nowhere: else the next file opened would take it.

    sys.stdout stays None, by which `run` knows that nobody could read an answer.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - stays open to the end


def speak_utf8() -> None:
    """Write UTF-8 whatever the locale; what cannot be written is spelt out."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code; a mistake of the user's is one message on stderr."""
    if sys.stdout is None:
        return complain("stdout is closed, so the answer could not be read; allowed: a file or a pipe", WRONG_INPUT)
    filterwarnings("ignore", category=PointlessWarning)  # commands say it themselves, once and before the work
    try:
        code = invoke(arguments)
        sys.stdout.flush()
    except FamsimError as error:
        return complain(str(error), WRONG_INPUT)
    except UsageError as error:
        return complain(usage(error, arguments), WRONG_INPUT)
    except (KeyboardInterrupt, typer.Abort) as asked:
        return ended_by(asked)
    except BrokenPipeError:
        return hang_up(DONE)
    except MemoryError:
        return complain(NO_MEMORY, WRONG_INPUT)
    except OSError as error:
        if error.filename is None:
            hang_up(WRONG_INPUT)
        return complain(f"{error.filename or 'stdout'}: {error.strerror or error}", WRONG_INPUT)
    except Exception as error:
        if str(error) == NO_STACK:
            return complain(NO_MEMORY, WRONG_INPUT)
        interrupt = interrupt_within(error)
        if interrupt is None:
            raise
        return ended_by(interrupt)
    return code


def say_warning(
    message: Warning | str, category: type[Warning], filename: str, lineno: int, *_: Any, **__: Any
) -> None:
    """Write a warning to stderr: what a store has to say in a line of its own, any other as Python does."""
    own = issubclass(category, StoreWarning)
    said = f"Warning: {message}\n" if own else formatwarning(message, category, filename, lineno)
    with suppress(OSError, ValueError):
        sys.stderr.write(said)


def ended_by(asked: BaseException) -> int:
    """Say that a command was ended, and return its exit code."""
    HEARD.set()
    return complain("interrupted; nothing was left half-written", code_of(sent_by(asked)))


def interrupt_within(error: BaseException | None) -> KeyboardInterrupt | None:
    """Return the interrupt that an error was made of, if any: Python wraps one that comes while a class is made."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error


def invoke(arguments: Sequence[str]) -> int:
    """Run a command without Typer's own handling of errors, which differs between its versions."""
    command = commands()
    listen()
    try:
        with command.make_context("famsim", list(arguments)) as context:
            command.invoke(context)
    except typer.Exit as end:
        return int(end.exit_code)
    return DONE


@cache
def commands() -> Any:
    """Return all commands, made ready once a process."""
    from famsim.cli.app import app

    return typer.main.get_command(app)


def usage(error: Any, arguments: Sequence[str]) -> str:
    """Return what is wrong with the arguments, and where to read what would be right.

    Typer's parser does not always say of which command an error is: then of the one that was asked for.
    """
    context = getattr(error, "ctx", None)
    path = f"famsim {arguments[0]}" if arguments and arguments[0] in commands().commands else "famsim"
    path = context.command_path if context else path
    says = error.format_message().strip()
    return f"{says}{'' if says.endswith(('.', '?')) else '.'} `{path} --help` shows what is allowed."


def complain(message: str, code: int) -> int:
    """Write one message to stderr, on one line and without signs that a terminal would act on; return the code."""
    shown = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in message[:LONGEST])
    with suppress(OSError, ValueError):
        print(f"famsim: {shown}", file=sys.stderr, flush=True)
    return code


def hang_up(code: int) -> int:
    """Write no more to stdout, and let Python's last flush fall into the void; return the code."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code
