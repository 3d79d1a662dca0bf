"""What help any strategy of a scenario offers, and at which doors."""

from famsim.errors import FamsimError
from famsim.scenario import Scenario, kind_in


def programmes_of(scenario: Scenario) -> tuple[str, ...]:
    """Return the programmes that any strategy offers, in order of first mention; FamsimError if there is none."""
    named = [offer.programme for strategy in scenario.strategies for offer in strategy.offers]
    if not named:
        raise FamsimError(
            f"scenario {scenario.name}: no strategy makes an offer, so there is no help to move in time; "
            "give at least one [[strategy]] a [[strategy.offer]]"
        )
    return tuple(dict.fromkeys(named))


def for_couples(scenario: Scenario) -> tuple[str, ...]:
    """Return those of them that couples may take: help is moved in time about what happens to couples alone.

    FamsimError where all are for parents apart.
    """
    programmes = programmes_of(scenario)
    if found := tuple(name for name in programmes if kind_in(name, scenario).couples):
        return found
    raise FamsimError(
        f"scenario {scenario.name}: {', '.join(programmes)}: for parents who live apart, and help is moved in time "
        "about what happens to couples; allowed: an offer for couples among them (`famsim programmes` says which are)"
    )


def doors_of(scenario: Scenario, programmes: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """Return the doors at which any strategy offers each programme."""
    offers = [offer for strategy in scenario.strategies for offer in strategy.offers]
    return tuple(
        frozenset(door for offer in offers if offer.programme == name for door in offer.found) for name in programmes
    )
