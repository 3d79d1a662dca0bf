"""The parameters the rules read: one nested record, one topic a record, names only.

What each number says, its unit, range, grade and source stand in the evidence register (famsim/evidence/<topic>.toml),
a figure `topic.name` for each leaf. Leaves named in SOLVED are not in the register: they follow from figures that are
(a carry-over from a half-life, a threshold from a share of England), by the solvers in famsim/population.
"""

import numpy as np

from famsim.model.doors import DOOR, MAY_COME
from famsim.model.family import MAX_CHILDREN
from famsim.model.policy import DOORS, MAX_DOORS, POLICY, ROLES

DECILES = 10
SDQ_SEXES = 2
SDQ_POINTS = 193  # grid of latent difficulties for the expected-score tables
MAX_PROGRAMMES = 64  # rows; a month reads those alone that a family has reached, whatever is known besides


def _topic(names: str, **shaped: tuple[int, ...]) -> np.dtype:
    """Return a record of float64 leaves; `shaped` gives the leaves that are lists."""
    plain = [(name, np.float64) for name in names.split()]
    return np.dtype(plain + [(name, np.float64, shape) for name, shape in shaped.items()], align=True)


PARENT_RATES = _topic(
    "average spread onset onset_infant recovery inactive becomes_inactive returns_to_work leaves_work_at_birth "
    "prevalence onset_centre first_log_odds loses loses_distressed finds finds_distressed"
)
CHANNELS = _topic("level buffer capability distress parenting commitment relief coparenting contact")

PROGRAMME_FIGURES = (
    "couples apart screened debts children d_level d_buffer d_capability d_distress d_parenting d_commitment d_relief "
    "d_coparenting d_contact sample_below sample_dose transfer half_life_level half_life_buffer half_life_capability "
    "half_life_distress half_life_parenting half_life_commitment half_life_relief half_life_coparenting "
    "half_life_contact moderation_by_quality moderation_at_least moderation_at_most amid_violence sessions "
    "sessions_a_month take_up both_take_part needs_both attendance drops_out wait_for_start booster_after "
    "booster_dose cost_per_session"
)

PROGRAMME = np.dtype(
    [
        ("full", CHANNELS),  # solved: what the whole programme gives, by channel
        ("keep", CHANNELS),  # solved: share still felt a month later
        ("moderation_scale", np.float64),  # solved: makes moderation 1 on average in the sample of the trial
        *[(name, np.float64) for name in PROGRAMME_FIGURES.split()],
    ],
    align=True,
)

