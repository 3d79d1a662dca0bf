"""Twins: one family's life without help, with help, and with the same help earlier and later; and many such families.

The same family meets the same luck in each life: only the month of help differs, and what follows from it.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from famsim.evidence import luck
from famsim.model.identity import area_of
from famsim.population import Starts, World, with_strategy, world_of
from famsim.questions.twins.asked import Asked, asked_from
from famsim.questions.twins.happenings import happened, happening_rows
from famsim.questions.twins.kind import FamilyError, Found, check_family, check_kind, find_kind, sample_of, thinned
from famsim.questions.twins.like import conditions_like
from famsim.questions.twins.lives import Mark, Recorder, TwinPlan, twin_lives
from famsim.questions.twins.matters import COLUMNS as MATTERS
from famsim.questions.twins.matters import matter_rows
from famsim.questions.twins.measures import BY_NAME, QUALITY, came, completed, outcome, violent, whole
from famsim.questions.twins.tables import (
    families_rows,
    family_rows,
    ledger_rows,
    life_rows,
    outcome_rows,
    parting_rows,
    quality_gained,
    spread_rows,
    summary_rows,
)
from famsim.runs import Progress, Telling
from famsim.scenario import Scenario, Strategy, change, checked

FEW = 3_000  # families of a first sample
MANY = 60_000  # of a second, where the first holds too few of the kind, or not the family asked for
ENOUGH = 50  # families of a kind


@dataclass(frozen=True)
class Twin:
    """The tables of twins.

    One family, told: lives(arm, month, measure, value), months after the event; happenings(arm, month, event, number,
    says); summary(arm, measure, what, value); family(feature, value, unit, says). All families of its kind:
    spread(arm, group, measure, when, of, p10..p90, mean, above, below, families); matters(by, most, most_arm, least,
    least_arm, less): see famsim.questions.twins.matters; outcomes(arm, without, with_help,
    families, share, told); partings(arm, what, families, share); ledger(arm, line, name, says, families): see
    famsim.measures.lines; families, a row for each and arm; facts(name, value).
    `scenario` holds the sample that was run.
    """

    scenario: Scenario
    world: World
    asked: Asked
    plan: TwinPlan
    tables: dict[str, pd.DataFrame]

    @property
    def arms(self) -> list[str]:
        """The names of the lives, the one without help first."""
        return self.asked.arms()


@dataclass(frozen=True)
class Choice:
    """The family told: its row among those followed; which could be told; which of these fare in the commonest way.

    `middle`: the median gain of quality of these ordinary ones.
    """

    told: int
    can_be_told: np.ndarray  # (families,) bool
    ordinary: np.ndarray  # (families,) bool
    middle: float


def follow(scenario: Scenario, progress: Progress | None = None, **asked: Any) -> Twin:
    """Follow one family without help, with help, and with the same help earlier and later, and many like it.

    asked: the fields of famsim.questions.twins.asked.Asked: family, like, programme, strategy, event, month, earlier,
    later, months_after, choose, include_violence. Without `families` in the scenario a sample is run, large enough.
    Raises FamsimError where a name, a month or a family cannot be.
    """
    scenario, wanted = checked(scenario, to_buy=True), asked_from(asked)
    plan = wanted.plan(scenario)
    like = () if wanted.like is None else conditions_like(wanted.like)
    span = plan.events_between(scenario.months)
    tell = Telling(progress, 2 * span[1] + plan.after)
    sized, starts, found = searched(scenario, wanted, plan, tell)
    if wanted.family is None or not found.kind.size:
        check_kind(found, wanted.event, like, span, starts.world)
    if wanted.family is not None:
        check_family(found, wanted.family, wanted.event, span, sample_of(starts.world))
    kind = thinned(found.kind, wanted.family)
    base = without_help(starts)
    kept = twin_lives(base, kind, plan, tell)
    choice = chosen(kept, wanted, base.seed)
    return Twin(
        sized, starts.world, wanted, plan, tables_of(kept, choice, wanted, facts_of(found, kept, choice, starts))
    )


def searched(scenario: Scenario, asked: Asked, plan: TwinPlan, tell: Telling) -> tuple[Scenario, Starts, Found]:
    """Return the sample run, its starts and the families of the kind in it: a few thousand, or more where too few."""
    like = () if asked.like is None else conditions_like(asked.like)
    span = plan.events_between(scenario.months)
    for number, families in enumerate(sizes(scenario)):
        tell.months += span[1] if number else 0
        sized = change(scenario, families=families)
        starts = Starts(world_of(sized))
        found = find_kind(without_help(starts), asked.event, span, like, tell)
        if enough(found, asked, starts.world):
            break
    return sized, starts, found


def sizes(scenario: Scenario) -> list[int]:
    """Return how many families to try: the scenario's own number, else a few and then many of the area's."""
    if scenario.families is not None:
        return [scenario.families]
    there = world_of(scenario).area.families
    return list(dict.fromkeys(min(size, there) for size in (FEW, MANY)))


def enough(found: Found, asked: Asked, world: World) -> bool:
    """Say whether a sample will do: enough of the kind, and the family asked for, unless more would not help."""
    if asked.family is None:
        return found.kind.size >= ENOUGH
    if asked.family in found.everyone or area_of(asked.family) != world.sample.code:
        return asked.family not in found.kind.ids or found.kind.size >= ENOUGH
    return False


def without_help(starts: Starts) -> Any:
    """Return a run of the area at month 0, at central figures, in which nobody is offered anything."""
    return with_strategy(starts.start(0, starts.world.seed), Strategy(name="no help"), starts.world)


def chosen(kept: Recorder, asked: Asked, seed: int) -> Choice:
    """Return which family is told; FamilyError if it, or every one, has a violent history and that is not asked for."""
    seen, ids = kept.seen, kept.kind.ids
    safe = np.ones(ids.size, bool) if asked.include_violence else ~violent(seen)
    can_be_told = fullest(seen, safe)
    far, gain = far_from_middle(kept, can_be_told), quality_gained(seen, kept.plan)[1]
    ordinary = np.isfinite(far)
    middle = float(np.median(gain[ordinary])) if ordinary.any() else float("nan")
    if asked.family is not None:
        told = int(np.flatnonzero(ids == asked.family)[0])
        if not safe[told]:
            raise refused(asked.family, ids[can_be_told])
    elif not can_be_told.any():
        raise FamilyError(
            f"like: all {ids.size} families of this kind have a violent history, which is not used as a story; "
            "ask for another kind, for more families (--families), or say --include-violence"
        )
    elif asked.choose == "random" or not ordinary.any():
        rows = np.flatnonzero(can_be_told)
        told = int(rows[int(luck(seed, f"twin of {asked.event}", 1) * rows.size)])
    else:
        told = int(np.nanargmin(far))
    return Choice(told, can_be_told, ordinary, middle)


def far_from_middle(kept: Recorder, chosen: np.ndarray) -> np.ndarray:
    """Return how far each family is from the middle of those that fare in the commonest way, in quartile ranges.

    The commonest way: how they end in every arm, and whether they complete the programme in the month asked for. The
    middle: of what help adds to both parents' quality, and of their quality without help; the farther of the two
    counts. No number for the other families.
    """
    seen, plan = kept.seen, kept.plan
    ways = np.vstack([outcome(seen, plan), completed(seen)[1]])
    level = sum(whole(seen, BY_NAME[name], plan)[0] for name in QUALITY)
    marks = np.array([quality_gained(seen, plan)[1], level])
    there = chosen & np.isfinite(marks).all(axis=0)
    if not there.any():
        return np.full(chosen.size, np.nan)
    patterns, counts = np.unique(ways[:, there], axis=1, return_counts=True)
    ordinary = there & (ways == patterns[:, [int(np.argmax(counts))]]).all(axis=0)
    low, middle, high = np.quantile(marks[:, ordinary], (0.25, 0.5, 0.75), axis=1)
    apart = np.where(high > low, high - low, 1.0)
    far = np.abs((marks - middle[:, None]) / apart[:, None]).max(axis=0)
    return np.where(ordinary, far, np.nan)


def fullest(seen: np.ndarray, safe: np.ndarray) -> np.ndarray:
    """Return which families make the fullest story: come to help in every arm and followed to the end, else fewer."""
    started, followed = came(seen), np.isfinite(seen[..., -1, Mark.COUPLE]).all(axis=0)
    tiers = [
        safe & followed & started[1:].all(axis=0),
        safe & followed & started[1],
        safe & started[1],
        safe & followed,
    ]
    return next((tier for tier in tiers if tier.any()), safe)


def refused(family: int, ids: np.ndarray) -> FamilyError:
    """Return the error for a family whose history is violent."""
    near = f"; the nearest that is: {ids[np.argmin(np.abs(ids - family))]}" if ids.size else ""
    return FamilyError(
        f"family {family}: has a violent history, which is not used as a story; say --include-violence to follow it "
        f"all the same, or follow one that can be told{near}"
    )


def tables_of(kept: Recorder, choice: Choice, asked: Asked, facts: dict[str, float]) -> dict[str, pd.DataFrame]:
    """Return every table."""
    plan, arms, told = kept.plan, asked.arms(), choice.told
    seen = kept.seen[:, told]
    moves = (None, *plan.moves)
    lives = {arm: happened(seen[n], bool(kept.given[n, told]), moves[n], plan) for n, arm in enumerate(arms)}
    happenings = pd.DataFrame(
        happening_rows(lives, asked.include_violence), columns=["arm", "month", "event", "number", "says"]
    )
    spread, partings = pd.DataFrame(spread_rows(kept, arms)), pd.DataFrame(parting_rows(kept, arms))
    return {
        "lives": pd.DataFrame(life_rows(seen, arms, plan)),
        "happenings": happenings,
        "summary": pd.DataFrame(summary_rows(seen, arms, plan, lives)),
        "family": pd.DataFrame(family_rows(kept.kind.features[told])),
        "spread": spread,
        "matters": pd.DataFrame(matter_rows(spread, partings, arms[1:]), columns=MATTERS),
        "outcomes": pd.DataFrame(outcome_rows(kept, arms, told)),
        "partings": partings,
        "ledger": pd.DataFrame(ledger_rows(kept, arms)),
        "families": pd.DataFrame(families_rows(kept, arms, choice.can_be_told, told)),
        "facts": pd.DataFrame({"name": list(facts), "value": list(facts.values())}),
    }


def facts_of(found: Found, kept: Recorder, choice: Choice, starts: Starts) -> dict[str, float]:
    """Return what else a story rests on, by name."""
    kind, plan, world = kept.kind, kept.plan, starts.world
    first, last = plan.events_between(world.months)
    return {
        "area_families": float(world.area.families),
        "sample_families": float(world.area.families if world.families is None else world.families),
        "sample_one_in": float(world.sample.k),
        "events_from": float(first),
        "events_to": float(last),
        "couples_with_event": float(found.struck),
        "of_the_kind": float(found.kind.size),
        "followed": float(kind.size),
        "with_violence": float(violent(kept.seen).sum()),
        "can_be_told": float(choice.can_be_told.sum()),
        "ordinary": float(choice.ordinary.sum()),
        "told_is_ordinary": float(choice.ordinary[choice.told]),
        "middle_gain": choice.middle,
        "event_month": float(kind.months[choice.told]),
        "months_before": float(plan.before),
        "months_after": float(plan.after),
        "compared_from": float(plan.first),
        "months_compared": float(plan.after - plan.first + 1),
        "month_of_help": float(plan.moves[0]),
        "earlier_month": float(plan.moves[1]),
        "later_month": float(plan.moves[2]),
        "seed": float(world.seed),
    }
