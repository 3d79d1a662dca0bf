"""On what the choice between options hangs, by estimates alone: who pays later, by what they are to be measured."""

import math

from famsim.handover.case.derived import CARRIED, EVERYONE
from famsim.handover.case.phases import comes_later
from famsim.handover.case.preferred import BY_CHILD_MONTH, BY_FAMILY, ranked
from famsim.handover.case.texts import PHASES, WITHIN
from famsim.handover.case.told import Told
from famsim.handover.case.turning import nearest_number
from famsim.writing import pounds_in_short


def hangs(told: Told) -> str:
    """Return on what it hangs; "" where an area's options are not ranked, or are one."""
    if told.kept.illustrative or len(told.options) < 2:
        return ""
    said = [one for one in (for_each_family(told), nearest_number(told), for_each_month(told)) if one]
    return f"**On what the choice hangs,** by estimates alone. {' '.join(said)}" if said else ""


def for_each_family(told: Told) -> str:
    """Return which option costs least for each family that comes, and on whose paying later that hangs."""
    leads, first = leader(told), leader_in_its_months(told)
    if not leads:
        return ""
    costs = f"For each family that comes {told.called(leads)} costs least"
    if first in ("", leads):
        return f"{costs}."
    if not comes_later(told, leads):
        return f"{costs} in all months, {told.called(first)} in the months of the money."
    later = told.writing.number(CARRIED, "pounds", pounds_in_short, strategy=leads, who=EVERYONE)
    return f"{costs} if {later} is paid later; if not, {told.called(first)} does."


def leader(told: Told) -> str:
    """Return which option costs least for each family that comes in all months; "" for none."""
    return next(iter(ranked(told, BY_FAMILY)[0]), "")


def leader_in_its_months(told: Told) -> str:
    """Return which costs least for each who comes in the months of the money; "" where not all options have such."""
    where: dict[str, object] = {"phase": WITHIN, "measure": "per_come"}
    if not all(told.writing.rows(PHASES, strategy=name, **where) for name in told.options):
        return ""
    each = {name: told.writing.value(PHASES, "estimate", strategy=name, **where) for name in told.options}
    known = {name: pounds for name, pounds in each.items() if math.isfinite(pounds)}
    return min(known, key=lambda name: known[name], default="")


def for_each_month(told: Told) -> str:
    """Return which option costs least for each month in harm that a child is spared; "" for none."""
    leads = next(iter(ranked(told, BY_CHILD_MONTH)[0]), "")
    return f"For each month in harm spared {told.called(leads)} costs least." if leads else ""
