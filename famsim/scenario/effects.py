"""Which programmes have a shown effect, as a scenario has the figures, and which offers of each strategy are of one."""

from typing import NamedTuple

from famsim.model.parameters import CHANNELS
from famsim.scenario.known import figures_of
from famsim.scenario.schema import Scenario, Strategy


class Helping(NamedTuple):
    """Places of a strategy's offers: of programmes with a shown effect, and of others, with most sessions of these."""

    offers: tuple[int, ...] = ()
    others: tuple[int, ...] = ()
    sessions: float = 0.0


def effects_of(programme: str) -> list[str]:
    """Return the names of a programme's effects in the register, a channel each."""
    return [f"programmes.{programme}.d_{channel}" for channel in CHANNELS.names or ()]


def without_effect(programme: str, scenario: Scenario) -> bool:
    """Say whether a programme has no shown effect: at the central figures, as the scenario has them, all are 0."""
    return not any(figure(name, scenario) for name in effects_of(programme))


def figure(name: str, scenario: Scenario) -> float:
    """Return a figure's central value as a scenario has it."""
    return float(scenario.evidence.get(name, figures_of(scenario)[name].value))


def helping(scenario: Scenario) -> dict[str, Helping]:
    """Return, for each strategy, which of its offers have a shown effect."""
    return {strategy.name: helping_of(strategy, scenario) for strategy in scenario.strategies}


def helping_of(strategy: Strategy, scenario: Scenario) -> Helping:
    """Return which offers of a strategy have a shown effect."""
    numbered = list(enumerate(strategy.offers))
    others = tuple(place for place, offer in numbered if without_effect(offer.programme, scenario))
    sessions = [figure(f"programmes.{strategy.offers[place].programme}.sessions", scenario) for place in others]
    return Helping(tuple(place for place, _ in numbered if place not in others), others, max(sessions, default=0.0))
