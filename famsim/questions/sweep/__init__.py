"""Which assumption matters? Scenarios x strategies x a design x draws, lived by workers, kept so that none is lost."""

from famsim.questions.sweep.asked import (
    BOUGHT,
    FILE,
    MOST_FACTORS,
    OUTCOMES,
    YET_TO_BUY,
    Experiment,
    Parsed,
    latest,
    load_experiment,
    of_note,
    of_parsed,
)
from famsim.questions.sweep.cluster import check_address
from famsim.questions.sweep.design import Design, at_shares
from famsim.questions.sweep.export import export
from famsim.questions.sweep.factors import Lever, Uncertainty
from famsim.questions.sweep.others import Other, also_held, asked_of, others_of
from famsim.questions.sweep.plan import Plan, Shard
from famsim.questions.sweep.result import Sweep, existing, merged, read_shard, sweep, sweep_in, swept
from famsim.questions.sweep.run import Ways, check_store
from famsim.questions.sweep.status import Forecast, SweepStatus, forecast, status_of
from famsim.questions.sweep.values import values_of
from famsim.questions.sweep.verifying import verify_runs

__all__ = [
    "BOUGHT",
    "FILE",
    "MOST_FACTORS",
    "OUTCOMES",
    "YET_TO_BUY",
    "Design",
    "Experiment",
    "Forecast",
    "Lever",
    "Other",
    "Parsed",
    "Plan",
    "Shard",
    "Sweep",
    "SweepStatus",
    "Uncertainty",
    "Ways",
    "also_held",
    "asked_of",
    "at_shares",
    "check_address",
    "check_store",
    "existing",
    "export",
    "forecast",
    "latest",
    "load_experiment",
    "merged",
    "of_note",
    "of_parsed",
    "others_of",
    "read_shard",
    "status_of",
    "sweep",
    "sweep_in",
    "swept",
    "values_of",
    "verify_runs",
]
