"""Who a policy is for: the features of a family that a `who` row may ask for, and the trigger's window."""

from __future__ import annotations

from famsim.model.compiling import rule
from famsim.model.family import APART, MARRIED, NEVER, NEVER_TOGETHER, NO_VIOLENCE, SHARES_CHILDREN
from famsim.model.identity import MONTHS_A_YEAR
from famsim.model.now import Now
from famsim.model.policy import BEFORE_BIRTH, OF_APART, OF_CHILDREN, OF_COUPLE, OF_DEBTS, Feature, Glance, Trigger
from famsim.model.records import Condition, Family, Offer, Parameters, Programme
from famsim.rules.family.calendar import (
    FROM_AGE,
    GROWN_UP,
    before_first_conception,
    children_at_home,
    in_the_area,
    months_since_birth,
    mothers_age,
    together,
    youngest_birth,
)
from famsim.rules.family.standing import (
    above_the_threshold,
    conflict_apart,
    distressed_at_home,
    lower_quality,
    months_in_arrears,
    someone_unemployed,
    strain,
)

NO_CHILD = -99.0  # SD
NO_COUPLE = float("nan")  # of what is asked of a couple where there is none: inside no limits


@rule
def in_need(family: Family, p: Parameters) -> bool:
    """Say whether a couple's relationship is in difficulty: a partner below the cut, harmful conflict, or violence.

    Violence is what staff see as difficulty between two people until it is spoken of: a programme's screen, and not its
    need, keeps them out of it (rules.family.screen).
    """
    if above_the_threshold(family):
        return True
    return together(family) and (family.harmful != 0 or lower_quality(family) < p.need.quality_below)


@rule
def in_need_apart(family: Family, p: Parameters) -> bool:
    """Say whether parents of whom one lives elsewhere are in difficulty: frequent conflict, or violence."""
    if family.elsewhere != SHARES_CHILDREN:
        return False
    return family.violence_elsewhere != NO_VIOLENCE or conflict_apart(family) > p.conflict.frequent


@rule
def meets_as_a_couple(family: Family, programme: Programme) -> bool:
    """Say whether a programme meets two who live together, as a couple."""
    return programme.couples > 0.0 and together(family)


@rule
def childs_difficulties(family: Family, month: int) -> float:
    """Return the difficulties of the child at home who has most of them, latent SD; far below any if there is none.

    Of children so young that their difficulties are not followed there are none.
    """
    most = NO_CHILD
    for k in range(family.n_children):
        child = family.children[k]
        if FROM_AGE <= month - child.birth_month < GROWN_UP:
            most = max(most, child.trait + child.state)
    return most


@rule
def difficulty(family: Family, programme: Programme) -> int:
    """Return what a programme is for, as it meets a family: debts, a child, a couple, or two parents apart."""
    if programme.debts > 0.0:
        return OF_DEBTS
    if programme.children > 0.0:
        return OF_CHILDREN
    return OF_COUPLE if meets_as_a_couple(family, programme) or programme.apart <= 0.0 else OF_APART


@rule
def needs(family: Family, programme: Programme, now: Now, p: Parameters) -> bool:
    """Say whether a family is in the difficulty that a programme is for: debts, a child's, a couple's, or apart.

    A mother who lives with a new partner may be in either difficulty that a programme for both is for.
    """
    which = difficulty(family, programme)
    if which == OF_DEBTS:
        return months_in_arrears(family, now) > 0
    if which == OF_CHILDREN:
        return childs_difficulties(family, now.month) > p.need.child_above
    if programme.couples > 0.0 and in_need(family, p):
        return True
    return programme.apart > 0.0 and in_need_apart(family, p)


@rule
def meets_row(family: Family, row: Condition, now: Now) -> bool:
    """Say whether a family meets one `who` row."""
    return row.low <= feature(family, row.feature, now) <= row.high


