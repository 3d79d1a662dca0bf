"""The total standard error of a published figure: one function, without exceptions."""

import math

from famsim.calibration.targets.target import ABROAD, OTHER, SAME, Target

DESIGN_EFFECT = 1.5  # of a sample that is not drawn at random, person by person
UNKNOWN_N = 1000
INTERVAL = 3.92  # standard errors across a 95% interval
TRANSFER = {SAME: 0.0, OTHER: 0.1, ABROAD: 0.2}
SECOND_HAND = 0.1  # is added where the source was not read itself
NOT_ITSELF = ("secondary", "memory")
A_TENTH = 0.1  # of whom are counted where a ratio gives nothing but a number of people


def total_error(target: Target) -> float:
    """Return the root of the sum of squares of sampling, rounding and transfer."""
    return math.hypot(own_error(target), transfer_error(target))


def own_error(target: Target) -> float:
    """Return what sampling and rounding come to."""
    return math.hypot(sampling_error(target), target.step / math.sqrt(12.0))


def sampling_error(target: Target) -> float:
    """Return the sampling error: given, else from the interval, else from a number of people."""
    if target.se is not None:
        return target.se
    if target.low is not None and target.high is not None:
        return (target.high - target.low) / INTERVAL
    return from_people(target, DESIGN_EFFECT / (target.n or UNKNOWN_N))


def from_people(target: Target, each: float) -> float:
    """Return the sampling error of a figure from the design effect over the number of people.

    A contrast is as of two halves of the people: a difference of percentages as if half of each were counted, which is
    the widest it can be; a ratio as if a tenth of each were.
    """
    value, spread = target.value, target.about.sd or abs(target.value)
    in_percent = target.about.unit == "percent"
    if target.statistic == "percent":
        return math.sqrt(value * (100.0 - value) * each)
    if target.statistic == "difference":
        return (50.0 if in_percent else spread) * math.sqrt(4.0 * each)
    if target.statistic in ("ratio", "odds_ratio"):
        return value * math.sqrt(4.0 * each * (1.0 - A_TENTH) / A_TENTH)
    if target.statistic == "rate":
        return math.sqrt(1000.0 * value * each)
    if target.statistic == "correlation":
        return (1.0 - value**2) * math.sqrt(each)
    return value * math.sqrt(each / 2.0) if target.statistic == "sd" else spread * math.sqrt(each)


def transfer_share(target: Target) -> float:
    """Return how much of a figure may be lost on its way to the England of the model."""
    return TRANSFER[target.transfer] + (SECOND_HAND if target.read_in in NOT_ITSELF else 0.0)


def transfer_error(target: Target) -> float:
    """Return the error of carrying a figure: a share of a percentage's nearer end, else of its distance from none."""
    value = target.value
    if target.statistic == "percent":
        carried = min(value, 100.0 - value)
    elif target.statistic in ("ratio", "odds_ratio"):
        carried = abs(value - 1.0)
    else:
        carried = abs(value)
    return transfer_share(target) * carried
