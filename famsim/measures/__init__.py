"""What is measured: the registry, groups, pairs of lives, and the one interval."""

from famsim.measures.above_nothing import Ends, Folds, ends, folds
from famsim.measures.added import Added, AddedRows, added_to_totals, taken_away
from famsim.measures.band import band
from famsim.measures.beginning import begins, besides
from famsim.measures.benefits import BENEFITS, QUALITY, Benefit
from famsim.measures.books import Shelf
from famsim.measures.chance import (
    ACTION,
    control_limits,
    least_change,
    needed,
    spread_of_count,
    threshold,
)
from famsim.measures.evaluation import BEFORE_AFTER, BESIDE_OTHERS, TRUE, Measured, Seen, evaluated
from famsim.measures.factorial import OF_EFFECTS, Effect, Factorial, effect_rows
from famsim.measures.fixed import Fixed
from famsim.measures.groups import (
    ALL,
    BESIDES,
    DIMENSIONS,
    OF_A_CELL,
    families_by_group,
    group_names,
    joined,
    totals_by_group,
)
from famsim.measures.interval import FEW, Limits, Moments, limits, moments, normal_quantile, t_quantile, upper_counts
from famsim.measures.ledger import CoupleMonths, PairLedger, boxes_of, couple_months, ledger
from famsim.measures.ledgers import Bundle, Ledger, Summary, above_nothing, interval, together
from famsim.measures.lines import LEDGER, LINES, OF_A_PART, PAIRED, Line
from famsim.measures.measure import Measure, measured
from famsim.measures.most import TRACE, largest_of, most_of, most_of_measure, most_of_pair, trace_of
from famsim.measures.outcome import Outcome
from famsim.measures.over_areas import OverAreas, of_area, of_bundle, of_bundles
from famsim.measures.pairs import (
    Pairs,
    groups_of,
    is_shown,
    of_everyone,
    rows_of,
    touched,
)
from famsim.measures.places import Places, helped_by_effect, places_given
from famsim.measures.quotient import Quotient, TwoSums
from famsim.measures.rates import RATES
from famsim.measures.registry import (
    BEFORE_A_PLACE,
    MEASURES,
    REGISTRY,
    WITH_EFFECT,
    Averted,
    averted,
    registered,
    span_of,
)
from famsim.measures.rising import places_among, united
from famsim.measures.rolls import Roll, Rolls
from famsim.measures.vectors import (
    Columns,
    Parts,
    Split,
    by_column,
    families_with,
    in_groups,
    splits,
    undivided,
)
from famsim.measures.worthwhile import SDQ_SPREAD, is_share, smallest

__all__ = [
    "ACTION",
    "ALL",
    "BEFORE_AFTER",
    "BEFORE_A_PLACE",
    "BENEFITS",
    "BESIDES",
    "BESIDE_OTHERS",
    "DIMENSIONS",
    "FEW",
    "LEDGER",
    "LINES",
    "MEASURES",
    "OF_A_CELL",
    "OF_A_PART",
    "OF_EFFECTS",
    "PAIRED",
    "QUALITY",
    "RATES",
    "REGISTRY",
    "SDQ_SPREAD",
    "TRACE",
    "TRUE",
    "WITH_EFFECT",
    "Added",
    "AddedRows",
    "Averted",
    "Benefit",
    "Bundle",
    "Columns",
    "CoupleMonths",
    "Effect",
    "Ends",
    "Factorial",
    "Fixed",
    "Folds",
    "Ledger",
    "Limits",
    "Line",
    "Measure",
    "Measured",
    "Moments",
    "Outcome",
    "OverAreas",
    "PairLedger",
    "Pairs",
    "Parts",
    "Places",
    "Quotient",
    "Roll",
    "Rolls",
    "Seen",
    "Shelf",
    "Split",
    "Summary",
    "TwoSums",
    "above_nothing",
    "added_to_totals",
    "averted",
    "band",
    "begins",
    "besides",
    "boxes_of",
    "by_column",
    "control_limits",
    "couple_months",
    "effect_rows",
    "ends",
    "evaluated",
    "families_by_group",
    "families_with",
    "folds",
    "group_names",
    "groups_of",
    "helped_by_effect",
    "in_groups",
    "interval",
    "is_share",
    "is_shown",
    "joined",
    "largest_of",
    "least_change",
    "ledger",
    "limits",
    "measured",
    "moments",
    "most_of",
    "most_of_measure",
    "most_of_pair",
    "needed",
    "normal_quantile",
    "of_area",
    "of_bundle",
    "of_bundles",
    "of_everyone",
    "places_among",
    "places_given",
    "registered",
    "rows_of",
    "smallest",
    "span_of",
    "splits",
    "spread_of_count",
    "t_quantile",
    "taken_away",
    "threshold",
    "together",
    "totals_by_group",
    "touched",
    "trace_of",
    "undivided",
    "united",
    "upper_counts",
]
