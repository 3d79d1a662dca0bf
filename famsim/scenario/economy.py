"""The economy of a scenario: multipliers on the rates of the area's money and work, by month."""

from itertools import pairwise
from typing import Annotated, Any, NamedTuple

from famsim.limits import MAX_MONTHS
from famsim.scenario.base import Rule
from famsim.scenario.checks import Where, number, shown, whole, wrong
from famsim.scenario.strict import Strict

MAX_FACTOR = 10
MAX_ROWS = 40

ALLOWED = f"a number from 0 to {MAX_FACTOR}, or rows [from_month, to_month, number] that do not overlap"


class Spell(NamedTuple):
    """From `first` to `last` month of the scenario, both included, a rate is multiplied by `factor`."""

    first: int
    last: int
    factor: float


def read_spells(value: Any) -> tuple[Spell, ...]:
    """Return the spells of a multiplier, in order of month; months outside them have a factor of 1."""
    if not isinstance(value, list | tuple):
        return (Spell(1, MAX_MONTHS, number(value, 0, MAX_FACTOR, allowed=ALLOWED)),)
    if not 1 <= len(value) <= MAX_ROWS:
        raise wrong(f"{len(value)} rows", f"1 to {MAX_ROWS} rows [from_month, to_month, number]")
    spells = sorted(_spell(row, (i,)) for i, row in enumerate(value))
    for before, after in pairwise(spells):
        if after.first <= before.last:
            raise wrong(f"two rows hold month {after.first}", "rows that do not overlap")
    return tuple(spells)


def _spell(row: Any, at: Where) -> Spell:
    if not isinstance(row, list | tuple) or len(row) != 3:
        raise wrong(f"{shown(row)} is not a row", "[from_month, to_month, number]", at)
    first, last = whole(row[0], 1, MAX_MONTHS, at), whole(row[1], 1, MAX_MONTHS, at)
    if last < first:
        raise wrong(f"month {last} comes before month {first}", "[from_month, to_month, number]", at)
    return Spell(first, last, number(row[2], 0, MAX_FACTOR, at))


FACTOR = {"type": "number", "minimum": 0, "maximum": MAX_FACTOR}
MONTH = {"type": "integer", "minimum": 1, "maximum": MAX_MONTHS}
ROW = {"type": "array", "prefixItems": [MONTH, MONTH, FACTOR], "minItems": 3, "maxItems": 3}
ROWS = {"type": "array", "items": ROW, "minItems": 1, "maxItems": MAX_ROWS}
Multiplier = Annotated[tuple[Spell, ...], Rule(read_spells, ALLOWED, {"anyOf": [FACTOR, ROWS]})]
STEADY = (Spell(1, MAX_MONTHS, 1.0),)


class Economy(Strict):
    """Multipliers on the monthly rates of losing a job, finding one and falling into arrears (1 = as now)."""

    job_loss: Multiplier = STEADY
    job_finding: Multiplier = STEADY
    arrears: Multiplier = STEADY

    def factor(self, name: str, month: int) -> float:
        """Return the multiplier `name` in a month of the scenario (from 1)."""
        return next((spell.factor for spell in getattr(self, name) if spell.first <= month <= spell.last), 1.0)
