"""Families at a study's beginning, kept on disk: what takes seconds to live and is always the same.

A file is named by the hash of all that its families follow from, and sealed (famsim.keeping). It holds their records a
block at a time, byte by byte of the record, which packs them to a third. The folder is kept below a limit: what was
used longest ago goes first, but nothing used within the hour, so that a study larger than the limit keeps what fits.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from famsim import keeping
from famsim.engine import Run, Sample, empty_state
from famsim.model.family import FAMILY
from famsim.version import SOLVED, content_hash

FOLDER = "starts"
MOST_BYTES = 3 << 30  # of all files: England's authorities once, and a city's twenty draws many times
FEWEST = 4_000  # families; fewer are soon lived again
BLOCK = 4_096  # families turned at once: they stay in the processor's cache
QUICK = 1  # how hard it is packed


class Whose(NamedTuple):
    """What families follow from: the figures, as fingerprints, that they have lived by; the sample; the seed."""

    kind: str
    figures: tuple[str, ...]
    sample: Sample
    seed: int

    @property
    def file(self) -> str:
        """The file that they are kept in on this machine."""
        made_from = [self.kind, self.figures, self.sample.code, self.sample.k, self.seed]
        return f"{FOLDER}/{self.kind}-{self.sample.code}-{content_hash(SOLVED, made_from)[:32]}.families"


def kept_run(whose: Whose, p: np.recarray, make: Callable[[], Run], to_keep: bool = True) -> Run:
    """Return a run without an account book, under parameters `p`, from the folder or by living it.

    to_keep: whether one that was lived is kept.
    """
    body = keeping.recall(whose.file)
    if body is not None:
        keeping.used(whose.file)
        return unpacked(body, whose, p)
    run = make()
    if to_keep and len(run.families) >= FEWEST:
        body = packed(run)
        if keeping.make_room(FOLDER, len(body), MOST_BYTES):
            keeping.keep(whose.file, body)
    return run


def packed(run: Run) -> bytes:
    """Return a run's families as bytes: a line that says how many and where they stand, then the records."""
    census, families = run.state.census[0], run.families.view(np.ndarray)
    held = [int(places) for places in census.held]
    said = {"families": families.size, "rows": run.state.families.size, "month": run.month, "held": held}
    turned = b"".join(one.T.tobytes() for one in in_blocks(families))
    return json.dumps(said).encode() + b"\n" + zlib.compress(turned, QUICK)


def unpacked(body: bytes, whose: Whose, p: np.recarray) -> Run:
    """Return the run whose families were packed, as it was."""
    line, _, rest = body.partition(b"\n")
    said, turned = json.loads(line), np.frombuffer(zlib.decompress(rest), np.uint8)
    state = empty_state(said["rows"], 0, 0)
    state.census[0].families, state.census[0].held = said["families"], said["held"]
    start = 0
    for block in in_blocks(state.families.view(np.ndarray)[: said["families"]]):
        block[:] = turned[start : start + block.size].reshape(block.shape[::-1]).T
        start += block.size
    return Run(state, p, whose.sample, whose.seed, said["month"])


def in_blocks(families: np.ndarray) -> list[np.ndarray]:
    """Return the memory of some records a block at a time, (families, bytes) uint8, views."""
    memory = families.view(np.uint8).reshape(families.size, FAMILY.itemsize)
    return [memory[first : first + BLOCK] for first in range(0, families.size, BLOCK)]
