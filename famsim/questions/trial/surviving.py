"""How many couples of each arm are together month by month, and how many families are left at each step."""

from collections.abc import Iterator

import numpy as np

from famsim.questions.trial.analysing import Followed
from famsim.questions.trial.measuring import NOT_PARTED, Lived


def survival(found: Followed) -> Iterator[dict[str, object]]:
    """Yield the share of couples together by month in each arm (Kaplan and Meier), and of all families lived in it."""
    for place, arm in zip(found.places, found.trial.arms, strict=True):
        life, mine = found.lives[place], found.in_arm(place)
        curves = [kaplan_meier(life, who, found.trial.months) for who in (mine, np.ones_like(mine))]
        for month, (share, truth) in enumerate(zip(*curves, strict=True)):
            yield {"arm": arm.name, "month": month, "estimate": share, "truth": truth}


def kaplan_meier(life: Lived, who: np.ndarray, months: int) -> np.ndarray:
    """Return the percent of couples together after each month, (months + 1,); who leaves the area is lost from then."""
    who = who & life.couple
    parted, gone = life.parted[who], life.gone[who]
    left, shares = 1.0, np.full(months + 1, np.nan)
    for month in range(months + 1):
        at_risk = int(((parted >= month) & (gone > month)).sum())
        ending = int(((parted == month) & (gone > month)).sum()) if month else 0
        left *= 1.0 - ending / at_risk if at_risk else 1.0
        shares[month] = 100.0 * left if who.any() else np.nan
    return shares


def flow(found: Followed) -> Iterator[dict[str, object]]:
    """Yield how many families of each arm are left at each step, and the mean share of sessions that they came to."""
    for place, arm in zip(found.places, found.trial.arms, strict=True):
        life, mine = found.lives[place], found.in_arm(place)
        steps = {"randomised": mine, "started": mine & life.started, "completed": mine & life.completed}
        steps |= {f"answered at month {wave}": found.answers(place, wave) for wave in found.trial.file.follow_up.waves}
        steps |= {"parted by the last wave": mine & (life.parted != NOT_PARTED)}
        for step, who in steps.items():
            yield {"arm": arm.name, "step": step, "families": float(who.sum())}
        yield {"arm": arm.name, "step": "sessions a family", "families": float(life.sessions[mine].mean())}
