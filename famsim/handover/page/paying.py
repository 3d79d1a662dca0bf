"""What a strategy pays for staff trained by heads, and navigators: the page itself prices all else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from famsim.runs import figures_in, set_up_pence
from famsim.scenario import Strategy

if TYPE_CHECKING:
    from famsim.population import World


def pence_by_heads(draw: int, strategies: tuple[Strategy, ...], world: World) -> list[int]:
    """Return the pence that each strategy pays by heads in a draw's figures, over the months of a world."""
    p, about = figures_in(draw, tuple(world.overrides.items()), world.own), (world.area.families, world.months)
    return [
        set_up_pence(one, p, *about) - set_up_pence(one.with_(train=(), navigator=None), p, *about)
        if one.train or one.navigator
        else 0
        for one in strategies
    ]
