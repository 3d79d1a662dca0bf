"""How many births so many families of the model can have, and what is done where an area's figures ask for others.

The model's families are as many each year as the last, and each has a child at least and five at most. Where infants
have moved further than that beside families counted in 2011, the newer figure counts: families are taken as fewer, or
more, as far as their own width allows. What then is still missing is said.
"""

from famsim.areas.profiles import AreaProfile

LEAST, MOST = 0.077, 0.14  # infants a year for each family that the model can come to, whatever the area (see tests)


def families_that_fit(families: int, infants: float, widen: float) -> int:
    """Return families that can have so many infants, as far as `widen` (a factor either way) allows."""
    fits = min(max(families, infants / MOST), infants / LEAST)
    return round(min(max(fits, families / widen), families * widen))


def births_beside(area: AreaProfile) -> float:
    """Return how many times an area's infants the births are that its families will come to; 1 where they can be had.

    Above 1: too many births; below 1: too few.
    """
    of_each = area.infants / area.families
    return min(max(of_each, LEAST), MOST) / of_each
