"""Why the model is off where it is: a sentence for each shipped row that is missed by far, by the row's name."""

import tomllib
from functools import cache
from importlib.resources import files

NAME = "misses.toml"
FAR = 3.0  # total errors beyond which a row needs a sentence; a row to fit beyond those it passes within
NO_REASON = "No sentence says why yet."


@cache
def why_missed() -> dict[str, str]:
    """Return the sentence of each row that has one, by its target's name."""
    text = (files("famsim.calibration") / NAME).read_text(encoding="utf-8")
    return {target: str(row["why"]) for target, row in tomllib.loads(text).items()}