@rule
def rows_met(family: Family, offer: Offer, now: Now) -> int:
    """Return how many of an offer's rows, in the order written, a family meets before the first it does not."""
    for row in range(offer.rows):
        if not meets_row(family, offer.who[row], now):
            return row
    return offer.rows


@rule
def at_a_glance(family: Family, now: Now) -> int:
    """Return what one look at a family tells of what offers ask for, a bit each (famsim.model.policy.Glance)."""
    seen = 1 << Glance.ANYONE
    seen |= (1 if together(family) else 0) << Glance.TOGETHER
    seen |= (1 if family.status == APART else 0) << Glance.APART
    seen |= (1 if family.elsewhere == SHARES_CHILDREN else 0) << Glance.PARENT_ELSEWHERE
    return seen | (1 if months_in_arrears(family, now) > 0 else 0) << Glance.IN_ARREARS


@rule
def feature(family: Family, which: int, now: Now) -> float:
    """Return the value of one feature of a family; `which` is one of model.policy.Feature.

    What is asked of a couple is NO_COUPLE where no two live together.
    """
    if which <= Feature.MONTHS_IN_ARREARS:
        return circumstances(family, which, now)
    if which <= Feature.HARMFUL_CONFLICT:
        return relationship_features(family, which, now)
    if which <= Feature.FIRST_CHILD:
        return household_features(family, which, now)
    return features_apart(family, which) if which <= Feature.CONTACT else entry_features(family, which, now)


@rule
def circumstances(family: Family, which: int, now: Now) -> float:
    """Features up to the months in arrears: place, birth, couple, history and money.

    Leaves out: that staff learn of a history late, in part or never; who makes the list knows.
    """
    if which == Feature.DEPRIVATION_DECILE:
        return 1.0 * family.decile
    if which == Feature.MONTHS_SINCE_BIRTH:
        return 1.0 * months_since_birth(family, now)
    if which == Feature.TOGETHER:
        return 1.0 if together(family) else 0.0
    if which == Feature.MARRIED:
        return 1.0 if family.status == MARRIED else 0.0
    if which == Feature.HISTORY_OF_DIFFICULTIES:
        return 1.0 if known_history(family) else 0.0
    behind = months_in_arrears(family, now)
    return 1.0 * behind if which == Feature.MONTHS_IN_ARREARS else (1.0 if behind > 0 else 0.0)


@rule
def known_history(family: Family) -> bool:
    """Say whether a parent at home has a history of social or emotional difficulties."""
    return family.mother.history != 0 or (together(family) and family.other.history != 0)


@rule
def relationship_features(family: Family, which: int, now: Now) -> float:
    """Features up to conflict: work, poverty, distress, quality, stress.

    Leaves out: error in how staff score a relationship; noticing has its own rule.
    """
    if which == Feature.UNEMPLOYED:
        return 1.0 if someone_unemployed(family) else 0.0
    if which == Feature.IN_POVERTY:
        return 1.0 * family.poor
    if which == Feature.PARENT_DISTRESSED:
        return 1.0 if distressed_at_home(family) > 0 else 0.0
    if which == Feature.RELATIONSHIP_QUALITY:
        return lower_quality(family) if together(family) else NO_COUPLE
    return strain(family) if which == Feature.STRESS_LOAD else 1.0 * family.harmful


@rule
def household_features(family: Family, which: int, now: Now) -> float:
    """Features after conflict: months together, mother's age, children, youngest's age, apart, first child."""
    if which == Feature.MONTHS_TOGETHER:
        return 1.0 * (now.month - family.together_month) if together(family) else NO_COUPLE
    if which == Feature.MOTHERS_AGE:
        return mothers_age(family, now)
    if which == Feature.CHILDREN:
        return 1.0 * children_at_home(family, now)
    if which == Feature.YOUNGEST_AGE:
        return max((now.month - youngest_birth(family)) / MONTHS_A_YEAR, 0.0) if family.n_children > 0 else 0.0
    if which == Feature.APART:
        return 1.0 if family.status == APART else 0.0
    return 1.0 if family.n_children + (family.due_month != NEVER) <= 1 else 0.0


