"""Which dear tests take turns by the day: `-m "long or not long"` asks all of them.

What is dear and has a cheaper sister of the same truth is asked on one day of three; the sister is asked each day.
"""

import sys
from collections import Counter
from datetime import date

IN_TURN = {  # dear cases of one truth: each day's tests try one in so many, another the next day
    "browser/test_page_fits.py::test_nothing_hangs_over_the_edge_in_any_font": 3,
    "browser/test_page_months.py::test_a_window_is_told_in_sentences": 2,
    "browser/test_page_opens.py::test_no_serious_finding_of_accessibility": 2,
    "browser/test_page_opens.py::test_nothing_hangs_over_the_edge": 2,
    "browser/test_report_opens.py::test_no_serious_finding_of_accessibility": 2,
    "browser/test_report_opens.py::test_nothing_hangs_over_the_edge": 2,
    "cli/test_cli_many.py::test_so_do_they_in_python": 2,
    "cli/test_cli_process.py::test_an_interrupt_while_everything_is_being_loaded_is_quiet": 2,
    "cli/test_cli_process.py::test_output_is_utf8_whatever_the_locale": 3,
    "docs/test_commands.py::test_a_page_can_be_followed_as_it_is_written": 3,
    "faults/test_clock.py::test_sweeps_whose_clocks_jump_keep_what_one_with_a_clock_keeps": 2,
    "faults/test_disk.py::test_the_power_cuts_find_a_store_that_does_not_wait_for_the_disk": 2,
    "faults/test_fuzz.py::test_planted_faults_are_found": 2,
    "faults/test_kill.py::test_the_kills_find_a_store_that_breaks_its_word": 2,
    "faults/test_kill_folders.py::test_no_results_are_lost_and_none_are_half_written": 2,
    "faults/test_little_memory.py::test_a_command_ends_well_or_says_that_memory_is_short": 2,
    "faults/test_no_home.py::test_what_lives_nobody_needs_no_home": 4,
    "mesa_front/test_same_story.py::test_mesa_and_the_engine_tell_a_shipped_scenario_alike_to_its_end": 3,
    "model/test_streams.py::test_keys_that_meet_are_found": 3,
    "population/test_own_area.py::test_families_live_by_the_figures_that_are_given": 2,
    "population/test_start.py::test_a_figure_that_is_off_shows_in_a_margin": 2,
    "population/test_start.py::test_the_stock_has_the_areas_margins": 2,
    "population/test_unsure.py::test_families_of_a_draw_live_by_what_it_has_drawn": 3,
    "questions/discover/test_planted.py::test_a_planted_box_is_found": 2,
    "questions/sweep/test_cells.py::test_some_ways_come_to_the_same_hash": 3,
    "results/test_results_places.py::test_a_full_disk_leaves_earlier_results_as_they_were": 2,
    "rules/family/test_births.py::test_families_are_larger_where_odds_of_another_are": 2,
    "rules/family/test_door_rows.py::test_who_is_ruled_out_at_a_glance_would_not_have_come": 2,
    "rules/family/test_turning.py::test_of_a_wait_of_part_of_a_month_that_part_of_families_waits_it": 3,
    "rules/family/test_violence.py::test_who_is_harmed": 2,
    "runs/test_hosts.py::test_threads_change_no_table": 2,
    "scenario/test_scenario_fuzz.py::test_no_misspelt_key_is_ever_ignored": 3,
    "statistical/test_screen.py::test_the_found_never_enter_in_shipped_scenarios": 2,
    "statistical/test_together.py::test_every_shipped_scenario_together_is_what_it_is_apart": 2,
    "statistical/test_untouched.py::test_untouched": 2,
    "wasm/test_node_lives.py::test_a_rule_that_was_changed_shows": 3,
    "wasm/test_node_lives.py::test_a_shipped_scenario_is_lived_to_the_bit": 2,
}
EVERY_THIRD_DAY = (  # dear tests by file, after the sister that is asked each day; the three days take alike long
    {
        "cli/test_cli_timing.py": (
            "cli/test_cli_whole.py::test_a_folder_is_whole_and_verifies_until_a_byte_is_changed",
            "test_json_is_one_object_and_a_folder_is_verified_and_a_changed_file_is_found",
        ),
        "cli/test_cli_twin.py": (
            "cli/test_cli_whole.py::test_a_folder_is_whole_and_verifies_until_a_byte_is_changed",
            "test_a_folder_verifies_until_a_byte_is_changed",
        ),
        "docs/test_site.py": (
            "test_docs.py::test_the_pages_are_what_the_code_says",
            "test_every_page_is_there_and_asks_nothing_of_a_network",
            "test_every_public_name_is_told_with_its_docstring",
            "test_nothing_that_makes_the_pages_is_on_the_site",
        ),
        "engine/test_compiling.py": (
            "engine/test_compiling.py::test_a_kernel_is_compiled_once",
            "test_without_a_folder_numbas_own_places_are_not_used",
        ),
        "engine/test_identity.py": (
            "engine/test_identity.py::test_the_parts_of_an_area_add_up_to_the_whole",
            "test_one_extra_family_changes_nothing_but_its_own_cells",
        ),
        "engine/test_two_engines.py": (
            "engine/test_identity.py::test_plain_python_and_compiled_code_give_the_same_bytes",
            "test_the_worlds_are_unlike_enough",
            "test_two_engines_live_a_sixth_of_2000_small_worlds_alike",
            "test_two_engines_with_unlike_parameters_are_seen",
        ),
        "engine/test_within_bounds.py": (
            "engine/test_own_groups.py::test_plain_python_leaves_no_array",
            "test_no_index_leaves_its_array_and_one_that_does_is_seen",
        ),
        "faults/test_kill_folders.py": (
            "faults/test_kill_folders.py::test_no_results_are_lost_and_none_are_half_written",
            "test_a_command_that_is_ended_keeps_results_and_store",
            "test_the_kills_find_a_way_of_writing_that_loses_results",
        ),
        "faults/test_little_memory.py": (
            "faults/test_little_memory.py::test_workers_that_cannot_even_begin_end_the_sweep_in_a_line",
            "test_a_run_that_lacks_memory_is_a_row_with_its_reason_and_is_done_where_there_is_more",
            "test_with_enough_it_is_done",
        ),
        "faults/test_sweep_kill.py": (
            "faults/test_workers.py::test_a_killed_sweep_leaves_no_orphan_and_is_gone_on_from",
            "test_a_killed_sweep_ends_as_an_unbroken_one",
        ),
        "handover/test_report_text.py": (
            "results/test_folder.py::test_the_same_comparison_gives_the_same_bytes",
            "test_the_same_results_give_the_same_bytes",
        ),
        "population/test_moved.py": (
            "population/test_moved.py::test_small_overrides_move_little",
            "test_a_stress_figure_moves_what_it_enters_and_the_area_keeps_its_margins",
            "test_a_figure_that_enters_no_margin_leaves_the_areas_figures_to_the_bit",
        ),
        "questions/calibrate/test_calibrate.py": (
            "questions/calibrate/test_calibrate.py::test_what_is_kept_is_not_lived_again_and_the_posterior_is_the_same",
            "test_killed_at_any_moment_it_goes_on_to_the_same_posterior",
            "test_a_fit_whose_points_hang_on_what_this_process_lived_is_found",
            "test_a_folder_is_made_again_to_the_byte",
        ),
        "statistical/test_ledger.py": (
            "statistical/test_ledger.py::test_as_many_couples_part_as_their_chances_say",
            "test_a_toy_of_known_chances_agrees_box_by_box",
        ),
        "statistical/test_together.py": (
            "statistical/test_together.py::test_the_months_of_a_call_and_the_company_change_nothing",
            "test_random_policies_together_are_what_they_are_apart",
        ),
    },
    {  # and LOWEST_LIVES of sizes.py, a third of this day
        "browser/test_model_lives.py": (
            "browser/test_model_lives.py::test_offers_changed_in_a_browser_are_lived_to_the_bit",
            "test_three_areas_are_lived_in_a_browser_to_the_bit",
        ),
        "browser/test_page_around.py": (
            "browser/test_page_living.py::test_the_scenario_lived_in_the_page_is_what_compare_says",
            "test_a_map_of_when_is_lived_under_the_rooms_assumptions",
            "test_each_way_to_end_has_a_family_and_one_number",
            "test_families_followed_are_those_of_the_rooms_assumptions",
        ),
        "browser/test_page_without.py": (
            "browser/test_page_living.py::test_a_room_is_kept_and_opened_again",
            "test_two_tabs_are_two_rooms",
        ),
        "cli/test_cli_why.py": (
            "cli/test_cli_whole.py::test_a_folder_is_whole_and_verifies_until_a_byte_is_changed",
            "test_a_folder_is_whole_and_verifies_until_a_byte_is_changed",
        ),
        "faults/test_fuzz.py": (
            "scenario/test_scenario_fuzz.py::test_a_damaged_scenario_is_read_or_refused",
            "test_damaged_files_are_read_or_refused",
        ),
        "faults/test_kept_damage.py": (
            "faults/test_kept_damage.py::test_a_damaged_kernel_is_never_loaded",
            "test_a_damaged_file_gives_the_right_number_or_a_clear_refusal",
        ),
        "mesa_front/test_same_story.py": (
            "runs/test_hosts.py::test_an_observer_changes_no_table",
            "test_looking_changes_nothing",
            "test_an_observer_who_touches_is_seen",
        ),
        "population/test_own_area.py": (
            "population/test_unsure.py::test_figures_are_drawn_each_on_luck_of_its_own",
            "test_draws_differ_by_what_is_not_known_of_unemployment",
        ),
        "questions/timing/test_timing.py": (
            "questions/timing/test_timing.py::test_an_effect_that_only_works_before_the_event_shows_its_window",
            "test_a_programme_that_does_nothing_gives_a_flat_map_for_every_seed",
            "test_following_fewer_families_estimates_the_same",
        ),
        "questions/twins/test_twin_story.py": (
            "questions/twins/test_twin_story.py::test_other_families_can_be_told_too",
            "test_every_family_that_can_be_followed_can_be_told",
        ),
        "statistical/test_processes.py": (
            "statistical/test_processes.py::test_partners_wander_together_by_035_and_half_is_left_after_24_months",
            "test_quality_wanders_as_far_as_an_ar1_does",
        ),
        "statistical/test_screen.py": (
            "statistical/test_screen.py::test_the_found_never_enter_in_a_birth_cohort",
            "test_the_found_never_enter_under_random_strategies",
        ),
        "wasm/test_node_lives.py": (
            "wasm/test_node_lives.py::test_a_shipped_scenario_is_lived_to_the_bit",
            "test_draws_of_an_area_that_is_not_well_known_begin_with_families_of_their_own",
        ),
    },
    {
        "browser/test_assessment_opens.py": (
            "browser/test_report_opens.py::test_it_asks_for_nothing_and_complains_of_nothing",
            "test_it_asks_for_nothing_and_names_do_no_harm",
            "test_nothing_hangs_over_the_edge",
            "test_no_serious_finding_of_accessibility",
            "test_the_answer_comes_first_and_everything_has_a_heading",
        ),
        "calibration/fitting/test_simulation_based.py": (
            "calibration/fitting/test_posterior.py::test_mean_and_spread_are_those_of_the_closed_form",
            "test_forty_worlds_show_no_gross_fault",
            "test_a_figure_that_does_nothing_is_seldom_called_calibrated",
            "test_a_planted_fault_is_seen",
        ),
        "cli/test_cli_sensitivity.py": (
            "cli/test_cli_sweep.py::test_a_sweep_from_the_dry_run_to_the_export",
            "test_from_the_dry_run_to_a_folder_that_verifies",
        ),
        "engine/test_shared_worlds.py": (
            "engine/test_plain_together.py::test_plain_python_lives_them_together_as_apart",
            "test_places_are_fought_over",
            "test_the_check_sees_its_fault",
            "test_two_engines_live_worlds_of_shared_places_alike",
        ),
        "faults/test_cluster.py": (
            "faults/test_cluster.py::test_a_sweep_on_a_cluster_is_the_one_of_this_machine",
            "test_workers_killed_from_outside_change_nothing",
            "test_a_scheduler_that_dies_ends_the_sweep_and_loses_nothing",
        ),
        "handover/test_case_numbers.py": (
            "results/test_folder.py::test_the_same_comparison_gives_the_same_bytes",
            "test_the_same_results_give_the_same_bytes",
        ),
        "questions/discover/test_discover.py": (
            "questions/discover/test_planted.py::test_a_planted_box_is_found",
            "test_a_figure_of_an_own_programme_is_a_column",
            "test_a_saved_folder_comes_out_the_same",
            "test_every_number_is_printed_and_no_mark_is_left",
            "test_figures_are_drawn_where_there_is_a_box_and_where_there_is_none",
            "test_futures_and_boxes_agree",
        ),
        "questions/discover/test_prim.py": (
            "questions/discover/test_planted.py::test_noise_is_nothing_found",
            "test_noise_is_found_out",
        ),
        "questions/sweep/test_sweep.py": (
            "questions/sweep/test_sweep.py::test_what_is_missing_is_run_and_nothing_else",
            "test_shards_and_workers_make_no_difference",
        ),
        "runs/test_sample.py": (
            "engine/test_identity.py::test_the_parts_of_an_area_add_up_to_the_whole",
            "test_a_family_in_two_samples_is_one_family",
            "test_another_familys_life_or_id_is_seen",
            "test_places_that_are_not_divided_are_seen",
            "test_the_mean_wait_is_the_areas",
            "test_the_share_helped_is_the_areas",
        ),
        "statistical/test_interval_coverage.py": (
            "statistical/test_interval_coverage.py::test_no_kept_cell_holds_less_than_90_of_100",
            "test_intervals_hold_the_truth_in_about_95_of_100_worlds",
            "test_one_strategy_has_its_places_taken_and_one_has_not",
            "test_the_intervals_of_before_would_be_found_out",
            "test_what_is_bounded_by_places_is_neither_too_wide_nor_too_narrow",
            "test_where_too_few_differ_the_bound_holds_the_truth",
        ),
        "statistical/test_planted_ledger.py": (
            "statistical/test_planted_ledger.py::test_what_is_only_called_by_another_name_is_in_no_box",
            "test_a_programme_that_binds_and_harms_ends_no_harm",
            "test_a_programme_that_only_harms_keeps_nobody_together",
        ),
        "statistical/test_policy_coverage.py": (
            "statistical/test_policy_coverage.py::test_the_kept_table_is_in_its_band_and_its_faults_are_not",
            "test_a_planted_fault_is_seen",
            "test_intervals_hold_what_is_true",
            "test_what_does_nothing_is_seldom_called_a_change",
            "test_without_the_emulators_error_intervals_hold_less",
        ),
        "statistical/test_scaling.py": (
            "engine/test_identity.py::test_the_parts_of_an_area_add_up_to_the_whole",
            "test_rates_that_go_with_size_are_seen",
            "test_ten_times_the_families_have_a_tenth_of_the_variance",
            "test_ten_times_the_families_have_the_same_rates",
        ),
        "store/test_store_sharing.py": (
            "faults/test_workers.py::test_sweeps_that_share_a_store_share_the_work",
            "test_the_claims_of_two_hundred_that_were_killed_are_free_at_once",
        ),
    },
)
LOWEST_LIVES_ON = 1  # the day of three, the first being 0, on which the lowest versions live families (.ci/run)


def today():
    """Return the number of today."""
    return date.today().toordinal()


def waits(place, name, case):
    """Say whether a case of a test, the first being 0, is left to another day."""
    dear = [turn for turn, side in enumerate(EVERY_THIRD_DAY) if name in side.get(place, ())[1:]]
    return today() % 3 not in (dear or range(3)) or (case + today()) % IN_TURN.get(f"{place}::{name}", 1) > 0


def left(tests):
    """Yield for each test, told by file, name and whether `-m long` alone asks it, whether today leaves it to that.

    Only cases that days ask are counted: else a day whose turn is a long case's would ask none.
    """
    cases = Counter()
    for place, name, long in tests:
        yield long or waits(place, name, cases[place, name])
        cases[place, name] += not long


def lives_on_lowest():
    """Say whether today the lowest versions live families."""
    return today() % 3 == LOWEST_LIVES_ON


if __name__ == "__main__":
    sys.exit(not lives_on_lowest())
