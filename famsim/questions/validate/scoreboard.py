"""The model held to published figures: where, to what, and the tables that come of it."""

from dataclasses import dataclass

import pandas as pd

from famsim.areas import AreaProfile
from famsim.calibration import Scored
from famsim.questions.validate.asked import Held
from famsim.scenario import Scenario


@dataclass(frozen=True)
class Place:
    """Where the model was observed; nobody is offered anything there, so no offer is an illustration."""

    area: AreaProfile


@dataclass(frozen=True)
class Scoreboard:
    """The model held to published figures.

    tables: rows(target, use, kind, theme, measure, group, ..., model, low, high, value, z, pass, ...): every figure and
    contrast; scores(use, theme, levels, levels_passed, ...); where_read(source, title, url).
    """

    scenario: Scenario
    world: Place
    held: Held
    rows: tuple[Scored, ...]
    tables: dict[str, pd.DataFrame]
    draws: int = 1
    reps: int = 1
