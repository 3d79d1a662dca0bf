"""Rows of records as types, written by tests/model/record_protocols.py from the record types."""

from __future__ import annotations

from typing import Protocol

from famsim.model.arrays import Row, Table


class Condition(Protocol):
    """One `who` row of an offer (model.policy.CONDITION)."""

    feature: int
    low: float
    high: float


class Offer(Protocol):
    """The terms of one offer (model.policy.OFFER)."""

    who: Row[Condition]
    rows: int
    programme: int
    trigger: int
    from_month: int
    to_month: int
    begins: int
    ends: int
    priority: int
    limited: int
    both: int
    everyone: int
    places: float
    found: int
    glance: int
    stand_in: int


class Way(Protocol):
    """A way in which families come to a door (model.doors.WAY)."""

    asks: Row[Condition]
    rows: int
    chance: float
    rises_with: int
    rises_by: float
    about: int


class Door(Protocol):
    """A front door: who comes, and when it is open (model.doors.DOOR)."""

    ways: Row[Way]
    n_ways: int
    most: float
    through: int
    met_through: float
    opens: int
    closes: int


class MayCome(Protocol):
    """To which doors families may come, by what they live with (model.doors.MAY_COME)."""

    anyone: int
    newborn: int
    much: int
    in_arrears: int
    without_work: int
    parted: int
    elsewhere: int
    small_child: int
    expecting: int
    distressed: int
    in_conflict: int


class Policy(Protocol):
    """One strategy (model.policy.POLICY)."""

    offers: Row[Offer]
    n_offers: int
    trained: Table[float]
    pathway: Table[float]
    delay: Table[int]
    closed: Table[float]
    agency: Row[int]
    questionnaire: float
    data_shared: float
    waits_shortened: float
    ahead: int
