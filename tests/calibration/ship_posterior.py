"""Write the posterior that comes with famsim from the folder of a fit to the published figures.

python tests/calibration/ship_posterior.py DIR, where `famsim calibrate published --out DIR` has written DIR.
"""

import sys
from pathlib import Path

import pandas as pd

from famsim.calibration.posterior import DRAWS, FIGURES

KEPT = ["figure", "register", "mean", "sd", "q05", "q95", "contraction", "told_by_the_targets"]
OF_CHAINS = ["chain", "draw"]


def main(folder: str) -> None:
    """Write both tables."""
    tables = {name: pd.read_csv(Path(folder) / f"{name}.csv") for name in ("draws", "identifiability")}
    draws, figures = tables["draws"].drop(columns=OF_CHAINS), tables["identifiability"][KEPT]
    for path, table in ((DRAWS, draws), (FIGURES, figures)):
        table.to_csv(path, index=False, float_format="%.6g", lineterminator="\n")


if __name__ == "__main__":
    main(sys.argv[1])
