"""The tidy tables of twins: one family's lives and happenings, and the spread over all families of its kind."""

from typing import Any

import numpy as np

from famsim.measures import LINES
from famsim.model.identity import MONTHS_A_YEAR
from famsim.model.policy import FEATURES
from famsim.questions.twins.happenings import HAPPENINGS, HELP, HIDDEN
from famsim.questions.twins.lives import Recorder, TwinPlan
from famsim.questions.twins.measures import (
    LIVES,
    MEAN,
    OUTCOMES,
    QUALITY,
    Life,
    came,
    compared,
    completed,
    gained,
    in_every_life,
    monthly,
    outcome,
    over_months,
    violent,
    whole,
)

QUANTILES = {"p10": 0.10, "p25": 0.25, "median": 0.50, "p75": 0.75, "p90": 0.90}
Happened = dict[str, dict[str, list[int]]]  # by arm and event: months


def life_rows(seen: np.ndarray, arms: list[str], plan: TwinPlan) -> list[dict[str, Any]]:
    """Return the rows of `lives`, one family's; seen (arms, months, marks). No row where a measure has no meaning."""
    rows = []
    for arm, mine in zip(arms, seen, strict=True):
        for life in LIVES:
            values = monthly(mine, life)
            rows += [
                {"arm": arm, "month": int(month) - plan.before, "measure": life.name, "value": float(values[month])}
                for month in np.flatnonzero(np.isfinite(values))
            ]
    return rows


def summary_rows(seen: np.ndarray, arms: list[str], plan: TwinPlan, happened: Happened) -> list[dict[str, Any]]:
    """Return the rows of `summary`, one family's: what each life comes to, beside the life without help.

    what: at_event, end (and its month), lowest, highest (and their months) from the event on; whole (the months
    compared, a mean over those that every life has) and gained (whole less that without help); times and months of
    each event from the event on; unshared: how many happenings other than help are in one of the two lives only.
    """
    quality = quality_gained(seen, plan)
    rows = [row(name, "quality", "gained", float(quality[arm])) for arm, name in enumerate(arms)]
    rows = [one for one in rows if np.isfinite(one["value"])]
    for arm, name in enumerate(arms):
        for life in LIVES:
            found = points(monthly(seen[arm], life), plan)
            found["whole"] = float(whole(seen, life, plan)[arm])
            found["gained"] = float(gained(seen, life, plan)[arm])
            rows += [row(name, life.name, what, value) for what, value in found.items() if np.isfinite(value)]
        for event in HAPPENINGS:
            after = [month for month in happened[name][event] if month >= 0]
            rows.append(row(name, event, "times", float(len(after))))
        rows.append(row(name, "happenings", "unshared", float(len(unshared(happened[name], happened[arms[0]])))))
    return rows


def row(arm: str, measure: str, what: str, value: float) -> dict[str, Any]:
    """Return one row of `summary`."""
    return {"arm": arm, "measure": measure, "what": what, "value": value}


def points(values: np.ndarray, plan: TwinPlan) -> dict[str, float]:
    """Return where a measure stands at the event, at its end, lowest and highest, with their months."""
    after = values[plan.before :]
    there = np.flatnonzero(np.isfinite(after))
    if not there.size:
        return {}
    low, high, last = int(np.nanargmin(after)), int(np.nanargmax(after)), int(there[-1])
    found = {"end": float(after[last]), "end_month": float(last)}
    found |= {"first": float(after[there[0]]), "first_month": float(there[0])}
    found |= {"lowest": float(after[low]), "lowest_month": float(low)}
    found |= {"highest": float(after[high]), "highest_month": float(high)}
    return found | ({"at_event": float(after[0])} if there[0] == 0 else {})


def unshared(one: dict[str, list[int]], other: dict[str, list[int]]) -> set[tuple[str, int]]:
    """Return the happenings, other than help, that are in one of two lives only."""
    mine, theirs = (
        {(event, month) for event, months in life.items() if event not in HELP + HIDDEN for month in months}
        for life in (one, other)
    )
    return mine ^ theirs


def family_rows(features: np.ndarray) -> list[dict[str, Any]]:
    """Return the rows of `family`: every feature of the family at the end of the month of the event."""
    return [
        {"feature": name, "value": float(features[feature.place]), "unit": feature.unit, "says": feature.says}
        for name, feature in FEATURES.items()
    ]


def quality_gained(seen: np.ndarray, plan: TwinPlan) -> np.ndarray:
    """Return what each arm gains in the mean of both parents' quality, (arms, ...); seen (arms, ..., months, marks)."""
    hers, his = (gained(seen, life, plan) for life in LIVES if life.name in QUALITY)
    found: np.ndarray = 0.5 * (hers + his)
    return found


def families_rows(kept: Recorder, arms: list[str], can_be_told: np.ndarray, told: int) -> list[dict[str, Any]]:
    """Return the rows of `families`: a row for each family followed and arm."""
    kind, seen = kept.kind, kept.seen
    change, how, started, through = (
        quality_gained(seen, kept.plan),
        outcome(seen, kept.plan),
        came(seen),
        completed(seen),
    )
    violence = violent(seen)
    return [
        {
            "family_id": int(kind.ids[who]),
            "event_month": int(kind.months[who]),
            "arm": name,
            "place": int(kept.given[arm, who]),
            "first_session": int(started[arm, who]),
            "completed": int(through[arm, who]),
            "quality_gained": float(change[arm, who]),
            "outcome": OUTCOMES[how[arm, who]],
            "violence": int(violence[who]),
            "can_be_told": int(can_be_told[who]),
            "told": int(who == told),
        }
        for who in range(kind.size)
        for arm, name in enumerate(arms)
    ]


