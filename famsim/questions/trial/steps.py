"""From what is true to what a before-and-after finds, step by step: what would have come anyway, and who is heard."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from famsim.questions.trial.analysing import Followed, mean_of
from famsim.questions.trial.measures import MEASURES, SCALE
from famsim.questions.trial.tables_asked import COMPLETERS

ANYWAY, PROGRAMME, STAYING, ANSWERING, FOUND = (
    "would have come anyway",
    "the programme",
    "who completes",
    "who answers",
    "found",
)
KEYS = ["measure", "month", "arm", "step"]
COLUMNS = [*KEYS, "change"]


def steps(found: Followed) -> Iterator[dict[str, object]]:
    """Yield the steps that add up to the change which a before-and-after finds, in SD of reports at the start.

    Of all who came: what they would report without help (bad times pass, and chance that made a report bad does not
    come twice), and what the programme adds; then how those who complete it differ, where they alone are asked, and
    those of them who answer. Nothing for a randomised trial, whose control arm takes the first off.
    """
    if not found.trial.is_before_and_after:
        return
    for place, arm in zip(found.places, found.trial.arms, strict=True):
        for measure in found.trial.measures:
            if MEASURES[measure].kind == SCALE:
                for month in found.trial.waves_of(measure):
                    of = {"measure": measure, "month": month, "arm": arm.name}
                    for step, change in changes(found, place, measure, month).items():
                        yield {**of, "step": step, "change": change / found.spread[measure]}


def changes(found: Followed, place: int, measure: str, month: int) -> dict[str, float]:
    """Return each step's part of the mean change that is reported, in the unit of the reports."""
    mine = found.in_arm(place)
    stays = found.lives[place].completed if found.trial.file.follow_up.asks == COMPLETERS else np.ones_like(mine)
    without = change_of(found, 0, measure, month, mine)
    helped, staying, heard = (
        change_of(found, place, measure, month, who) for who in (mine, mine & stays, mine & found.answers(place, month))
    )
    parts = (without, helped - without, staying - helped, heard - staying, heard)
    return dict(zip((ANYWAY, PROGRAMME, STAYING, ANSWERING, FOUND), parts, strict=True))


def change_of(found: Followed, place: int, measure: str, month: int, who: np.ndarray) -> float:
    """Return the mean change of reports since the start of some families in a life, of those with both."""
    gain = mean_of(found.reports(place, measure, month)) - mean_of(found.reports(place, measure, 0))
    some = gain[who & np.isfinite(gain)]
    return float(some.mean()) if some.size else np.nan


def stepped(rows: pd.DataFrame) -> pd.DataFrame:
    """Return each step's mean over trials."""
    if rows.empty:
        return pd.DataFrame(columns=COLUMNS)
    return rows.groupby(KEYS, sort=False)["change"].mean().reset_index()[COLUMNS]
