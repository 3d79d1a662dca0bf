"""Random numbers against published answers, an independent implementation, and our own frozen draws."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from types import FunctionType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from famsim.model import chance, luck, philox, quantile
from famsim.model.now import Now

ROOT = Path(chance.__file__).parents[2]
FROZEN = "dde9850fe2bdc03671cc74b39c22dfa46b11c1e3553b7bca261766af80ac1660"

# A straight line over a cell of width h is off by at most h squared / 8 times the curve's second derivative, which for
# the normal quantile z is z / density(z) squared: worst in the last cell of the table, at 16 / 1024.
FURTHEST = 1024**-2 / 8 * -norm.ppf(1 / 64) / norm.pdf(norm.ppf(1 / 64)) ** 2

# Random123 (github.com/DEShawResearch/random123, release 1.14.0), tests/kat_vectors, all lines
# "philox4x32 10": four words of the counter, two of the key, four of the answer.
KNOWN_ANSWERS = """
00000000 00000000 00000000 00000000 00000000 00000000 6627e8d5 e169c58d bc57ac4c 9b00dbd8
ffffffff ffffffff ffffffff ffffffff ffffffff ffffffff 408f276d 41c83b0e a20bc7c6 6d5451fd
243f6a88 85a308d3 13198a2e 03707344 a4093822 299f31d0 d16cfe09 94fdcceb 5001e420 24126ea1
""".strip().splitlines()

words = st.integers(0, 2**32 - 1)
ids = st.integers(0, 2**63 - 1)
months = st.integers(-450, 240)
seeds = st.integers(0, 2**64 - 1)
decisions = st.integers(0, 2000)


def philox_in_plain_integers(counter, key):
    """Return Philox4x32-10 in Python integers, from the paper: Salmon and others (2011), section 3.3."""
    left_0, right_0, left_1, right_1 = counter
    for step in range(10):
        keys = [(k + step * w) % 2**32 for k, w in zip(key, (0x9E3779B9, 0xBB67AE85), strict=True)]
        high_0, low_0 = divmod(left_0 * 0xD2511F53, 2**32)
        high_1, low_1 = divmod(left_1 * 0xCD9E8D57, 2**32)
        left_0, right_0, left_1, right_1 = (
            high_1 ^ right_0 ^ keys[0],
            low_1,
            high_0 ^ right_1 ^ keys[1],
            low_0,
        )
    return left_0, right_0, left_1, right_1


def word_in_plain_integers(family_id, month, seed, decision):
    """Return the word the design asks for, in Python integers."""
    counter = (family_id % 2**32, family_id // 2**32, month + 4096, decision // 4)
    return philox_in_plain_integers(counter, (seed % 2**32, seed // 2**32))[decision % 4]


def moment(family_id, month, seed, **ahead):
    """Return a family's month as the rules see it."""
    return Now(family_id, month, np.uint64(seed), True, 1.0, 1.0, 1.0, **ahead)


@pytest.mark.parametrize("line", KNOWN_ANSWERS)
def test_philox_gives_the_published_answers(line):
    numbers = [int(part, 16) for part in line.split()]
    assert asked(numbers) == tuple(numbers[6:])


def asked(numbers, philox4x32=philox.philox4x32):
    """Return what a Philox answers to four words of the counter and two of the key."""
    c0, c1, c2, c3, *key = (np.uint64(number) for number in numbers[:6])
    return philox4x32(philox.Counter(c0, c1, c2, c3), *key)


def altered(rounds=10, **constants):
    """Return famsim's own Philox in plain Python with another number of rounds or another constant."""
    plain = getattr(philox.philox4x32, "py_func", philox.philox4x32)
    code = plain.__code__
    assert code.co_consts.count(10) == 1
    code = code.replace(co_consts=tuple(rounds if constant == 10 else constant for constant in code.co_consts))
    return FunctionType(code, vars(philox) | constants)


def answers(philox4x32):
    """Return what a Philox answers to the published questions."""
    questions = [[int(part, 16) for part in line.split()] for line in KNOWN_ANSWERS]
    with np.errstate(over="ignore"):
        return [" ".join(f"{int(word):08x}" for word in asked(numbers, philox4x32)) for numbers in questions]


CONSTANTS = ("_MULTIPLIER_0", "_MULTIPLIER_1", "_KEY_STEP_0", "_KEY_STEP_1")


@pytest.mark.parametrize(
    "fault",
    [{"rounds": 9}, {"rounds": 11}, *({name: getattr(philox, name) ^ np.uint64(2)} for name in CONSTANTS)],
    ids=str,
)
def test_an_altered_philox_misses_the_published_answers(fault):
    """One round fewer or more, or one bit of one constant, misses every line; unaltered, none."""
    published = [" ".join(line.split()[6:]) for line in KNOWN_ANSWERS]
    assert answers(altered()) == published
    assert not any(ours == theirs for ours, theirs in zip(answers(altered(**fault)), published, strict=True))


@settings(max_examples=500)
@given(st.tuples(words, words, words, words), st.tuples(words, words))
def test_philox_agrees_with_plain_integers(counter, key):
    ours = asked(counter + key)
    assert ours == philox_in_plain_integers(counter, key)


