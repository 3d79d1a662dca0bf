"""What the model's DataCollector keeps each month: plain numbers, from the families array and the book."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from famsim.model.counts import Count
from famsim.model.family import COHABITING, LEFT, MARRIED, WAITING


def month(model: Any) -> int:
    """Return the month of the scenario: 0 is the last before it begins."""
    return int(model.month)


def families(model: Any) -> int:
    """Return the number of families in the area."""
    return len(_here(model))


def share_together(model: Any) -> float:
    """Return the share of families with two partners living together, 0-1."""
    here = _here(model)
    return _share(len(_couples(here)), len(here))


def mean_quality(model: Any) -> float:
    """Return the mean relationship quality of couples, both partners, in SD of the reference population."""
    couples = _couples(_here(model))
    both = np.concatenate([couples.mother.quality, couples.other.quality])
    return float(both.mean()) if both.size else np.nan


def share_in_harmful_conflict(model: Any) -> float:
    """Return the share of couples in conflict that is frequent, intense and poorly resolved, 0-1."""
    couples = _couples(_here(model))
    return _share(int(couples.harmful.sum()), len(couples))


def families_waiting(model: Any) -> int:
    """Return the number of families on a waiting list."""
    return int((_here(model).help_stage == WAITING).sum())


def families_helped(model: Any) -> int:
    """Return the number of families that have come to a first session since the scenario began."""
    return int((model.run.state.accounts[:, Count.STARTED] > 0).sum())


def _here(model: Any) -> Any:
    return model.families[model.families.status != LEFT]


def _couples(here: Any) -> Any:
    return here[np.isin(here.status, (MARRIED, COHABITING))]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else np.nan


REPORTERS: Mapping[str, Callable[[Any], int | float]] = {
    reporter.__name__: reporter
    for reporter in (
        month,
        families,
        share_together,
        mean_quality,
        share_in_harmful_conflict,
        families_waiting,
        families_helped,
    )
}
