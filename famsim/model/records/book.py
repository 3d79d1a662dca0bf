"""Rows of records as types, written by tests/model/record_protocols.py from the record types."""

from __future__ import annotations

from typing import Protocol

from famsim.model.arrays import Row, Table


class Note(Protocol):
    """What one month of one family adds to the book (model.counts.NOTE)."""

    counts: Row[int]
    stages: Table[int]
    offers: int
    couple_month: int
    union: int
    since: int
    noted: int


class Luck(Protocol):
    """A family's draws, worked out ahead (model.luck.LUCK)."""

    uniforms: Table[float]
    near: Row[int]
    doors: int
    a_month: int
    whatever: int
    first: Row[float]
    below: Table[float]
    lets: Table[int]
    found: Row[int]
    lasting: Row[float]
    lasting_of: Row[int]


class Kept(Protocol):
    """What one month of life added to a family's account (engine.state.KEPT)."""

    counts: Row[int]
    couple_month: int


class Sheet(Protocol):
    """What a call's months of life add to one group's tallies (engine.state.SHEET)."""

    counts: Table[int]


class Turn(Protocol):
    """How far a call is (engine.state.TURN)."""

    row: int
    m: int
    arrived: int
    together: int
    lived: int
    most: int
    slots: int
    logged: int
    talks: int


class Year(Protocol):
    """What the months that one family has lived bring to every strategy (engine.state.YEAR)."""

    turn: int
    here: int
    ends: int
    begins: int
    doors_known: int


class Talk(Protocol):
    """A talk that a family was noticed for (engine.state.TALK)."""

    slot: int
    strategy: int
    m: int
    offer: int
    place: int
    held: int
    to_be_had: int


class Logged(Protocol):
    """A count of support of one month of one family (engine.state.LOGGED)."""

    account: int
    amount: int
    strategy: int
    row: int
    what: int


class Census(Protocol):
    """How much of a run's arrays is in use (engine.state.CENSUS)."""

    families: int
    accounts: int
    held: Row[int]
    waiting: int
