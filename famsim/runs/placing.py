"""Families given a place in a programme by whoever chose them, whatever doors and lists would say, lived on alone."""

from dataclasses import dataclass

import numpy as np

from famsim.engine import Run
from famsim.runs.arms import both_take_part, helped_state
from famsim.runs.moved import NO_ARRIVALS, Fork, prescribed

WITHOUT, WITH = 0, 1  # the arm that helped_state gives nothing to, and the first that it does


@dataclass(frozen=True)
class Given:
    """A place that families are given, and how the programme reaches them; None: as the register has it.

    row: of the programme in the parameters. begins: months until the first session. dose: the share of the whole
    programme that everybody has, at every session; None: who comes, attends and stays, has that. both: whether both
    parents take part. screened: families were screened for violence before, so that the programme does not again.
    times: how many times the effects that the parameters have.
    """

    row: int
    begins: int = 1
    dose: float | None = None
    comes: float | None = None
    attendance: float | None = None
    drops_out: float | None = None
    both: bool | None = None
    screened: bool = False
    times: float = 1.0


def given_to(start: Run, families: np.ndarray, given: Given | None, seed: int, months: int) -> Run:
    """Return some families of a start as a run of their own for so many months: with a place, or without any help.

    Nobody enters, and nothing is shared. Each family's row in the book is its place among those given.
    """
    n = families.size
    fork = Fork(start.month, 0, families, np.zeros(n, np.int64), np.zeros((1, n)))
    nobody = np.zeros((1, n), np.bool_)
    p = prescribed(start, () if given is None else (given.row,))
    if given is None:
        state = helped_state(fork, [WITHOUT], 0, nobody[:0], start.month + months)
    else:
        state = helped_state(fork, [WITH], 0, both_of(fork, given, p, seed), start.month + months)
        state.families["start_month"] += given.begins - 1
        deliver(p, given)
    return Run(state, p, start.sample, seed, start.month, start.economy, NO_ARRIVALS)


def left_to_doors(start: Run, families: np.ndarray, seed: int, months: int) -> Run:
    """Return some families of a start as a run of their own for so many months, under the start's own policy.

    They come to doors as they do; nobody is given a place beforehand. Nobody enters, and nothing is shared with other
    families. Each family's row in the book is its place among those given.
    """
    n = families.size
    fork = Fork(start.month, 0, families, np.zeros(n, np.int64), np.zeros((1, n)))
    state = helped_state(fork, [WITHOUT], 0, np.zeros((0, n), np.bool_), start.month + months)
    return Run(state, start.p.copy(), start.sample, seed, start.month, start.economy, NO_ARRIVALS)


def both_of(fork: Fork, given: Given, p: np.recarray, seed: int) -> np.ndarray:
    """Say in which families both parents take part, (1, families)."""
    if given.both is not None:
        return np.full((1, fork.families.size), given.both)
    return both_take_part(fork, (given.row,), p, seed)


def deliver(p: np.recarray, given: Given) -> None:
    """Set in the parameters how a programme reaches those who have a place."""
    programme, support = p[0].programmes[given.row], p[0].support
    if given.screened:
        programme.screened = 0.0
    for channel in programme.full.dtype.names:
        programme.full[channel] *= given.times * (1.0 if given.dose is None else given.dose)
    if given.dose is not None:
        support.comes_to_first_session = support.attendance_poor = programme.attendance = 1.0
        programme.drops_out = 0.0
    if given.comes is not None:
        support.comes_to_first_session = given.comes
    for name in ("attendance", "drops_out"):
        if getattr(given, name) is not None:
            programme[name] = getattr(given, name)
