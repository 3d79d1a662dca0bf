"""What SQLite's errors mean for the person at the keyboard: the file, what is wrong, what to do."""

import sqlite3
from pathlib import Path

from famsim.errors import StoreError

_PLACE_HINT = "If the folder is a network share, put the store on a disk of this machine."
_COPY = "Give a copy of it in a folder that you may write to; a file of its name that ends in -wal goes with it."
ANEW = "Keep a copy, move the file away and run the same command again; it makes a new store."  # runs may be lost

_MEANING = {
    sqlite3.SQLITE_NOTADB: (
        "this is not a results store",
        "Give another file; a store that does not exist yet is made.",
    ),
    sqlite3.SQLITE_CORRUPT: ("the file is damaged", ANEW),
    sqlite3.SQLITE_READONLY: ("the store cannot be written to, which looking at one needs too", _COPY),
    sqlite3.SQLITE_PERM: ("the store cannot be written to, which looking at one needs too", _COPY),
    sqlite3.SQLITE_CANTOPEN: (
        "the store cannot be opened for writing",
        f"Give a folder that exists and that you may write to. {_PLACE_HINT}",
    ),
    sqlite3.SQLITE_BUSY: (
        "another program has held the store for a minute",
        f"Close it and run the same command again. {_PLACE_HINT}",
    ),
    sqlite3.SQLITE_FULL: ("the disk is full", "Free some space and run the same command again."),
    sqlite3.SQLITE_TOOBIG: ("a run is too large for the store", "Ask for fewer months or fewer groups."),
    sqlite3.SQLITE_IOERR: (
        "the disk did not take or give what was asked (full, over a limit, or failing)",
        f"Check the disk and run the same command again. {_PLACE_HINT}",
    ),
}
_UNKNOWN = ("the store cannot be used", "Run the same command again, or give another file.")
_KEPT = (  # of these, what was acknowledged is on the disk as it was
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_TOOBIG,
)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class Damaged(ValueError):
    """The file's own parts disagree with one another."""


def code(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code of an error, -1 if it came from elsewhere."""
    extended = getattr(error, "sqlite_errorcode", None)
    return -1 if extended is None else extended & 0xFF


def damaged(error: sqlite3.Error) -> bool:
    """Return whether the error says that the file's bytes are not what SQLite wrote."""
    return code(error) in _DAMAGED


def trouble(path: Path | str, what: str, advice: str) -> StoreError:
    """Return the error for a store: the file, what is wrong, what to do."""
    return StoreError(f"{path}: {what}. {advice}")


def explained(path: Path, error: sqlite3.Error, size: int = 0) -> StoreError:
    """Return a SQLite error in a user's words; `size` is the bytes that were being written."""
    what, advice = _MEANING.get(code(error), _UNKNOWN)
    said = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in str(error))  # it quotes the file
    needed = f"; this run needs {size:,} bytes more" if size else ""
    kept = " Runs already acknowledged are kept." if code(error) in _KEPT else ""
    return trouble(path, f"{what}{needed} ({said})", f"{advice}{kept}")
