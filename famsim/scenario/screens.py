"""Which programmes of a strategy ask about violence first, and which take in families without asking."""

from typing import NamedTuple

from famsim.scenario.budget import own_offers
from famsim.scenario.effects import figure
from famsim.scenario.schema import Scenario


class Screens(NamedTuple):
    """Programmes of a strategy that have a screen for violence, and those that have none, in the file's order."""

    screened: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


def screens_of(name: str, scenario: Scenario) -> Screens:
    """Return the programmes that every strategy of a name offers beside usual services; these where it has no other."""
    named = [one for one in scenario.strategies if one.name == name]
    offers = [offer for one in named for offer in own_offers(one)] or [offer for one in named for offer in one.offers]
    found = dict.fromkeys(offer.programme for offer in offers)
    screened = tuple(one for one in found if is_screened(one, scenario))
    return Screens(screened, tuple(one for one in found if one not in screened))


def is_screened(programme: str, scenario: Scenario) -> bool:
    """Say whether a programme asks about violence first."""
    return figure(f"programmes.{programme}.screened", scenario) > 0.0
