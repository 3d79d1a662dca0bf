"""What is shown of twins' lives: measures by month, and what each comes to over the months compared."""

from dataclasses import dataclass

import numpy as np

from famsim.questions.twins.lives import Mark, TwinPlan

MEAN, MONTHS, TOTAL = "mean", "months", "total"  # what a measure comes to over the months compared
TOGETHER, LOSS, EXIT, GONE = "together", "parted, not out of harm", "parted, out of harm", "no longer followed"
OUTCOMES = (TOGETHER, LOSS, EXIT, GONE)


@dataclass(frozen=True)
class Life:
    """One measure of a month: name, unit, meaning, where it is kept, and what it comes to over months.

    `couple`: only while the couple of the event lives together.
    """

    name: str
    unit: str
    says: str
    mark: Mark
    over: str
    couple: bool = False
    scale: float = 1.0


LIVES = (
    Life(
        "mother_quality", "spreads", "the mother's relationship quality, 0 = average", Mark.MOTHER_QUALITY, MEAN, True
    ),
    Life("other_quality", "spreads", "the other parent's relationship quality", Mark.OTHER_QUALITY, MEAN, True),
    Life(
        "mother_dissatisfied",
        "%",
        "chance that the mother's report would fall below the cut for a distressed relationship",
        Mark.MOTHER_DISSATISFIED,
        MEAN,
        True,
        100.0,
    ),
    Life(
        "other_dissatisfied", "%", "the same for the other parent's report", Mark.OTHER_DISSATISFIED, MEAN, True, 100.0
    ),
    Life("stress", "spreads", "the short and the long stress load together", Mark.STRESS, MEAN),
    Life("conflict", "spreads", "how often the couple argues", Mark.CONFLICT, MEAN, True),
    Life("harmful_conflict", "1 = yes", "conflict frequent, intense and poorly resolved", Mark.HARMFUL, MONTHS, True),
    Life("mother_distressed", "1 = yes", "the mother is in emotional distress", Mark.MOTHER_DISTRESSED, MONTHS),
    Life("other_distressed", "1 = yes", "the other parent is in distress", Mark.OTHER_DISTRESSED, MONTHS, True),
    Life("arrears", "1 = yes", "behind with bills or credit", Mark.ARREARS, MONTHS),
    Life("together", "1 = yes", "the couple of the event lives together", Mark.COUPLE, MONTHS),
    Life("children_sdq", "points of 40", "children's expected difficulties, mean at 4 to 16", Mark.SDQ, MEAN),
    Life("attending", "1 = yes", "in a programme at the end of the month", Mark.ATTENDING, MONTHS),
    Life("sessions", "sessions", "sessions attended in the month", Mark.SESSIONS, TOTAL),
)
BY_NAME = {one.name: one for one in LIVES}
QUALITY = ("mother_quality", "other_quality")


def monthly(seen: np.ndarray, life: Life) -> np.ndarray:
    """Return a measure month by month, (..., months); no number where it has no meaning."""
    values = life.scale * seen[..., life.mark]
    return np.where(seen[..., Mark.COUPLE] == 1.0, values, np.nan) if life.couple else values


def compared(plan: TwinPlan) -> slice:
    """Return the months shown that are compared: from the earliest help to the end."""
    return slice(plan.first + plan.before, plan.window)


def over_months(values: np.ndarray, how: str) -> np.ndarray:
    """Return what monthly values (..., months) come to; no number where a mean has no month."""
    there = np.isfinite(values)
    total: np.ndarray = np.where(there, values, 0.0).sum(axis=-1)
    if how != MEAN:
        return total
    number = there.sum(axis=-1)
    found: np.ndarray = np.divide(total, number, out=np.full(total.shape, np.nan), where=number > 0)
    return found


def in_every_life(seen: np.ndarray, life: Life) -> np.ndarray:
    """Return a measure in the months in which it has a value in every life, (arms, ..., months), no number elsewhere.

    So that lives in which a couple parts sooner or later are compared over the same months.
    """
    values = monthly(seen, life)
    return np.where(np.isfinite(values).all(axis=0), values, np.nan)


def whole(seen: np.ndarray, life: Life, plan: TwinPlan) -> np.ndarray:
    """Return a measure over the months compared, (arms, ...); a mean is over the same months in every life."""
    values = in_every_life(seen, life) if life.over == MEAN else monthly(seen, life)
    return over_months(values[..., compared(plan)], life.over)


def gained(seen: np.ndarray, life: Life, plan: TwinPlan) -> np.ndarray:
    """Return each arm's measure less that without help, (arms, ...)."""
    values = whole(seen, life, plan)
    found: np.ndarray = values - values[0]
    return found


def outcome(seen: np.ndarray, plan: TwinPlan) -> np.ndarray:
    """Return how each couple of the event ended, as places in OUTCOMES, (arms, families).

    The first parting after the event counts; a couple that was together when it was last followed is either together
    at the end or, its youngest child grown up, no longer followed.
    """
    couple = seen[..., Mark.COUPLE]
    from_event = np.arange(plan.window) >= plan.before
    parted = (couple != 1.0) & np.isfinite(couple) & from_event
    first = np.argmax(parted, axis=-1)[..., None]
    exits = np.take_along_axis(seen[..., Mark.EXITS], first, axis=-1)[..., 0] > 0
    gone = ~np.isfinite(couple[..., -1])
    never = np.where(gone, OUTCOMES.index(GONE), OUTCOMES.index(TOGETHER))
    return np.where(parted.any(axis=-1), np.where(exits, OUTCOMES.index(EXIT), OUTCOMES.index(LOSS)), never)


def came(seen: np.ndarray) -> np.ndarray:
    """Say in which arms each family comes to a first session, bool (arms, families)."""
    found: np.ndarray = np.nan_to_num(seen[..., Mark.STARTED]).sum(axis=-1) > 0
    return found


def completed(seen: np.ndarray) -> np.ndarray:
    """Say in which arms each family completes the programme, bool (arms, families)."""
    found: np.ndarray = np.nan_to_num(seen[..., Mark.COMPLETED]).sum(axis=-1) > 0
    return found


def violent(seen: np.ndarray) -> np.ndarray:
    """Say in which families there is violence, or any that is remembered, in any arm and month, bool (families,)."""
    found: np.ndarray = (seen[..., Mark.VIOLENCE] == 1.0).any(axis=(0, 2))
    return found
