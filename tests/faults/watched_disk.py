"""SQLite's own calls to the disk, seen and at will refused: no other library, no rights, no tracing of processes.

The default VFS of the SQLite that Python's sqlite3 uses is a C structure of function pointers (sqlite.org/vfs.html).
Its `xOpen` is replaced by one that calls the old one and then lets the opened file's writes, truncations and syncs pass
through Python first. Everything else stays SQLite's. For a process of its own, never for the tests' process.
"""

import ctypes
import sqlite3
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_int64, c_void_p, cast
from pathlib import Path

FULL, IOERR_WRITE, IOERR_FSYNC = 13, 778, 1034
OPEN, DELETE = (
    5,
    6,
)  # places of pointers in sqlite3_vfs, counted in words: three ints take two, then pNext, zName, pAppData
WRITE, TRUNCATE, SYNC, METHODS = 3, 4, 5, 19  # in sqlite3_io_methods

OPENS = CFUNCTYPE(c_int, c_void_p, c_void_p, POINTER(c_void_p), c_int, c_void_p)  # names are pointers that SQLite keeps
DELETES = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)
WRITES = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
TRUNCATES = CFUNCTYPE(c_int, c_void_p, c_int64)
SYNCS = CFUNCTYPE(c_int, c_void_p, c_int)


def library():
    """Return the SQLite that Python's sqlite3 uses, None where it is linked in and cannot be reached."""
    import _sqlite3

    for name in (None, getattr(_sqlite3, "__file__", None), "libsqlite3.so.0"):
        try:
            found = ctypes.CDLL(name)
            found.sqlite3_libversion.restype = c_char_p
            if found.sqlite3_libversion().decode() == sqlite3.sqlite_version:
                found.sqlite3_vfs_find.restype = c_void_p
                return found
        except (OSError, AttributeError):
            continue
    return None


def file_name(pointer):
    """Return the name of a file without its folder."""
    return Path(ctypes.string_at(pointer).decode()).name


class Disk:
    """What happens on the way to the disk: `log` holds (what, file, ...) in order; `fail` says which calls fail.

    fail: called with what and how many of its kind came before; returns SQLite's code of an error, 0 to let it pass.
    """

    def __init__(self):
        self.log, self.counts, self.fail = [], {}, None
        self.names, self.kept = {}, []
        self.vfs = cast(library().sqlite3_vfs_find(None), POINTER(c_void_p))
        self.before = self.vfs[OPEN], self.vfs[DELETE]
        self.opens, self.deletes = OPENS(self.before[0]), DELETES(self.before[1])
        self.mine = OPENS(self.opened), DELETES(self.deleted)
        self.vfs[OPEN], self.vfs[DELETE] = (cast(one, c_void_p).value for one in self.mine)

    def close(self):
        """Leave the disk to SQLite again; files that are open must be closed before."""
        self.vfs[OPEN], self.vfs[DELETE] = self.before

    def refused(self, what):
        """Count a call and return the code with which it fails, 0 if it does not."""
        number = self.counts[what] = self.counts.get(what, -1) + 1
        return self.fail(what, number) if self.fail else 0

    def opened(self, vfs, name, file, flags, out):
        code = self.opens(vfs, name, file, flags, out)
        if code == 0 and name:
            methods = cast(file[0], POINTER(c_void_p))
            changed = (c_void_p * METHODS)(*methods[:METHODS])
            originals = WRITES(methods[WRITE]), TRUNCATES(methods[TRUNCATE]), SYNCS(methods[SYNC])
            told = self.telling(file_name(name), *originals)
            for at, one in zip((WRITE, TRUNCATE, SYNC), told, strict=True):
                changed[at] = cast(one, c_void_p).value
            self.kept.append((changed, told, originals))
            file[0] = ctypes.addressof(changed)
        return code

    def telling(self, name, write, truncate, sync):
        """Return what a file does instead of its own writes, truncations and syncs."""

        def written(file, data, size, at):
            code = self.refused("write")
            if code == 0:
                self.log.append(("write", name, at, ctypes.string_at(data, size)))
            return code or write(file, data, size, at)

        def truncated(file, size):
            self.log.append(("truncate", name, size))
            return truncate(file, size)

        def synced(file, flags):
            code = self.refused("sync")
            if code == 0:
                self.log.append(("sync", name))
            return code or sync(file, flags)

        return WRITES(written), TRUNCATES(truncated), SYNCS(synced)

    def deleted(self, vfs, name, sync):
        self.log.append(("delete", file_name(name)))
        return self.deletes(vfs, name, sync)
