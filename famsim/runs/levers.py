"""Assumptions that a room may move: who says yes, how long help lasts, how well staff notice, and the violence screen.

A setting is a factor a lever: 1 leaves everything as the scenario has it. What a factor does to a figure of the
register stops at the figure's own range. No family without support lives by these figures, so that a page can change
them without settling an area anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from famsim.evidence import Figure, Value
from famsim.scenario import Scenario, figures_of

FIELDS_THAT_FADE = "half_life_"
OF_STAFF = {  # figures that no programme has
    "noticing": ("staff.sensitivity_trained", "staff.sensitivity_untrained"),
    "screen": ("support.screen_sensitivity",),
}


@dataclass(frozen=True)
class Lever:
    """One lever: its name, what it is called, and the factors that a slider stops at."""

    name: str
    says: str
    steps: tuple[float, ...]


PLAIN_STEPS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5)
LEVERS = (
    Lever("uptake", "Families who say yes when they are asked", PLAIN_STEPS),
    Lever("fade", "How long what was gained lasts", (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.2, 1.4, 1.6, 1.8, 2.0)),
    Lever("noticing", "How well staff notice a couple in difficulty", PLAIN_STEPS),
    Lever("screen", "How often the violence screen finds violence there is", PLAIN_STEPS),
)


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


def pulled(scenario: Scenario, programmes: tuple[str, ...]) -> tuple[Pulled, ...]:
    """Return the figures that the levers move: of some programmes, and of staff."""
    figures, names = figures_of(scenario), []
    for programme in programmes:
        start = f"programmes.{programme}."
        names.append((f"{start}take_up", "uptake"))
        names += [(name, "fade") for name in figures if name.startswith(start + FIELDS_THAT_FADE)]
    names += [(name, lever) for lever, some in OF_STAFF.items() for name in some]
    return tuple(_pulled(figures[name], lever, scenario.evidence) for name, lever in names)


def tidied(value: float) -> float:
    """Return a number with seven significant digits: 24 x 0.8 as 19.2."""
    return float(f"{value:.7g}")


def _pulled(figure: Figure, lever: str, overrides: Mapping[str, Value]) -> Pulled:
    value = overrides.get(figure.name, figure.value)
    assert isinstance(value, int | float) and figure.low is not None and figure.high is not None
    return Pulled(figure.name, lever, float(value), figure.low, figure.high)
