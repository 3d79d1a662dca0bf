"""The sums of a run that an appraisal tells with intervals: who pays, who gains, what it is worth at the start."""

from dataclasses import dataclass
from functools import cached_property, reduce
from typing import NamedTuple

import numpy as np

from famsim.appraisal.figures import Figures
from famsim.appraisal.gains import Gain
from famsim.appraisal.lines import FISCAL, SOCIAL, WELLBEING, Line
from famsim.appraisal.payers import GRANT, Payers
from famsim.appraisal.run import AVERTED, Gained, Spent
from famsim.measures import most_of, places_among, united
from famsim.scenario import PAYERS

PENCE = 100.0
COST, TIME, NET_FISCAL, NET = "cost", "time", "net_fiscal", "net"
BENEFITS, SPARED, OUTLAY = "benefits", "spared", "outlay"  # which quotients are of, at the start
SPENT = "spent"  # and as costs fall
EVERYONE = "all"  # who pays, or is spared, together
GRANT_ASIDE = "all_but_the_grant"  # pays: what falls to the authority where no partner agrees to its part


class Part(NamedTuple):
    """One sum: its pence in the area, what each family adds to it, and the most that one can. x (n,) is of `rows`."""

    pence: float
    x: np.ndarray
    rows: np.ndarray
    most: float

    @property
    def by_none(self) -> float:
        """The pence that no family adds, such as what is spent before anybody comes."""
        return self.pence - float(self.x.sum())

    def times(self, by: float) -> "Part":
        """Return so many times as much."""
        return Part(self.pence * by, self.x * by, self.rows, self.most * abs(by))

    def plus(self, other: "Part") -> "Part":
        """Return both together."""
        pence, most = self.pence + other.pence, self.most + other.most
        if self.rows is other.rows:  # as the lines of one run are, and what is gained in it
            return Part(pence, self.x + other.x, self.rows, most)
        if not self.rows.size:
            return Part(pence, other.x, other.rows, most)
        rows = united(self.rows, other.rows)
        return Part(pence, self.spread_over(rows) + other.spread_over(rows), rows, most)

    def spread_over(self, rows: np.ndarray) -> np.ndarray:
        """Return what each of more families adds, (rows,): all of this sum's are among them."""
        if rows is self.rows:
            return self.x
        found = np.zeros(rows.size)
        found[places_among(rows, self.rows)] = self.x
        return found


NOTHING = Part(0.0, np.zeros(0), np.zeros(0, np.int64), 0.0)


@dataclass(frozen=True)
class Terms:
    """How a scenario's pounds count: what those of a month are worth, of effects on health too, and the bias of costs.

    weights (families,): how much a pound that a family gains counts; None: all alike.
    """

    now: np.ndarray
    health_now: np.ndarray
    optimism: float = 0.0
    weights: np.ndarray | None = None


@dataclass(frozen=True)
class Run:
    """One strategy's run, its draw's figures, and the most pence that one family costs.

    told: what it spends, beyond the first strategy's where usual services go on; more: beyond the first's always.
    """

    told: Spent
    more: Spent
    gained: Gained
    figures: Figures
    most: float
    k: float

    @cached_property
    def rows(self) -> np.ndarray:
        """The rows of all families that spend or gain anything, rising."""
        return united(self.more.rows, self.gained.rows)

    def wide(self, part: Part) -> Part:
        """Return a sum as that of all these families."""
        return part._replace(x=part.spread_over(self.rows), rows=self.rows)

    def line(self, line: Line, now: np.ndarray | None = None) -> Part:
        """Return what is spent on a line beyond the first's; now (months + 1,): what later pounds count for."""
        return self.part_of(self.more, line, now)

    def part_of(self, spent: Spent, line: Line, now: np.ndarray | None = None) -> Part:
        """Return what is spent on a line."""
        x = spent.families.get(line, np.zeros(spent.rows.size))
        monthly = spent.lines.get(line, np.zeros(0 if now is None else now.size))
        most = self.most if line.account == FISCAL else float(np.abs(x).max(initial=0.0))
        return counted(Part(float(monthly.sum()), x, spent.rows, most), monthly, now)

    def gain(self, gain: Gain, months: int, now: np.ndarray | None = None, weights: np.ndarray | None = None) -> Part:
        """Return what is gained; weights (families,): of what families gain themselves."""
        x, monthly = self.gained.families[gain.name], self.gained.months[gain.name]
        if weights is not None and gain.account == WELLBEING:
            monthly, x = weighed(self.gained, gain.name, weights), x * weights[self.gained.rows]
        most = gain.most(months) * gain.value(self.figures) * PENCE * self.k
        return counted(Part(float(monthly.sum()), x, self.gained.rows, most), monthly, now)

    def averted(self, name: str, months: int) -> Part:
        """Return how much less there is of what a pound may avert."""
        count, scale = AVERTED[name]
        x = self.gained.averted[name]
        return Part(float(x.sum()), x, self.gained.rows, most_of((count,), months) * scale * self.k)


