"""Opening the store's file: ours, of a version we read, writable, and from then on safe against a crash."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

from famsim.limits import check_paths
from famsim.store.place import network_kind
from famsim.store.trouble import ANEW, code, explained, trouble

_HEAD = b"SQLite format 3\0"
APPLICATION = 0x46414D53  # "FAMS", in every store's header
SCHEMA = 2  # raise it when the tables change, and say in UPGRADES how the one before becomes it
_BEFORE_THE_LEDGER = "SELECT count(*) FROM run WHERE model_version GLOB '[0-9]*'"  # now "famsim 0.1.0+..."
WAIT = 60.0  # seconds to wait for another process that writes
_SHARED = (
    "{}: the folder lies on a network file system ({}), where a crash can damage a store and two machines "
    "must not write at once. A disk of this machine is safer."
)
_OLD = (
    "{}: holds {} runs of an earlier famsim, which told partings of a pair apart otherwise; they are kept and not "
    "used, so what is asked for is run again."
)

_COLUMNS = """
    key TEXT NOT NULL, model_version TEXT NOT NULL, seed INTEGER NOT NULL, replicate INTEGER NOT NULL,
    draw INTEGER NOT NULL, scenario TEXT NOT NULL, strategy TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('done', 'failed', 'invalid')), env TEXT NOT NULL,
    started TEXT NOT NULL, finished TEXT NOT NULL, error TEXT NOT NULL, sha256 TEXT NOT NULL,
    payload BLOB NOT NULL
"""
_FIRST = (
    f"CREATE TABLE run ({_COLUMNS}, PRIMARY KEY (key))",
    f"CREATE TABLE alarm ({_COLUMNS}, PRIMARY KEY (key, sha256))",
    f"PRAGMA application_id = {APPLICATION}",
)
UPGRADES = {  # what makes a store of a version out of one of the version before; 1 is made out of nothing
    1: _FIRST,
    2: (
        "CREATE TABLE lease (key TEXT NOT NULL PRIMARY KEY, owner TEXT NOT NULL, until REAL NOT NULL)",
        "CREATE TABLE asked (sha256 TEXT NOT NULL PRIMARY KEY, said TEXT NOT NULL)",
    ),
}


def before_the_ledger(connection: sqlite3.Connection, name: object) -> list[str]:
    """Return that a store holds runs which told partings of a pair apart otherwise, if it does, in a sentence."""
    (number,) = connection.execute(_BEFORE_THE_LEDGER).fetchone()
    return [_OLD.format(name, f"{number:,}")] if number else []


def whole_path(path: str | os.PathLike[str]) -> Path:
    """Return the absolute path of a store; raises StoreError where no store can lie."""
    check_paths(store=path)
    try:
        there = Path(path).resolve()
        usable = not there.exists() or there.is_file()  # in this order: it may appear meanwhile
        has_folder = there.parent.is_dir()
        foreign = there.is_file() and not _opens_like_a_store(there)
    except (OSError, ValueError, RuntimeError) as error:
        raise trouble(os.fspath(path), f"no store can lie here ({error})", "Give another file.") from None
    if not usable:
        raise trouble(there, "this is not a file", "Give the name of a file, such as results.sqlite.")
    if not has_folder:
        raise trouble(there, "its folder does not exist", "Make the folder first, or give another file.")
    if foreign:
        raise trouble(there, "this is not a results store", "Give another file.")
    return there


def check_usable(path: str | os.PathLike[str]) -> None:
    """Raise StoreError for a store that cannot be opened or made, before any work; none is made."""
    there = whole_path(path)
    if there.exists():
        connect(there)[0].close()
    elif not os.access(there.parent, os.W_OK | os.X_OK):
        raise trouble(there, "no store can be made here", "Give a folder that you may write to.")


def is_store(path: Path) -> bool:
    """Say whether a file starts as a store does; what is no file or cannot be read does not."""
    try:
        return _head(path) == _HEAD
    except (OSError, ValueError):
        return False


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(_HEAD))


def _opens_like_a_store(path: Path) -> bool:
    """Return whether a file is empty or starts as SQLite's do; SQLite itself would overwrite a short text."""
    head = _head(path)
    return head == _HEAD or not head.strip(b"\0")


def connect(path: Path | None) -> tuple[sqlite3.Connection, list[str]]:
    """Return a connection to the store at `path` (None: in memory), made if it is new, and warnings.

    Raises StoreError for a file that is not a store, is newer than this famsim, damaged or not writable.
    """
    name = Path("the store in memory") if path is None else path
    kind = "" if path is None else network_kind(path.parent)
    shared = [_SHARED.format(name, kind)] if kind else []
    until = monotonic() + WAIT
    while True:
        try:
            connection = _opened(path, name, "DELETE" if kind else "WAL")
            return connection, shared + before_the_ledger(connection, name)
        except UnicodeDecodeError as error:  # SQLite quotes a damaged schema in its message
            raise trouble(name, f"the file is damaged ({error})", ANEW) from None
        except sqlite3.Error as error:
            if code(error) != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise explained(name, error) from None
        sleep(0.01)  # SQLite waits by itself, but not while another process changes the kind of journal


def _opened(path: Path | None, name: Path, journal: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path or ":memory:", WAIT, isolation_level=None, check_same_thread=False)
    try:
        _prepare(connection, name, journal)
    except BaseException:
        with suppress(sqlite3.Error):
            connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, name: Path, journal: str) -> None:
    """Recognise or make the tables; a database of another application is left as it was."""
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("BEGIN")  # one look: another process may be making the store at this moment
    version = _version(connection, name)
    connection.execute("COMMIT")
    connection.execute(f"PRAGMA journal_mode = {journal}")
    connection.execute("PRAGMA synchronous = FULL")  # an acknowledged run survives a power cut
    connection.execute("PRAGMA fullfsync = ON")  # macOS: fsync alone stops at the drive's own memory
    connection.execute("BEGIN IMMEDIATE")  # also where a store that cannot be written to is found out
    if version < SCHEMA:
        _upgrade(connection, _version(connection, name))  # another process may have been quicker
    connection.execute("COMMIT")


def _upgrade(connection: sqlite3.Connection, version: int) -> None:
    """Make the tables that a store of an earlier version has not got; what is in it stays as it is."""
    for number in range(version + 1, SCHEMA + 1):
        for statement in UPGRADES[number]:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number}")


def _version(connection: sqlite3.Connection, name: Path) -> int:
    """Return a store's version, 0 for a new file; raises StoreError unless it is new or a store that we can read."""
    application, version, tables = (
        connection.execute(question).fetchone()[0]
        for question in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master")
    )
    if application == version == tables == 0:
        return 0
    if application != APPLICATION:
        raise trouble(name, "this is a database of another application", "Give another file.")
    if version > SCHEMA:
        what = f"a newer famsim made this store (store version {version}; this famsim reads up to {SCHEMA})"
        raise trouble(name, what, "Upgrade famsim, or give another file.")
    return int(version)
