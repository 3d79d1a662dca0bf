"""Rows of records as types, written by tests/model/record_protocols.py from the record types."""

from __future__ import annotations

from typing import Protocol

from famsim.model.arrays import Row, Table


class Note(Protocol):
    """What one month of one family adds to the book (model.counts.NOTE)."""

    counts: Row[int]
    stages: Table[int]
    couple_month: int
    union: int
    since: int
    parts: int


class Luck(Protocol):
    """A family's draws, worked out ahead (model.chance.LUCK)."""

    uniforms: Table[float]


class Census(Protocol):
    """How much of a run's arrays is in use (engine.state.CENSUS)."""

    families: int
    accounts: int
    held: Row[int]
    waiting: int
