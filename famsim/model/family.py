"""The family record: everything that is remembered about one family from month to month.

One NumPy record, at most 768 bytes, hot fields first, every pad explicit. float64 only for continuous latent state;
months, counts and flags are small integers. Months are counted on the area's calendar: 0 is the last month before the
strategies begin. NEVER stands for "has not happened".
"""

import numpy as np

from famsim.model.identity import MONTHS_A_YEAR
from famsim.model.policy import DIFFICULTIES, MAX_OFFERS

NEVER = -20000  # a month before any calendar
LONGEST_COUNT = 1200  # months: where a counter stops, a hundred years, well within 16 bits
MAX_CHILDREN = 5
SLOTS = 2  # programmes whose effects are held apart
MONTHS_OF_HARM = MONTHS_A_YEAR  # remembered, a bit each: what kind a parting is, its last year says

# status
NOT_YET, MARRIED, COHABITING, APART, NEVER_TOGETHER, LEFT = 0, 1, 2, 3, 4, 5
# work
EMPLOYED, UNEMPLOYED, INACTIVE = 0, 1, 2
# violence
NO_VIOLENCE, SITUATIONAL, COERCIVE = 0, 1, 2
# who is harmed by violence: BOTH = MOTHER | OTHER_PARENT
NOBODY, MOTHER, OTHER_PARENT, BOTH = 0, 1, 2, 3
# a parent who lives elsewhere: none, one who shares a child under age or expected with the mother, one no more
NOBODY_ELSEWHERE, SHARES_CHILDREN, CHILDREN_GROWN = 0, 1, 2
NO_PROGRAMME = -1
# where a family stands with support
# noticed: for the rest of the month at most; referred: until the start month, in which the referral arrives
NO_CONTACT, WAITING, ATTENDING, NOTICED, REFERRED = 0, 1, 2, 3, 4

PARENT = np.dtype(
    [
        ("quality", np.float64),  # own relationship quality, SD of the reference population
        ("trait", np.float64),  # its lasting part
        ("drift", np.float64),  # its slow wandering part (AR(1))
        ("level", np.float64),  # what programmes have lifted it by, still felt: the sum of the family's EFFECTS
        ("capability", np.float64),  # relational capability, lasting, SD
        ("learned", np.float64),  # capability learned from programmes, still felt, SD: the sum of the family's EFFECTS
        ("proneness", np.float32),  # to emotional distress, lasting, SD
        ("parenting", np.float32),  # what it takes off children's difficulties, against the usual, SD of difficulties
        ("birth_month", np.int16),  # calendar month of the parent's own birth
        ("months_in_work_state", np.int16),
        ("months_distressed", np.int16),  # length of the present episode
        ("work", np.int8),
        ("distressed", np.int8),  # 1 = in emotional distress
        ("history", np.int8),  # 1 = a history of social or emotional difficulties
        ("ill", np.int8),  # 1 = lasting ill health
        ("pad_parent", np.int8, (6,)),
    ],
    align=True,
)

CHILD = np.dtype(
    [
        ("trait", np.float64),  # lasting part of difficulties, latent SD; before birth what is of the other parent
        ("state", np.float64),  # changing part of difficulties, latent SD
        ("birth_month", np.int16),  # calendar month; NEVER = no such child
        ("months_violent", np.int16),  # months lived with violence between parents
        ("age_at_separation", np.int16),  # months; NEVER = has not lived through one
        ("parted_month", np.int16),  # when that was
        ("sex", np.int8),  # 0 boy, 1 girl
        ("left_harm", np.int8),  # 1 = that separation was an exit from harm
        ("of_later_union", np.int8),  # 1 = not of the mother and the parent who lives elsewhere; set at conception
        ("pad_child", np.int8, (5,)),
    ],
    align=True,
)

# what is still felt of one programme, or of two that have joined, and the share of each channel kept each month; what
# trials measure has two or three figures, so that single precision is more than enough
EFFECTS = np.dtype(
    [
        ("mother_level", np.float32),
        ("other_level", np.float32),
        ("mother_learned", np.float32),
        ("other_learned", np.float32),
        ("buffer", np.float32),
        ("distress", np.float32),
        ("parenting", np.float32),
        ("commitment", np.float32),
        ("relief", np.float32),
        ("coparenting", np.float32),
        ("contact", np.float32),
        ("keep_level", np.float32),
        ("keep_capability", np.float32),
        ("keep_buffer", np.float32),
        ("keep_distress", np.float32),
        ("keep_parenting", np.float32),
        ("keep_commitment", np.float32),
        ("keep_relief", np.float32),
        ("keep_coparenting", np.float32),
        ("keep_contact", np.float32),
        ("programme", np.int8),  # the one that has added to it last; NO_PROGRAMME before any has
        ("pad_effects", np.int8, (3,)),
    ],
    align=True,
)

