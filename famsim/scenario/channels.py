"""What an effect on each channel does to a family, in words: above 0 for the better, below 0 for the worse."""

from collections.abc import Iterator

from famsim.scenario.effects import effects_of, figure
from famsim.scenario.known import figures_of
from famsim.scenario.schema import Scenario

DOES = {  # channel: what an effect above 0 does, and what one below 0 does
    "level": ("the couple's relationship is better", "the couple's relationship is worse"),
    "buffer": ("less of its stress reaches the relationship", "more of its stress reaches the relationship"),
    "capability": ("parents talk and settle arguments better", "parents talk and settle arguments worse"),
    "distress": ("fewer parents come to be distressed", "more parents come to be distressed"),
    "parenting": ("children have fewer difficulties", "children have more difficulties"),
    "commitment": ("fewer couples part, harm or not", "more couples part, harm or not"),
    "relief": ("money strains a family less", "money strains a family more"),
    "coparenting": ("parents apart are in less conflict", "parents apart are in more conflict"),
    "contact": (
        "fewer children lose touch with a parent elsewhere",
        "more children lose touch with a parent elsewhere",
    ),
}


def effects_in_words(programme: str, scenario: Scenario) -> str:
    """Return each effect of a programme at its central figure that is not 0: for better or worse, and what it does."""
    return "; ".join(said_of(programme, scenario)) or "none at the central figures"


def said_of(programme: str, scenario: Scenario) -> Iterator[str]:
    """Yield each effect that is not 0 in words."""
    for name in effects_of(programme):
        value, channel = figure(name, scenario), channel_of(name)
        if value:
            better, worse = DOES[channel]
            way, does = ("better", better) if value > 0.0 else ("worse", worse)
            yield f"{channel} {value:g} is for the {way} ({does})"


def worse_ones(programme: str, scenario: Scenario) -> list[str]:
    """Return the channels on which a programme is for the worse at the central figures, each with its effect."""
    found = {name: figure(name, scenario) for name in effects_of(programme)}
    return [f"{channel_of(name)} {value:g}" for name, value in found.items() if value < 0.0]


def widest_draw(programme: str, scenario: Scenario) -> str:
    """Return between which values draws of the effect lie that is drawn most widely; "" where none is drawn."""
    figures = figures_of(scenario)
    drawn = [
        figures[name]
        for name in effects_of(programme)
        if name not in scenario.evidence and figures[name].distribution != "fixed"
    ]
    if not drawn:
        return ""
    widest = max(drawn, key=lambda one: float(one.high) - float(one.low))
    return f"{channel_of(widest.name)} from {widest.low:g} to {widest.high:g}"


def channel_of(name: str) -> str:
    """Return the channel of an effect by its name in the register."""
    return name.rpartition(".d_")[2]
