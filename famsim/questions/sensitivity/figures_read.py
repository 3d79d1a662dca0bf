"""Which figures a scenario's answer rests on: those that its offers read, or those that somebody names."""

from collections.abc import Sequence
from fnmatch import fnmatchcase

from famsim.errors import FamsimError
from famsim.evidence import Figure, load_register
from famsim.nearest import did_you_mean
from famsim.runs import reads, shares_lives
from famsim.scenario import Scenario, Strategy

NO_RANGE = "fixed"


def figures_read(scenario: Scenario, strategies: Sequence[Strategy]) -> list[str]:
    """Return the uncertain figures of programmes, staff, support and costs that any of the strategies reads.

    Leaves out: what the scenario sets itself, and what the register holds fixed, as the length of a programme.
    """
    return [
        name
        for name, figure in load_register().figures.items()
        if shares_lives(name)
        and is_uncertain(figure)
        and name not in scenario.evidence
        and any(reads(strategy, name) for strategy in strategies)
    ]


def is_uncertain(figure: Figure) -> bool:
    """Say whether a figure is one number with a range from which it is drawn."""
    return not (figure.low is None or isinstance(figure.value, tuple) or figure.distribution == NO_RANGE)


def figures_named(given: Sequence[str]) -> list[str]:
    """Return figures by their names, or all uncertain ones of a topic: "stress.*"; FamsimError for an unknown one."""
    figures = load_register().figures
    found: list[str] = []
    for one in given:
        if "*" in one:
            some = [name for name, figure in figures.items() if fnmatchcase(name, one) and is_uncertain(figure)]
            if not some:
                topics = sorted({f"{name.partition('.')[0]}.*" for name in figures})
                raise FamsimError(f"--figure {one}: no figure has such a name; allowed: {', '.join(topics)}")
            found += some
        elif one in figures:
            found.append(one)
        else:
            hint = did_you_mean(one, figures)
            raise FamsimError(f"--figure {one}: there is no such figure; allowed: what `famsim sources` lists{hint}")
    return list(dict.fromkeys(found))
