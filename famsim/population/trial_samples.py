"""What a whole programme gives, so that its trial gets its published effect back in its own sample."""

from functools import cache, lru_cache

import numpy as np

from famsim.model.parameters import CHANNELS
from famsim.population.arithmetic import exp, normal_cdf

REMEMBERED = 32  # samples, the last ones asked for: a sample is the same for the same figures
LOG_HALF = -0.6931471805599453
HALVINGS = 50  # of the span in which a fall is sought
PER_ROOT = 0.3989422804014327  # 1 / sqrt(2 pi)


def carry(half_life: float) -> float:
    """Return the share carried into the next month by what halves in `half_life` months; none if it lasts no time."""
    return exp(LOG_HALF / half_life) if half_life > 0.0 else 0.0


def derive_programme(programme: np.record, p: np.record) -> None:
    """Set what a whole programme gives, how it fades, and what makes moderation's mean 1 in its trial's sample.

    d counts the SD of reports of those who took part, and is measured when the last session has been held: quality and
    capability of couples together whose mean report lies below the trial's cut, conflict of parents who have parted
    within two years, of whom some have no conflict that could fall and some live amid violence.
    """
    for channel in CHANNELS.names or ():
        programme.keep[channel] = carry(programme[f"half_life_{channel}"])
        programme.full[channel] = whole_effect(programme, channel, in_units(channel, programme, p))
    programme.moderation_scale = 1.0 / mean_moderation(programme, p)


def in_units(channel: str, programme: np.record, p: np.record) -> float:
    """Return what a trial found in a channel, in the unit that the model has it in."""
    d = float(programme[f"d_{channel}"])
    if channel == "level":
        return d * spread_of_quality(programme, p)
    if channel == "capability":
        return d * spread_of_capability(programme, p)
    if channel == "coparenting":
        return fall_for_all(d / (1.0 - p.support.lost_apart), p)
    if channel == "contact":
        return float(d / (1.0 - p.support.lost_apart))
    return d


def whole_effect(programme: np.record, channel: str, found: float) -> float:
    """Return what a whole programme gives in England where a trial's mean dose gave so much by the last session."""
    left = left_by_the_last(programme, float(programme.keep[channel]))
    return float(programme.transfer * found / (programme.sample_dose * left))


def left_by_the_last(programme: np.record, keep: float) -> float:
    """Return the share of a whole programme's effect that is felt when its last session has been held."""
    if keep == 0.0:
        return 1.0
    sessions, a_month = float(programme.sessions), float(programme.sessions_a_month)
    last = int(np.ceil(sessions / a_month))
    return sum(min(a_month, sessions - a_month * k) / sessions * keep ** (last - 1 - k) for k in range(last))


def give_buffer(p: np.record, d: float) -> None:
    """Let every programme buffer stress as if its trials had found d (d_buffer of the register)."""
    for programme in known(p):
        programme.full["buffer"] = whole_effect(programme, "buffer", d)


def known(p: np.record) -> list[np.record]:
    """Return the rows of programmes that have figures."""
    return [programme for programme in p.programmes if programme.sessions > 0.0]


@cache
def _bell() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return grids of true quality and of noise in standard units, and the normal weight of each pair."""
    q = np.arange(-6.0, 6.0001, 0.05)
    noise = np.arange(-4.0, 4.0001, 0.1)
    weight = np.array([[exp(-0.5 * (a * a + b * b)) for b in noise] for a in q])
    true, noises = np.meshgrid(q, noise, indexing="ij")
    return unchangeable(true), unchangeable(noises), unchangeable(weight)


@lru_cache(maxsize=REMEMBERED)
def _trial_sample(noise_sd: float, partners: float, cut: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return grids of a couple's mean quality and mean report, below the trial's cut, and their weights."""
    true, noise, weight = _bell()
    quality = float(np.sqrt(0.5 * (1.0 + partners))) * true
    reported = quality + float(np.sqrt(0.5)) * noise_sd * noise
    inside = reported < cut
    share = weight[inside] / weight[inside].sum()
    return unchangeable(quality[inside]), unchangeable(reported[inside]), unchangeable(share)


def unchangeable(array: np.ndarray) -> np.ndarray:
    """Return an array that nobody can change: it is handed out again."""
    array.flags.writeable = False
    return array


def _sample(programme: np.record, p: np.record) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return _trial_sample(float(p.measure.noise_sd), float(p.support.partners_quality), float(programme.sample_below))


def variance_of_means(programme: np.record, p: np.record) -> float:
    """Return the variance of couples' mean reports in the trial's own sample."""
    _, reported, weight = _sample(programme, p)
    mean = float((weight * reported).sum())
    return float((weight * (reported - mean) ** 2).sum())


def spread_of_quality(programme: np.record, p: np.record) -> float:
    """Return the SD of single reports of quality in the trial's own sample (1.05 for unselected couples).

    Below a cut it is wider than under a normal's tail, the more so the narrower the sample.
    """
    between = 0.5 * (1.0 - p.support.partners_quality + p.measure.noise_sd**2)  # partners about their couple's mean
    wider = 1.0 + p.support.longer_tail * narrower(programme, p)
    return float(wider * np.sqrt(variance_of_means(programme, p) + between))


def narrower(programme: np.record, p: np.record) -> float:
    """Return the share of the variance of couples' mean reports that the trial's cut takes away."""
    all_means = 0.5 * (1.0 + p.support.partners_quality + p.measure.noise_sd**2)
    return float(max(1.0 - variance_of_means(programme, p) / all_means, 0.0))


def spread_of_capability(programme: np.record, p: np.record) -> float:
    """Return the SD of single reports of capability there: the less, the more capability goes with the reports."""
    kept = 1.0 - p.support.capability_with_reports**2 * narrower(programme, p)
    return float(np.sqrt(kept * (1.0 + p.measure.noise_sd**2)))


def fall_for_all(d: float, p: np.record) -> float:
    """Return the fall in conflict apart which, where nobody falls below none, lowers its mean by d SD of reports."""
    mean, sd = float(p.support.coparenting_mean), float(p.support.coparenting_sd)
    wanted = d * spread_of_conflict(mean, sd) * float(np.sqrt(1.0 + p.measure.noise_sd**2))
    if wanted <= 0.0:
        return wanted
    low, high = 0.0, mean + 4.0 * sd
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        falls = mean_above(0.0, mean, sd) - mean_above(middle, mean, sd)
        low, high = (middle, high) if falls < wanted else (low, middle)
    return high


def spread_of_conflict(mean: float, sd: float) -> float:
    """Return the SD of conflict, of which there is none below 0."""
    share, height = normal_cdf(mean / sd), PER_ROOT * exp(-0.5 * (mean / sd) ** 2)
    squares = (mean * mean + sd * sd) * share + mean * sd * height
    return float(np.sqrt(squares - mean_above(0.0, mean, sd) ** 2))


def mean_above(cut: float, mean: float, sd: float) -> float:
    """Return the mean of how far a normal number lies above a cut, 0 where it lies below."""
    above = (mean - cut) / sd
    return sd * (PER_ROOT * exp(-0.5 * above * above) + above * normal_cdf(above))


def mean_moderation(programme: np.record, p: np.record) -> float:
    """Return the mean of the moderation before scaling in the trial's own sample."""
    true, _, weight = _sample(programme, p)
    works = np.clip(
        1.0 - programme.moderation_by_quality * true, programme.moderation_at_least, programme.moderation_at_most
    )
    return float((weight * works).sum())
