"""What somebody pays under a plan in each year of the money, and after it, in one cell of the first page."""

from collections.abc import Sequence

from famsim.handover.case.derived import YEARLY
from famsim.handover.case.stakes import BORNE, GRANT
from famsim.handover.case.texts import AFTER, NONE, PHASES, WHOLE, WITHIN, Plan
from famsim.handover.case.told import POUND, Told
from famsim.model.identity import MONTHS_A_YEAR

MOST, THOUSAND, TWO_DIGITS = 4, 1000.0, 99.5  # years that stand in one cell; pounds; what is printed to the pound


def in_years(told: Told) -> str:
    """Return "by year", or "in its months" where the money of some option cannot be told by year."""
    return "by year" if by_years(told) else "in its months"


def by_years(told: Told) -> bool:
    """Say whether the money of every option that costs anything is told by year, so that a row has cells of one kind.

    It lasts a few whole years, those that have an end the same.
    """
    there = [name for name in told.options if costs(told, name)]
    ends = {last_of(told, name) for name in there if has_end(told, name)}
    return len(ends) < 2 and all(whole_years(last_of(told, name)) for name in there)


def last_of(told: Told, name: str) -> float:
    """Return the last month of an option's money; the last of all where it has no end."""
    if not has_end(told, name):
        return float(told.scenario.months)
    return told.writing.value(PHASES, "last", **cost_in(name, WITHIN))


def has_end(told: Told, name: str) -> bool:
    """Say whether an option's money has an end."""
    return bool(told.writing.rows(PHASES, **cost_in(name, WITHIN)))


def costs(told: Told, name: str) -> bool:
    """Say whether an option costs a pound or more, or spares one."""
    where = cost_in(name, WHOLE)
    return bool(told.writing.rows(PHASES, **where)) and abs(told.writing.value(PHASES, "estimate", **where)) >= POUND


def cost_in(name: str, phase: str) -> dict[str, object]:
    """Return where stands what an option costs in some months."""
    return {"strategy": name, "phase": phase, "measure": "cost"}


def whole_years(months: float) -> list[int]:
    """Return each year to a month; none where it ends within one, or they are too many for a cell."""
    years, rest = divmod(int(months), MONTHS_A_YEAR)
    return list(range(1, years + 1)) if not rest and years <= MOST else []


def year_by_year(told: Told, plan: Plan, who: str, plans: Sequence[Plan]) -> str:
    """Return "£26k, £4.2k, £2.1k; £2.8k": each year of the money, or its one sum; after it. A dash for nothing.

    The first year has what is paid before anybody comes. No grant pays after it. A dash too where no plan's cell would
    say more than the one sum that stands above it. plans: those of the row, this one too.
    """
    of = {one: paid_in_time(told, one, who) for one in plans}
    if not any(len(paid) > 1 or later != NONE for paid, later in of.values()):
        return NONE
    paid, later = of[plan]
    if all(one == NONE for one in (*paid, later)):
        return NONE
    return ", ".join(paid) if who == GRANT else f"{', '.join(paid)}; {later}"


def paid_in_time(told: Told, plan: Plan, who: str) -> tuple[list[str], str]:
    """Return what somebody pays in each year of a plan's money, or in all its months, and after it."""
    name, phase = plan
    ends = has_end(told, name)
    years = whole_years(last_of(told, name)) if by_years(told) else []
    paid = [in_year(told, name, year, who) for year in years]
    later = in_months(told, name, AFTER, who) if ends and phase == WHOLE and who != GRANT else NONE
    return paid or [in_months(told, name, WITHIN if ends else WHOLE, who)], later


def in_months(told: Told, name: str, phase: str, who: str) -> str:
    """Return what somebody pays in some months; a dash for nothing."""
    return told.sum_of(BORNE, "pounds", {"strategy": name, "phase": phase, "who": who}, to_two_digits)


def in_year(told: Told, name: str, year: int, who: str) -> str:
    """Return what somebody pays in a year; a dash for nothing."""
    return told.sum_of(YEARLY, "pounds", {"strategy": name, "year": float(year), "who": who}, to_two_digits)


def to_two_digits(pounds: float) -> str:
    """Return "£136k", "£26k", "£4.2k", "£470" or "£3": a sum that may be rough, as short as may be."""
    if pounds >= 9_950.0:
        return f"£{pounds / THOUSAND:,.0f}k"
    if pounds >= 995.0:
        return f"£{pounds / THOUSAND:.1f}k"
    return f"£{round(pounds, -1 if pounds >= TWO_DIGITS else None):.0f}"
