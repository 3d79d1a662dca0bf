"""Who a policy is for: the features of a family that a `who` row may ask for, and the trigger's window."""

from famsim.model.compiling import rule
from famsim.model.family import APART, MARRIED, NEVER
from famsim.rules.calendar import YEAR, children_at_home, months_since_birth, together, youngest_birth
from famsim.rules.money import months_in_arrears
from famsim.rules.relationship import lower_quality
from famsim.rules.stressors import distressed_at_home, strain
from famsim.rules.violence import above_the_threshold
from famsim.rules.work import someone_unemployed

BIRTH, JOB_LOSS, ARREARS, DISTRESS = 1, 2, 3, 4  # triggers, as in model.policy


@rule
def in_need(family, p):
    """Say whether the relationship is in difficulty: a partner below the cut, harmful conflict, or violence."""
    if above_the_threshold(family):
        return True
    return together(family) and (family.harmful != 0 or lower_quality(family) < p.need.quality_below)


@rule
def meets_row(family, row, now):
    """Say whether a family meets one `who` row."""
    return row.low <= feature(family, row.feature, now) <= row.high


@rule
def rows_met(family, offer, now):
    """Return how many of an offer's rows, in the order written, a family meets before the first it does not."""
    for row in range(offer.rows):
        if not meets_row(family, offer.who[row], now):
            return row
    return offer.rows


@rule
def feature(family, which, now):
    """Return the value of one feature of a family; `which` is its index in model.policy.FEATURES."""
    if which <= 6:
        return circumstances(family, which, now)
    return relationship_features(family, which, now) if which <= 12 else household_features(family, which, now)


@rule
def circumstances(family, which, now):
    """Features 0 to 6: place, birth, couple, history and money."""
    if which == 0:
        return 1.0 * family.decile
    if which == 1:
        return 1.0 * months_since_birth(family, now)
    if which == 2:
        return 1.0 if together(family) else 0.0
    if which == 3:
        return 1.0 if family.status == MARRIED else 0.0
    if which == 4:
        return 1.0 if known_history(family) else 0.0
    behind = months_in_arrears(family, now)
    return 1.0 * behind if which == 6 else (1.0 if behind > 0 else 0.0)


@rule
def known_history(family):
    """Say whether a parent at home has a history of social or emotional difficulties."""
    return family.mother.history != 0 or (together(family) and family.other.history != 0)


@rule
def relationship_features(family, which, now):
    """Features 7 to 12: work, poverty, distress, quality, stress and conflict.

    Leaves out: error in how staff score a relationship; noticing has its own rule.
    """
    if which == 7:
        return 1.0 if someone_unemployed(family) else 0.0
    if which == 8:
        return 1.0 * family.poor
    if which == 9:
        return 1.0 if distressed_at_home(family) > 0 else 0.0
    if which == 10:
        return lower_quality(family)
    return strain(family) if which == 11 else 1.0 * family.harmful


@rule
def household_features(family, which, now):
    """Features 13 to 18: months together, mother's age, children, youngest's age, apart, first child."""
    if which == 13:
        return 1.0 * (now.month - family.together_month)
    if which == 14:
        return (now.month - family.mother.birth_month) / YEAR
    if which == 15:
        return 1.0 * children_at_home(family, now)
    if which == 16:
        return max((now.month - youngest_birth(family)) / YEAR, 0.0) if family.n_children > 0 else 0.0
    if which == 17:
        return 1.0 if family.status == APART else 0.0
    return 1.0 if family.n_children + (family.due_month != NEVER) <= 1 else 0.0


@rule
def months_since_trigger(family, trigger, now):
    """Return months since an offer's trigger, negative before an expected birth; very large if it never happened."""
    if trigger == BIRTH:
        return months_since_birth(family, now)
    if trigger == JOB_LOSS:
        return now.month - family.job_loss_month
    if trigger == ARREARS:
        return now.month - family.arrears_month
    if trigger == DISTRESS:
        return now.month - family.distress_month - 1  # it began after last month's places were shared out
    return now.month


@rule
def in_window(family, offer, now):
    """Say whether an offer stands this month and the family is inside its window."""
    if now.month < offer.begins or now.month > offer.ends:
        return False
    if offer.trigger == 0:
        return True
    return offer.from_month <= months_since_trigger(family, offer.trigger, now) <= offer.to_month


@rule
def episode_begins(family, offer, now):
    """Say whether a new episode of an offer begins: its window opens, or the offer does while it stands open."""
    if now.month < offer.begins or now.month > offer.ends:
        return False
    if offer.trigger == 0:
        return now.month == offer.begins or now.month == family.entry_month
    since = months_since_trigger(family, offer.trigger, now)
    return since == offer.from_month or (now.month == offer.begins and offer.from_month <= since <= offer.to_month)
