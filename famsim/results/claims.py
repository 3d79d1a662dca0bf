"""A place for results is claimed from the start of a command to its end, so that two never write into one.

A claim is a hidden file beside the place, locked by the process that writes there. The system takes the lock back when
that process ends, however it ends, so that a claim left by a dead one is taken over.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from famsim.errors import StoreError
from famsim.results.swapping import beside, remove, uninterrupted

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}  # what the system says of a lock that another process has
PID_AT = 1  # bytes; Windows locks the first one, and lets no other process read it


@contextmanager
def claimed(target: Path) -> Iterator[None]:
    """Hold the claim on a file's or folder's name; its parent is made if need be, and goes again if it stays empty.

    Raises StoreError where another process holds the claim, OSError where nothing can be made beside the target.
    """
    missing = [folder for folder in target.parents if not os.path.lexists(folder)]
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with held(target):
            yield
    finally:
        for folder in missing:
            with suppress(OSError):
                folder.rmdir()


@contextmanager
def held(target: Path) -> Iterator[None]:
    """Hold the lock on a target's claim, and leave nothing half-made when it ends."""
    file = beside(target, "claim")
    descriptor = taken(file, target)
    try:
        os.ftruncate(descriptor, 0)
        os.write(descriptor, b" " * PID_AT + str(os.getpid()).encode())
        yield
    finally:
        with uninterrupted():
            remove(beside(target, "made"))
            with suppress(OSError):
                file.unlink()
            os.close(descriptor)


def taken(file: Path, target: Path) -> int:
    """Return the open and locked claim; a file that its holder took away meanwhile is not one."""
    while True:
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        try:
            if not locked(descriptor):
                raise StoreError(
                    f"{target}: another famsim{holder(descriptor)} is writing there; "
                    "wait until it has ended, or give another place"
                )
            if os.path.samestat(os.fstat(descriptor), file.stat()):
                return descriptor
        except FileNotFoundError:
            pass
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def holder(descriptor: int) -> str:
    """Return which process holds a claim, in words, as far as can be told."""
    with suppress(OSError, AttributeError):
        number = os.pread(descriptor, 20, PID_AT).decode("ascii", "replace")
        return f" (process {number})" if number.isdigit() else ""
    return ""


def locked(descriptor: int) -> bool:
    """Lock an open file for this process and return whether that was possible; files that cannot be locked count."""
    try:
        if fcntl is not None:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    except OSError as error:
        return error.errno not in HELD
    return True
