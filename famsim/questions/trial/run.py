"""A virtual trial: recruited, randomised, helped, followed up, measured and analysed, as often as there are draws.

Every trial recruits afresh from the families that are eligible, and these live on in luck of their own; every family
is lived in every arm, so that what is true stands beside what the trial finds.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from famsim.areas import AreaProfile
from famsim.calibration import Told
from famsim.engine import Run
from famsim.population import Starts, policy_record, programmes_in, values_of, with_strategy, world_of
from famsim.questions.trial.analysing import Followed, estimates
from famsim.questions.trial.asked import Trial
from famsim.questions.trial.measuring import Asking, Lived, Wave, lived
from famsim.questions.trial.predicting import predicted, results, survived, went
from famsim.questions.trial.recruiting import Recruits, recruited
from famsim.questions.trial.steps import stepped, steps
from famsim.questions.trial.surviving import flow, survival
from famsim.questions.trial.tables_asked import AS_IN_ITS_TRIAL, Arm
from famsim.runs import Given, Running, Telling, chance_seed, given_to, left_to_doors
from famsim.scenario import Strategy, all_places, in_area, places_in


@dataclass(frozen=True)
class Place:
    """Where a trial is: nobody is offered anything there but by it."""

    area: AreaProfile


@dataclass(frozen=True)
class Trialled:
    """What a trial comes to: its tables, and how often it was run."""

    trial: Trial
    world: Place
    draws: int
    reps: int
    tables: dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Once:
    """Rows of one trial: estimates, survival by arm, flow, steps from true to found, and how many were eligible."""

    estimates: list[dict[str, object]]
    survival: list[dict[str, object]]
    flow: list[dict[str, object]]
    steps: list[dict[str, object]]
    eligible: int


def run_trial(trial: Trial, running: Running) -> Trialled:
    """Run a trial once for each draw and repetition, and return what it predicts."""
    starts = [starts_of(trial, site) for site in trial.sites]
    tell = Telling(running.progress, len(running.pairs) * lives_of(trial))

    def once(number: int, draw: int) -> Once:
        return one_trial(trial, starts, draw, (chance_seed(trial.file.trial.seed, number + 1), tell))

    with ThreadPoolExecutor(max_workers=running.threads) as pool:
        trials = list(pool.map(once, range(len(running.pairs)), [draw for draw, _ in running.pairs]))
    area = replace(all_places(trial.scenario), offer="documented")
    if len(trial.sites) == 1:
        area = replace(trial.sites[0], offer="documented")
    return Trialled(trial, Place(area), running.draws, running.reps, tables_of(trial, trials))


def tables_of(trial: Trial, trials: Sequence[Once]) -> dict[str, pd.DataFrame]:
    """Return every table that follows from the trials alone."""
    found = {
        name: pd.concat([pd.DataFrame(getattr(one, name)).assign(trial=i) for i, one in enumerate(trials)])
        for name in ("estimates", "survival", "flow", "steps")
    }
    prediction = predicted(found["estimates"])
    return {
        "prediction": prediction,
        "results": results(trial, prediction),
        "survival": survived(found["survival"]),
        "flow": went(found["flow"], [one.eligible for one in trials]),
        "steps": stepped(found["steps"]),
        "trials": found["estimates"].drop(columns="place").reset_index(drop=True),
    }


def starts_of(trial: Trial, site: AreaProfile) -> Starts:
    """Return the starts of a site: a sample of its families before anybody is helped."""
    scenario = trial.scenario
    world = world_of(in_area(scenario, places_in(scenario)[0]))  # its area is the first of England's; the site's below
    return Starts(replace(world, area=site, families=trial.file.trial.families))


def lives_of(trial: Trial) -> int:
    """Return how many arms are lived in a trial, over all sites."""
    return len(trial.sites) * (len(trial.arms) + trial.is_before_and_after)


def one_trial(trial: Trial, starts: Sequence[Starts], draw: int, chance: tuple[int, Telling]) -> Once:
    """Return what one trial finds; chance: the seed of its luck, and who is told of each arm lived."""
    seed, tell = chance
    sites = [
        of_site(trial, one, draw, (seed, wanted), tell) for one, wanted in zip(starts, shares_of(trial), strict=True)
    ]
    clusters = np.cumsum([0, *(int(who.cluster.max()) + 1 for who, _ in sites)])
    found = Followed(
        trial,
        np.concatenate([who.ids for who, _ in sites]),
        np.concatenate([who.arm for who, _ in sites]),
        np.concatenate([who.cluster + first for (who, _), first in zip(sites, clusters, strict=False)]),
        tuple(joined(lives) for lives in zip(*(lives for _, lives in sites), strict=True)),
        seed,
    )
    eligible = sum(who.eligible for who, _ in sites)
    return Once(list(estimates(found)), list(survival(found)), list(flow(found)), list(steps(found)), eligible)


def shares_of(trial: Trial) -> list[int]:
    """Return how many families each site recruits: equal parts, the first ones one more."""
    wanted, sites = trial.file.recruit.families, len(trial.sites)
    return [wanted // sites + (i < wanted % sites) for i in range(sites)]


def of_site(
    trial: Trial, starts: Starts, draw: int, chance: tuple[int, int], tell: Telling
) -> tuple[Recruits, list[Lived]]:
    """Return who takes part in a site, and how all of them live in each arm; chance: the seed, and how many."""
    seed, wanted = chance
    start = at_recruitment(trial, starts, draw)
    who = recruited(trial, start, wanted, seed)
    asking = Asking((0, *trial.file.follow_up.waves), trial.measures, values_of(starts.world.overrides, draw))
    arms: list[Arm | None] = [*([None] if trial.is_before_and_after else []), *trial.arms]
    lives = []
    for arm in arms:
        lives.append(lived(begun(trial, arm, start, who.families, seed), asking))
        tell()
    return who, lives


def begun(trial: Trial, arm: Arm | None, start: Run, families: np.ndarray, seed: int) -> Run:
    """Return the families of a site as they begin in an arm; None: without help."""
    if arm is None or arm.door is None:
        return given_to(start, families, None if arm is None else given_in(trial, arm, start), seed, trial.months)
    p = start.p.copy()
    p["policy"] = policy_record(at_a_door(arm, start.month + 1), programmes_in(trial.scenario))
    return left_to_doors(replace(start, p=p), families, seed, trial.months)


def at_a_door(arm: Arm, begins: int) -> Strategy:
    """Return what staff at an arm's door do for whoever comes from a month on; the programme has room for all."""
    offer = {"programme": arm.programme, "found": [arm.door], "unlimited": True, "begins": begins}
    return Strategy.model_validate(
        {
            "name": arm.name,
            "staff_trained": {arm.door: arm.trained or 0.0},
            "offer": [offer],
        }
    )


