"""Files that can be made again: sealed, written whole or not at all, done without where they cannot be used.

A kept file opens with a line that holds the SHA-256 of its name and of every byte behind that line. What is read is
checked in memory before it is used, so that a file cut short, changed by a bit or by hand, or put in another's place is
made again, and said so in a line of the log `famsim` (which Python writes to stderr unless told otherwise).
"""

import hashlib
import logging
import os
from contextlib import suppress
from pathlib import Path
from time import time
from uuid import uuid4

from platformdirs import user_cache_path

FORMAT = b"famsim kept 1"
OLD = 3600  # seconds after which a half-written file has nobody who is writing it, and a kept one nobody who uses it
ADVICE = "what takes long is made anew each time, unless FAMSIM_CACHE names a folder that can be written to"
NOWHERE = f"there is no home folder to keep anything in; {ADVICE}"

log = logging.getLogger("famsim")
_said: set[str] = set()


def cache_folder() -> Path | None:
    """Return famsim's folder for what can be made again: $FAMSIM_CACHE, or in the user's caches; None if neither is."""
    named = os.environ.get("FAMSIM_CACHE")
    try:
        found = Path(named).absolute() if named else user_cache_path("famsim", appauthor=False)
    except (OSError, RuntimeError):  # no home, no current folder
        return None
    return found if found.is_absolute() else None


def recall(name: str) -> bytes | None:
    """Return what was kept under a name, a path inside the folder; None if there is nothing that can be used."""
    folder = cache_folder()
    if folder is None:
        return None
    file = folder / name
    try:
        return unsealed(name, file.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        log.warning("%s: %s; it is made anew", file, getattr(error, "strerror", None) or error)
        return None


def keep(name: str, body: bytes) -> None:
    """Keep something under a name; where that cannot be done it is said once, and everything else goes on."""
    folder = cache_folder()
    if folder is None:
        say_once(NOWHERE)
        return
    try:
        write_whole(folder / name, sealed(name, body))
    except OSError as error:
        say_once(unusable(folder, error))


def used(name: str) -> None:
    """Note that what is kept under a name is in use: it is let go of last (see `make_room`)."""
    folder = cache_folder()
    if folder is not None:
        with suppress(OSError):
            os.utime(folder / name)


def make_room(name: str, size: int, most: int) -> bool:
    """Say whether so many bytes more may be kept in a folder inside the folder, which holds at most `most`.

    Room is made: what was used longest ago goes first, but nothing that was used lately.
    """
    folder = cache_folder()
    if folder is None:
        return False
    kept = files_in(folder / name)
    taken = sum(about.st_size for _, about in kept)
    for file, about in sorted(kept, key=lambda one: one[1].st_mtime):
        if taken + size <= most or about.st_mtime > time() - OLD:
            break
        with suppress(OSError):
            file.unlink()
            taken -= about.st_size
    return taken + size <= most


def files_in(folder: Path) -> list[tuple[Path, os.stat_result]]:
    """Return the files of a folder that may not be there; other processes may take them away meanwhile."""
    found = []
    with suppress(OSError):
        for file in folder.iterdir():
            with suppress(OSError):
                found.append((file, file.stat()))
    return found


def why_not() -> str:
    """Return why nothing can be kept, "" if it can; a folder that is not there yet is made."""
    folder = cache_folder()
    if folder is None:
        return NOWHERE
    try:
        write_whole(folder / "try", b"", stays=False)
    except OSError as error:
        return unusable(folder, error)
    return ""


def unusable(folder: Path, error: OSError) -> str:
    """Return what is said of a folder that nothing can be kept in."""
    return f"{folder}: nothing can be kept here ({error.strerror or error}); {ADVICE}"


def say_once(line: str, before: str = "") -> None:
    """Say a line, opened by `before`, once in the process's life."""
    if line not in _said:
        _said.add(line)
        log.warning("%s%s", before, line)


def sealed(name: str, body: bytes) -> bytes:
    """Return the bytes of a kept file."""
    return FORMAT + b" " + _seal(name, body) + b"\n" + body


def unsealed(name: str, content: bytes) -> bytes:
    """Return the body of a kept file; ValueError if a byte of it, or its name, is not what was written."""
    opening, _, body = content.partition(b"\n")
    if opening != FORMAT + b" " + _seal(name, body):
        later = opening.startswith(FORMAT.rsplit(b" ", 1)[0]) and not opening.startswith(FORMAT + b" ")
        raise ValueError("it was kept by another version of famsim" if later else "it is damaged")
    return body


def _seal(name: str, body: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + body).hexdigest().encode("ascii")


def write_whole(file: Path, content: bytes, stays: bool = True) -> None:
    """Write a file whole or not at all, whoever else writes it and whenever this process ends."""
    file.parent.mkdir(parents=True, exist_ok=True)
    clear_away(file.parent)
    half = file.with_name(f"{file.name}.{uuid4().hex[:16]}.half")
    try:
        half.write_bytes(content)
        if stays:
            half.replace(file)
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)


def clear_away(folder: Path) -> None:
    """Remove what processes that were killed left half-written."""
    for left in folder.glob("*.half"):
        with suppress(OSError):
            if left.stat().st_mtime < time() - OLD:
                left.unlink()
