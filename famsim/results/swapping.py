"""Put new results where earlier ones are, with no moment in which a crash could lose either.

What is written lies in hidden places beside the target until it is whole. Where the system can exchange two names in
one step (Linux, macOS) it does so; elsewhere the earlier results step aside for an instant, and if the process is
killed in that instant `put_back` puts them back when a command next claims the target.
"""

import ctypes
import errno
import hashlib
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from threading import current_thread, main_thread

from famsim.errors import StoreError

EXCHANGE, NO_REPLACE = 2, 1  # flags of renameat2 on Linux
SWAP, EXCLUSIVE = 2, 4  # flags of renamex_np on macOS
HERE = -100  # AT_FDCWD: paths are taken as they are
CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}  # no such step on this disk
ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]

Rename = Callable[[bytes, bytes], int]


def beside(target: Path, part: str) -> Path:
    """Return the hidden place beside a target where a part of the work on it lies: claim, made or before."""
    name = hashlib.sha256(os.fsencode(target.name)).hexdigest()[:16]
    return target.with_name(f".famsim-{name}.{part}")


def put_new(made: Path, target: Path) -> None:
    """Give what was made a name that nobody has; FileExistsError if somebody has it, however lately."""
    if in_one_step(made, target, "new"):
        return
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    made.rename(target)


def put_instead(made: Path, target: Path) -> None:
    """Put what was made where something is, and take that away."""
    with uninterrupted():
        if not in_one_step(made, target, "exchange"):
            try:
                target.rename(beside(target, "before"))
                made.rename(target)
            finally:
                put_back(target)
        remove(made)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Put Ctrl-C, a request to end and a hang-up off until the block is done; only the main thread hears of them."""
    if current_thread() is not main_thread():
        yield
        return
    heard: list[int] = []
    before = {one: signal.signal(one, lambda number, _: heard.append(number)) for one in ENDING}
    try:
        yield
    finally:
        for one, answer in before.items():
            signal.signal(one, signal.SIG_DFL if answer is None else answer)
    if heard:
        signal.raise_signal(heard[0])


def put_back(target: Path) -> str:
    """Undo what an interrupted command left beside a target; return a sentence if earlier results were put back.

    Raises StoreError where the name was given to something else meanwhile.
    """
    made, before = beside(target, "made"), beside(target, "before")
    said = ""
    if os.path.lexists(before) and not os.path.lexists(target):
        before.rename(target)
        said = f"{target}: an earlier command was ended while it replaced these results; they have been put back"
    elif os.path.lexists(before) and os.path.lexists(made):
        raise StoreError(f"{target}: earlier results of this name lie in {before}; move or delete that folder first")
    remove(before)
    remove(made)
    return said


def remove(place: Path) -> None:
    """Remove a file, or a folder with all that is in it, as far as it can be."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place, ignore_errors=True)
    else:
        with suppress(OSError):
            place.unlink()


def in_one_step(made: Path, target: Path, how: str) -> bool:
    """Rename in one step and return whether that can be done here; OSError where it can be but went wrong."""
    step = steps().get(how)
    if step is None:
        return False
    if step(os.fsencode(made), os.fsencode(target)) == 0:
        return True
    failed = ctypes.get_errno()
    if failed in CANNOT:
        return False
    raise OSError(failed, os.strerror(failed), str(target))


@cache
def steps() -> dict[str, Rename]:
    """Return what this system can do in one step: `exchange` two names, take a `new` name only if it is free."""
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            swap = system.renamex_np
            return {
                "exchange": lambda made, target: swap(made, target, SWAP),
                "new": lambda made, target: swap(made, target, EXCLUSIVE),
            }
        rename = system.renameat2
    except (OSError, TypeError, AttributeError):  # Windows, and C libraries without it
        return {}
    return {
        "exchange": lambda made, target: rename(HERE, made, HERE, target, EXCHANGE),
        "new": lambda made, target: rename(HERE, made, HERE, target, NO_REPLACE),
    }
