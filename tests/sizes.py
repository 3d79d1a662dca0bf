"""Which tests are quick, which run on the lowest versions, which cases take turns, and which files begin."""

from datetime import date

QUICK = (  # every room's main truths: `python -m pytest -m quick`
    "areas/",
    "calibration/fitting/test_identifying.py",
    "calibration/instruments/test_incomes.py",
    "calibration/instruments/test_scores.py",
    "calibration/test_",
    "engine/test_places.py",
    "engine/test_room.py",
    "evidence/test_fill.py",
    "evidence/test_numbers.py",
    "evidence/test_published.py",
    "evidence/test_register.py",
    "golden/",
    "handover/test_missed.py",
    "handover/test_page_keys.py",
    "measures/",
    "mesa_front/test_fields.py",
    "model/",
    "population/test_derive.py",
    "population/test_keep.py",
    "population/test_lately.py",
    "population/test_reference.py",
    "questions/calibrate/test_asked.py",
    "questions/compare/test_compare.py",
    "questions/compare/test_groups.py",
    "questions/compare/test_helped.py",
    "questions/compare/test_re",
    "questions/compare/test_tables.py",
    "questions/run/",
    "questions/sweep/test_asked.py",
    "questions/sweep/test_design.py",
    "questions/timing/test_timing_tables.py",
    "questions/twins/test_twin_tables.py",
    "questions/validate/test_beginning.py",
    "questions/validate/test_validate.py",
    "results/test_verify_folder.py",
    "rules/",
    "runs/test_moves.py",
    "runs/test_runs_keeping.py",
    "scenario/",
    "store/",
    "cli/test_cli_input.py",
    "test_",
    "wasm/test_subset.py",
    "writing/",
)
LOWEST = (  # what other versions of the packages could change, with an area that takes seconds to settle
    "cli/test_cli_input.py",
    "engine/test_identity.py::test_plain_python_and_compiled_code_give_the_same_bytes",
    "evidence/test_register.py",
    "faults/test_kept_damage.py::test_a_damaged_file_gives_the_right_number_or_a_clear_refusal",
    "measures/",
    "mesa_front/test_same_story.py::test_mesa_in_plain_python_tells_the_engines_story",
    "model/",
    "questions/compare/test_figures.py",
    "questions/compare/test_tables.py",
    "questions/timing/test_timing_tables.py",
    "questions/twins/test_twin_tables.py",
    "results/test_verify_folder.py",
    "scenario/",
    "store/",
    "test_keeping.py",
    "wasm/test_node_lives.py::test_offers_changed_in_the_page_are_lived_to_the_bit",
    "wasm/test_subset.py",
    "writing/",
)
IN_TURN = {  # dear cases of one truth: each day's tests try one in so many, another the next day, `-m long` all
    "browser/test_assessment_opens.py::test_nothing_hangs_over_the_edge": 2,
    "browser/test_page_opens.py::test_no_serious_finding_of_accessibility": 2,
    "browser/test_page_opens.py::test_nothing_hangs_over_the_edge": 2,
    "browser/test_report_opens.py::test_no_serious_finding_of_accessibility": 2,
    "browser/test_report_opens.py::test_nothing_hangs_over_the_edge": 2,
    "calibration/fitting/test_simulation_based.py::test_a_planted_fault_is_seen": 3,
    "cli/test_cli_process.py::test_output_is_utf8_whatever_the_locale": 3,
    "docs/test_commands.py::test_a_page_can_be_followed_as_it_is_written": 3,
    "faults/test_clock.py::test_sweeps_whose_clocks_jump_keep_what_one_with_a_clock_keeps": 2,
    "faults/test_fuzz.py::test_planted_faults_are_found": 2,
    "faults/test_little_memory.py::test_a_command_ends_well_or_says_that_memory_is_short": 2,
    "faults/test_no_home.py::test_what_lives_nobody_needs_no_home": 2,
    "mesa_front/test_same_story.py::test_mesa_and_the_engine_tell_a_shipped_scenario_alike_to_its_end": 3,
    "population/test_own_area.py::test_families_live_by_the_figures_that_are_given": 2,
    "population/test_start.py::test_a_figure_that_is_off_shows_in_a_margin": 2,
    "population/test_unsure.py::test_families_of_a_draw_live_by_what_it_has_drawn": 3,
    "questions/sweep/test_cells.py::test_some_ways_come_to_the_same_hash": 3,
    "results/test_results_places.py::test_a_full_disk_leaves_earlier_results_as_they_were": 2,
    "rules/family/test_births.py::test_families_are_larger_where_odds_of_another_are": 2,
    "runs/test_hosts.py::test_threads_change_no_table": 2,
    "scenario/test_scenario_fuzz.py::test_no_misspelt_key_is_ever_ignored": 3,
    "statistical/test_screen.py::test_the_found_never_enter_in_shipped_scenarios": 2,
    "statistical/test_together.py::test_every_shipped_scenario_together_is_what_it_is_apart": 2,
    "wasm/test_node_lives.py::test_a_rule_that_was_changed_shows": 2,
}
FIRST = (  # the longest files: with two workers no core waits for the other at the end
    "population/test_start.py",
    "mesa_front/test_same_story.py",
    "statistical/test_interval_coverage.py",
    "runs/test_sample.py",
    "statistical/test_untouched.py",
    "population/test_moved.py",
    "browser/",
    "engine/",
    "statistical/",
    "faults/",
    "questions/timing/",
)
COUNTING = ("assert_share", "how_often", "entrants", "new_couples")  # fixtures that draw many families: not quick
NOT_QUICK = (  # a second each, in files of QUICK
    "test_a_checker_outside_sees_types",
    "test_a_couple_noticed_for_limited_places_is_talked_with_when_the_list_is_known",
    "test_a_damaged_experiment_is_read_or_refused",
    "test_a_damaged_scenario_is_read_or_refused",
    "test_a_family_draws_the_middle_of_its_word",
    "test_a_folder_is_whole_and_comes_out_the_same",
    "test_a_history_lowers_willingness",
    "test_a_million_keys_have_no_two_numbers_in_common",
    "test_a_new_couple_is_alike_as_the_first_was",
    "test_a_new_partner_is_of_a_parents_age",
    "test_a_recession_takes_jobs_and_hides_them",
    "test_a_run_of_another_seed_is_what_it_was",
    "test_a_run_that_is_claimed_is_left_to_who_claimed_it",
    "test_any_name_is_safe",
    "test_at_its_default_the_screen_misses_some_and_they_are_counted",
    "test_at_sensitivity_one_nobody_above_the_threshold_enters",
    "test_coercive_violence_from_elsewhere_ends_at_its_own_rate",
    "test_coming_and_dropping_out_have_luck_of_their_own",
    "test_compiled_and_plain_python_give_the_same_bytes",
    "test_contact_is_lost_and_found",
    "test_draws_worked_out_ahead_are_those_drawn_one_by_one",
    "test_each_door_has_luck_of_its_own",
    "test_each_door_notices_for_itself",
    "test_every_figure_is_drawn",
    "test_every_single_byte_counts",
    "test_every_step_has_luck_of_its_own",
    "test_expected_boxes_are_those_of_every_luck",
    "test_families_are_larger_where_odds_of_another_are",
    "test_families_without_a_talk_or_session_are_the_same_to_the_bit",
    "test_figures_are_those_of_the_question",
    "test_hard_to_reach_stays_hard_to_reach",
    "test_init_writes_a_scenario_for_every_area",
    "test_it_holds_the_truth_about_as_often_as_it_says",
    "test_keys_that_meet_are_found",
    "test_moderation_is_one_on_average_in_the_trials_sample",
    "test_nesting_without_end_and_giant_numbers_are_refused_quickly",
    "test_newcastles_funnel_begins_with_its_births",
    "test_no_arguments_lead_to_a_traceback",
    "test_no_cell_is_a_traceback",
    "test_no_hint_shares_no_word_with_what_was_typed",
    "test_no_misspelt_key_is_ever_ignored",
    "test_no_record_leads_to_a_traceback",
    "test_no_wrong_number_is_shown_after",
    "test_one_untouched_family_counted_once_too_often_is_seen",
    "test_other_luck_families_or_figures_are_another_start",
    "test_own_targets_are_kept_in_the_record",
    "test_parents_are_mostly_separate_people",
    "test_philox_agrees_with_plain_integers",
    "test_quality_has_no_say_in_births",
    "test_repetitions_have_seeds_of_their_own",
    "test_strain_brings_families_to_the_desk_sooner",
    "test_the_change_varies_between_couples_as_its_figure_says",
    "test_the_claims_of_two_hundred_that_were_killed_are_free_at_once",
    "test_the_screen_misses_its_share",
    "test_those_who_never_lived_together_stand_where_theirs_settles",
    "test_violence_ends_at_its_own_rate_apart_or_together",
    "test_what_a_birth_draws_has_luck_of_its_own",
    "test_what_a_family_keeps_for_life_is_the_same_however_often_it_is_asked_for",
    "test_what_follows_is_true_of_every_couple_lived",
    "test_what_follows_is_true_of_every_family_lived",
    "test_what_goes_with_a_couples_lasting_quality",
    "test_what_is_refused_is_what_a_month_works_out_anew",
    "test_what_the_two_partners_share",
    "test_where_luck_rules_a_door_out_the_family_would_not_have_come",
    "test_which_of_two_offers_comes_first_is_left_to_chance",
    "test_who_finds_a_partner",
    "test_who_has_said_no_says_yes_less_often_the_second_time",
    "test_who_is_harmed",
    "test_who_is_ruled_out_at_a_glance_would_not_have_come",
    "test_with_a_perfect_screen_nobody_above_the_threshold_enters",
    "test_with_a_poor_screen_some_above_the_threshold_enter",
)
ASKED_PLAIN = (  # of NOT_QUICK, asked in plain Python for all that: to compile what they ask takes longer
    "test_a_couple_noticed_for_limited_places_is_talked_with_when_the_list_is_known",
    "test_offers_that_find_nobody_leave_their_turns_to_all_others_alike",
    "test_where_luck_rules_a_door_out_the_family_would_not_have_come",
    "test_who_is_ruled_out_at_a_glance_would_not_have_come",
)
NOT_LOWEST = (  # they settle England, or ask a package nothing that others here do not
    "test_every_single_byte_counts",
    "test_no_misspelt_key_is_ever_ignored",
    "test_what_follows_is_true_of_every_couple_lived",
    "test_what_follows_is_true_of_every_family_lived",
)


def sizes(place, name, fixtures=()):
    """Return the markers of a test, by its file, its name and what it asks for."""
    quick = place.startswith(QUICK) and name not in NOT_QUICK and not set(COUNTING) & set(fixtures)
    lowest = f"{place}::{name}".startswith(LOWEST) and name not in NOT_LOWEST
    return ["quick"] * quick + ["lowest"] * lowest


def waits(place, name, case):
    """Say whether a case of a test, the first being 0, is left to another day."""
    return (case + date.today().toordinal()) % IN_TURN.get(f"{place}::{name}", 1) > 0


def may_hold(size, place):
    """Say whether a file or folder may hold tests of the size that is asked for with -m."""
    wanted = {"quick": QUICK, "lowest": LOWEST}.get(size)
    if wanted is None or (place.endswith(".py") and "test_" not in place):
        return True
    return any(one.startswith(place) or place.startswith(one.split("::")[0]) for one in wanted)


def turn(place):
    """Return where a file stands in FIRST."""
    return next((turn for turn, first in enumerate(FIRST) if place.startswith(first)), len(FIRST))
