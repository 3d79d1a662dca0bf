"""Support from others, inside and outside the family: lasting, and less after a parting, a move or in illness."""

from __future__ import annotations

from famsim.model.chance import uniform
from famsim.model.compiling import rule
from famsim.model.draws import Draw
from famsim.model.now import Now
from famsim.model.records import Family, Parameters
from famsim.rules.family.calendar import together


@rule
def supported(family: Family) -> float:
    """Return the support from others that a family has this month, in SD of what is lasting."""
    return family.support + family.support_moved


@rule
def network_moves(family: Family, now: Now, p: Parameters) -> None:
    """Let what has moved a family's support from others heal with time, and lose some to illness, a parting or a move.

    Leaves out: moves to another place, whom families move to, and groups and hubs that would raise it: no
    programme has a channel for support from others.
    """
    ill = family.mother.ill + (family.other.ill if together(family) else 0)
    moved = p.network.carry * family.support_moved - (1.0 - p.network.carry) * p.network.lost_when_ill * ill
    if family.parted_month == now.month - 1:
        moved -= p.network.lost_at_parting
    if uniform(now, Draw.MOVES_HOUSE) < p.network.moves_house:
        moved -= p.network.lost_at_move
    family.support_moved = moved
