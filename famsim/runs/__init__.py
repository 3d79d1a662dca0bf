"""Lives run together: strategies on the same families and the same luck."""

from famsim.runs.ahead import forecast
from famsim.runs.arms import lived_on
from famsim.runs.budgets import Composed, Planned, composed, first_look, plan
from famsim.runs.by_year import Whole, by_year, of_own_offers, paid, set_up_by_year
from famsim.runs.contacts import Contact, contacts_in, contacts_in_england
from famsim.runs.costs import (
    ITEMS,
    PENCE,
    TOTAL,
    UNIT,
    cost_of_each,
    cost_row,
    cost_rows,
    figures_in,
    in_brief,
    priced,
    set_up_pence,
)
from famsim.runs.evaluated import AFTER, Scores, watched
from famsim.runs.events import EVENTS, Happened, couples, find_events, struck_this_month
from famsim.runs.jointly import Joint, JointStarts, starts_of
from famsim.runs.keeping import Keeper, model_version
from famsim.runs.levers import LEVERS, Pulled, pulled, tidied
from famsim.runs.living import Watch, live_through
from famsim.runs.looks import N_FEATURES, at_doors, both_would_come, dissatisfied, features_of, keyed
from famsim.runs.money import money_figures, sessions_at_most, set_up_paid
from famsim.runs.moved import (
    BUFFERS,
    HIGHEST,
    LOWEST,
    NO_ARRIVALS,
    Fork,
    Found,
    Plan,
    Sums,
    followed,
    forks,
    prescribed,
)
from famsim.runs.moves import LEAST_MONTHS, Moves, MovesAsked, check_happened
from famsim.runs.offered import for_couples
from famsim.runs.paired import finished, run_all, run_pair, side_by_side, years_of
from famsim.runs.placing import Given, given_to, left_to_doors
from famsim.runs.policies import last_month_of, wear_of
from famsim.runs.running import CENTRAL, Running
from famsim.runs.searching import step_of
from famsim.runs.seeds import chance_seed, draw_numbers
from famsim.runs.sharing import SET_UP_COST, Swept, reads, shares_lives
from famsim.runs.spending import Spending
from famsim.runs.sustaining import HalfLife, after_years, half_life, wear_between
from famsim.runs.swept import InvalidRunError, sweep_life, values_of_run
from famsim.runs.telling import Progress, Telling
from famsim.runs.workforce import board_rows, by_heads, course_rows, training_rows, week_rows

__all__ = [
    "AFTER",
    "BUFFERS",
    "CENTRAL",
    "EVENTS",
    "HIGHEST",
    "ITEMS",
    "LEAST_MONTHS",
    "LEVERS",
    "LOWEST",
    "NO_ARRIVALS",
    "N_FEATURES",
    "PENCE",
    "SET_UP_COST",
    "TOTAL",
    "UNIT",
    "Composed",
    "Contact",
    "Fork",
    "Found",
    "Given",
    "HalfLife",
    "Happened",
    "InvalidRunError",
    "Joint",
    "JointStarts",
    "Keeper",
    "Moves",
    "MovesAsked",
    "Plan",
    "Planned",
    "Progress",
    "Pulled",
    "Running",
    "Scores",
    "Spending",
    "Sums",
    "Swept",
    "Telling",
    "Watch",
    "Whole",
    "after_years",
    "at_doors",
    "board_rows",
    "both_would_come",
    "by_heads",
    "by_year",
    "chance_seed",
    "check_happened",
    "composed",
    "contacts_in",
    "contacts_in_england",
    "cost_of_each",
    "cost_row",
    "cost_rows",
    "couples",
    "course_rows",
    "dissatisfied",
    "draw_numbers",
    "features_of",
    "figures_in",
    "find_events",
    "finished",
    "first_look",
    "followed",
    "for_couples",
    "forecast",
    "forks",
    "given_to",
    "half_life",
    "in_brief",
    "keyed",
    "last_month_of",
    "left_to_doors",
    "live_through",
    "lived_on",
    "model_version",
    "money_figures",
    "of_own_offers",
    "paid",
    "plan",
    "prescribed",
    "priced",
    "pulled",
    "reads",
    "run_all",
    "run_pair",
    "sessions_at_most",
    "set_up_by_year",
    "set_up_paid",
    "set_up_pence",
    "shares_lives",
    "side_by_side",
    "starts_of",
    "step_of",
    "struck_this_month",
    "sweep_life",
    "tidied",
    "training_rows",
    "values_of_run",
    "watched",
    "wear_between",
    "wear_of",
    "week_rows",
    "years_of",
]
