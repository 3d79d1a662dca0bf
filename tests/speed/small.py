"""The small model in words, and its numbers: one for all four ways of writing it.

Each month, in this order:

1. the family's job is lost or found again;
2. it falls into arrears, more easily without work, or clears them;
3. a couple may have a birth; else the youngest grows a month older;
4. the stress load moves towards what weighs on the family now: no work, arrears, an infant;
5. each partner's quality wanders (AR(1), correlated shocks), lowered by stress as long as it lasts;
6. the child's score follows stress and life with one parent, with a shock of its own;
7. a couple parts at a hazard that rises as quality falls, the less happy partner weighing more.

Every family starts as a couple with a newborn child, work, no stress and average quality. The numbers are
chosen to keep every branch in use. They are no evidence: only speed is measured here.
"""

NUMBERS = {
    "job_lost": 0.006,  # a month
    "job_found": 0.1,  # a month
    "arrears_begin": 0.008,  # a month, with work
    "arrears_without_work": 4.0,  # times as often without
    "arrears_end": 0.06,  # a month
    "birth": 0.012,  # a month, from a year after the last
    "stress_carried": 0.8,  # share of the load carried into the next month
    "stress_no_work": 0.5,
    "stress_arrears": 0.4,
    "stress_infant": 0.2,
    "quality_carried": 0.97,
    "quality_shock": 0.24,
    "shared": 0.35,  # correlation of the partners' shocks
    "own": 0.9367496997597597,  # sqrt(1 - shared ** 2)
    "sensitivity": 0.5,  # quality lost for each unit of stress
    "base_hazard": 0.0015,  # of parting, a month
    "lower_weighs": 0.7,
    "by_quality": 0.8,
    "score_carried": 0.9,
    "score_stress": 0.1,
    "score_apart": 0.05,
    "score_shock": 0.4,
}

INFANT = 12  # months
YEAR = 12  # months of one call, where calls are split
