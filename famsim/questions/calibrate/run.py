"""A fit: points lived wave by wave, emulators in the model's place, the posterior, and some of it lived to check."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from famsim.areas import AreaProfile
from famsim.calibration import (
    CANDIDATES,
    FIT,
    RULED_OUT,
    Aims,
    Chains,
    Scored,
    Surface,
    implausibility,
    log_likelihood,
    narrowed,
    next_points,
    place_observed,
    quasi_random,
    sample,
    scored,
    signal_to_error,
    surface,
    weights_of,
)
from famsim.calibration import Figure as Row
from famsim.questions.calibrate.asked import How, Question
from famsim.questions.calibrate.living import Lives, Ways
from famsim.questions.calibrate.space import Floats, Space, rounded, space_of
from famsim.scenario import Scenario
from famsim.store import Store

LEAST_ANSWERED = 0.8  # of the points at which a target must have an answer
LEAST_SIGNAL = 0.25  # sum over targets of (spread over the design / error) squared: a fifth of a variance taken away


@dataclass(frozen=True)
class Place:
    """Where families were observed; nobody is offered anything there, so no offer is an illustration."""

    area: AreaProfile


@dataclass(frozen=True)
class Wave:
    """A wave: its points; the share of the cube that no target ruled out after it; how many targets are reached.

    reached: of the targets fitted, those that some point of the wave comes within two standard deviations of.
    """

    number: int
    points: int
    left: float
    reached: int


@dataclass(frozen=True)
class Found:
    """What a fit came to.

    rows: every target; fitted: which of them the posterior rests on, (rows,); out_of_reach: which would be, if any
    point of the ranges came near them. register: the model at the register's
    figures beside each. places (points, figures), answers (points, rows): the design. aims, surface: of the rows
    fitted. again (draws, figures), lived (draws, rows): draws of the posterior that were lived. informed: whether any
    target moves enough to tell anything.
    """

    question: Question
    world: Place
    space: Space
    rows: tuple[Row, ...]
    fitted: np.ndarray
    out_of_reach: np.ndarray
    register: tuple[Scored, ...]
    places: Floats
    answers: Floats
    signal: Floats
    aims: Aims
    surface: Surface
    candidates: Floats
    waves: tuple[Wave, ...]
    chains: Chains
    again: Floats
    lived: Floats
    informed: bool
    draws: int = 1
    reps: int = 1

    @property
    def scenario(self) -> Scenario:
        """Where families were observed."""
        return self.question.scenario


@dataclass
class Fitting:
    """A fit on its way: what is known so far."""

    lives: Lives
    aims: Aims
    fitted: np.ndarray
    places: Floats
    answers: Floats

    @property
    def space(self) -> Space:
        """The cube of the figures."""
        return self.lives.space

    def add(self, places: Floats) -> None:
        """Live more points."""
        self.places = np.vstack([self.places, places])
        self.answers = np.vstack([self.answers, answers_at(self.lives, places)])

    def surface(self) -> Surface:
        """Return the emulators of the targets that are fitted."""
        return surface(self.places, self.answers[:, self.fitted], self.lives.question.scenario.seed)


def calibrated(question: Question, store: Store, ways: Ways) -> Found:
    """Fit figures to targets; the points that the store holds are not lived again, and the posterior is the same."""
    space, seed = space_of(question.figures), question.scenario.seed
    lives = Lives(question, space, store, ways)
    seen = lives.at_register()
    register = tuple(scored(one, seen) for one in question.rows)
    first = rounded(quasi_random(question.points, len(question.figures), seed))
    answers = answers_at(lives, first)
    candidates = quasi_random(CANDIDATES, len(question.figures), seed + 1)
    wanted = usable(question.rows, register, answers)
    out = beyond_reach(Fitting(lives, aims_of(register, wanted, question.how), wanted, first, answers), candidates)
    fitted = wanted & ~out
    begun = Fitting(lives, aims_of(register, fitted, question.how), fitted, first, answers)
    signal = signal_to_error(answers[:, fitted], begun.aims)
    informed = float((signal**2).sum()) >= LEAST_SIGNAL
    waves, left = in_waves(begun, candidates, question.how.waves if informed else 1)
    chains = posterior_of(begun, left, candidates, seed)
    again = rounded(spread_out(chains.flat, question.how.again if informed else 0))
    return Found(
        question=question,
        world=Place(replace(place_observed(question.scenario), offer="documented")),
        space=space,
        rows=question.rows,
        fitted=fitted,
        out_of_reach=out,
        register=register,
        places=begun.places,
        answers=begun.answers,
        signal=signal,
        aims=begun.aims,
        surface=left,
        candidates=candidates,
        waves=waves,
        chains=chains,
        again=again,
        lived=answers_at(lives, again),
        informed=informed,
    )


def in_waves(begun: Fitting, candidates: Floats, most: int) -> tuple[tuple[Wave, ...], Surface]:
    """Live the waves after the first; return what each left, and the emulators of all points together."""
    waves, points, before = list[Wave](), len(begun.places), 0
    for number in range(1, most + 1):
        found = begun.surface()
        left = narrowed(candidates, found, begun.aims)
        here = begun.answers[before:, begun.fitted]
        waves.append(Wave(number, points, left.share, reached(here, begun.aims)))
        if number == most:
            break
        before, points = len(begun.places), begun.lives.question.later
        begun.add(rounded(fresh(next_points(left, points + before), begun.places)[:points]))
    return tuple(waves), found


def fresh(points: Floats, known: Floats) -> Floats:
    """Return points that are not among those that are known."""
    there = {tuple(row) for row in rounded(known).tolist()}
    return points[[tuple(row) not in there for row in rounded(points).tolist()]]


def reached(answers: Floats, aims: Aims) -> int:
    """Return how many targets some point comes within two standard deviations of."""
    near = np.abs(answers - aims.values) <= 2.0 * np.sqrt(aims.variances)
    return int(near.any(axis=0).sum())


def posterior_of(begun: Fitting, surface: Surface, candidates: Floats, seed: int) -> Chains:
    """Return the posterior's draws, as points of the cube."""

    def log_density(places: Floats) -> Floats:
        """Return how likely the targets are at points of the cube, and these by what the register says."""
        return log_likelihood(*surface.at(places), begun.aims) + begun.space.log_prior(places)

    return sample(log_density, (candidates, weights_of(log_density(candidates))), seed)


