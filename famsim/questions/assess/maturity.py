"""How mature an authority's work is, as four sliders that set an offer's levers by a stated, assumed map.

The four are those of the national self-assessments of 2021: planning, leading, delivering and evaluating, each from 0
(basic) to 1 (mature). The map is ours: figures evaluation.maturity_* of the register, graded assumed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from famsim.errors import FamsimError, shown

SLIDERS = ("planning", "leading", "delivering", "evaluating")
MAP = "evaluation.maturity_"
HALFWAY = 0.5  # where nobody has said


@dataclass(frozen=True)
class Maturity:
    """Four sliders from 0 (basic) to 1 (mature); FamsimError for another number."""

    planning: float = HALFWAY
    leading: float = HALFWAY
    delivering: float = HALFWAY
    evaluating: float = HALFWAY

    def __post_init__(self) -> None:
        """Check the sliders."""
        for name in SLIDERS:
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int | float) or not 0.0 <= value <= 1.0:
                raise FamsimError(f"{name} {shown(value)}: allowed: a number from 0 (basic) to 1 (mature)")


@dataclass(frozen=True)
class Lever:
    """One lever that a slider sets: between its value where work is basic and where it is mature."""

    slider: str
    lever: str
    says: str
    basic: float
    mature: float
    value: float


def levers(maturity: Maturity, figures: Mapping[str, Any]) -> dict[str, Lever]:
    """Return the levers that the sliders set, by name; figures: the register's values."""

    def between(slider: str, lever: str, says: str, figure: str) -> Lever:
        basic, mature = figures[MAP + figure]
        value = basic + getattr(maturity, slider) * (mature - basic)
        return Lever(slider, lever, says, basic, mature, round(value, 4))

    def switched(slider: str, lever: str, says: str, place: int) -> Lever:
        on = getattr(maturity, slider) > figures[MAP + "switched"][place]
        return Lever(slider, lever, says, 0.0, 1.0, float(on))

    found = (
        between("planning", "works", "share of referrals that get through", "pathway"),
        switched("planning", "data_shared", "records are shared between doors", 0),
        between("leading", "staff_trained", "share of the doors' staff who are trained", "trained"),
        between("delivering", "waits_shortened", "share by which the wait for a first session is shorter", "waits"),
        switched("evaluating", "questionnaire", "doors ask by a questionnaire that they have agreed on", 1),
    )
    return {one.lever: one for one in found}


def maturity_rows(maturity: Maturity, found: Sequence[Lever]) -> list[dict[str, Any]]:
    """Return the rows of the table `maturity`: maturity(slider, set_to, lever, says, basic, mature, value)."""
    return [
        {
            "slider": one.slider,
            "set_to": float(getattr(maturity, one.slider)),
            "lever": one.lever,
            "says": one.says,
            "basic": one.basic,
            "mature": one.mature,
            "value": one.value,
        }
        for one in found
    ]