@rule
def features_apart(family: Family, which: int) -> float:
    """Features after the first child: never together, a parent elsewhere, conflict and contact with that parent."""
    if which == Feature.NEVER_TOGETHER:
        return 1.0 if family.status == NEVER_TOGETHER else 0.0
    if which == Feature.PARENT_ELSEWHERE:
        return 1.0 if family.elsewhere == SHARES_CHILDREN else 0.0
    if which == Feature.COPARENTING_CONFLICT:
        return conflict_apart(family)
    return 1.0 * family.contact


@rule
def entry_features(family: Family, which: int, now: Now) -> float:
    """Features after contact, which rules of entry ask for: a child or one expected, a resident, early help.

    Families of the area are resident until their youngest is grown up. The assessment is early help's.
    """
    if which == Feature.CHILD_OR_EXPECTED:
        expected = family.due_month != NEVER and not before_first_conception(family, now)
        return 1.0 if expected or children_at_home(family, now) > 0 else 0.0
    if which == Feature.PARENT_RESIDENT:
        return 1.0 if in_the_area(family) else 0.0
    return 1.0 * (now.month - family.assessed_month)


@rule
def goes_on(family: Family, offer: Offer, now: Now) -> bool:
    """Say whether an offer at any time stands for a family this month as it did the month before."""
    begun = (offer.begins < now.month) & (family.entry_month < now.month)
    return begun & (offer.trigger == Trigger.ANY_TIME) & (now.month <= offer.ends)


@rule
def months_since_trigger(family: Family, trigger: int, now: Now) -> int:
    """Return months since an offer's trigger, negative before an expected birth; very large if it never happened."""
    if trigger == Trigger.BIRTH:
        return months_since_birth(family, now)
    if trigger == Trigger.JOB_LOSS:
        return now.month - family.job_loss_month
    if trigger == Trigger.ARREARS:
        return now.month - family.arrears_month
    if trigger == Trigger.DISTRESS:
        return now.month - family.distress_month - 1  # it began after last month's places were shared out
    return now.month


@rule
def stands_for(family: Family, offer: Offer, now: Now) -> bool:
    """Say whether an offer stands this month for a family.

    Ahead of a first conception, one counted from a birth does, for couples who live together by then.
    """
    if now.month < offer.begins or now.month > offer.ends:
        return False
    if not before_first_conception(family, now):
        return True
    return offer.trigger == Trigger.BIRTH and together(family) and now.month >= family.together_month


@rule
def in_window(family: Family, offer: Offer, now: Now) -> bool:
    """Say whether an offer stands this month and the family is inside its window."""
    if not stands_for(family, offer, now):
        return False
    if offer.trigger == Trigger.ANY_TIME:
        return True
    return offer.from_month <= months_since_trigger(family, offer.trigger, now) <= offer.to_month


@rule
def episode_begins(family: Family, offer: Offer, now: Now) -> bool:
    """Say whether a new episode of an offer begins: its window opens, or the offer does while it stands open.

    A window that opens ahead of a pregnancy opens with it where nobody could be met before.
    """
    if not stands_for(family, offer, now):
        return False
    if offer.trigger == Trigger.ANY_TIME:
        return now.month == offer.begins or now.month == family.entry_month
    since = months_since_trigger(family, offer.trigger, now)
    inside = offer.from_month <= since <= offer.to_month
    begins = since == offer.from_month or now.month == offer.begins
    return inside and (begins or opens_late(family, offer, now))


@rule
def opens_late(family: Family, offer: Offer, now: Now) -> bool:
    """Say whether a window opens late: at a conception that nobody knew of ahead, or as a couple moves in before it."""
    if offer.trigger != Trigger.BIRTH:
        return False
    if before_first_conception(family, now):
        return now.month == family.together_month
    conceives = family.due_month - now.month == BEFORE_BIRTH
    return conceives and (family.n_children > 0 or not together(family))
