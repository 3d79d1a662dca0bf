"""Which programmes have an effect for the better, or for the worse, and which offers of each strategy are of one."""

from typing import NamedTuple

from famsim.model.parameters import CHANNELS
from famsim.scenario.known import figures_of
from famsim.scenario.schema import Scenario, Strategy


class Helping(NamedTuple):
    """Places of a strategy's offers: of programmes that help, and of others, with most sessions of these.

    A programme helps where an effect of it is for the better at the central figures, as above 0 is on every channel.
    """

    offers: tuple[int, ...] = ()
    others: tuple[int, ...] = ()
    sessions: float = 0.0


def effects_of(programme: str) -> list[str]:
    """Return the names of a programme's effects in the register, a channel each."""
    return [f"programmes.{programme}.d_{channel}" for channel in CHANNELS.names or ()]


def without_effect(programme: str, scenario: Scenario) -> bool:
    """Say whether a programme has no shown effect: at the central figures, as the scenario has them, all are 0."""
    return not any(figure(name, scenario) for name in effects_of(programme))


def helps(programme: str, scenario: Scenario) -> bool:
    """Say whether an effect of a programme is for the better at the central figures; above 0 is, on every channel."""
    return any(figure(name, scenario) > 0.0 for name in effects_of(programme))


def for_the_worse(programme: str, scenario: Scenario) -> bool:
    """Say whether a programme has effects at the central figures and none of them is for the better."""
    return not helps(programme, scenario) and not without_effect(programme, scenario)


def figure(name: str, scenario: Scenario) -> float:
    """Return a figure's central value as a scenario has it."""
    return float(scenario.evidence.get(name, figures_of(scenario)[name].value))


def helping(scenario: Scenario) -> dict[str, Helping]:
    """Return, for each strategy, which of its offers are of programmes that help."""
    return {strategy.name: helping_of(strategy, scenario) for strategy in scenario.strategies}


def helping_of(strategy: Strategy, scenario: Scenario) -> Helping:
    """Return which offers of a strategy are of programmes that help."""
    numbered = list(enumerate(strategy.offers))
    others = tuple(place for place, offer in numbered if not helps(offer.programme, scenario))
    sessions = [figure(f"programmes.{strategy.offers[place].programme}.sessions", scenario) for place in others]
    return Helping(tuple(place for place, _ in numbered if place not in others), others, max(sessions, default=0.0))
