"""Does each programme's own trial give its effect back? Replayed on the sample it was measured in, at transfer 1.

One channel at a time, all others at nothing, and then the whole programme, of which a d on quality holds what it keeps
of stress from quality too. Measured in the month of the last session, by when the first sessions' gain has faded a
little (`left`). Of log rate ratios (distress, commitment, contact) no d can be found in a trial of this size, so they
are left out. `python experiments/effects_back.py 2` does it under another chance and keeps nothing.
"""

import sys
from pathlib import Path

import pandas as pd

import famsim as fs

CHANNELS = {"level": "quality", "capability": "communication", "coparenting": "conflict_apart"}
ALL = [*CHANNELS, "buffer", "distress", "parenting", "commitment", "relief", "contact"]
REPS, FAMILIES, AMONG = 4, 1000, {"families": 40_000}
TABLE = Path("results/effects-back/effects.csv")
SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 1
figures = fs.sources().set_index("name")["value"]


def figure(programme, name):
    """Return a programme's figure."""
    return float(figures[f"programmes.{programme}.{name}"])


def who(programme, channel):
    """Return the sample that the register's effect was measured in."""
    if channel == "coparenting" or figure(programme, "couples") == 0.0:
        return {"who": {"apart": True}, "parted_within": 24}
    chosen = {"who": {"together": True}}
    return chosen | ({"reported_below": -0.8} if figure(programme, "sample_below") < 0.0 else {})


def replayed(programme, channels, off):
    """Return a row for each channel of what a trial finds, beside the d that the register has; some others are off."""
    a_month, sessions = (figure(programme, name) for name in ("sessions_a_month", "sessions"))
    last = int(-(-sessions // a_month))
    trial = {
        "trial": {"name": programme, "question": "Is d given back?", "area": "england", "seed": SEED} | AMONG,
        "recruit": {"families": FAMILIES, "screened": True} | who(programme, channels[0]),
        "arm": [
            {"name": "none", "control": True},
            {"name": "all", "programme": programme, "transfer": 1.0, "dose": "trial", "both": True},
        ],
        "follow_up": {"waves": [last]},
        "outcome": [{"measure": CHANNELS[one]} for one in channels],
        "evidence": {f"programmes.{programme}.d_{one}": 0.0 for one in off},
    }
    table = fs.trial(trial, draws=1, reps=REPS).tables["prediction"]
    table = table[(table["statistic"] == "d") & (table["month"] == last)].set_index("measure")
    return [row_of(programme, one, last, table.loc[CHANNELS[one]]) for one in channels]


def row_of(programme, channel, last, told):
    """Return what is kept of a trial's finding in one channel."""
    a_month, sessions = (figure(programme, name) for name in ("sessions_a_month", "sessions"))
    sign = -1.0 if channel == "coparenting" else 1.0
    d, error = figure(programme, f"d_{channel}"), told["se"] / REPS**0.5
    keep = 0.5 ** (1.0 / figure(programme, f"half_life_{channel}"))
    given = [min(a_month, sessions - a_month * k) / sessions * keep ** (last - 1 - k) for k in range(last)]
    found = {"d": d, "left": sum(given), "found": sign * told["estimate"], "error": error, "true": sign * told["truth"]}
    within = abs(found["found"] - d) <= 2.0 * error
    return {"programme": programme, "channel": channel, "month": last} | found | {"within_two_errors": within}


def by_itself(programme, channel):
    """Return the row of a channel by itself."""
    return replayed(programme, [channel], [one for one in ALL if one != channel and has(programme, one)])


def has(programme, channel):
    """Say whether the register has an effect of a programme in a channel."""
    return figure(programme, f"d_{channel}") != 0.0


names = sorted({name.split(".")[1] for name in figures.index if name.startswith("programmes.")})
rows = []
for name in names:
    apart = [one for one in ("coparenting",) if has(name, one)]
    couples = [one for one in ("level", "capability") if has(name, one) and figure(name, "couples") != 0.0]
    for one in (*couples, *apart):
        rows += [{"given": "by itself"} | row for row in by_itself(name, one)]
    for sample in (couples, apart):
        rows += [{"given": "whole"} | row for row in (replayed(name, sample, []) if sample else [])]
found = pd.DataFrame(rows).sort_values("given", kind="stable")
if SEED == 1:
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    found.to_csv(TABLE, index=False, float_format="%.3f", lineterminator="\n")
print(found.round(3).to_string(index=False))
for given, part in found.groupby("given"):
    print(f"{given}: {part['within_two_errors'].sum()} of {len(part)} effects within two Monte Carlo errors of their d")
