"""What is looked up of some families by the very rules that they live by: compiled once, kept between runs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from famsim.engine import kernel
from famsim.model.arrays import Row
from famsim.model.chance import keyed_uniform
from famsim.model.draws import Draw
from famsim.model.now import Now
from famsim.model.policy import FEATURES, MAX_DOORS
from famsim.model.records import Family, Parameters
from famsim.rules.family.contact import at_the_door
from famsim.rules.family.need import feature
from famsim.rules.family.observe import chance_below
from famsim.rules.family.support import willingness

N_FEATURES = len(FEATURES)


@kernel
def fill_features(families: Row[Family], month: int, found: NDArray[np.float64]) -> None:
    """Write every feature of each family at the end of a month into found, (families, FEATURES)."""
    for i in range(families.size):
        now = Now(families[i].family_id, month, np.uint64(0), True, 1.0, 1.0, 1.0)
        for which in range(N_FEATURES):
            found[i, which] = feature(families[i], which, now)


@kernel
def fill_dissatisfied(families: Row[Family], p: Row[Parameters], found: NDArray[np.float64]) -> None:
    """Write each parent's chance of reporting a distressed relationship (DAS-type cut) into found, (families, 2)."""
    for i in range(families.size):
        found[i, 0] = chance_below(families[i].mother, p[0].measure.cut_das, p[0])
        found[i, 1] = chance_below(families[i].other, p[0].measure.cut_das, p[0])


@kernel
def fill_luck(ids: NDArray[np.int64], months: NDArray[np.int64], seed: np.uint64, found: NDArray[np.float64]) -> None:
    """Write each family's luck in whether both parents agree to take part, in a month each, into found."""
    for i in range(ids.size):
        found[i] = keyed_uniform(ids[i], months[i], seed, Draw.BOTH_AGREE)


@kernel
def fill_doors(
    families: Row[Family], when: tuple[int, np.uint64], p: Row[Parameters], found: NDArray[np.bool_]
) -> None:
    """Write at which doors each family is in a month into found, (families, MAX_DOORS); when: it, and luck's seed."""
    month, seed = when
    for i in range(families.size):
        now = Now(families[i].family_id, month, seed, True, 1.0, 1.0, 1.0)
        for door in range(found.shape[1]):
            found[i, door] = at_the_door(families[i], door, now, p[0])


@kernel
def fill_willing(families: Row[Family], p: Row[Parameters], found: NDArray[np.float64]) -> None:
    """Multiply found, (programmes, families), by each family's chance of saying yes to each programme."""
    for i in range(families.size):
        for which in range(found.shape[0]):
            found[which, i] *= willingness(families[i], p[0].programmes[which], p[0])


@kernel
def fill_keyed(ids: NDArray[np.int64], when: tuple[int, int, np.uint64], found: NDArray[np.float64]) -> None:
    """Write each family's luck in a decision into found; when: the month, the decision and the seed."""
    month, decision, seed = when
    for i in range(ids.size):
        found[i] = keyed_uniform(ids[i], month, seed, decision)


def keyed(ids: np.ndarray, month: int, decision: int, seed: int) -> np.ndarray:
    """Return each family's luck in a decision of a month, between 0 and 1: of no other family's concern.

    decision: of the rules' own (famsim.model.draws), or above all of them.
    """
    found = np.empty(ids.size)
    fill_keyed(np.ascontiguousarray(ids, np.int64), (month, decision, np.uint64(seed)), found)
    return found


def features_of(families: np.recarray, month: int) -> np.ndarray:
    """Return every feature of families at the end of a month, (families, FEATURES) float64."""
    found = np.empty((families.size, N_FEATURES))
    fill_features(families, month, found)
    return found


def dissatisfied(families: np.recarray, p: np.recarray) -> np.ndarray:
    """Return each parent's chance, 0 to 1, of reporting a distressed relationship, (families, 2) float64."""
    found = np.empty((families.size, 2))
    fill_dissatisfied(families, p, found)
    return found


def at_doors(families: np.recarray, when: tuple[int, int], p: np.recarray) -> np.ndarray:
    """Return at which doors families are in a month as they stand at its end, (families, MAX_DOORS) bool.

    when: the month, and the seed of their luck.
    """
    found = np.zeros((families.size, MAX_DOORS), np.bool_)
    fill_doors(families, (when[0], np.uint64(when[1])), p, found)
    return found


def would_come(families: np.recarray, when: tuple[int, int], doors: np.ndarray, p: np.recarray) -> np.ndarray:
    """Return each family's chance, 0 to 1, of being met at one of each programme's doors in a month and saying yes.

    when: the month, at whose end the families stand as they do, and the seed of their luck. doors (programmes, doors)
    bool, of the first programmes of `p`. Returns (programmes, families) float64. Staff notice everybody.
    """
    both = np.array([as_many_as_needed(programme) for programme in p[0].programmes[: len(doors)]])
    there = at_doors(families, when, p)[:, : doors.shape[1]]
    found: np.ndarray = both[:, None] * (there[None] & doors[:, None]).any(axis=2)
    fill_willing(families, p, found)
    return found


def as_many_as_needed(programme: np.record) -> float:
    """Return the chance that both parents take part where a programme needs both; 1 where one is enough."""
    return float(programme.both_take_part) if programme.needs_both > 0.0 else 1.0


def both_would_come(programme: np.record, ids: np.ndarray, months: np.ndarray, seed: int) -> np.ndarray:
    """Say in which families both parents take part in a programme, by their own luck in a month each.

    A programme that needs both has both.
    """
    luck = np.empty(ids.size)
    fill_luck(np.ascontiguousarray(ids), months.astype(np.int64), np.uint64(seed), luck)
    return np.asarray((programme.needs_both > 0.0) | (luck < programme.both_take_part))
