"""Two sums of the same families, gathered as what strategies cost is: a bundle, and how they vary together."""

import numpy as np

from famsim.measures import Bundle, Quotient, Roll, added_to_totals, taken_away, undivided

NAMES = ("above", "under")


def two_sums(*runs):
    """Return the sums of some runs: of each of the two, how much in all, what each family adds, and the most it may."""
    roll, bundle, found = Roll(), Bundle(NAMES, alone=False), Quotient()
    for sums, each, most in runs:
        families = len(each[0])
        roll.call(np.arange(families, dtype=np.int64), undivided(families))
        rows = np.flatnonzero(np.any(each, axis=0))
        x, some = np.array(each, np.float64)[:, rows], undivided(families).among(rows)
        fixed = taken_away(x, None, some, [False] * len(NAMES))
        added = added_to_totals(np.array(sums, np.float64)[:, None], x, np.array(most, np.float64), some, fixed)
        bundle.add(roll, added)
        found.share(added.left_to_chance(0), added.left_to_chance(1), families)
    return found.sums(*(bundle.ledger(name) for name in NAMES), roll)
