"""Leverage cell by cell: by factor and programme, and of each factor's best by place and month."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from famsim.model.family import NEVER
from famsim.model.policy import DOORS
from famsim.questions.assess.leverage import Dosed, joined, leverage_of
from famsim.questions.assess.living import HARMS, Arm, Doses

ALL = "all"
HEADLINE = "child_months_in_harm"
BEFORE, UNKNOWN = "before", "not known"
Prices = Mapping[str, float]  # pounds of a whole place, by programme


def windows_of(ends: Sequence[float]) -> tuple[str, ...]:
    """Return the names of the windows of months since a trouble began: before it, up to each end, and after."""
    firsts = [0, *(int(end) for end in ends)]
    between = [f"{first} to {last - 1}" for first, last in pairwise(firsts)]
    return (BEFORE, *between, f"{firsts[-1]} or more", UNKNOWN)


def window_places(since: np.ndarray, ends: Sequence[float]) -> np.ndarray:
    """Return in which window months since are, (n,) int."""
    found = np.searchsorted(np.array([0, *ends]), since, side="right")
    places: np.ndarray = np.where(since == NEVER, len(ends) + 2, found)
    return places


def dosed(arms: Sequence[Arm], measure: str, prices: Prices, doses: Doses) -> Dosed:
    """Return what doses did to one measure in some arms."""
    return joined([
        Dosed(arm.ids, arm.helped * prices[arm.programme], arm.averted[measure], doses.dose, doses.follow)
        for arm in arms
    ])  # fmt: skip


def leverage_rows(arms: Sequence[Arm], prices: Prices, doses: Doses, ends: Sequence[float]) -> list[dict[str, Any]]:
    """Return the rows of the table `leverage`.

    leverage(factor, programme, best, door, window, measure, price, families, changed, shown, per_thousand, mc_se, low,
    high): child-months averted by a thousand pounds. Each programme of a factor at all doors and months; of the one
    that averts most of both harms together also each door, each window, and
    both. families: who came, of those lived.
    """
    rows: list[dict[str, Any]] = []
    for factor in dict.fromkeys(arm.factor for arm in arms):
        mine = [arm for arm in arms if arm.factor == factor]
        whole = [row for name in dict.fromkeys(arm.programme for arm in mine)
                 for row in wholes(factor, [arm for arm in mine if arm.programme == name], prices, doses)]  # fmt: skip
        best = best_of(whole)
        rows += [row | {"best": row["programme"] == best} for row in whole]
        rows += parts(factor, [arm for arm in mine if arm.programme == best], (prices, doses), ends)
    return rows


def wholes(factor: str, arms: Sequence[Arm], prices: Prices, doses: Doses) -> Iterator[dict[str, Any]]:
    """Yield a programme's rows over all doors and windows."""
    for measure in HARMS:
        about = {"factor": factor, "programme": arms[0].programme, "best": False, "door": ALL, "window": ALL}
        found = leverage_of(dosed(arms, measure, prices, doses))
        yield about | {"measure": measure, "price": prices[arms[0].programme]} | found


def best_of(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the programme by which a pound averts most of both harms together: no month of a child is in both."""
    averted: dict[str, float] = {}
    for row in rows:
        if row["families"]:
            averted[row["programme"]] = averted.get(row["programme"], 0.0) + float(row["per_thousand"])
    return max(averted, key=averted.__getitem__) if averted else str(rows[0]["programme"])


def parts(
    factor: str, arms: Sequence[Arm], priced: tuple[Prices, Doses], ends: Sequence[float]
) -> Iterator[dict[str, Any]]:
    """Yield the rows of a factor's best programme by door, by window, and by both."""
    prices, doses = priced
    at = np.concatenate([arm.doors for arm in arms])
    when = window_places(np.concatenate([arm.since for arm in arms]), ends)
    names = windows_of(ends)
    for measure in HARMS:
        found = dosed(arms, measure, prices, doses)
        for door, window, rows in cells(at, when, names):
            about = {"factor": factor, "programme": arms[0].programme, "best": True, "door": door, "window": window}
            yield about | {"measure": measure, "price": prices[arms[0].programme]} | leverage_of(found.among(rows))


def cells(at: np.ndarray, when: np.ndarray, names: Sequence[str]) -> Iterator[tuple[str, str, np.ndarray]]:
    """Yield each door, each window and each pair that any family is in, with its rows, bool (n,)."""
    doors = [(ALL, np.ones(len(at), np.bool_)), *((door, at[:, place]) for place, door in enumerate(DOORS))]
    windows = [(ALL, np.ones(len(at), np.bool_)), *((name, when == place) for place, name in enumerate(names))]
    for door, there in doors:
        for window, then in windows:
            rows = there & then
            if (door, window) != (ALL, ALL) and rows.any():
                yield door, window, rows


def place_rows(arms: Sequence[Arm], best: Mapping[str, str], priced: tuple[Prices, Doses]) -> list[dict[str, Any]]:
    """Return the rows of the table `places`: a door each, over all factors with each one's best programme.

    places(door, families, changed, shown, per_thousand, mc_se, low, high), of `child_months_in_harm`.
    """
    prices, doses = priced
    mine = [arm for arm in arms if best[arm.factor] == arm.programme]
    at, found = np.concatenate([arm.doors for arm in mine]), dosed(mine, HEADLINE, prices, doses)
    return [{"door": door} | leverage_of(found.among(at[:, place])) for place, door in enumerate(DOORS)]
