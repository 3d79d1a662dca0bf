"""The staff board of a strategy, at the register's central figures: who is trained, whose skill lapsed, who left.

Leaves out: the spread between draws; what staff do for families is lived in each draw's own figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from famsim.model.policy import DOORS, ROLES
from famsim.population import STATES, Workforce, hours_with_families, workforce
from famsim.runs.costs import figures_in
from famsim.runs.staff_costs import PENCE, cheaper_from, fee, kind_of

if TYPE_CHECKING:
    import numpy as np

    from famsim.population import World
    from famsim.scenario import Strategy, Training


def by_heads(strategy: Strategy) -> bool:
    """Say whether a strategy trains staff by heads, or has navigators."""
    return bool(strategy.train) or strategy.navigator is not None


def central(world: World) -> np.record:
    """Return the register's central figures, as a world's scenario sets them."""
    return figures_in(0, tuple(world.overrides.items()), world.own)


def staff_of(strategy: Strategy, world: World) -> Workforce:
    """Return the staff of a world under a strategy."""
    return workforce(strategy, central(world), world.area.families, world.months)


def board_rows(strategy: Strategy, world: World) -> list[dict[str, Any]]:
    """Return a row a month, door and role: heads in each state; left and joined since month 0; share and culture."""
    staff = staff_of(strategy, world)
    return [
        {"strategy": strategy.name, "month": month + 1, "door": DOORS[door], "role": role}
        | {state: int(heads) for state, heads in zip(STATES, staff.heads[month, place, of], strict=True)}
        | {"does_as_trained": float(staff.trained[month, door]), "culture": float(staff.culture[month, place])}
        for place, door in enumerate(staff.doors)
        for of, role in enumerate(ROLES)
        for month in range(world.months)
    ]


def course_rows(strategy: Strategy, world: World) -> list[dict[str, Any]]:
    """Return a row for each line of training: places, places filled, by role; pounds of fees for each trained.

    cheaper_from: the month from which handing a course on has cost no more than buying as many places; None where it is
    not handed on, or never.
    """
    p, staff = central(world), staff_of(strategy, world)
    return [course_row(strategy, place, line, staff, p) for place, line in enumerate(strategy.train)]


def course_row(strategy: Strategy, place: int, line: Training, staff: Workforce, p: np.record) -> dict[str, Any]:
    """Return the row of one line of training."""
    door, course = DOORS.index(line.door), [one for one in strategy.train if one.door == line.door].index(line)
    lessons = [one.taught for one in staff.lessons if (one.door, one.taught.course) == (door, course)]
    filled, kind = sum(one.filled for one in lessons), kind_of(strategy, door, course)
    pence = sum(one.filled * fee(kind, one.generation, p) for one in lessons)
    own = [one for one in lessons if one.generation == 0]
    by_role = own[0].by_role if own else (0,) * len(ROLES)
    return {
        "strategy": strategy.name,
        "course": place + 1,
        "door": line.door,
        "kind": line.kind,
        "begins": line.begins,
        "offered": sum(one.offered for one in lessons),
        "filled": filled,
        **{f"filled_{role}s": heads for role, heads in zip(ROLES, by_role, strict=True)},
        "handed_on": filled - sum(one.filled for one in own),
        "fee_each": pence / PENCE / filled if filled else float("nan"),
        "cheaper_from": float(cheaper_from(strategy, staff, place, p) or "nan"),
    }


def week_rows(strategy: Strategy, world: World) -> list[dict[str, Any]]:
    """Return the hours a month of a strategy's navigators: in all, for advice, for families, and those taken."""
    if strategy.navigator is None:
        return []
    p, week, sees = central(world), staff_of(strategy, world).week, strategy.navigator.sees
    offers = [one for one in strategy.offers if one.programme == sees and not one.usual]
    sessions = float(p.programmes["sessions"][world.programmes.index(sees)]) if sees else 0.0
    taken = sum(hours_with_families(one.places_a_month or 0.0, sessions, p) for one in offers)
    hours = {"hours": week.hours, "advising": week.advising, "families": week.families, "families_taken": taken}
    return [{"strategy": strategy.name} | hours]


def training_rows(strategy: Strategy, world: World) -> list[dict[str, Any]]:
    """Return what training by heads came to: how many in all, and of them by the last month who still do it."""
    if not strategy.train:
        return []
    staff = staff_of(strategy, world)
    last = {state: int(staff.heads[-1, :, :, place].sum()) for place, state in enumerate(STATES)}
    filled = sum(one.taught.filled for one in staff.lessons)
    at_the_end = {name: last[name] for name in ("trained", "lapsed", "left")}
    return [{"strategy": strategy.name, "filled": filled} | at_the_end]