@settings(max_examples=500)
@given(ids, months, seeds, decisions)
def test_a_word_is_named_by_family_month_seed_and_decision(family_id, month, seed, decision):
    ours = chance.word(family_id, month, np.uint64(seed), decision)
    assert int(ours) == word_in_plain_integers(family_id, month, seed, decision)


@settings(max_examples=500)
@given(ids, months, seeds, decisions)
def test_a_family_draws_the_middle_of_its_word(family_id, month, seed, decision):
    """So a draw is never 0 or 1, and its normal number never infinite."""
    now = moment(family_id, month, seed)
    share = (word_in_plain_integers(family_id, month, seed, decision) + 0.5) / 2**32
    assert chance.uniform(now, decision) == share
    assert chance.keyed_uniform(family_id, month, np.uint64(seed), decision) == share
    assert chance.normal(now, decision) == pytest.approx(norm.ppf(share), abs=FURTHEST)


@settings(max_examples=200)
@given(ids, months, st.integers(1, luck.LUCK_MONTHS) | st.just(luck.LUCK_MONTHS), seeds)
def test_draws_worked_out_ahead_are_those_drawn_one_by_one(family_id, first_month, count, seed):
    """Decisions of every month, those of doors as far as asked for, and their neighbours; filled on dirty memory."""
    ahead_of = np.zeros(1, luck.LUCK)[0]
    ahead_of.uniforms[:] = np.nan
    ahead_of.doors = min(seed % 4, 1)
    for decision in (0, 4 * luck.NEXT_DOOR_BLOCK, 4 * luck.THROUGH_BLOCK)[: seed % 4]:
        luck.make_ready_for(ahead_of, decision)
    assert ahead_of.a_month == (0, 0, 1, luck.DOORS_BLOCKS)[seed % 4]
    luck.look_ahead(ahead_of, family_id, first_month, count, np.uint64(seed))
    for ahead in range(count):
        now = moment(family_id, first_month + ahead, seed, luck=ahead_of, ahead=ahead)
        appended = 4 * luck.APPENDED_BLOCK
        doors, through = 4 * luck.DOOR_BLOCK, 4 * luck.THROUGH_BLOCK
        neighbours = (*range(doors - 1, doors + 9), *range(through - 1, through + 5))
        for decision in (*range(4 * luck.LIFES_BLOCKS + 2), *range(appended - 1, appended + 5), *neighbours):
            one_by_one = chance.keyed_uniform(family_id, first_month + ahead, np.uint64(seed), decision)
            assert chance.uniform(now, decision) == one_by_one


@settings(max_examples=100)
@given(ids, ids, seeds, st.sampled_from([98, 99]))
def test_what_a_family_keeps_for_life_is_the_same_however_often_it_is_asked_for(family_id, other, seed, lasting):
    """On one desk, whoever was asked about before, as without one."""
    desk = np.zeros(1, luck.LUCK)[0]
    for one in (family_id, other, family_id, family_id):
        ahead, alone = (moment(one, 5, seed, luck=there, ahead=0) for there in (desk, None))
        luck.look_ahead(desk, one, 5, 1, np.uint64(seed))
        assert chance.lasting_uniform(ahead, 33, lasting, 0.6) == chance.lasting_uniform(alone, 33, lasting, 0.6)


def test_a_normal_number_is_the_quantile_in_the_tails_and_nearly_so_between():
    """Worked out with SciPy at the draws of 20,000 families: 1e-9 beyond 2.15 SD; within, the table's lines."""
    moments = [moment(family_id, 1, 3) for family_id in range(20_000)]
    quantiles = norm.ppf([chance.uniform(now, 0) for now in moments])
    off = np.abs([chance.normal(now, 0) for now in moments] - quantiles)
    tails = np.abs(quantiles) > -norm.ppf(1 / 64)
    assert off[tails].max() < 1e-9
    assert 1e-5 < off[~tails].max() < FURTHEST


def digest():
    """Return the SHA-256 of the uniform and normal numbers of 10,000 named draws, drawn in four areas."""
    numbers = []
    for i in range(10_000):
        family_id = (i % 4) * 97 << 48 | (4096 - i % 450) << 24 | i // 4
        now = moment(family_id, i % 691 - 450, i % 3 * 6_148_914_691_236_517_205)
        numbers += [chance.uniform(now, i % 300), chance.normal(now, i % 300)]
    return hashlib.sha256(np.array(numbers, dtype="<f8").tobytes()).hexdigest()


def test_frozen_draws():
    """Our own output, not an outside estimate: a change here changes every result ever published."""
    assert digest() == FROZEN


def test_compiled_and_plain_python_give_the_same_bytes():
    """The same draws by plain Python, where a RuntimeWarning (overflow of an integer, say) is an error."""
    code = f"import runpy; print(runpy.run_path({__file__!r})['digest']())"
    command = [sys.executable, "-W", "error::RuntimeWarning", "-c", code]
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1", "PYTHONPATH": str(ROOT)}
    plain = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert plain.stdout.strip() == digest()


def test_the_table_of_quantiles_is_that_of_compiled_code():
    """It is worked out as plain Python, because compiling takes a second of every process: the same to the bit."""
    inner = np.arange(1, len(chance._QUANTILES) - 1)
    compiled = np.array([quantile.normal_quantile(i / chance._CELLS) for i in inner.tolist()])
    assert chance._QUANTILES[inner].tobytes() == compiled.tobytes()
