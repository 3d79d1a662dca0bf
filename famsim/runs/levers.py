"""Four levers that a room may pull: how many say yes, how fast help fades, how many places, how well staff notice.

A setting is a factor a lever: 1 leaves everything as the scenario has it. What a factor does to a figure of the
register stops at the figure's own range, and to places at the most that a scenario may have.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log2
from typing import Any

from famsim.evidence import Figure, Value
from famsim.runs.offered import programmes_of
from famsim.scenario import MAX_PLACES, Scenario, Strategy, change, figures_of

FIELDS_THAT_FADE = "half_life_"
NOTICING = ("staff.sensitivity_trained", "staff.sensitivity_untrained")


PLAIN_STEPS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5)
DOUBLING_STEPS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.2, 1.4, 1.6, 1.8, 2.0)


@dataclass(frozen=True)
class Lever:
    """One lever: what it is called, its lowest and highest factor, and whether its scale counts doublings."""

    name: str
    says: str
    low: float
    high: float
    doublings: bool

    @property
    def steps(self) -> tuple[float, ...]:
        """The factors that a slider stops at."""
        return DOUBLING_STEPS if self.doublings else PLAIN_STEPS

    def place(self, factor: float) -> float:
        """Return a factor on the scale of the fit: -1 at the lowest, 0 as it is, 1 at the highest."""
        return log2(factor) if self.doublings else (factor - 1.0) / (self.high - 1.0)

    def factor(self, place: float) -> float:
        """Return the factor at a place from -1 to 1."""
        return float(2.0**place) if self.doublings else 1.0 + place * (self.high - 1.0)


LEVERS = (
    Lever("uptake", "Families who say yes when they are asked", 0.5, 1.5, False),
    Lever("fade", "How long what was gained lasts", 0.5, 2.0, True),
    Lever("places", "Places a month", 0.5, 2.0, True),
    Lever("noticing", "How well staff notice a couple in difficulty", 0.5, 1.5, False),
)
Setting = tuple[float, ...]  # a factor for each lever, in the order of LEVERS
AS_IT_IS: Setting = (1.0,) * len(LEVERS)


@dataclass(frozen=True)
class Pulled:
    """A figure of the register that a lever moves: its value as the scenario has it and its limits."""

    name: str
    lever: str
    value: float
    low: float
    high: float

    def at(self, factor: float) -> float:
        """Return the figure under a factor, within its limits."""
        return tidied(min(max(self.value * factor, self.low), self.high))


def pulled(scenario: Scenario) -> tuple[Pulled, ...]:
    """Return the figures that the levers move under a scenario: of the programmes it offers, and of staff."""
    figures, names = figures_of(scenario), []
    for programme in programmes_of(scenario):
        start = f"programmes.{programme}."
        names.append((f"{start}take_up", "uptake"))
        names += [(name, "fade") for name in figures if name.startswith(start + FIELDS_THAT_FADE)]
    names += [(name, "noticing") for name in NOTICING]
    return tuple(_pulled(figures[name], lever, scenario.evidence) for name, lever in names)


def tidied(value: float) -> float:
    """Return a number with seven significant digits: 24 x 0.8 as 19.2, here, on the page and in the file it saves."""
    return float(f"{value:.7g}")


def _pulled(figure: Figure, lever: str, overrides: Mapping[str, Value]) -> Pulled:
    value = overrides.get(figure.name, figure.value)
    assert isinstance(value, int | float) and figure.low is not None and figure.high is not None
    return Pulled(figure.name, lever, float(value), figure.low, figure.high)


def places_at(places: float | None, factor: float) -> float | None:
    """Return an offer's places a month under a factor; None stays without a limit."""
    return None if places is None else tidied(min(places * factor, float(MAX_PLACES)))


def factor_of(setting: Setting, lever: str) -> float:
    """Return a lever's factor in a setting."""
    return next(factor for one, factor in zip(LEVERS, setting, strict=True) if one.name == lever)


def more_places(strategy: Strategy, setting: Setting) -> Strategy:
    """Return a strategy with the places of a setting."""
    factor = factor_of(setting, "places")
    offers = tuple(offer.with_(places_a_month=places_at(offer.places_a_month, factor)) for offer in strategy.offers)
    return strategy.with_(offers=offers)


def at_setting(scenario: Scenario, setting: Setting) -> Scenario:
    """Return the scenario as it is asked under a setting of the levers."""
    evidence: dict[str, Any] = dict(scenario.evidence)
    evidence |= {one.name: one.at(factor_of(setting, one.lever)) for one in pulled(scenario)}
    strategies = tuple(more_places(strategy, setting) for strategy in scenario.strategies)
    return change(scenario, "the levers", evidence=evidence, strategies=strategies)
