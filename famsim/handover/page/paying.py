"""What the page's script has to know to price a strategy that a room changes: pence of each draw, from its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from famsim.model.policy import DOORS
from famsim.runs import PENCE, figures_in, set_up_pence
from famsim.scenario import Strategy

THOUSAND = 1000.0  # families, to whose number the register counts staff

if TYPE_CHECKING:
    import numpy as np

    from famsim.population import World


def pence_of_draw(draw: int, strategies: tuple[Strategy, ...], world: World) -> dict[str, Any]:
    """Return the pence of a draw: of a share of staff trained, a pathway, a talk, a session, a specialist's response.

    staff: at each door in the whole area. by_heads: what each strategy pays for staff trained by heads, and navigators.
    """
    p = figures_in(draw, tuple(world.overrides.items()), world.own)
    families = world.area.families
    return {
        "training": in_pence(p.costs.training),
        "pathway": in_pence(p.costs.pathway_opening),
        "staff": [float(p.staff.at_door[DOORS.index(door)]) * families / THOUSAND for door in DOORS],
        "talk": (1.0 + float(p.support.asked_again_at_most)) * float(p.costs.conversation + p.costs.referral) * PENCE,
        "specialist": float(p.costs.specialist) * PENCE,
        "sessions": [sessions_pence(p.programmes[row]) for row in range(len(world.programmes))],
        "by_heads": [by_heads(one, p, families, world.months) for one in strategies],
    }


def sessions_pence(programme: np.record) -> float:
    """Return the most pence that a family's sessions cost, with a booster."""
    return float((programme.sessions + 1.0) * programme.cost_per_session) * PENCE


def by_heads(strategy: Strategy, p: np.record, families: int, months: int) -> int:
    """Return the pence that a strategy pays for staff trained by heads, and navigators."""
    shares = strategy.staff_trained.items()
    heads = [round(float(p.staff.at_door[DOORS.index(door)]) * families / THOUSAND * share) for door, share in shares]
    others = sum(heads) * in_pence(p.costs.training) + len(strategy.pathways) * in_pence(p.costs.pathway_opening)
    return set_up_pence(strategy, p, families, months) - others


def in_pence(pounds: float) -> int:
    """Return whole pence."""
    return round(float(pounds) * PENCE)
