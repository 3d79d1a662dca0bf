"""What follows from the register's figures by closed form: carry-overs from half-lives, score tables, factors."""

from functools import lru_cache

import numpy as np

from famsim.model.parameters import DECILES, SDQ_POINTS
from famsim.population.arithmetic import exp, log, normal_cdf, normal_quantile
from famsim.population.trial_samples import LOG_HALF, carry, derive_programme, known, unchangeable

MAX_SCORE = 40
TAILS, STEPS, HALVINGS = 8.0, 128, 60  # a normal number's SD either way, cut so finely; of an interval halved
REMEMBERED = 32  # of each thing worked out below, the last ones asked for: it is the same for the same figures


def rest(correlation: float) -> float:
    """Return the weight of the own part beside a part shared with this correlation."""
    return float(np.sqrt(1.0 - correlation * correlation))


def derive(p: np.record) -> None:
    """Set every solved leaf that needs no simulated family."""
    p.stress.short_carry = carry(p.stress.short_half_life)
    p.stress.long_carry = carry(p.stress.long_half_life)
    p.births.change_carry = carry(p.births.change_half_life)
    p.apart.conflict_carry = carry(p.apart.conflict_half_life)
    p.staff.conversation_keep = carry(p.staff.conversation_half_life)
    p.conflict.carry = carry(p.conflict.half_life)
    p.conflict.resolution_carry = carry(p.conflict.resolution_half_life)
    p.conflict.shock = p.conflict.shock_sd * rest(p.conflict.carry)
    p.quality.drift_carry = carry(p.quality.drift_half_life)
    p.quality.drift_partners_rest = rest(p.quality.drift_partners)
    p.children.carry = carry(p.children.state_half_life)
    p.network.carry = carry(p.network.half_life)
    p.nurturing.carry = carry(p.nurturing.half_life)
    p.children.separation_fades = -LOG_HALF / p.children.separation_half_life
    derive_work(p)
    derive_traits(p)
    derive_first_distress(p)
    p.history.log_odds = log(p.history.share / (1.0 - p.history.share))
    p.measure.noise_sd = float(np.sqrt(1.0 / p.measure.reliability - 1.0))
    derive_scores(p)
    for programme in known(p):
        derive_programme(programme, p)


def derive_work(p: np.record) -> None:
    """Set by how much more often distressed parents and the others lose and find work: on average by nothing."""
    for who, distressed in ((p.mother, p.mother.prevalence), (p.other, p.other.prevalence)):
        who.loses_distressed, who.loses = apart_by(p.work.loses_by_distress, distressed)
        who.finds_distressed, who.finds = apart_by(-p.work.finds_by_distress, distressed)


def apart_by(log_ratio: float, share: float) -> tuple[float, float]:
    """Return the factors of a share of parents and of the rest, this log ratio apart, whose mean is 1."""
    rest_of_them = 1.0 / (1.0 + share * (exp(log_ratio) - 1.0))
    return exp(log_ratio) * rest_of_them, rest_of_them


def derive_first_distress(p: np.record) -> None:
    """Set the log odds of distress at a first conception so that all in all the share is the prevalence."""
    history = float(p.history.share)
    shared, own = float(p.distress.proneness_with_history), rest(p.distress.proneness_with_history)
    apart = shared / float(np.sqrt(history * (1.0 - history)))
    steep = float(p.distress.by_proneness)
    with_history = float(p.history.log_onset) + steep * apart * (1.0 - history)
    leans = (with_history, -steep * apart * history)
    for who, prevalence in ((p.mother, p.mother.prevalence), (p.other, p.other.prevalence)):
        who.first_log_odds = leaning(float(prevalence), history, leans, steep * own)


@lru_cache(maxsize=REMEMBERED)
def leaning(wanted: float, share: float, leans: tuple[float, float], spread: float) -> float:
    """Return the log odds to which leans are added so that on average the chance is the one wanted; twelve digits.

    leans: of a share of people and of the rest, to each of which a normal part of this spread is added.
    """
    steps = [(-TAILS + 2.0 * TAILS * n / STEPS) for n in range(STEPS + 1)]
    weights = [exp(-0.5 * at * at) for at in steps]
    groups = ((share, leans[0]), (1.0 - share, leans[1]))
    low, high = -TAILS * (4.0 + spread), TAILS * (4.0 + spread)
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        found = sum(
            part * weight / (1.0 + exp(-(middle + lean + spread * at)))
            for part, lean in groups
            for at, weight in zip(steps, weights, strict=True)
        )
        low, high = (middle, high) if found < wanted * sum(weights) else (low, middle)
    return float(f"{0.5 * (low + high):.12g}")


def derive_traits(p: np.record) -> None:
    """Set what children's lasting part goes with by the unit, from correlations by the SD at entry."""
    c, history = p.children, p.history.share
    place = (DECILES**2 - 1.0) / 12.0  # variance of ten even deciles
    age = p.entry.mothers_age_sd**2 + p.entry.mothers_age_by_decile**2 * place
    income = p.money.income_spread**2 + p.money.income_by_age**2 + p.money.income_by_decile**2 * place
    c.per_decile = -c.trait_by_place / np.sqrt(place)
    c.per_year = -c.trait_by_mothers_age / np.sqrt(age)
    c.per_income = -c.trait_by_income / np.sqrt(income)
    c.per_history = c.trait_by_history / np.sqrt(2.0 * history * (1.0 - history))
    c.per_proneness = c.trait_by_proneness / np.sqrt(2.0 * (1.0 + p.distress.proneness_partners))


def derive_scores(p: np.record) -> None:
    """Fill the tables of the expected score and of the chance of a high one, by sex and latent difficulties."""
    noise = float(np.sqrt(p.measure.child_noise))
    grid = (float(p.sdq.low), float(p.sdq.step), int(p.sdq.high_from))
    norms = ((p.sdq.boys_mean, p.sdq.boys_sd), (p.sdq.girls_mean, p.sdq.girls_sd))
    for sex, (mean, sd) in enumerate(norms):
        p.sdq.expected[sex], p.sdq.high[sex] = score_tables((float(mean), float(sd)), noise, grid)


@lru_cache(maxsize=REMEMBERED)
def score_tables(
    norm: tuple[float, float], noise: float, grid: tuple[float, float, int]
) -> tuple[np.ndarray, np.ndarray]:
    """Return the expected score and the chance of a high one by latent difficulties, (SDQ_POINTS,) each.

    norm: mean and SD of its negative binomial, whose cut-points a reported score, the latent value plus noise, is cut
    at. grid: the first latent value, the step, and the score that is high.
    """
    low, step, high_from = grid
    cuts, expected, high = cut_points(*norm), np.zeros(SDQ_POINTS), np.zeros(SDQ_POINTS)
    for point in range(SDQ_POINTS):
        latent = low + step * point
        above = [1.0 - normal_cdf((cut - latent) / noise) for cut in cuts]
        expected[point] = sum(above)
        high[point] = above[high_from - 1]
    return unchangeable(expected), unchangeable(high)


def cut_points(mean: float, sd: float) -> list[float]:
    """Return the 40 standard values above which the score is at least 1, 2, ... 40, from a negative binomial."""
    spread = mean * mean / (sd * sd - mean)
    chance = spread / (spread + mean)
    mass, below, cuts = exp(spread * log(chance)), 0.0, []
    for score in range(MAX_SCORE):
        below += mass
        cuts.append(normal_quantile(below))
        mass *= (score + spread) / (score + 1.0) * (1.0 - chance)
    return cuts