def at_recruitment(trial: Trial, starts: Starts, draw: int) -> Run:
    """Return a site's families at the end of the first month, whom nobody has helped."""
    run = with_strategy(starts.start(draw, starts.world.seed), trial.scenario.strategies[0], starts.world)
    run.advance(1)
    return run


def given_in(trial: Trial, arm: Arm, start: Run) -> Given | None:
    """Return the place that families of an arm are given, None where that is none."""
    if arm.programme is None:
        return None
    row = programmes_in(trial.scenario).index(arm.programme)
    dose = float(start.p[0].programmes[row].sample_dose) if arm.dose == AS_IN_ITS_TRIAL else arm.dose
    carried = float(start.p[0].programmes[row].transfer)
    times = 1.0 if arm.transfer is None else arm.transfer / carried
    how = (arm.comes, arm.attendance, arm.drops_out, arm.both, trial.file.recruit.screened, times)
    return Given(row, arm.begins, dose, *how)


def joined(lives: Sequence[Lived]) -> Lived:
    """Return the families of several sites as those of one."""
    if len(lives) == 1:
        return lives[0]
    names = ("couple", "parted", "gone", "started", "completed", "sessions")
    rest = {name: np.concatenate([getattr(life, name) for life in lives]) for name in names}
    return Lived({month: joined_waves([life.waves[month] for life in lives]) for month in lives[0].waves}, **rest)


def joined_waves(waves: Sequence[Wave]) -> Wave:
    """Return one wave of several sites."""
    told = {
        name: Told(*(np.concatenate([getattr(wave.told[name], part) for wave in waves]) for part in ("mean", "noise")))
        for name in waves[0].told
    }
    names = ("together", "distressed", "poor", "quality")
    return Wave(told, **{name: np.concatenate([getattr(wave, name) for wave in waves]) for name in names})
