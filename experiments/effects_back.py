"""Does each programme's own trial give its effect back? Replayed on the sample it was measured in, at transfer 1.

One channel at a time, all others at nothing: a course that also eases stress adds to quality what its d holds already.
Measured in the month of the last session, by when the first sessions' gain has faded a little (`left`). Of log rate
ratios (distress, commitment, contact) no d can be found in a trial of this size, so they are left out.
"""

from pathlib import Path

import pandas as pd

import famsim as fs

CHANNELS = {"level": "quality", "capability": "communication", "coparenting": "conflict_apart"}
ALL = [*CHANNELS, "buffer", "distress", "parenting", "commitment", "relief", "contact"]
REPS, FAMILIES, AMONG = 4, 1000, {"families": 40_000}
TABLE = Path("results/effects-back/effects.csv")
figures = fs.sources().set_index("name")["value"]


def figure(programme, name):
    """Return a programme's figure."""
    return float(figures[f"programmes.{programme}.{name}"])


def who(programme):
    """Return the sample that the register's effect was measured in."""
    if figure(programme, "couples") == 0.0:
        return {"who": {"apart": True}, "parted_within": 24}
    chosen = {"who": {"together": True}}
    return chosen | ({"reported_below": -0.8} if figure(programme, "sample_below") < 0.0 else {})


def replayed(programme, channel, measure):
    """Return what a trial of one channel finds, beside the d that the register has."""
    a_month, sessions = (figure(programme, name) for name in ("sessions_a_month", "sessions"))
    last = int(-(-sessions // a_month))
    others = [f"d_{one}" for one in ALL if one != channel and figure(programme, f"d_{one}") != 0.0]
    trial = {
        "trial": {"name": f"{programme}, {channel}", "question": "Is d given back?", "area": "england"} | AMONG,
        "recruit": {"families": FAMILIES, "screened": True} | who(programme),
        "arm": [
            {"name": "none", "control": True},
            {"name": "all", "programme": programme, "transfer": 1.0, "dose": "trial", "both": True},
        ],
        "follow_up": {"waves": [last]},
        "outcome": [{"measure": measure}],
        "evidence": {f"programmes.{programme}.{one}": 0.0 for one in others},
    }
    table = fs.trial(trial, draws=1, reps=REPS).tables["prediction"]
    row = table[(table["statistic"] == "d") & (table["month"] == last)].iloc[0]
    sign = -1.0 if channel == "coparenting" else 1.0
    d, error = figure(programme, f"d_{channel}"), row["se"] / REPS**0.5
    keep = 0.5 ** (1.0 / figure(programme, f"half_life_{channel}"))
    given = [min(a_month, sessions - a_month * k) / sessions * keep ** (last - 1 - k) for k in range(last)]
    found = {"d": d, "left": sum(given), "found": sign * row["estimate"], "error": error, "true": sign * row["truth"]}
    within = abs(found["found"] - d) <= 2.0 * error
    return {"programme": programme, "channel": channel, "month": last} | found | {"within_two_errors": within}


TABLE.parent.mkdir(parents=True, exist_ok=True)
names = sorted({name.split(".")[1] for name in figures.index if name.startswith("programmes.")})
wanted = [(name, one) for name in names for one in CHANNELS if figure(name, f"d_{one}") != 0.0]
found = pd.DataFrame([replayed(name, one, CHANNELS[one]) for name, one in wanted])
found.to_csv(TABLE, index=False, float_format="%.3f", lineterminator="\n")
print(found.round(3).to_string(index=False))
print(f"{found['within_two_errors'].sum()} of {len(found)} effects within two Monte Carlo errors of their d")
