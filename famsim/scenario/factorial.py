"""The 2x2x2: eight strategies that do, or leave out, three kinds of thing - for staff, for couples, for the system.

Nothing is declared. A scenario is such a design where its strategies say so: each of the three is either left out or
done in one and the same way, and all eight combinations stand there, the first of them nothing. Usual services are the
same under every strategy.
"""

from collections.abc import Mapping
from itertools import combinations
from typing import Any

LEVERS = ("staff", "couples", "system")
Levers = frozenset[str]
OF_A_LEVER: Mapping[str, tuple[str, ...]] = {  # the fields of a strategy that each is made of
    "staff": ("staff_trained",),
    "couples": ("offers",),
    "system": ("pathways", "data_shared", "waits_shortened"),
}


def all_levers() -> tuple[Levers, ...]:
    """Return every combination of the three, nothing first, then one, two and three of them."""
    return tuple(frozenset(some) for size in range(len(LEVERS) + 1) for some in combinations(LEVERS, size))


def called(levers: Levers) -> str:
    """Return what a combination is called: staff x system."""
    return " x ".join(one for one in LEVERS if one in levers)


def done_by(strategy: Any) -> dict[str, Any]:
    """Return what a strategy does of each kind; what is empty is left out of what it does."""
    given = {name: getattr(strategy, name) for fields in OF_A_LEVER.values() for name in fields}
    given["offers"] = tuple(offer for offer in strategy.offers if not offer.usual)
    done = {lever: tuple(given[name] for name in fields) for lever, fields in OF_A_LEVER.items()}
    return {lever: what for lever, what in done.items() if any(what)}


def cells_of(strategies: tuple[Any, ...]) -> dict[Levers, str] | None:
    """Return the name of the strategy of each combination, nothing where the strategies are no 2x2x2."""
    done = [done_by(one) for one in strategies]
    cells = {frozenset(what): one.name for what, one in zip(done, strategies, strict=True)}
    if len(strategies) != len(cells) or set(cells) != set(all_levers()) or done[0]:
        return None
    fullest = max(done, key=len)
    if any(what != fullest[lever] for one in done for lever, what in one.items()):
        return None
    return {levers: cells[levers] for levers in all_levers()} if same_services(strategies) else None


def same_services(strategies: tuple[Any, ...]) -> bool:
    """Say whether all strategies have the same usual services."""
    usual = [tuple(offer for offer in one.offers if offer.usual) for one in strategies]
    return all(one == usual[0] for one in usual)


def signs(effect: Levers) -> dict[Levers, int]:
    """Return the cells that an effect is made of, each with its sign.

    What some levers add together beyond what fewer of them do: the sum over their subsets, with the sign of how many
    are left out. The effects of all subsets of a cell therefore add up to it.
    """
    return {some: (-1) ** len(effect - some) for some in all_levers() if some <= effect}


def effects() -> tuple[Levers, ...]:
    """Return the seven effects: three by themselves, three of two together, one of all three."""
    return all_levers()[1:]