def spread_rows(kept: Recorder, arms: list[str]) -> list[dict[str, Any]]:
    """Return the rows of `spread`: each measure and arm over the families of the kind.

    group: all, or those who come to a first session in every arm with help. of: the value, or the change from the same
    family without help. when: whole (the months compared), or a single month after the event.
    """
    seen, plan = kept.seen, kept.plan
    groups: dict[str, np.ndarray] = {"all": np.ones(kept.kind.size, bool), "came": np.all(came(seen)[1:], axis=0)}
    rows = []
    for life in LIVES:
        by_when = {"whole": (whole(seen, life, plan), gained(seen, life, plan))}
        years = range(0, plan.after + 1, MONTHS_A_YEAR)
        by_when |= {f"month {month}": single(seen, life, plan, month) for month in years}
        for when, (values, change) in by_when.items():
            for group, chosen in groups.items():
                about = {"group": group, "measure": life.name, "when": when}
                rows += spread_of(values[:, chosen], arms, about | {"of": "value"})
                rows += spread_of(change[:, chosen], arms, about | {"of": "change"})[1:]
    return rows + [one for group, chosen in groups.items() for one in quality_rows(kept, arms, group, chosen)]


def single(seen: np.ndarray, life: Life, plan: TwinPlan, month: int) -> tuple[np.ndarray, np.ndarray]:
    """Return a measure in one month after the event, and its change from that without help, (arms, families).

    A mean's value is there where it is in every life, so that arms are compared over the same families.
    """
    values = in_every_life(seen, life) if life.over == MEAN else monthly(seen, life)
    values = over_months(values[..., [plan.before + month]], MEAN)
    return values, values - values[0]


def quality_rows(kept: Recorder, arms: list[str], group: str, chosen: np.ndarray) -> list[dict[str, Any]]:
    """Return the spread of what is gained in the mean of both parents' quality: the yardstick of what is typical."""
    about = {"group": group, "measure": "quality", "when": "whole", "of": "change"}
    return spread_of(quality_gained(kept.seen, kept.plan)[:, chosen], arms, about)[1:]


def spread_of(values: np.ndarray, arms: list[str], about: dict[str, str]) -> list[dict[str, Any]]:
    """Return quantiles, mean and shares (%) above and below 0 of values (arms, families), a row an arm."""
    rows = []
    for arm, mine in zip(arms, values, strict=True):
        there = mine[np.isfinite(mine)]
        nothing = float("nan")
        at = np.quantile(there, list(QUANTILES.values())).tolist() if there.size else [nothing] * len(QUANTILES)
        found: dict[str, Any] = dict(zip(QUANTILES, at, strict=True))
        found["mean"] = float(there.mean()) if there.size else nothing
        found["above"] = 100.0 * float((there > 0).mean()) if there.size else nothing
        found["below"] = 100.0 * float((there < 0).mean()) if there.size else nothing
        rows.append({"arm": arm, **about, **found, "families": int(there.size)})
    return rows


def outcome_rows(kept: Recorder, arms: list[str], told: int) -> list[dict[str, Any]]:
    """Return the rows of `outcomes`: how the families end without help and, the same families, in each arm."""
    how = outcome(kept.seen, kept.plan)
    return [
        {
            "arm": name,
            "without": before,
            "with_help": after,
            "families": int(both.sum()),
            "share": 100.0 * float(both.mean()),
            "told": int(both[told]),
        }
        for arm, name in enumerate(arms)
        if arm
        for i, before in enumerate(OUTCOMES)
        for j, after in enumerate(OUTCOMES)
        for both in [(how[0] == i) & (how[arm] == j)]
    ]


def ledger_rows(kept: Recorder, arms: list[str]) -> list[dict[str, Any]]:
    """Return the rows of `ledger`: in each arm with help, the families in each line of the ledger of a pair, counted.

    The couples of the event, from the earliest help to the end of what is followed.
    """
    rows = []
    for arm, name in enumerate(arms):
        if arm:
            beside = kept.ledger(arm, compared(kept.plan))
            rows += [
                {"arm": name, "line": line.letter, "name": line.name, "says": line.says, "families": int(number)}
                for line in LINES
                if line.letter
                for number in [line.parts(beside, kept.kind.size).sum()]
            ]
    return rows


def parting_rows(kept: Recorder, arms: list[str]) -> list[dict[str, Any]]:
    """Return the rows of `partings`: in each arm, the share of families that end in each way, and who took part."""
    how, started, through = outcome(kept.seen, kept.plan), came(kept.seen), completed(kept.seen)
    rows = []
    for arm, name in enumerate(arms):
        counts = {OUTCOMES[i]: int((how[arm] == i).sum()) for i in range(len(OUTCOMES))}
        counts |= {"given a place": int(kept.given[arm].sum()), "first session": int(started[arm].sum())}
        counts["completed"] = int(through[arm].sum())
        share = 100.0 / kept.kind.size
        rows += [{"arm": name, "what": what, "families": n, "share": share * n} for what, n in counts.items()]
    return rows
