"""Who comes to a door, in the words of `who`: from the doors' rows, whatever their figures are drawn as."""

from collections.abc import Iterator
from functools import cache

from famsim.evidence import Asked, the_doors
from famsim.model.identity import MONTHS_A_YEAR
from famsim.model.policy import FEATURES
from famsim.scenario.agreeing import SOME, YES, Families, in_words
from famsim.scenario.conditions import Condition
from famsim.scenario.register import package_figures

Kind = tuple[Condition, ...]  # all of these
WITH_CHILD = Condition("children", *SOME)
# what of a family a fact that doors alone ask for says in those words
SAYS = {
    "eldest_months": WITH_CHILD,
    "months_apart": Condition("parent_elsewhere", *YES),
    "months_since_parting": Condition("apart", *YES),
}


@cache
def seen_at(door: str) -> tuple[Kind, ...]:
    """Return the kinds of families of whom some come to a door of the register, by itself or through others."""
    rows = the_doors()[door]
    own = [tuple(said for row in way.asks for said in in_who(row)) for way in rows.ways]
    through = [kind for other in rows.through for kind in seen_at(other)]
    return tuple(dict.fromkeys([*own, *through]))


def in_who(row: Asked) -> Iterator[Condition]:
    """Yield what one row says of a family, as wide as the figures that it names may be."""
    low, high = (figure_end(end, place) for place, end in enumerate((row.low, row.high)))
    if row.fact in FEATURES:
        yield Condition(row.fact, low, high)
    elif row.fact == "youngest_months":
        yield Condition("youngest_age", low / MONTHS_A_YEAR, min(high / MONTHS_A_YEAR, FEATURES["youngest_age"].high))
        yield WITH_CHILD
    elif row.fact in SAYS:
        yield SAYS[row.fact]


def figure_end(given: float | str, place: int) -> float:
    """Return a bound, or the end of the range of the figure that it names: 0 for the low one, 1 for the high one."""
    if not isinstance(given, str):
        return given
    figure = package_figures()[f"doors.{given}"]
    return float((figure.low, figure.high)[place])


def comes_to(families: Families, door: str) -> bool:
    """Say whether any of some families may come to a door."""
    return any(families.may_be(kind) for kind in seen_at(door))


def whom_it_sees(door: str) -> str:
    """Return whom a door sees, as a scenario would write it."""
    return " or ".join(" and ".join(map(in_words, kind)) for kind in seen_at(door))
