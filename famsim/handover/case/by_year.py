"""What somebody pays under a plan in each year of the money, and after it, in one cell of the first page."""

from famsim.handover.case.derived import YEARLY
from famsim.handover.case.stakes import BORNE, GRANT
from famsim.handover.case.texts import AFTER, NONE, PHASES, WHOLE, WITHIN
from famsim.handover.case.told import Told
from famsim.model.identity import MONTHS_A_YEAR

MOST, THOUSAND = 4, 1000.0  # years that stand in one cell; pounds
Plan = tuple[str, str]


def in_years(told: Told) -> str:
    """Return "by year", or "in its months" where the money of options does not last the same few whole years."""
    return "by year" if years_of(told) else "in its months"


def years_of(told: Told) -> list[int]:
    """Return the years of the money; none where it lasts no whole years, too many, or differs between options."""
    ends = {
        told.writing.value(PHASES, "last", **money_of(name))
        for name in told.options
        if told.writing.rows(PHASES, **money_of(name))
    }
    return whole_years(ends.pop() if len(ends) == 1 else told.scenario.months if not ends else 0.0)


def money_of(name: str) -> dict[str, object]:
    """Return where the months of an option's money stand."""
    return {"strategy": name, "phase": WITHIN, "measure": "cost"}


def whole_years(months: float) -> list[int]:
    """Return each year to a month; none where it ends within one, or they are too many for a cell."""
    years, rest = divmod(int(months), MONTHS_A_YEAR)
    return list(range(1, years + 1)) if not rest and years <= MOST else []


def year_by_year(told: Told, plan: Plan, who: str) -> str:
    """Return "£26k, £4.2k, £2.1k; £2.8k": each year of the money; after it. A dash where that says no more.

    The first year has what is paid before anybody comes. No grant pays after it. Of an option whose money has no end,
    each year of all where they are few.
    """
    name, phase = plan
    if not told.writing.rows(PHASES, **money_of(name)):
        paid, later = [in_year(told, name, year, who) for year in whole_years(told.scenario.months)], []
    else:
        paid = [in_year(told, name, year, who) for year in years_of(told)] or [in_months(told, name, WITHIN, who)]
        later = [] if who == GRANT else [in_months(told, name, AFTER, who) if phase == WHOLE else NONE]
    if len(paid) + len(later) < 2 or all(one == NONE for one in (*paid, *later)):
        return NONE
    return "; ".join([", ".join(paid), *later])


def in_months(told: Told, name: str, phase: str, who: str) -> str:
    """Return what somebody pays in some months; a dash for nothing."""
    return told.sum_of(BORNE, "pounds", {"strategy": name, "phase": phase, "who": who}, to_two_digits)


def in_year(told: Told, name: str, year: int, who: str) -> str:
    """Return what somebody pays in a year; a dash for nothing."""
    return told.sum_of(YEARLY, "pounds", {"strategy": name, "year": float(year), "who": who}, to_two_digits)


def to_two_digits(pounds: float) -> str:
    """Return "£136k", "£26k", "£4.2k" or "£470": a sum that may be rough, as short as may be."""
    if pounds >= 9_950.0:
        return f"£{pounds / THOUSAND:,.0f}k"
    return f"£{pounds / THOUSAND:.1f}k" if pounds >= 995.0 else f"£{round(pounds, -1):.0f}"
