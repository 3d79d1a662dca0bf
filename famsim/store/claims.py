"""Claims on runs: who works on what, so that several processes on one store do not do the same work.

A claim ends when its run is kept, when its time is up, or when its process is gone (told at once on the same machine).
Two who live the same run all the same do no harm: it comes out equal to the byte, and the store keeps one.
"""

import os
import socket
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from time import time

LEASE = 120.0  # seconds that a claim of another machine stands unless it is renewed
OVER = ("Z", "X")  # states of a process in /proc
FAR = 2  # leases ahead of the clock at which no claim can end
_THERE = "SELECT owner, until FROM lease WHERE key = ?"
_TAKE = "INSERT INTO lease (key, owner, until) VALUES (?, ?, ?)"
_TAKE += " ON CONFLICT (key) DO UPDATE SET owner = excluded.owner, until = excluded.until"
_DROP = "DELETE FROM lease WHERE key = ?"


@cache
def _machine() -> str:
    """Return what tells this machine, since it last started, from any other."""
    boot = ""
    with suppress(OSError):
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    return f"{socket.gethostname()}/{boot}"


def _began(pid: int) -> str:
    """Return when a process began, which tells it from a later one with its number; "" where that is not told.

    Nor is it of one that is over and that nobody has asked about yet (a zombie).
    """
    with suppress(OSError, IndexError):
        state, *fields = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        return "" if state in OVER else fields[18]
    return ""


def me() -> str:
    """Return the name of this process as an owner of claims."""
    return f"{_machine()} {os.getpid()} {_began(os.getpid())}"


def is_gone(owner: str) -> bool:
    """Say whether an owner is a process of this machine that has ended; of others nothing can be told."""
    machine, pid, began = owner.split(" ")
    if machine != _machine() or os.name == "nt":  # there a signal of 0 would end the process
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return _began(int(pid)) != began


def claim(connection: sqlite3.Connection, keys: Sequence[str], seconds: float) -> set[str]:
    """Claim runs for this process, or renew its claims; return those that it now has."""
    mine, now, granted = me(), time(), set()
    gone: dict[str, bool] = {}
    for key in keys:
        owner, until = connection.execute(_THERE, [key]).fetchone() or (mine, 0.0)
        far = until > now + FAR * seconds  # a clock that was set back must not make a claim stand for ever
        if owner != mine and owner not in gone:
            gone[owner] = is_gone(owner)
        if owner == mine or gone[owner] or until <= now or far:
            connection.execute(_TAKE, [key, mine, now + seconds])
            granted.add(key)
    return granted


def release(connection: sqlite3.Connection, keys: Sequence[str]) -> None:
    """Give up claims, whosesoever they are: the runs are kept, or nobody works on them."""
    connection.executemany(_DROP, [(key,) for key in keys])
