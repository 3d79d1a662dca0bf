"""One life with strategies beside it, and each by itself, in plain Python; a program for test_together.

`plain_together.py START [refusals]`: START holds families, parameters (comparator first), months; `refusals`: with a
planted fault, by which a refusal weighs on a family. It prints whether all came out the same.
"""

import sys

import numpy as np

from famsim.engine import Run, Sample, Together, empty_state, with_book
from famsim.model.family import FAMILY
from famsim.model.parameters import PARAMETERS
from famsim.rules.family import support


def beginning(families, p, months):
    """Return a run of some families at month 0, with nobody to come."""
    state = empty_state(2 * families.size, 0, 0)
    state.families[: families.size] = families
    state.census[0].families = families.size
    return Run(with_book(state, months, families.size), p, Sample(0), 1, 0, arrivals_end=0)


def book_of(run):
    """Return all that a finished run holds, as bytes."""
    state = run.state
    arrays = (state.accounts, state.couple_months, state.unions, state.tallies, state.funnel, run.families)
    return [np.ascontiguousarray(one).tobytes() for one in arrays]


def all_alike(families, parameters, months):
    """Say whether every strategy comes out the same together and by itself."""
    ps = [parameters[i : i + 1].view(np.recarray) for i in range(len(parameters))]
    base = beginning(families, ps[0], months)
    together = Together(
        *(getattr(base, name) for name in ("state", "p", "sample", "seed", "month", "economy", "arrivals_end")),
        others=ps[1:],
    )
    together.advance(months)
    alike = []
    for place, p in enumerate(ps):
        alone = beginning(families, p, months)
        alone.advance(months)
        alike.append(book_of(together if place == 0 else together.run_of(place - 1)) == book_of(alone))
    return all(alike)


def weighs(family, now):
    """Do what the rule does, and let it weigh on the family."""
    come_to_nothing(family, now)
    family.strain_short += 0.1


if __name__ == "__main__":
    if "refusals" in sys.argv:
        come_to_nothing, support.come_to_nothing = support.come_to_nothing, weighs
    with np.load(sys.argv[1]) as start:
        families, parameters = start["families"].view(FAMILY), start["parameters"].view(PARAMETERS)
        print("alike" if all_alike(families, parameters, int(start["months"])) else "not alike")
