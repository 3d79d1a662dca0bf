"""The posterior that comes with famsim: draws of a fit to the published figures, and what it told of each figure.

Written by `python tests/calibration/ship_posterior.py DIR` from the folder of a fit; read by `--posterior published`.
"""

from functools import cache
from pathlib import Path

import pandas as pd

HERE = Path(__file__).parent
DRAWS, FIGURES = HERE / "draws.csv", HERE / "figures.csv"


@cache
def shipped_posterior() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the draws, a row a draw and a column a figure, and a row a figure (as `identifiability` of a fit)."""
    draws, figures = (pd.read_csv(path) for path in (DRAWS, FIGURES))
    return draws, figures
