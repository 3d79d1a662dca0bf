"""The sums of a run side by side: what each family adds to every one of them, and what fixed places take away."""

from collections.abc import Sequence

import numpy as np

from famsim.appraisal.parts import Part
from famsim.measures import Fixed, places_among


def as_rows(parts: Sequence[Part], rows: np.ndarray) -> np.ndarray:
    """Return what families add to each of some sums, (sums, rows); all of theirs are among these rows."""
    found, places = np.zeros((len(parts), rows.size)), {id(rows): np.arange(rows.size)}
    for one, part in zip(found, parts, strict=True):
        if id(part.rows) not in places:
            places[id(part.rows)] = places_among(rows, part.rows)
        one[places[id(part.rows)]] = part.x
    return found


def taken_from(parts: Sequence[Part], x: np.ndarray, rows: np.ndarray, holders: np.ndarray | None) -> Fixed | None:
    """Return what of some sums fixed places take away: of each the mean of the holders among its own families.

    x (sums, rows): as `as_rows` has it; holders (families,): each one's group of fixed size, 0 for none, None where
    nobody is of any (see famsim.measures.places).
    """
    if holders is None:
        return None
    held = np.flatnonzero(holders[rows])
    group, number = holders[rows[held]], int(holders.max(initial=0)) + 1
    of_parts = {id(part.rows): part.rows for part in parts}
    inside = {key: places_among(theirs, rows[held]) >= 0 for key, theirs in of_parts.items()}
    bins = sum((one.astype(np.int64) << place for place, one in enumerate(inside.values())), group << len(inside))
    taken = np.zeros((len(parts), number << len(inside)))
    for row, one, part in zip(taken, x, parts, strict=True):
        there = inside[id(part.rows)]
        sums, here = (np.bincount(group[there], of, number) for of in (one[held[there]], None))
        row[bins[there]] = (sums / np.maximum(here, 1))[group[there]]
    return Fixed(held, bins, taken)
