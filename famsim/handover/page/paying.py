"""What a strategy pays for staff trained by heads, and for navigators' posts in full: the page itself prices all else.

Of a post the page takes off what the price of sessions holds of its pay, which goes by the places that the room has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from famsim.runs import figures_in, set_up_pence
from famsim.scenario import Strategy

if TYPE_CHECKING:
    from famsim.population import World


def pence_by_heads(draw: int, strategies: tuple[Strategy, ...], world: World) -> list[int]:
    """Return the pence that each strategy pays by heads in a draw's figures, over the months of a world."""
    p = figures_in(draw, tuple(world.overrides.items()), world.own)
    about = (world.area.families, world.months, world.programmes)
    return [
        set_up_pence(in_full(one), p, *about) - set_up_pence(one.with_(train=(), navigator=None), p, *about)
        if one.train or one.navigator
        else 0
        for one in strategies
    ]


def in_full(strategy: Strategy) -> Strategy:
    """Return a strategy whose navigators see no offer's families, so that no price of a session holds their pay."""
    sees = strategy.navigator.sees if strategy.navigator else None
    return strategy if sees is None else strategy.with_(navigator={"sees": None})
