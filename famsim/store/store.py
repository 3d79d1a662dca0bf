"""The results store: a run that has been acknowledged is never lost, never doubled, never shown wrong."""

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import RLock

import numpy as np

from famsim.store.claims import LEASE, claim, release
from famsim.store.opening import before_the_ledger, connect, whole_path
from famsim.store.row import ABOUT, COLUMNS, STATUSES, Kept, Outcome, Row, RunAbout, is_sealed
from famsim.store.trouble import ANEW, Damaged, code, damaged, explained, trouble

_NAMES, _MARKS = ", ".join(COLUMNS), ", ".join("?" * len(COLUMNS))
_INSERT = f"INSERT INTO run ({_NAMES}) VALUES ({_MARKS})"
_REPLACE = f"UPDATE run SET ({_NAMES}) = ({_MARKS}) WHERE key = ?"
_ALARM = f"INSERT OR IGNORE INTO alarm ({_NAMES}) VALUES ({_MARKS})"
_ALARMED = "SELECT 1 FROM alarm WHERE key = ?"
_FIND = f"SELECT {_NAMES} FROM run WHERE key = ?"
_STATUS = "SELECT status FROM run WHERE key = ?"
_UNDONE = f"SELECT key, {', '.join(ABOUT)} FROM run WHERE status <> 'done' ORDER BY key"
_OWN_KEY = "SELECT key FROM run NOT INDEXED WHERE rowid = (SELECT rowid FROM run WHERE key = ?)"


@dataclass(frozen=True, slots=True)
class Status:
    """How many runs of each status a store holds, and how many runs came out differently a second time."""

    done: int
    failed: int
    invalid: int
    alarms: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `verify` found: rows read, each thing wrong in a sentence."""

    rows: int
    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing was wrong."""
        return not self.problems