EVIDENCE = np.dtype(
    [
        ("entry", _topic(
            "mothers_age mothers_age_sd youngest_mother oldest_mother age_gap age_gap_sd never_together_by_age "
            "never_together_by_decile together_at_least together_up_to mothers_age_by_decile in_arrears never_together "
            "cohabiting_at_birth"
        )),
        ("quality", _topic(
            "trait_sd trait_partners drift_half_life drift_partners centre drift_sd drift_carry drift_shock "
            "drift_partners_rest by_decile eroded_by_conflict "
            "lasts"
        )),
        ("mother", PARENT_RATES),
        ("other", PARENT_RATES),
        ("stress", _topic(
            "sensitivity short_half_life long_half_life short_carry long_carry unemployment arrears "
            "partner_distressed infant poverty ill_health long_unemployment long_search_months alone job_loss "
            "falling_behind parting workless buffer_capability buffer_support buffer_at_most recovery_by_capability"
        )),
        ("history", _topic("share log_odds by_decile sensitivity log_onset")),
        ("distress", _topic(
            "onset_scale by_strain by_support by_quality centred by_proneness proneness_with_history "
            "proneness_partners"
        )),
        ("health", _topic("falls_ill recovers")),
        ("births", _topic(
            "conception last_age apart_factor girls first_change later_change change_sd change_half_life "
            "change_carry gap gap_with_partner first_share fall_unbuffered usual_share share_spread "
            "first_spread later_spread",
            another=(MAX_CHILDREN,),
        )),
        ("work", _topic(
            "finding deprivation_gradient loses_by_distress finds_by_distress returns_by_capability alone_with_small "
            "small_until",
            by_decile=(DECILES,),
        )),
        ("money", _topic(
            "income_by_decile income_by_age income_spread middle_decile earner second_adult_needs poverty_line "
            "grows_with_child grows_about apart_receives varies "
            "falls_behind falls_behind_poor falls_behind_unemployed catches_up catches_up_poor relief_speeds "
            "debt_grows debt_repaid debt_heavy"
        )),
        ("conflict", _topic(
            "half_life carry shock_sd shock from_strain from_distress from_quality intensity_from_strain "
            "resolution_from_distress resolution_half_life resolution_carry "
            "with_capability with_intensity harmful_share frequent intense "
            "poorly_resolved"
        )),
        ("violence", _topic(
            "onset by_conflict by_intensity by_adversity pregnancy_or_infant coercive_share situational_ends "
            "coercive_ends situational_harms_mother situational_harms_both coercive_harms_mother "
            "coercive_harms_both by_poverty by_ill_health by_age onset_apart goes_on_apart ends_apart by_conflict_apart"
        )),
        ("separation", _topic(
            "base_hazard by_quality weight_of_lower by_commitment married unemployed distressed violent "
            "violent_coercive by_years exit_months"
        )),
        ("commitment", _topic(
            "with_married with_trait with_age less_in_later_unions marries marries_by_commitment "
            "marries_in_later_unions"
        )),
        ("apart", _topic(
            "conflict_carried conflict_at_parting conflict_half_life conflict_carry conflict_lasts lasts_above "
            "lasts_above_never contact_at_parting "
            "contact_never_together contact_lost contact_lost_by_conflict contact_found new_partner "
            "new_partner_by_age new_partner_fades unions_counted"
        )),
        ("children", _topic(
            "trait_sd state_half_life carry state_sd shock_sd usual_push harmful_conflict mother_distressed "
            "other_distressed poverty violence coparenting risky_contact separation_young separation_older "
            "separation_age separation_half_life separation_fades separation_from_harm trait_by_place "
            "trait_by_mothers_age trait_by_history trait_by_proneness trait_by_income trait_usual trait_own per_decile "
            "per_year per_history per_proneness per_income"
        )),
        ("network", _topic("half_life carry moves_house lost_at_move lost_at_parting lost_when_ill")),
        ("nurturing", _topic("half_life carry through by_capability by_strain")),
        ("measure", _topic("reliability noise_sd cut_dwp cut_das sdq_from sdq_to child_noise")),
        ("sdq", _topic(
            "low step high_from boys_mean boys_sd girls_mean girls_sd",
            expected=(SDQ_SEXES, SDQ_POINTS), high=(SDQ_SEXES, SDQ_POINTS),
        )),
        ("doors", DOOR, (MAX_DOORS,)),  # by number: filled by famsim.population.doors
        ("need", _topic("quality_below young_mother child_above")),
        ("staff", _topic(
            "sensitivity_trained sensitivity_untrained specificity_trained specificity_untrained "
            "conversation_trained "
            "conversation_untrained conversation_eases conversation_half_life conversation_keep informal_pathway "
            "known_pathway hears_of_violence_trained hears_of_violence_untrained "
            "remembers visibility_lasts leaves months_vacant lapses coaching_keeps fidelity trainer_trains "
            "culture_follows culture_by_leaders culture_spots advice_hours advice_gain hours_a_week "
            "weeks_a_year session_hours questionnaire refers_within rather_elsewhere",
            at_door=(len(DOORS),), roles=(len(ROLES),), take_up=(len(ROLES),)
        )),
        ("support", _topic(
            "ask_again asked_again_at_most amid_coercion screen_sensitivity found_while_waiting screen_specificity "
            "willing_with_history gives_up_waiting "
            "comes_to_first_session attendance_poor partner_factor completes "
            "willingness_lasts coparenting_mean coparenting_sd violent_apart coerced_apart "
            "partners_quality longer_tail capability_with_reports couples_load load_by_quality"
        )),
        ("costs", _topic(
            "conversation referral specialist training pathway_opening course_fee trainer_course handing_on coaching "
            "post"
        )),
        ("programmes", PROGRAMME, (MAX_PROGRAMMES,)),  # in the order of their figures; the rest are never read
    ],
    align=True,
)

AREA = _topic(
    "first_conceptions never_together_log_odds partnering married_above hopes",
    decile_up_to=(DECILES,), unemployed=(DECILES,), job_loss=(DECILES,),
)

# what the rules are handed as `p`: the figures, and by them who may come to which doors; one area, one policy
PARAMETERS = np.dtype(
    [(name, EVIDENCE[name]) for name in EVIDENCE.names or ()]
    + [("may_come", MAY_COME), ("area", AREA), ("policy", POLICY)],
    align=True,
)

# of every programme: named without one
_PROGRAMMES_SOLVED = frozenset(
    f"programmes.{leaf}"
    for leaf in ["moderation_scale", *(f"{part}.{name}" for part in ("full", "keep") for name in CHANNELS.names or ())]
)

SOLVED = frozenset(
    {
        "quality.centre", "quality.drift_sd", "quality.drift_carry", "quality.drift_shock",
        "quality.drift_partners_rest",
        "mother.recovery", "other.recovery", "mother.onset_centre", "other.onset_centre", "mother.first_log_odds",
        "other.first_log_odds", "mother.loses",
        "mother.loses_distressed", "mother.finds", "mother.finds_distressed", "other.loses", "other.loses_distressed",
        "other.finds", "other.finds_distressed", "stress.short_carry", "stress.long_carry", "history.log_odds",
        "births.change_carry", "births.usual_share", "births.share_spread", "births.first_spread",
        "births.later_spread", "conflict.carry", "conflict.shock", "conflict.frequent", "conflict.intense",
        "conflict.poorly_resolved", "apart.conflict_carry", "children.carry", "children.shock_sd",
        "children.usual_push", "children.trait_usual", "children.trait_own", "children.per_decile",
        "children.per_year", "children.per_history", "children.per_proneness", "children.per_income",
        "children.state_sd", "children.separation_fades", "conflict.resolution_carry",
        "nurturing.carry", "network.carry", "staff.conversation_keep",
        "measure.noise_sd", "sdq.expected", "sdq.high",
    }
) | _PROGRAMMES_SOLVED
