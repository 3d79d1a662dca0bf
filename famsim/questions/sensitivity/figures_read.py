"""Which figures a scenario's answer rests on: those that its offers read, or those that somebody names."""

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from famsim.errors import FamsimError
from famsim.evidence import Figure, judges
from famsim.nearest import did_you_mean
from famsim.runs import reads, shares_lives
from famsim.scenario import Lines, Scenario, Strategy, figures_of

NO_RANGE, UNCERTAIN = "fixed", "uncertainty"
Figures = Mapping[str, Figure]


def figures_read(scenario: Scenario, strategies: Sequence[Strategy]) -> list[str]:
    """Return the uncertain figures of programmes, staff, support and costs that any of the strategies reads.

    Those of its own programmes too. Leaves out: what the scenario sets itself, and what is held fixed, as the
    length of a programme.
    """
    return [
        name
        for name, figure in figures_of(scenario).items()
        if shares_lives(name)
        and is_uncertain(figure)
        and name not in scenario.evidence
        and any(reads(strategy, name) for strategy in strategies)
    ]


def is_uncertain(figure: Figure) -> bool:
    """Say whether a figure is one number with a range from which it is drawn, and that a run reads."""
    return not (
        judges(figure.name) or figure.low is None or isinstance(figure.value, tuple) or figure.distribution == NO_RANGE
    )


def spelt_out(tables: Sequence[Any], lines: Lines, figures: Figures) -> tuple[list[Any], Lines]:
    """Return [[uncertainty]] tables with a table for each uncertain figure of a topic ("staff.*"), and their lines.

    One that names its figure stands for it, whatever topic it is of too.
    """
    named = {one["figure"] for one in tables if isinstance(one, Mapping) and isinstance(one.get("figure"), str)}
    found: list[tuple[int, Any]] = []
    for place, one in enumerate(tables):
        pattern = one.get("figure") if isinstance(one, Mapping) else None
        if isinstance(pattern, str) and "*" in pattern:
            some = [name for name in of_topic(pattern, figures) if name not in named]
            named.update(some)
            found += [(place, {**one, "figure": name}) for name in some] or [(place, one)]
        else:
            found.append((place, one))
    moved = Lines()
    moved.at = {path: line for path, line in lines.at.items() if path[0] != UNCERTAIN or len(path) == 1}
    for new, (old, _) in enumerate(found):
        there = {path: line for path, line in lines.at.items() if path[:2] == (UNCERTAIN, old)}
        moved.at |= {(UNCERTAIN, new, *path[2:]): line for path, line in there.items()}
    return [one for _, one in found], moved


def of_topic(pattern: str, figures: Figures) -> list[str]:
    """Return the uncertain figures whose names have a pattern, such as "staff.*"."""
    return [name for name, figure in figures.items() if fnmatchcase(name, pattern) and is_uncertain(figure)]


def figures_named(given: Sequence[str], figures: Figures) -> list[str]:
    """Return figures by their names, or all uncertain ones of a topic: "stress.*"; FamsimError for an unknown one."""
    found: list[str] = []
    for one in given:
        if "*" in one:
            some = of_topic(one, figures)
            if not some:
                topics = sorted({f"{name.partition('.')[0]}.*" for name in figures if not judges(name)})
                raise FamsimError(
                    f"--figure {one}: no figure that a run reads has such a name; allowed: {', '.join(topics)}"
                )
            found += some
        elif one in figures:
            found.append(one)
        else:
            hint = did_you_mean(one, figures)
            raise FamsimError(f"--figure {one}: there is no such figure; allowed: what `famsim sources` lists{hint}")
    return list(dict.fromkeys(found))