# where a family stands with support: no rule of life reads a field of this (famsim.engine.beside)
SUPPORT = np.dtype(
    [
        ("noticed_month", np.int16),
        ("joined_month", np.int16),  # when the family joined the waiting list
        ("start_month", np.int16),  # first session; of a referral under way, its arrival
        ("exposed_month", np.int16),  # first session of the programme taken last
        ("talked_month", np.int16),  # when trained staff last talked with the family, if that gives anything by itself
        ("refused_month", np.int16, (len(DIFFICULTIES),)),  # when asking about a difficulty last came to nothing
        ("help_stage", np.int8),
        ("offer", np.int8),  # which offer the family waits for or attends, or was noticed for
        ("door", np.int8),  # where it was noticed last
        ("programme", np.int8),  # the one taken last
        ("sessions", np.int8),  # attended so far
        ("due_sessions", np.int8),  # held so far
        ("both_take_part", np.int8),
        ("safe_missed", np.int8),  # above the violence threshold, and the screen missed it
        ("specialist", np.int8),  # 1 = routed to a specialist service, above the violence threshold, as a couple
        ("specialist_apart", np.int8),  # 1 = the same as parents apart
        ("reached", np.int8, (MAX_OFFERS,)),  # per offer: furthest stage of the funnel in the present episode
        ("refusals", np.int8, (MAX_OFFERS,)),  # per offer: times that asking came to nothing in the present episode
    ],
    align=True,
)

FAMILY = np.dtype(
    [
        ("family_id", np.int64),  # its layout: famsim.model.identity
        # the couple
        ("commitment", np.float64),  # SD, fixed for the union
        ("strain_short", np.float64),  # stress load with a half-life of months
        ("strain_long", np.float64),  # stress load with a half-life of years
        ("birth_shift", np.float64),  # what births have changed in quality, still felt
        ("frequency", np.float64),  # conflict: how often
        ("intensity_trait", np.float64),  # conflict: how fierce, lasting part
        ("intensity", np.float64),
        ("resolution", np.float64),  # conflict: how poorly resolved
        ("support", np.float64),  # support from others, SD, lasting
        ("support_moved", np.float64),  # and by what has moved it, less with time
        ("income", np.float64),  # income position apart from work, SD
        ("coparenting", np.float64),  # conflict between parents who live apart, SD
        # effects of programmes still felt, by channel: sums of EFFECTS (level and capability stand with the parents)
        ("eff_buffer", np.float64),
        ("eff_distress", np.float64),
        ("eff_parenting", np.float64),
        ("eff_commitment", np.float64),
        ("eff_relief", np.float64),
        ("eff_coparenting", np.float64),
        ("eff_contact", np.float64),
        ("mother", PARENT),
        ("other", PARENT),
        ("children", CHILD, (MAX_CHILDREN,)),
        ("effects", EFFECTS, (SLOTS,)),  # set by rules/family/effects.py alone
        ("eased", np.float32),  # what a talk with trained staff has eased, still felt, SD; set there too
        ("keep_eased", np.float32),  # and the share of it kept each month
        ("coparenting_lasts", np.float32),  # the conflict apart towards which theirs settles, SD
        ("debt", np.int32),  # pounds owed to creditors and on bills
        ("account", np.int32),  # row of this family in the area's account book
        ("entry_month", np.int16),
        ("together_month", np.int16),  # when this couple began to live together
        ("parted_month", np.int16),  # when a couple last parted
        ("due_month", np.int16),  # an expected birth; NEVER = none
        ("next_month", np.int16),  # from when another child is tried for; NEVER = not wanted
        ("arrears_month", np.int16),  # when the present spell of arrears began; NEVER = none
        ("job_loss_month", np.int16),
        ("distress_month", np.int16),  # when either parent last became distressed
        ("assessed_month", np.int16),  # when early help last saw the family
        ("harm_bits", np.int16),  # last MONTHS_OF_HARM months: harmful conflict or violence above the threshold
        ("violent_bits", np.int16),  # the same of violence above the threshold alone
        ("first_separation", np.int16),  # first separation since month 0
        ("cell", np.int16),  # group it is counted in, fixed at the start or at entry
        ("elsewhere_month", np.int16),  # when the first couple parted; NEVER = has not, or never lived together
        *SUPPORT.descr,  # copied by words: it begins at one
        ("status", np.int8),
        ("decile", np.int8),
        ("n_children", np.int8),
        ("wants", np.int8),  # 1 = hopes for another child
        ("union", np.int8),  # which couple this is for the mother
        ("poor", np.int8),  # below the poverty line this month
        ("harmful", np.int8),  # in harmful conflict this month
        ("violence", np.int8),
        ("harmed", np.int8),
        ("coercive_here", np.int8),  # whom coercive violence has ever harmed in this couple
        ("coercive_elsewhere", np.int8),  # whom it has ever harmed of the mother and the parent who lives elsewhere
        ("violence_elsewhere", np.int8),  # violence between these two: goes on, or begins after
        ("harmed_elsewhere", np.int8),  # and whom it harms
        ("contact", np.int8),  # children see the parent who lives elsewhere regularly
        ("elsewhere", np.int8),  # whether there is a parent who lives elsewhere, and shares a child under age
        ("pad_family", np.int8, (5,)),
    ],
    align=True,
)
