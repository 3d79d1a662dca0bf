"""A comparison: where it stands, and its tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from famsim.areas import AreaProfile
from famsim.engine import Sample
from famsim.errors import FamsimError
from famsim.measures import ALL
from famsim.results import difference_in
from famsim.scenario import Scenario, strategy_names

if TYPE_CHECKING:
    from famsim.population import World

KIND = "famsim comparison"


@dataclass(frozen=True)
class Together:
    """Where a comparison of several areas stands: what they are together, and the sample of all of them."""

    area: AreaProfile
    sample: Sample


@dataclass(frozen=True)
class Comparison:
    """The tables of a comparison.

    differences(strategy, baseline, group, measure, estimate, mc_se, low, high, at_most, n_changed, n_pairs);
    outcomes(run_id, group, measure, value); series(run_id, month, group, measure, value); runs(run_id, scenario,
    strategy, draw, rep, seed, version, config_hash, status, error); reach(strategy, group, measure, estimate, mc_se,
    low, high, at_most, n_changed, n_runs); funnel(strategy, offer, programme, stage, label, episodes);
    agencies(strategy, agency, referrals, pounds), what talks cost each agency and whom it refers, `all` their sum;
    survival(strategy, month, at_risk, events, share_together, low, high); twins(strategy, measure, helped, twins,
    difference, mc_se, low, high, at_most, n_changed); signal(strategy, measure, change, chance_sd, signal_to_chance,
    helped); costs(strategy, item, estimate, low, high, unit, price_year), items that add up to
    the row `total` to the penny; summary(strategy, set_up, delivery, total, present_value, helped, helped_with_effect,
    per_family_helped, per_family_low, per_family_high, in_need, missed).

    missed(strategy, group, in_need, in_need_reached, share_missed, meant, meant_reached, share_meant_missed,
    part_of_need, part_of_reached): families in need, and those of the start whom the strategy's offers are for, with
    those of them who come to a first session; shares in % (famsim.questions.compare.gathered.missed).

    helped: families who come to a first session; helped_with_effect: of them, those who come to one of a programme
    that has a shown effect (at the central figures one is for the better); per_family_helped: the pounds in all for
    each of these, with its 95% limits (see famsim.measures.quotient).

    n_changed: families that differ; with fewer than three of them there is too little to say, and at_most is how large
    the truth may be (see famsim.measures.interval).
    Counts and pounds are the whole area's, and no interval of a total goes below none. `reach` is of one strategy by
    itself. A run's config_hash is that of the scenario with its strategy alone; its seconds are left out, because a
    run again must give the same bytes. `scenario` has one strategy a name; `asked` is the scenario as it was asked.

    ledger, payers, all_but_the_grant, gainers, worth, schedules, switching and payer_map are of money (see
    famsim.appraisal).

    Of a 2x2x2 (famsim.scenario.factorial) one more: factorial(effect, measure, unit, estimate, mc_se, low, high,
    at_most, n_changed, n_pairs), what each of the three adds alone and two or three together beyond that.

    Of several areas the tables are of their sum, and one more is of each: areas(authority, authority_name, families,
    on_record, strategy, measure, unit, estimate, low, high, at_most, n_changed, per_1000, per_1000_low, per_1000_high),
    where the authority `all` is their sum, on_record says how much of its offer is, and per_1000 is for each 1,000
    families.
    """

    scenario: Scenario
    world: World | Together
    draws: int
    reps: int
    tables: dict[str, pd.DataFrame]
    asked: Scenario | None = None

    @property
    def differences(self) -> pd.DataFrame:
        """Every strategy against the first."""
        return self.tables["differences"]

    def difference(self, strategy: str, measure: str, group: str = ALL) -> dict[str, Any]:
        """Return one row of the differences; FamsimError where there is none."""
        return difference_in(self.tables, strategy, measure, group)


def check_comparable(scenario: Scenario) -> None:
    """Raise FamsimError unless the scenario has a strategy to compare with the first."""
    if len(strategy_names(scenario)) < 2:
        raise FamsimError(
            f"scenario {scenario.name}: has one strategy, so there is nothing to compare; allowed: two or more, so add "
            "a [[strategy]] to set beside the first, or follow the one alone with `famsim run`"
        )