class Store:
    """Finished runs by key, in one SQLite file or, with no path, in memory until it is closed.

    When `put` returns, the run is on disk, numbers and index together. Nothing is ever deleted. Usable from
    several threads and several processes at once. `warnings` holds, in sentences, what a user should hear of;
    `alarms` those of them that must not happen at all.
    Raises StoreError for a file that cannot be used.
    """

    def __init__(self, path: str | os.PathLike[str] | None = None):
        self.path = None if path is None else whole_path(path)
        self._name = self.path or Path("the store in memory")
        self._lock = RLock()
        self._stopped = ""
        self.alarms: list[str] = []
        self._connection, self.warnings = connect(self.path)

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was acknowledged stays."""
        with self._lock, suppress(sqlite3.Error):
            self._connection.close()

    def settle(self) -> None:
        """Bring all runs into the one file; where the disk has no room, `warnings` says which file goes with it."""
        try:
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        except sqlite3.Error as error:
            self.warnings.append(
                f"{explained(self._name, error)} Until then keep {self._name}-wal with it: runs are there."
            )

    def put(self, key: str, arrays: Mapping[str, np.ndarray], about: RunAbout) -> Outcome:
        """Keep a run and return what was done; once it returns, the run survives a crash or a power cut.

        Raises StoreError if it could not be kept; after a failing disk the store takes nothing more.
        """
        return self.put_all([Kept(key, arrays, about)])[0]

    def put_all(self, runs: Sequence[Kept]) -> list[Outcome]:
        """Keep several runs at once, all or none, and end the claims on them; return what was done with each.

        Raises StoreError as `put` does.
        """
        return self.put_rows([Row.of(run.key, run.arrays, run.about) for run in runs])

    def put_rows(self, rows: Sequence[Row]) -> list[Outcome]:
        """Keep sealed rows at once, all or none; see `put_all`."""
        with self._lock, self._told(sum(len(row["payload"]) for row in rows)), self._transaction():
            outcomes = [self._settle(row) for row in rows]
            release(self._connection, [row["key"] for row in rows])
        for row, outcome in zip(rows, outcomes, strict=True):
            if outcome.warning:
                self._warn(outcome.warning, row["key"], outcome.kind == "alarm")
        return outcomes

    def claim(self, keys: Sequence[str], seconds: float = LEASE) -> set[str]:
        """Claim runs to work on, or renew claims; return those that no other process has claimed.

        A claim stands for so many seconds, or until its process ends; it never keeps a run from being kept.
        """
        with self._lock, self._told(), self._transaction():
            return claim(self._connection, keys, seconds)

    def release(self, keys: Sequence[str]) -> None:
        """Give up claims on runs that are not worked on after all."""
        with self._lock, self._told(), self._transaction():
            release(self._connection, keys)

    def note(self, said: str) -> None:
        """Keep what was asked, a text, beside the runs: once, and as the latest."""
        with self._lock, self._told(), self._transaction():
            name = sha256(said.encode()).hexdigest()
            self._connection.execute("INSERT OR REPLACE INTO asked (sha256, said) VALUES (?, ?)", [name, said])

    def notes(self) -> tuple[str, ...]:
        """Return what was asked, the latest last; what no longer agrees with its checksum is left out."""
        with self._lock, self._told():
            rows = self._connection.execute("SELECT sha256, said FROM asked ORDER BY rowid").fetchall()
        whole = [said for name, said in rows if is_sealed(said, name)]
        if len(whole) < len(rows):
            self._warn(f"{self._name}: {len(rows) - len(whole)} of the questions kept in it are damaged.", "asked")
        return tuple(whole)

    def statuses(self, keys: Sequence[str]) -> dict[str, str]:
        """Return the status of those of some runs that are in the store."""
        with self._lock, self._told():
            found = [(key, self._connection.execute(_STATUS, [key]).fetchone()) for key in keys]
        return {key: row[0] for key, row in found if row}

    def versions(self) -> dict[str, int]:
        """Return how many runs there are of each version of famsim and of what its numbers depend on."""
        with self._lock, self._told():
            rows = self._connection.execute("SELECT model_version, count(*) FROM run GROUP BY model_version").fetchall()
        return dict(rows)

    def undone(self) -> dict[str, RunAbout]:
        """Return what is said of the runs that failed or are invalid, by key; what cannot be read is left out."""
        with self._lock, self._told():
            rows = self._connection.execute(_UNDONE).fetchall()
        found = {}
        for key, *about in rows:
            with suppress(TypeError, ValueError, AttributeError):
                found[key] = RunAbout(*about)
        return found

    def rows(self, at_once: int = 200) -> Iterator[list[Row]]:
        """Yield all rows, of alarms last, so many at once; they may be damaged."""
        for table in ("run", "alarm"):
            after = 0
            while True:
                with self._lock, self._told():
                    select = f"SELECT rowid, {_NAMES} FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT ?"
                    found = self._connection.execute(select, [after, at_once]).fetchall()
                if not found:
                    break
                after = found[-1][0]
                yield [Row(values[1:]) for values in found]

    def get(self, key: str) -> dict[str, np.ndarray] | None:
        """Return the arrays of a run that is done, or None if it has yet to be run.

        A damaged row is as good as absent: it is reported in `warnings`, and putting it again repairs it.
        """
        with self._lock, self._told():
            try:
                row = self._find(key)
                arrays = row.arrays if row else None
                if row and self._connection.execute(_ALARMED, [key]).fetchone():
                    self._warn(self._differs(key), key, alarm=True)
                return arrays if row and row["status"] == "done" else None
            except (sqlite3.DatabaseError, ValueError) as error:
                if isinstance(error, sqlite3.Error) and not damaged(error):
                    raise
                self._warn(f"{self._name}: run {key[:12]} is damaged ({error}). It has to be run again.", key)
                return None

    def _warn(self, what: str, key: str, alarm: bool = False) -> None:
        """Add a warning, which takes the place of an earlier one about the same run."""
        self.warnings[:] = [one for one in self.warnings if f"run {key[:12]} " not in one] + [what]
        if alarm and what not in self.alarms:
            self.alarms.append(what)

    def keys(self, status: str = "done") -> tuple[str, ...]:
        """Return the keys of the runs of a status, sorted; only `get` and `verify` look at the numbers."""
        with self._lock, self._told():
            rows = self._connection.execute("SELECT key FROM run WHERE status = ? ORDER BY key", [status])
            return tuple(key for (key,) in rows)

    def status(self) -> Status:
        """Return how many runs there are of each status."""
        with self._lock, self._told():
            counts = dict(self._connection.execute("SELECT status, count(*) FROM run GROUP BY status"))
            (alarms,) = self._connection.execute("SELECT count(*) FROM alarm").fetchone()
        return Status(**{status: counts.get(status, 0) for status in STATUSES}, alarms=alarms)

    def verify(self) -> Verdict:
        """Return what a reading of the whole file finds: its structure, every seal, every alarm."""
        with self._lock, self._told():
            try:
                return self._verified()
            except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
                if isinstance(error, sqlite3.Error) and not damaged(error):
                    raise
                return Verdict(0, (f"{self._name}: the file is damaged ({error})",))

    def _verified(self) -> Verdict:
        checks = [text for (text,) in self._connection.execute("PRAGMA integrity_check")]
        problems = [] if checks == ["ok"] else [f"{self._name}: {text}" for text in checks]
        problems += before_the_ledger(self._connection, self._name)
        rows = 0
        for table in ("run", "alarm"):
            for values in self._connection.execute(f"SELECT {_NAMES} FROM {table}"):
                rows += 1
                if not Row(values).sound:
                    problems.append(f"{self._name}: run {str(values[0])[:12]} ({table}) is damaged")
                elif table == "alarm":
                    problems.append(self._differs(values[0]))
        return Verdict(rows, tuple(problems))

    def _find(self, key: str) -> Row | None:
        """Return the row of a key, if any; raises Damaged if the index leads to another run's row."""
        values = self._connection.execute(_FIND, [key]).fetchone()
        if values is None:
            return None
        (own,) = self._connection.execute(_OWN_KEY, [key]).fetchone() or (None,)
        if own != key:
            raise Damaged("the index leads to another run")
        return Row(values)

    def _settle(self, row: Row) -> Outcome:
        """Write a row as the contract has it and return what was done."""
        key = row["key"]
        there = self._find(key)
        if there is None:
            self._connection.execute(_INSERT, row.values)
            return Outcome("stored")
        if not there.sound:
            self._connection.execute(_REPLACE, (*row.values, key))
            what = f"run {key[:12]} was damaged. It has been written again."
            return Outcome("repaired", f"{self._name}: {what}")
        if there["sha256"] == row["sha256"]:
            return Outcome("same")
        if there["status"] == "failed":
            self._connection.execute(_REPLACE, (*row.values, key))
            return Outcome("stored")
        if row["status"] == "failed":
            return Outcome("kept")
        self._connection.execute(_ALARM, row.values)
        return Outcome("alarm", self._differs(key))

    def _differs(self, key: str) -> str:
        return (
            f"{self._name}: run {key[:12]} came out differently a second time, which must not happen. "
            "Both results are kept and the first one counts. Please report it with this file."
        )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Write everything inside or nothing."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def _told(self, size: int = 0) -> Iterator[None]:
        """Tell SQLite's errors in a user's words; after a failing disk, acknowledge nothing more."""
        if self._stopped:
            raise trouble(self._name, self._stopped, "Check the disk and run the same command again.")
        try:
            yield
        except (Damaged, UnicodeDecodeError) as error:  # SQLite quotes a damaged schema in its message
            raise trouble(self._name, f"the file is damaged ({error})", ANEW) from None
        except sqlite3.Error as error:
            if code(error) == sqlite3.SQLITE_IOERR:
                self._stopped = "the disk failed before, so the store takes nothing more"
            raise explained(self._name, error, size) from None
