"""Where the order of two strategies turns as one figure moves: the range cut finer and finer around a change of sign.

Every value is tried under the same lucks, so that what turns is the figure's doing; the interval is of these lucks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

TURNS, MAY_TURN, NEVER, NOT_EVERYWHERE = "turns", "may turn", "never turns", "not clear everywhere"
NOT_TOLD, NOT_MOVED, NO_NUMBER = "order not told", "does nothing to the order", "no number"
QUARTERS, FIFTHS = 4, 5  # parts that a range is cut into at first, and around a turn
FINE = 0.01  # of the range: a turn is cut no finer
MOST_ROUNDS = 5
NINETY_FIVE = 0.975
SAME = 1e-9  # of the largest difference


@dataclass(frozen=True)
class Moved:
    """A figure or lever that is moved by itself: its range, its own value (NaN for a lever), values if it has some."""

    name: str
    low: float
    high: float
    own: float
    whole: bool = False
    values: tuple[float, ...] = ()

    def between(self, low: float, high: float, parts: int) -> list[float]:
        """Return the values that cut a part of the range into so many, its ends left out."""
        if self.values:
            return [one for one in self.values if low < one < high]
        cut = np.linspace(low, high, parts + 1)[1:-1]
        found = np.unique(np.round(cut)) if self.whole else cut
        return [float(f"{one:.7g}") for one in found if low < one < high]

    def spread(self, values: int) -> list[float]:
        """Return so many values, evenly over the range, or as many as there are."""
        return sorted({self.low, self.high, *self.between(self.low, self.high, max(values - 1, 1))})

    @property
    def finest(self) -> float:
        """How wide a part may be that is cut no more."""
        return 1.0 if self.whole else FINE * (self.high - self.low)


@dataclass(frozen=True)
class Turning:
    """Where an order turns: `at` with its interval, NaN where there is none; own: the difference as it is, likewise."""

    verdict: str
    own: tuple[float, float, float]
    at: float = np.nan
    low: float = np.nan
    high: float = np.nan
    tried: int = 0


Tried = Callable[
    [Sequence[tuple[int, float]]], Sequence[np.ndarray]
]  # of which is moved, and to where: (orders, lucks)


@dataclass
class Search:
    """A search over figures moved one by one. tried: differences (orders, lucks) of each, by its value."""

    moved: Sequence[Moved]
    own: np.ndarray  # (orders, lucks): as the scenario is
    look: Tried
    tried: list[dict[float, np.ndarray]] = field(default_factory=list)

    def run(self) -> None:
        """Try ends, quarters, and then finer and finer parts around each turn that is nearest to the own value."""
        self.tried = [{} if np.isnan(one.own) else {one.own: self.own} for one in self.moved]
        self.ask([(i, end) for i, one in enumerate(self.moved) for end in (one.low, one.high)])
        moving = [i for i in range(len(self.moved)) if not self.same(i) and not self.none_told(i)]
        quarters = [(i, x) for i in moving for x in self.moved[i].between(*self.range(i), QUARTERS)]
        self.ask(quarters)
        for _ in range(MOST_ROUNDS):
            wanted = [(i, x) for i in moving for part in self.parts(i) for x in self.moved[i].between(*part, FIFTHS)]
            if not self.ask(wanted):
                return

    def range(self, i: int) -> tuple[float, float]:
        """Return the range of what is moved."""
        return self.moved[i].low, self.moved[i].high

    def ask(self, wanted: Sequence[tuple[int, float]]) -> bool:
        """Have values tried that were not; say whether there were any."""
        new = [(i, x) for i, x in dict.fromkeys(wanted) if x not in self.tried[i]]
        if new:
            for (i, x), found in zip(new, self.look(new), strict=True):
                self.tried[i][x] = found
        return bool(new)

    def same(self, i: int) -> bool:
        """Say whether nothing differs between the values tried."""
        found = np.array(list(self.tried[i].values()))
        return bool(np.ptp(found, axis=0).max() <= SAME * max(np.abs(found).max(), np.finfo(float).tiny))

    def parts(self, i: int) -> set[tuple[float, float]]:
        """Return the parts of a range in which an order turns and which are still to be cut."""
        found = set()
        for order in range(len(self.own)):
            part = None if self.untold(i, order) else self.turn(i, order)
            if part and part[1] - part[0] > self.moved[i].finest:
                found.add(part)
        return found

    def none_told(self, i: int) -> bool:
        """Say whether no order at all can be told at the own value."""
        return all(self.untold(i, order) for order in range(len(self.own)))

    def untold(self, i: int, order: int) -> bool:
        """Say whether an order cannot be told at the own value, so that none could turn."""
        _, low, high = with_ends(self.own[order])
        return not np.isnan(self.moved[i].own) and low <= 0 <= high

    def line(self, i: int, order: int) -> tuple[np.ndarray, np.ndarray]:
        """Return the values tried, rising, and the differences at each, (values, lucks)."""
        x = np.array(sorted(self.tried[i]))
        return x, np.array([self.tried[i][one][order] for one in x.tolist()])

    def turn(self, i: int, order: int) -> tuple[float, float] | None:
        """Return the part, between two values tried, in which an order turns, the nearest to the own value."""
        x, found = self.line(i, order)
        mean = found.mean(axis=1)
        x, mean = x[mean != 0], mean[mean != 0]  # where both are level, the turn lies between what is on either side
        turns = np.flatnonzero(mean[:-1] * mean[1:] < 0)
        if not len(turns):
            return None
        own = self.moved[i].own
        near = turns[0] if np.isnan(own) else turns[np.argmin(np.abs((x[turns] + x[turns + 1]) / 2 - own))]
        return float(x[near]), float(x[near + 1])

    def found(self, i: int, order: int) -> Turning:
        """Return where an order turns as one figure moves."""
        own = with_ends(self.own[order])
        x, values = self.line(i, order)
        if not np.isfinite(values).all():
            return Turning(NO_NUMBER, own, tried=len(x))
        if np.ptp(values, axis=0).max() <= SAME * max(np.abs(values).max(), np.finfo(float).tiny):
            return Turning(NOT_MOVED, own, tried=len(x))
        if self.untold(i, order):
            return Turning(NOT_TOLD, own, tried=len(x))
        limits = np.array([with_ends(one) for one in values])
        part = self.turn(i, order)
        if part is None:
            clear = bool(((limits[:, 1] > 0) | (limits[:, 2] < 0)).all())
            return Turning(NEVER if clear else NOT_EVERYWHERE, own, tried=len(x))
        return turning(x, limits, part, own)


def turning(x: np.ndarray, limits: np.ndarray, part: tuple[float, float], own: tuple[float, float, float]) -> Turning:
    """Return the turn in a part of the range, and how far its interval goes: to where the difference is clear again."""
    before, after = (int(np.flatnonzero(x == end)[0]) for end in part)
    level = x[before:after][limits[before:after, 0] == 0]
    at = float(level[0]) if len(level) else crossing(x[[before, after]], limits[[before, after], 0])
    left, right = (limits[:, 1], limits[:, 2]) if limits[before, 0] > 0 else (limits[:, 2], limits[:, 1])
    low = edge(x[: before + 2][::-1], left[: before + 2][::-1])
    high = edge(x[after - 1 :], right[after - 1 :])
    sure = not (np.isnan(low) or np.isnan(high))
    return Turning(TURNS if sure else MAY_TURN, own, at, low, high, len(x))


def edge(x: np.ndarray, limit: np.ndarray) -> float:
    """Return where a limit of the difference leaves out 0 again, from the value tried beyond a turn on; NaN: nowhere.

    limit: from the other side of the turn outwards, where it has the sign of the other side.
    """
    clear = np.flatnonzero(limit * np.sign(limit[0]) <= 0)
    if not len(clear):
        return np.nan
    first = clear[0]
    return crossing(x[first - 1 : first + 1], limit[first - 1 : first + 1])


def crossing(x: np.ndarray, y: np.ndarray) -> float:
    """Return where the straight line through two points is 0."""
    return float(x[0] - y[0] * (x[1] - x[0]) / (y[1] - y[0]))


def with_ends(lucks: np.ndarray) -> tuple[float, float, float]:
    """Return the mean over lucks and its 95% interval (Student's)."""
    from scipy.stats import t

    mean, n = float(lucks.mean()), lucks.size
    half = float(t.ppf(NINETY_FIVE, n - 1) * lucks.std(ddof=1) / np.sqrt(n)) if n > 1 else np.nan
    return mean, mean - half, mean + half
