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
    left_out,
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

MANY = 20  # points a figure, from which on a quarter of them says little of an emulator's lengths
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
    """A fit on its way: what is known so far, and the emulators of the targets that are fitted."""

    lives: Lives
    register: tuple[Scored, ...]
    wanted: np.ndarray
    fitted: np.ndarray
    aims: Aims
    places: Floats
    answers: Floats
    surface: Surface

    @property
    def signal(self) -> Floats:
        """How far the points so far move each target that is fitted, against its error."""
        return signal_to_error(self.answers[:, self.fitted], self.aims)

    def add(self, places: Floats) -> None:
        """Live more points, and make the emulators of all."""
        self.places = np.vstack([self.places, places])
        self.answers = np.vstack([self.answers, answers_at(self.lives, places)])
        seed = self.lives.question.scenario.seed
        self.surface = surface(self.places, self.answers[:, self.fitted], seed, self.surface)

    def be_as_sure_as_it_was(self) -> None:
        """Let the emulators' errors be as large, and as much together, as they are at points left out.

        Where points are many, what is left out says little of lengths, and the search for them goes on from all's.
        """
        y, many = self.answers[:, self.fitted], len(self.places) >= MANY * self.places.shape[1]
        off = left_out(self.places, y, self.lives.question.scenario.seed, self.surface if many else None)
        self.surface = self.surface.off_as(off)


def calibrated(question: Question, store: Store, ways: Ways) -> Found:
    """Fit figures to targets; the points that the store holds are not lived again, and the posterior is the same."""
    lives = Lives(question, space_of(question.figures), store, ways)
    candidates = quasi_random(CANDIDATES, len(question.figures), question.scenario.seed + 1)
    begun = first_wave(lives, candidates)
    signal = begun.signal
    informed = float((signal**2).sum()) >= LEAST_SIGNAL
    waves = in_waves(begun, candidates, question.how.waves if informed else 1)
    begun.be_as_sure_as_it_was()
    chains = posterior_of(begun, candidates)
    again = rounded(spread_out(chains.flat, question.how.again if informed else 0))
    return Found(
        question=question,
        world=Place(replace(place_observed(question.scenario), offer="documented")),
        space=lives.space,
        rows=question.rows,
        fitted=begun.fitted,
        out_of_reach=begun.wanted & ~begun.fitted,
        register=begun.register,
        places=begun.places,
        answers=begun.answers,
        signal=signal,
        aims=begun.aims,
        surface=begun.surface,
        candidates=candidates,
        waves=waves,
        chains=chains,
        again=again,
        lived=answers_at(lives, again),
        informed=informed,
    )


def first_wave(lives: Lives, candidates: Floats) -> Fitting:
    """Live the first wave, and find which targets can be fitted: those that some point of the ranges comes near to.

    A model that cannot reach a target is not right in all but its figures: fitted, it would draw them to an end.
    """
    asked, seen = lives.question, lives.at_register()
    register = tuple(scored(one, seen) for one in asked.rows)
    places = rounded(quasi_random(asked.points, len(asked.figures), asked.scenario.seed))
    answers = answers_at(lives, places)
    wanted = usable(asked.rows, register, answers)
    aims, emulators = aims_of(register, wanted, asked.how), surface(places, answers[:, wanted], asked.scenario.seed)
    near = implausibility(*emulators.at(candidates), aims).min(axis=0) <= RULED_OUT
    fitted = wanted.copy()
    fitted[wanted] = near
    kept = Surface(tuple(one for one, is_near in zip(emulators.emulators, near, strict=True) if is_near))
    return Fitting(lives, register, wanted, fitted, aims_of(register, fitted, asked.how), places, answers, kept)


def in_waves(begun: Fitting, candidates: Floats, most: int) -> tuple[Wave, ...]:
    """Live the waves after the first; return what each left."""
    waves, before = list[Wave](), 0
    for number in range(1, most + 1):
        left = narrowed(candidates, begun.surface, begun.aims)
        here = begun.answers[before:, begun.fitted]
        waves.append(Wave(number, len(begun.places) - before, left.share, reached(here, begun.aims)))
        if number < most:
            before, points = len(begun.places), begun.lives.question.later
            begun.add(rounded(fresh(next_points(left, points + before), begun.places)[:points]))
    return tuple(waves)


def fresh(points: Floats, known: Floats) -> Floats:
    """Return points that are not among those that are known."""
    there = {tuple(row) for row in rounded(known).tolist()}
    return points[[tuple(row) not in there for row in rounded(points).tolist()]]


def reached(answers: Floats, aims: Aims) -> int:
    """Return how many targets some point comes within two standard deviations of."""
    near = np.abs(answers - aims.values) <= 2.0 * np.sqrt(aims.variances)
    return int(near.any(axis=0).sum())


def posterior_of(begun: Fitting, candidates: Floats) -> Chains:
    """Return the posterior's draws, as points of the cube."""

    def log_density(places: Floats) -> Floats:
        """Return how likely the targets are at points of the cube, and these by what the register says."""
        answers, prior = begun.surface.at(places), begun.lives.space.log_prior(places)
        return log_likelihood(*answers, begun.aims, begun.surface.together) + prior

    return sample(log_density, (candidates, weights_of(log_density(candidates))), begun.lives.question.scenario.seed)


def answers_at(lives: Lives, places: Floats) -> Floats:
    """Return the model's answer to every row at points of the cube, (points, rows); NaN for none."""
    found = [[scored(one, seen).model for one in lives.question.rows] for seen in lives.at(places)]
    return np.array(found, np.float64).reshape(len(places), len(lives.question.rows))


def usable(rows: Sequence[Row], register: Sequence[Scored], answers: Floats) -> np.ndarray:
    """Say which rows are fitted, bool (rows,): to fit, and answered nearly everywhere."""
    wanted = [one.about.use == FIT and not at.why for one, at in zip(rows, register, strict=True)]
    found: np.ndarray = np.array(wanted) & (np.isfinite(answers).mean(axis=0) >= LEAST_ANSWERED)
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
