"""A child on the way: whose it is, noted at its conception, whoever lives there when it is born."""

from __future__ import annotations

from famsim.model.compiling import rule
from famsim.model.now import Now
from famsim.model.records import Family, Parameters
from famsim.rules.family.calendar import PREGNANCY, together


@rule
def expect_child(family: Family, now: Now, p: Parameters) -> None:
    """Note when a child conceived now is due, whose it is and what it has of its other parent.

    Of two who live together it is theirs; of a mother without a partner, the parent's who lives elsewhere. A parting
    or a new partner before the birth changes neither.
    Leaves out: another father than the one elsewhere, of a child conceived while the mother lives without a partner;
    after a later union it has the later partner's part all the same, for the first one's is not kept.
    """
    family.due_month = now.month + PREGNANCY
    child = family.children[family.n_children]
    child.of_later_union = together(family) and family.elsewhere != 0
    child.trait = other_parents_part(family, p)


@rule
def other_parents_part(family: Family, p: Parameters) -> float:
    """Return what a child's lasting part shares with its other parent's history and proneness, in its SD."""
    return p.children.per_history * family.other.history + p.children.per_proneness * family.other.proneness
