"""What share of an answer's variance each figure carries, by a kept sensitivity, and on what grades it rests."""

import os
from dataclasses import dataclass

import numpy as np
import pandas as pd

from famsim.errors import FamsimError
from famsim.evidence import Figure, the_register
from famsim.questions.sensitivity.concluding import INERT
from famsim.results import kept
from famsim.scenario import shown

KIND = "famsim sensitivity"
EVEN = 12.0**-0.5  # spread of what lies evenly between 0 and 1
NO_SHARE = "pawn"  # compares distributions: its index is a share of nothing
ALLOWED = "a folder that famsim sensitivity wrote with --out, by Morris's or Sobol's method"


@dataclass(frozen=True)
class Shares:
    """Shares of the variance of one number by figure; they add up to 1.

    of: which number, in words. method: of the sensitivity. folder: its name. figures: every one that it moved.
    """

    of: str
    method: str
    folder: str
    figures: dict[str, float]

    def on(self, grade: str) -> float:
        """Return the share that rests on the figures of a grade."""
        known = the_register().figures
        return sum(share for name, share in self.figures.items() if name in known and known[name].grade == grade)

    def leading(self, grade: str, most: int) -> list[tuple[Figure, float]]:
        """Return the figures of a grade that carry most, the greatest share first."""
        known = the_register().figures
        some = [(known[name], share) for name, share in self.figures.items() if name in known and share > 0.0]
        return sorted((one for one in some if one[0].grade == grade), key=lambda one: (-one[1], one[0].name))[:most]


def shares_in(folder: str | os.PathLike[str]) -> Shares:
    """Return what share of a kept sensitivity's first difference each figure carries.

    By Sobol's method the total indices; by Morris's the mean square of what a figure does over its range, times the
    square of its spread as the register draws it, which is a guide to a share of the variance: interactions, and luck,
    are in it. Both are brought to 1 in all. A figure that nothing shows of has none.

    Raises StoreError for a folder that is damaged, and FamsimError for one that holds no such sensitivity.
    """
    found = kept(folder)
    if found.record["kind"] != KIND or "indices" not in found.tables:
        raise FamsimError(f"{shown(os.fspath(folder))}: is no kept sensitivity; allowed: {ALLOWED}")
    method = str(found.record["asked"]["sensitivity"]["method"])
    if method == NO_SHARE:
        raise FamsimError(f"{shown(os.fspath(folder))}: {method}'s index is no share of a variance; allowed: {ALLOWED}")
    rows = first_difference(found.tables["indices"])
    if rows.empty:
        raise FamsimError(
            f"{shown(os.fspath(folder))}: nothing could be concluded of any difference; allowed: {ALLOWED}"
        )
    says = found.tables["measures"].set_index("measure")["says"]
    first = rows.iloc[0]
    of = f"{says[first['measure']]}: {first['strategy']} beside {first['baseline']}"
    parts = parts_of(rows, method)
    return Shares(of, method, found.name, dict(zip(rows["figure"], (parts / parts.sum()).tolist(), strict=True)))


def first_difference(indices: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the first number that is a difference between two strategies."""
    beside = indices[indices["baseline"].fillna("") != ""]
    if beside.empty:
        return beside
    names = ["strategy", "baseline", "measure"]
    first = beside.iloc[0][names]
    return beside[(beside[names] == first).all(axis=1)]


def parts_of(rows: pd.DataFrame, method: str) -> np.ndarray:
    """Return each figure's part of the variance, in some unit, (rows,)."""
    shows = (rows["verdict"] != INERT).to_numpy(float)
    if method != "morris":
        index: np.ndarray = shows * rows["index"].to_numpy(float)
        return index
    square = rows["mean"].to_numpy(float) ** 2 + rows["spread"].to_numpy(float) ** 2
    found: np.ndarray = shows * square * np.array([spread_of(name) for name in rows["figure"]]) ** 2
    return found


def spread_of(name: str) -> float:
    """Return the spread of a figure as the register draws it, as a share of its range; even where it says none."""
    one = the_register().figures.get(name)
    if one is None or one.low is None or one.high is None or isinstance(one.sd, tuple) or one.sd is None:
        return EVEN
    return float(one.sd) / (one.high - one.low)
