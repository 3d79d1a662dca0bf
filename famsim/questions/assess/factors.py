"""What strains a family: whom it is true of, since when, at which programmes it may be helped."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from operator import attrgetter
from typing import Any

import numpy as np

from famsim.model.family import NEVER
from famsim.model.policy import FEATURES, Feature

FILE = "factors.toml"
BIRTH = "birth"  # of `since`: the youngest child's


@dataclass(frozen=True)
class Factor:
    """One strain: in words, whose it is, its rows, since when, its programmes, whom a scenario offers them to."""

    name: str
    says: str
    whose: str
    rows: tuple[tuple[str, float | str, float | str], ...]
    since: tuple[str, ...]
    since_says: str
    help: tuple[str, ...]
    who: Mapping[str, Any]
    when: Mapping[str, Any] = field(default_factory=dict)
    shown: tuple[str, ...] = ()
    together: bool = False

    def holds(self, features: np.ndarray, p: np.record) -> np.ndarray:
        """Say of which families it is true, bool (families,); features (families, FEATURES)."""
        found = np.zeros(len(features), np.bool_)
        for name, low, high in self.rows:
            value = features[:, FEATURES[name].place]
            found |= (value >= end_of(low, p)) & (value <= end_of(high, p))
        return found & (features[:, Feature.TOGETHER] > 0) if self.together else found

    def months_since(self, families: np.recarray, features: np.ndarray, month: int) -> np.ndarray:
        """Return for how many months it has been so, (families,) int64, NEVER where it is not known."""
        if self.since == (BIRTH,):
            found: np.ndarray = features[:, Feature.MONTHS_SINCE_BIRTH].astype(np.int64)
            return found
        began = np.max([families[name].astype(np.int64) for name in self.since], axis=0)
        since: np.ndarray = np.where(began == NEVER, NEVER, month - began)
        return since


def end_of(end: float | str, p: np.record) -> float:
    """Return one end of a row: a number, or a figure of the parameters by its name."""
    return float(attrgetter(end)(p)) if isinstance(end, str) else float(end)


@cache
def factors() -> tuple[Factor, ...]:
    """Return every factor, in the order of the file."""
    text = files("famsim.questions.assess").joinpath(FILE).read_text(encoding="utf-8")
    return tuple(factor_of(name, table) for name, table in tomllib.loads(text).items())


def factor_of(name: str, table: dict[str, Any]) -> Factor:
    """Return one factor from its table."""
    given = table | {key: tuple(table[key]) for key in ("since", "help", "shown")}
    rows = tuple((str(one), low, high) for one, low, high in given.pop("is"))
    return Factor(name=name, rows=rows, **given)
