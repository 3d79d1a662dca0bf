"""No two keys of a draw lead to the same numbers: docs/reliability.md F17, on a million keys as a study has them."""

import numpy as np
import pytest
from numba import njit

from famsim.model.chance import word
from famsim.model.draws import Draw
from famsim.model.identity import ids_of
from famsim.runs import chance_seed

KEYS = 1_000_000
BLOCK = 4  # decisions that one block of words serves
LOW_32 = 0xFFFFFFFF


def sample(keys=KEYS):
    """Return distinct keys, each (id, month, seed, block): near each other, as families, months and lucks are.

    Families of some areas and months of entry, by number; every month a life may have; seeds of repetitions; every
    block of named decisions, with those of each child.
    """
    luck = np.random.default_rng(17)
    seeds = np.array([chance_seed(seed, rep) for seed in (0, 1, 2, 2**32) for rep in range(4)], np.uint64)
    entered = [ids_of(area, month, 4_000) for area in (0, 1, 2, 151, 30_000) for month in (-450, -1, 0, 1, 240)]
    ids, months = np.concatenate(entered), np.arange(-450, 700)
    blocks = np.arange((max(Draw) + 5) // BLOCK + 1)
    rows = {"id": ids, "month": months, "seed": seeds, "block": blocks}
    columns = [luck.integers(len(one), size=2 * keys) for one in rows.values()]
    _, first = np.unique(np.ravel_multi_index(columns, [len(one) for one in rows.values()]), return_index=True)
    first = np.sort(first)[:keys]
    return {name: one[column[first]] for (name, one), column in zip(rows.items(), columns, strict=True)}


def blocks_of(word_of, keys):
    """Return the four words of each key, (keys, 4) uint32."""

    @njit
    def work(ids, months, seeds, blocks, found):
        for key in range(ids.size):
            for number in range(4):
                found[key, number] = word_of(ids[key], months[key], seeds[key], 4 * blocks[key] + number)

    found = np.zeros((keys["id"].size, BLOCK), np.uint32)
    work(*(keys[name] for name in ("id", "month", "seed", "block")), found)
    return found


def alike(found):
    """Return how many blocks of words are those of an earlier key."""
    whole = np.ascontiguousarray(found).view([("", found.dtype)] * BLOCK).ravel()
    return whole.size - np.unique(whole).size


@pytest.fixture(scope="module")
def keys():
    return sample()


def test_a_million_keys_have_no_two_numbers_in_common(keys):
    """Blocks of 128 bits: by chance two of a million would be alike once in 10^26 such samples."""
    assert keys["id"].size == KEYS
    assert alike(blocks_of(word, keys)) == 0


@njit
def without_area(family_id, month, seed, decision):
    return word(family_id & LOW_32, month, seed, decision)


@njit
def months_in_a_byte(family_id, month, seed, decision):
    return word(family_id, month & 255, seed, decision)


@njit
def decisions_that_meet(family_id, month, seed, decision):
    return word(family_id, month, seed, decision % 64)


@pytest.mark.parametrize("planted", [without_area, months_in_a_byte, decisions_that_meet])
def test_keys_that_meet_are_found(keys, planted):
    """Planted: a key that forgets the area and month of entry, high months, or later decisions."""
    assert alike(blocks_of(planted, keys)) > 0


def test_repetitions_have_seeds_of_their_own():
    """Those of neighbouring scenario seeds too: a million of them."""
    seeds = {chance_seed(seed, rep) for seed in range(1_000) for rep in range(1_000)}
    assert len(seeds) == KEYS
