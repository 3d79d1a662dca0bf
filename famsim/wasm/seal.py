"""The seal of a page: what it is made from, and how a small run ends, which the page lives again when it is opened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np

from famsim.engine import Run
from famsim.population import Starts, World, with_strategy
from famsim.scenario import Scenario
from famsim.version import source_hash
from famsim.wasm.compiled import binary, made_with
from famsim.wasm.layout import BOOK

FAMILIES, MONTHS = 100, 24  # of the small run: milliseconds in a browser
BASIS, PRIMES = (2166136261, 3339675911), (16777619, 2246822519)  # of the two halves of the hash (FNV, xxHash)


def seal(scenario: Scenario, world: World) -> dict[str, Any]:
    """Return what a page was made from and what a small run of the scenario's last strategy must end in."""
    small = replace(world, families=FAMILIES, months=MONTHS)
    last = len(scenario.strategies) - 1
    run = with_strategy(Starts(small).start(0, small.seed), scenario.strategies[last], small)
    run.advance(MONTHS)
    return {
        "source": source_hash(),
        "llvmlite": made_with(),
        "wasm": binary().sha256,
        "run": {"families": FAMILIES, "months": MONTHS, "strategy": last},
        "end": end_hash(run),
    }


def end_hash(run: Run) -> str:
    """Return a hash of a run's families and book, as 16 digits."""
    accounts = len(run.accounts)
    parts = [run.families, *(getattr(run.state, name) for name in BOOK)]
    rows = [one if name in ("tallies", "funnel") else one[:accounts] for name, one in zip(BOOK, parts[1:], strict=True)]
    return hash_of(np.ascontiguousarray(one).view(np.ndarray).tobytes() for one in (parts[0], *rows))


def hash_of(parts: Iterable[bytes]) -> str:
    """Return the hash of some bytes, read as words of 32 bits, the last filled up with zeros."""
    low, high = BASIS
    for part in parts:
        for word in np.frombuffer(part + b"\0" * (-len(part) % 4), np.uint32).tolist():
            low = (low ^ word) * PRIMES[0] & 0xFFFFFFFF
            high = (high + word) * PRIMES[1] & 0xFFFFFFFF
    return f"{high:08x}{low:08x}"
