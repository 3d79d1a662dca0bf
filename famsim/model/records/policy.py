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
    found: Row[float]


class Policy(Protocol):
    """One strategy (model.policy.POLICY)."""

    offers: Row[Offer]
    n_offers: int
    trained: Row[float]
    pathway: Table[float]
    data_shared: float
    waits_shortened: float
