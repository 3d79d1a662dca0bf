"""An area's published figures, and the families that live there at month 0."""

from famsim.population.derive import cut_points
from famsim.population.draws import Starts, beside, start_run, strategy_named, together_from, with_strategy, world_of
from famsim.population.own import add_own, programmes_in
from famsim.population.parameters import set_falls
from famsim.population.policy import policy_record, set_policy
from famsim.population.settling import BURN_IN, no_families
from famsim.population.staffing import STATES, Workforce, hours_with_families, workforce
from famsim.population.start import World, england_is_solved, not_solved
from famsim.population.trial_samples import carry, give_buffer
from famsim.population.values import values_of

__all__ = [
    "BURN_IN",
    "STATES",
    "Starts",
    "Workforce",
    "World",
    "add_own",
    "beside",
    "carry",
    "cut_points",
    "england_is_solved",
    "give_buffer",
    "hours_with_families",
    "no_families",
    "not_solved",
    "policy_record",
    "programmes_in",
    "set_falls",
    "set_policy",
    "start_run",
    "strategy_named",
    "together_from",
    "values_of",
    "with_strategy",
    "workforce",
    "world_of",
]
