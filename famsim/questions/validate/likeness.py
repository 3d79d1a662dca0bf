"""Write which differences between groups the model has as published: `python -m famsim.questions.validate.likeness`.

It makes the scoreboard of the figures that come with famsim, a few minutes' work, after rules or figures have changed.
"""

import sys
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from famsim import keeping
from famsim.calibration import LIKENESS, differences_of, likeness_text
from famsim.questions.validate.asked import held_to, observed_in
from famsim.questions.validate.run import held_against
from famsim.questions.validate.scoreboard import Scoreboard


def text_of(found: Scoreboard, date: str) -> str:
    """Return the file's text for a scoreboard made on a day."""
    return likeness_text(date, int(found.scenario.families or 0), differences_of(found.rows))


def main() -> None:
    """Make the scoreboard and write the file."""
    found = held_against(held_to(), observed_in(None))
    rows = differences_of(found.rows)
    file = Path(str(files("famsim.calibration"))) / LIKENESS
    keeping.write_whole(file, text_of(found, f"{datetime.now(UTC):%Y-%m-%d}").encode())
    print(f"{file.name}: {sum(one.holds for one in rows)} of {len(rows)} differences hold", file=sys.stderr)


if __name__ == "__main__":
    main()
