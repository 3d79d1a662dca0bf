"""Rival accounts of how families live and how help works: each a few overrides of the register."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from famsim.evidence import the_register
from famsim.model.parameters import CHANNELS
from famsim.scenario.schema import Scenario

FILE = Path(__file__).with_name("rivals.toml")
LIVES, HELP = "lives", "help"


@dataclass(frozen=True)
class Rival:
    """A rival: its name, what it says, whether of `lives` or of `help`; evidence: the figures that make it."""

    name: str
    says: str
    kind: str
    evidence: Mapping[str, float] = field(default_factory=dict)

    @property
    def written(self) -> str:
        """The rival as lines of a scenario's [evidence], in one."""
        return "; ".join(f'"{name}" = {value:g}' for name, value in self.evidence.items())


@cache
def of_file() -> dict[str, list[dict[str, Any]]]:
    """Return what the file holds."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def rivals_of(scenario: Scenario) -> tuple[Rival, ...]:
    """Return the rivals of a scenario's account: those of lives, and of the help for couples that it offers.

    A figure that the scenario sets is part of its account: no rival moves it, and a rival that is left with none is
    left out.
    """
    found = [Rival(one["name"], one["says"], LIVES, free(one["evidence"], scenario)) for one in of_file()[LIVES]]
    for one in of_file()[HELP]:
        sizes = dict(of_help(scenario, one["keeps"], one.get("size")))
        found.append(Rival(one["name"], one["says"], HELP, free(sizes, scenario)))
    return tuple(one for one in found if one.evidence)


def free(evidence: Mapping[str, float], scenario: Scenario) -> dict[str, float]:
    """Return the figures that a scenario leaves to the register; none where it sets the first, which the rival is."""
    if next(iter(evidence), "") in scenario.evidence:
        return {}
    return {name: value for name, value in evidence.items() if name not in scenario.evidence}


def of_help(scenario: Scenario, keeps: str, size: float | None) -> Iterator[tuple[str, float]]:
    """Yield the effects of each programme for couples that a scenario offers, all but one channel of it at nothing."""
    figures = the_register().figures
    for name in offered(scenario):
        if f"programmes.{name}.d_level" not in figures or not figures[f"programmes.{name}.couples"].value:
            continue
        for channel in CHANNELS.names or ():
            at = f"programmes.{name}.d_{channel}"
            register = float(figures[at].value)  # type: ignore[arg-type]  # effects are single numbers
            moved = (register if size is None else size) if channel == keeps else 0.0
            if moved != register:
                yield at, moved


def offered(scenario: Scenario) -> tuple[str, ...]:
    """Return every programme that some strategy offers, in order of first offer."""
    return tuple(dict.fromkeys(offer.programme for strategy in scenario.strategies for offer in strategy.offers))
