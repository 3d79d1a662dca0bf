"""What a whole programme gives, so that its trial gets its published effect back in its own sample."""

from functools import cache, lru_cache

import numpy as np

from famsim.model.parameters import CHANNELS
from famsim.population.arithmetic import exp, normal_cdf

REMEMBERED = 32  # samples, the last ones asked for: a sample is the same for the same figures
LOG_HALF = -0.6931471805599453
HALVINGS = 50  # of the span in which a fall is sought
TOP_OF_BELL = 1.0 / float(np.sqrt(2.0 * np.pi))  # the height of a standard normal at its mean
QUALITY_GRID = (6.0, 0.05)  # how far from the mean sums over a normal go, and by which steps: half of them, the same
NOISE_GRID = (4.0, 0.1)


def carry(half_life: float) -> float:
    """Return the share carried into the next month by what halves in `half_life` months; none if it lasts no time."""
    return exp(LOG_HALF / half_life) if half_life > 0.0 else 0.0


def derive_programme(programme: np.record, p: np.record) -> None:
    """Set what a whole programme gives, how it fades, and what makes moderation's mean 1 in its trial's sample.

    d counts the SD of reports of those who took part, and is measured when the last session has been held: quality and
    capability of couples together whose mean report lies below the trial's cut, conflict of parents who have parted
    within two years, of whom some have no conflict that could fall and some live amid violence. A d on quality holds
    what the programme keeps of stress from quality too, so the level is what is left beside that.
    """
    for channel in CHANNELS.names or ():
        programme.keep[channel] = carry(programme[f"half_life_{channel}"])
        programme.full[channel] = whole_effect(programme, channel, in_units(channel, programme, p))
    programme.moderation_scale = 1.0 / mean_moderation(programme, p)


def in_units(channel: str, programme: np.record, p: np.record) -> float:
    """Return what a trial found in a channel, in the unit that the model has it in."""
    d = float(programme[f"d_{channel}"])
    if channel == "level":
        return level_beside_the_rest(d * spread_of_quality(programme, p), programme, p)
    if channel == "capability":
        return d * spread_of_capability(programme, p)
    if channel == "coparenting":
        return fall_for_all(d / felt_apart(programme, p), p)
    if channel == "contact":
        return d / felt_apart(programme, p)
    return d


def level_beside_the_rest(found: float, programme: np.record, p: np.record) -> float:
    """Return what of a trial's effect on quality, in SD of quality, is neither its buffer's nor its capability's.

    Never below none where a trial found a gain, though the rest may come to more; a harm found is a harm of the level.
    Leaves out: what less strain by money and less distress add (under .01 SD by the last session in every programme).
    """
    if found == 0.0:
        return 0.0
    return max(found - kept_from_quality(programme, p), min(found, 0.0))


def kept_from_quality(programme: np.record, p: np.record) -> float:
    """Return how much stress a programme keeps from quality on average in its trial's sample, in SD of quality."""
    share = in_units("buffer", programme, p) + p.stress.buffer_capability * in_units("capability", programme, p)
    return float(p.stress.sensitivity * load_felt(programme, p) * share)


def load_felt(programme: np.record, p: np.record) -> float:
    """Return the mean load of couples in the trial's own sample, weighted by how strongly the programme works."""
    true, _, weight = _sample(programme, p)
    works = weight * moderated(true, programme)
    return float((works * (p.support.couples_load - p.support.load_by_quality * true)).sum() / works.sum())


def felt_apart(programme: np.record, p: np.record) -> float:
    """Return the share of a programme for parents apart that its trial's sample feels, of whom some live amid violence.

    Amid coercion no more than `support.amid_coercion` where the programme screens, as a life's moderation has it.
    """
    amid = float(programme.amid_violence)
    coerced = min(float(p.support.amid_coercion), amid) if programme.screened > 0.0 else amid
    left = p.support.coerced_apart * coerced + (1.0 - p.support.coerced_apart) * amid
    return float(1.0 - p.support.violent_apart * (1.0 - left))


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
    """Let every programme buffer stress as if its trials had found d (d_buffer of the register): its level follows."""
    for programme in known(p):
        programme.d_buffer = d
        derive_programme(programme, p)


def known(p: np.record) -> list[np.record]:
    """Return the rows of programmes that have figures."""
    return [programme for programme in p.programmes if programme.sessions > 0.0]


@cache
def _bell() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return grids of true quality and of noise in standard units, and the normal weight of each pair."""
    q, noise = grid_of(*QUALITY_GRID), grid_of(*NOISE_GRID)
    weight = np.array([[exp(-0.5 * (a * a + b * b)) for b in noise] for a in q])
    true, noises = np.meshgrid(q, noise, indexing="ij")
    return unchangeable(true), unchangeable(noises), unchangeable(weight)


def grid_of(far: float, step: float) -> np.ndarray:
    """Return standard values from so far below the mean to as far above it."""
    return np.arange(-far, far + 0.5 * step, step)


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
    """Return the fall in conflict apart which, where nobody falls below none, lowers its mean by d SD of reports.

    d below 0, a harm, is a rise that everybody has in full: nothing cuts it, so it is as large as it was found.
    """
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
    share, height = normal_cdf(mean / sd), TOP_OF_BELL * exp(-0.5 * (mean / sd) ** 2)
    squares = (mean * mean + sd * sd) * share + mean * sd * height
    return float(np.sqrt(squares - mean_above(0.0, mean, sd) ** 2))


def mean_above(cut: float, mean: float, sd: float) -> float:
    """Return the mean of how far a normal number lies above a cut, 0 where it lies below."""
    above = (mean - cut) / sd
    return sd * (TOP_OF_BELL * exp(-0.5 * above * above) + above * normal_cdf(above))


def mean_moderation(programme: np.record, p: np.record) -> float:
    """Return the mean of the moderation before scaling in the trial's own sample."""
    true, _, weight = _sample(programme, p)
    return float((weight * moderated(true, programme)).sum())


def moderated(true: np.ndarray, programme: np.record) -> np.ndarray:
    """Return the moderation before scaling of couples of some true quality."""
    works = 1.0 - programme.moderation_by_quality * true
    found: np.ndarray = np.clip(works, programme.moderation_at_least, programme.moderation_at_most)
    return found
