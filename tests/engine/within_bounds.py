"""Every kind of question that lives families, asked small; a program for test_within_bounds.py.

`within_bounds.py [planted]` prints what each comes to, as a hash a line. Planted: a family's group is one that its run
does not tally.
"""

import hashlib
import sys

import pandas as pd

import famsim as fs

TRIAL = {
    "trial": {"name": "small", "question": "Does it work?", "area": "croydon", "families": 1500},
    "recruit": {"families": 60, "who": {"together": True}},
    "arm": [
        {"name": "waiting list", "control": True},
        {"name": "group", "programme": "relationship_group", "dose": "trial", "both": True},
    ],
    "follow_up": {"waves": [6, 14]},
    "outcome": [{"measure": "quality"}, {"measure": "parted"}],
}


def questions():
    """Yield each question with what it comes to."""
    newcastle = fs.load_scenario("newcastle").with_(families=1200, months=60)
    yield "compare", fs.compare(newcastle.with_(months=26), draws=2)
    yield "why", fs.why(newcastle.with_(months=14), "newcastle")
    yield "trial", fs.trial(TRIAL, draws=2)
    yield "timing", fs.timing(newcastle, events=("birth",), window=(-6, 6), every=6, follow=12)
    yield "twin", fs.twin(newcastle, event="birth", months_after=24)


def hashed(study):
    """Return what tables hold, as a hash."""
    digest = hashlib.sha256()
    for name, table in study.tables.items():
        digest.update(name.encode() + pd.DataFrame(table).to_csv().encode())
    return digest.hexdigest()[:16]


def plant():
    """Live a family whose group its run does not tally."""
    from small_area import small_area

    run = small_area(40)
    run.advance(30)
    run.families["cell"] = run.state.tallies.shape[1]
    run.advance(1)


if __name__ == "__main__":
    if sys.argv[1:]:
        plant()
    for kind, study in questions():
        sys.stdout.write(f"{kind} {hashed(study)}\n")