def counted(part: Part, monthly: np.ndarray, now: np.ndarray | None) -> Part:
    """Return a sum, each month times what its pounds are worth, or a share; what families add, by the mean of these."""
    if now is None:
        return part
    size = np.abs(monthly).sum()
    mean = float((np.abs(monthly) * now).sum() / size) if size > 0.0 else 1.0
    return Part(float((monthly * now).sum()), part.x * mean, part.rows, part.most)


def weighed(of: Gained, name: str, weights: np.ndarray) -> np.ndarray:
    """Return a gain by month, each family's times its weight, (families,): spread over months as it is without."""
    monthly, more = of.months[name], float((of.families[name] * (weights[of.rows] - 1.0)).sum())
    size = np.abs(monthly).sum()
    found: np.ndarray = monthly + more * np.abs(monthly) / size if size > 0.0 else monthly
    return found


def by_payer(run: Run, payers: Payers, of_grant: np.ndarray) -> dict[str, Part]:
    """Return what each payer pays, "pays:account:payer", every payer that there is: of most, nothing.

    And of public money all but the grant in one sum, "all_but_the_grant:fiscal:all", so that its limits are its own: of
    payers whose parts rise together they are not the sums of theirs.
    of_grant: see Payers.by_month. What families add is shared out as the whole of a line is.
    """
    found = {f"pays:{FISCAL}:{payer}": NOTHING for payer in PAYERS} | {f"pays:{SOCIAL}:families": NOTHING}
    aside, grant = f"{GRANT_ASIDE}:{FISCAL}:{EVERYONE}", PAYERS.index(GRANT)
    found[aside] = NOTHING
    for line in run.told.all_lines:
        part, shares = run.part_of(run.told, line), payers.by_month(line, of_grant)
        monthly = run.told.lines.get(line, np.zeros(shares.shape[1]))
        for payer, share in zip(PAYERS, shares, strict=True):
            if share.any():
                key = f"pays:{line.account}:{payer}"
                found[key] = found[key].plus(counted(part, monthly, share))
        if line.account == FISCAL:
            found[aside] = found[aside].plus(counted(part, monthly, 1.0 - shares[grant]))
    return found


def by_gainer(run: Run, gains: tuple[Gain, ...], months: int) -> dict[str, Part]:
    """Return what each gains, "gains:account:gainer", and what public services are spared in all, as costs fall."""
    found: dict[str, Part] = {}
    spared = f"gains:{FISCAL}:{EVERYONE}"
    for gain in gains:
        part = run.gain(gain, months)
        if gain.account == FISCAL:
            found[spared] = found.get(spared, NOTHING).plus(part)
        for gainer, share in zip(gain.gainers, gain.split(run.figures), strict=True):
            key = f"gains:{gain.account}:{gainer}"
            found[key] = found.get(key, NOTHING).plus(part.times(share))
    return found


def at_the_start(run: Run, gains: tuple[Gain, ...], terms: Terms) -> dict[str, Part]:
    """Return the parts of an appraisal at the start: costs raised by the optimism bias, what families gain weighed.

    cost, time (families' own), fiscal (what services are spared), wellbeing; net_fiscal: fiscal less cost; net: all.
    """
    found = dict.fromkeys((COST, TIME, FISCAL, WELLBEING), NOTHING)
    for line in run.more.all_lines:
        key, raised = (TIME, 1.0) if line.account == SOCIAL else (COST, 1.0 + terms.optimism)
        found[key] = found[key].plus(run.line(line, terms.now).times(raised))
    for gain in gains:
        now = terms.health_now if gain.of_health else terms.now
        part = run.gain(gain, terms.now.size - 1, now, terms.weights)
        found[gain.account] = found[gain.account].plus(part)
    wide = {key: run.wide(part) for key, part in found.items()}
    net_fiscal = wide[FISCAL].plus(wide[COST].times(-1.0))
    net = net_fiscal.plus(wide[WELLBEING]).plus(wide[TIME].times(-1.0))
    return found | {NET_FISCAL: net_fiscal, NET: net}


def beside_each_other(run: Run, now: dict[str, Part], months: int) -> dict[str, Part]:
    """Return the sums that are told as quotients alone; now: those at the start.

    What is gained less families' time, what services are spared, and the cost, at the start; and, not discounted, what
    is spent and what that averts.
    """
    gained = run.wide(now[FISCAL]).plus(run.wide(now[WELLBEING])).plus(run.wide(now[TIME]).times(-1.0))
    spent = reduce(Part.plus, (run.line(line) for line in run.more.all_lines if line.account == FISCAL), NOTHING)
    start = {BENEFITS: gained, SPARED: now[FISCAL], OUTLAY: now[COST]}
    return start | {SPENT: spent} | {key: run.averted(key, months) for key in AVERTED}


def by_component(run: Run, gains: tuple[Gain, ...], terms: Terms) -> dict[str, np.ndarray]:
    """Return cost, own time and each gain by month, (months + 1,): costs as they are, what families gain weighed."""
    found = {COST: np.zeros(terms.now.size), TIME: np.zeros(terms.now.size)}
    for line, amounts in run.more.lines.items():
        found[TIME if line.account == SOCIAL else COST] += amounts
    for gain in gains:
        found[gain.name] = run.gained.months[gain.name]
        if terms.weights is not None and gain.account == WELLBEING:
            found[gain.name] = weighed(run.gained, gain.name, terms.weights)
    return found
