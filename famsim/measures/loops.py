"""What is added up over families for many estimates at once: compiled, in one pass, in the order of families.

Sums are taken family by family, as NumPy's `bincount` takes them, so that they are the same to the bit.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from famsim.engine import kernel
from famsim.model.compiling import rule
from famsim.model.couple_month import chance_in, parted_in

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]
Counted = NDArray[np.int32]
FIRST, SECOND, THIRD, CHANGED, LOW, HIGH = range(6)  # of what is summed up: three powers, how many, the ends
SUMMED = 6
ABSENT, NOTHING = -1, -2  # in place of a place


class Changes(NamedTuple):
    """Some rows, `which` (estimates,), of changes above the line and below it, (rows, families)."""

    number: Numbers
    under: Numbers
    which: Places


class Against(NamedTuple):
    """What changes are set against, (estimates, groups): rates, and what they are divided by."""

    rates: Numbers
    least: Numbers


class Taken(NamedTuple):
    """What of each estimate fixed places take away: part (estimates, bins); bin (families,): -1 for none; or nobody."""

    part: Numbers
    bin: Places


@rule
def find_changed(amounts: Numbers, places: Places) -> int:
    """Write where amounts (families,) are not 0 into places (families + 1,), rising; return how many there are.

    Without a branch: which of many families a strategy has changed is what a processor cannot foretell.
    """
    found = 0
    for i in range(amounts.size):
        places[found] = i
        found += amounts[i] != 0.0
    return found


@kernel
def fill_sums(amounts: Numbers, which: Places, member: Places, sums: Numbers) -> None:
    """Add some rows of amounts (rows, families) up by group, into sums (which, groups)."""
    places = np.empty(member.size + 1, np.int64)
    for e in range(which.size):
        row, found = amounts[which[e]], sums[e]
        for i in places[: find_changed(row, places)]:
            found[member[i]] += row[i]


@kernel
def fill_added(changes: Changes, member: Places, against: Against, x: Numbers) -> None:
    """Write what each family adds to each difference into x (estimates, families): 0 where nothing of it changed."""
    number, under, which = changes
    for e in range(which.size):
        above, below, rates, least, row = number[which[e]], under[which[e]], against.rates[e], against.least[e], x[e]
        for i in range(member.size):
            row[i] = (above[i] - rates[member[i]] * below[i]) / least[member[i]]


@kernel
def fill_moments(x: Numbers, member: Places, taken: Taken, least: Numbers, sums: Numbers) -> None:
    """Add up what moments follow from, of x (estimates, families), by group: into sums (SUMMED, estimates, groups).

    least (estimates, groups): what a family adds at least that counts as one that differs.
    """
    places, held = np.empty(member.size + 1, np.int64), np.zeros(member.size, np.bool_)
    held[: taken.bin.size] = taken.bin >= 0
    for e in range(len(x)):
        row, of_row, smallest = x[e], sums[:, e], least[e]
        first, second, third = of_row[FIRST], of_row[SECOND], of_row[THIRD]
        changed, low, high = of_row[CHANGED], of_row[LOW], of_row[HIGH]
        there = 0
        for i in range(member.size):  # without a branch, as in find_changed
            places[there] = i
            there += (row[i] != 0.0) | held[i]
        for i in places[:there]:
            value, group = row[i], member[i]
            about = value - taken.part[e, taken.bin[i]] if held[i] else value
            squared = about * about
            first[group] += about
            second[group] += squared
            third[group] += squared * about
            if value != 0.0:
                changed[group] += abs(value) >= smallest[group]
                low[group] = min(low[group], value)
                high[group] = max(high[group], value)


@kernel
def fill_totals(accounts: Counted, grouped: NDArray[np.int16], groups: Places, totals: Places) -> None:
    """Add the rows of an account book (families, counts) up into totals (groups, counts), in every group of a family.

    grouped (families,): each one's number; groups (numbers, splits): which groups a number belongs to.
    """
    for i in range(len(accounts)):
        row = accounts[i]
        for group in groups[grouped[i]]:
            found = totals[group]
            for count in range(row.size):
                found[count] += row[count]


@kernel
def fill_unions(words: Counted, same: NDArray[np.bool_], counted: bool, first: Counted, later: Places) -> None:
    """Write words (families, months) up to the first parting into first, where the couple is the `same` in both lives.

    later (families,): what is left of partings: expected, in parts of CERTAIN, or `counted`.
    """
    for i in range(len(words)):
        of_pair = same[i]
        for month in range(words.shape[1]):
            word = words[i, month]
            if of_pair:
                first[i, month] = word
                of_pair = not parted_in(word)
            elif counted:
                later[i] += parted_in(word)
            else:
                later[i] += chance_in(word)


@kernel
def add_at(sums: Numbers, places: Places, x: Numbers) -> None:
    """Add x (estimates, families) to sums (estimates, rows) at each family's place; of those without one x is 0."""
    changed = np.empty(places.size + 1, np.int64)
    for e in range(len(x)):
        row, found = x[e], sums[e]
        for i in changed[: find_changed(row, changed)]:
            found[places[i]] += row[i]


@kernel
def fill_places(keys: Places, wanted: Places, x: Numbers, found: Places) -> int:
    """Write where each of some rising keys stands among others that rise into found; return how many are to be added.

    ABSENT: it is not there, but adds something to an estimate, x (estimates, wanted); NOTHING: nor does it.
    """
    at, fresh = 0, 0
    for i in range(wanted.size):
        while at < keys.size and keys[at] < wanted[i]:
            at += 1
        if at < keys.size and keys[at] == wanted[i]:
            found[i] = at
            continue
        found[i] = NOTHING
        for e in range(len(x)):
            if x[e, i] != 0.0:
                found[i] = ABSENT
                fresh += 1
                break
    return fresh


@kernel
def fill_union(ours: Places, theirs: Places, found: Places, source: Places) -> int:
    """Write the union of two rising arrays into found, rising; return how many there are.

    source: where each stands among ours, or, of theirs alone, its place among these behind all of ours.
    """
    a, b, n, fresh = 0, 0, 0, ours.size
    while a < ours.size or b < theirs.size:
        if b >= theirs.size or (a < ours.size and ours[a] <= theirs[b]):
            if b < theirs.size and ours[a] == theirs[b]:
                b += 1
            found[n], source[n] = ours[a], a
            a += 1
        else:
            found[n], source[n] = theirs[b], fresh
            b += 1
            fresh += 1
        n += 1
    return n