def answers_at(lives: Lives, places: Floats) -> Floats:
    """Return the model's answer to every row at points of the cube, (points, rows); NaN for none."""
    found = [[scored(one, seen).model for one in lives.question.rows] for seen in lives.at(places)]
    return np.array(found, np.float64).reshape(len(places), len(lives.question.rows))


def usable(rows: Sequence[Row], register: Sequence[Scored], answers: Floats) -> np.ndarray:
    """Say which rows are fitted, bool (rows,): to fit, and answered nearly everywhere."""
    wanted = [one.about.use == FIT and not at.why for one, at in zip(rows, register, strict=True)]
    found: np.ndarray = np.array(wanted) & (np.isfinite(answers).mean(axis=0) >= LEAST_ANSWERED)
    return found


def beyond_reach(begun: Fitting, candidates: Floats) -> np.ndarray:
    """Say which targets no point of the ranges comes within three standard deviations of, bool (rows,).

    A model that cannot reach a target is not right in all but its figures: fitted, it would draw them to an end.
    """
    off = implausibility(*begun.surface().at(candidates), begun.aims)
    found = np.zeros(len(begun.fitted), bool)
    found[begun.fitted] = off.min(axis=0) > RULED_OUT
    return found


def aims_of(register: Sequence[Scored], fitted: np.ndarray, how: How) -> Aims:
    """Return what is fitted to. The chance error is that at the register's figures: the same families live at each."""
    chosen = [one for one, is_fitted in zip(register, fitted, strict=True) if is_fitted]
    return Aims(
        names=tuple(one.figure.target for one in chosen),
        values=np.array([one.figure.value for one in chosen]),
        errors=np.array([one.figure.total for one in chosen]),
        discrepancies=np.array([how.discrepancy * abs(one.figure.overall) for one in chosen]),
        chances=np.array([one.se for one in chosen]),
    )


def spread_out(draws: Floats, number: int) -> Floats:
    """Return so many draws, evenly spaced over all."""
    return draws[np.linspace(0, len(draws) - 1, number).round().astype(int)] if number else draws[:0]
