"""Where everything stands in memory, as the driver in the page reads it: offsets, from the record types themselves."""

from __future__ import annotations

from typing import Any

from famsim.engine import State
from famsim.model.counts import CERTAIN, FINE, N_COUNTS, N_STAGES, Count, Stage
from famsim.model.family import ATTENDING, COHABITING, EMPLOYED, FAMILY, INACTIVE, LEFT, MARRIED, NEVER, UNEMPLOYED
from famsim.model.identity import CELL_SHAPE, MONTH_ZERO, MONTHS_A_YEAR, N_CELLS
from famsim.model.parameters import PARAMETERS
from famsim.model.policy import MAX_CONDITIONS, MAX_DOORS, MAX_OFFERS, MONTHS_KNOWN, POLICY
from famsim.population import BURN_IN, Starts
from famsim.wasm.compiled import STACK, Binary
from famsim.wasm.entry import a_run, handed_over, looked_at, words
from famsim.wasm.look import columns

SETTLES = int(Starts.start.__globals__["SETTLES"])  # months that a stock lives with its draw's parameters
Described = dict[str, Any]
ROOM = 1 << 20  # bytes in which rules make arrays, a call's sheet among them, besides a few for each family on a list
ROOM_A_FAMILY = 64


def record(dtype: Any, without: tuple[str, ...] = ()) -> Described:
    """Return a record type: its size, and where each field stands, with its type and shape."""
    fields = {name: field(dtype.fields[name]) for name in dtype.names if name not in without}
    return {"size": dtype.itemsize, "fields": fields}


def field(found: Any) -> Described:
    """Return a field: `at`, bytes from the record's beginning; `type` of a number, or `fields`; `shape` of several."""
    dtype, at = found[:2]
    described: Described = {"at": at}
    if dtype.subdtype:
        dtype, shape = dtype.subdtype
        described["shape"] = list(shape)
    return described | (record(dtype) if dtype.names else {"type": dtype.str[1:]})


def layout(made: Binary) -> Described:
    """Return what a driver must know of a module's memory and of the records in it."""
    state = a_run().state
    return {
        "words": words(handed_over()),
        "look": columns() | {"words": words(looked_at())},
        "stack_top": made.stack_top,
        "stack": STACK,
        "room": [ROOM, ROOM_A_FAMILY],
        "book": {name: array(state, name) for name in BOOK},
        "family": record(FAMILY),
        "census": record(state.census.dtype),
        "parameters": record(PARAMETERS, without=("policy",)),
        "policy": record(POLICY),
        "policy_at": policy_at(),
        "counts": {one.name: int(one) for one in Count},
        "stages": {one.name: int(one) for one in Stage},
        "cells": list(CELL_SHAPE),
        "numbers": numbers(),
    }


def policy_at() -> int:
    """Return where the policy begins in a parameters record."""
    return int(dict(PARAMETERS.fields or {})["policy"][1])


BOOK = ("accounts", "account_ids", "account_cells", "couple_months", "unions", "tallies", "funnel")


def array(state: State, name: str) -> Described:
    """Return an array of the book: the type of its numbers, and its shape, of which rows or months vary."""
    found = getattr(state, name)
    varies = ["months"] if name in ("tallies", "funnel") else ["rows"]
    varies += ["months"] if name == "couple_months" else []
    return {"type": found.dtype.str[1:], "shape": [*varies, *found.shape[len(varies) :]]}


def numbers() -> dict[str, float]:
    """Return the numbers that the driver and its readers go by."""
    return {
        "left": int(LEFT),
        "married": int(MARRIED),
        "cohabiting": int(COHABITING),
        "attending": int(ATTENDING),
        "never": int(NEVER),
        "employed": int(EMPLOYED),
        "unemployed": int(UNEMPLOYED),
        "inactive": int(INACTIVE),
        "month_zero": MONTH_ZERO,
        "months_a_year": MONTHS_A_YEAR,
        "counts": N_COUNTS,
        "stages": N_STAGES,
        "cells": N_CELLS,
        "max_offers": MAX_OFFERS,
        "max_doors": MAX_DOORS,
        "max_conditions": MAX_CONDITIONS,
        "months_known": MONTHS_KNOWN,
        "fine": FINE,
        "certain": CERTAIN,
        "burn_in": BURN_IN,
        "settles": SETTLES,
        "cohort_months": MONTHS_A_YEAR,
    }
