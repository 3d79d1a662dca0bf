"""Every kind of question that lives families, asked small; a program for test_within_bounds.py.

`within_bounds.py [planted]` prints what each comes to, as a hash a line. Planted: a family's group is one that its run
does not tally.
"""

import hashlib
import sys
from pathlib import Path

import pandas as pd

import famsim as fs

MADE_UP = Path(__file__).parents[1] / "made_up"


def questions():
    """Yield each question with what it comes to."""
    sys.path.append(str(MADE_UP))
    from small_trial import SMALL

    newcastle = fs.load_scenario("newcastle").with_(families=1200, months=60)
    yield "compare", fs.compare(newcastle.with_(months=26), draws=2)
    yield "why", fs.why(newcastle.with_(months=14), "newcastle")
    yield "trial", fs.trial(SMALL, draws=2)
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
