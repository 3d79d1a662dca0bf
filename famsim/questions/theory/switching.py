"""A theory's edges switched off in whole lives: what each carries, and what is left of its way without it.

The same families with the same luck are lived under the comparator and under the strategy, with the figures of some
edges at the values at which nothing passes. Where an edge is the only way on, what is left without it is exactly zero.
Settings that change only what help does are lived beside one life of the comparator, which they do not change.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from famsim.engine import Run
from famsim.measures import MEASURES, limits, moments
from famsim.model.family import MAX_CHILDREN
from famsim.population import Starts, beside, set_policy, with_strategy, world_of
from famsim.questions.theory.chart import Off, Theory
from famsim.questions.theory.setting import check_switchable, set_figure
from famsim.runs import Progress, Telling, Watch, live_through, shares_lives
from famsim.scenario import Strategy

Row = dict[str, float | int]
AT_ONCE = 12  # settings lived beside one life: what each keeps of every family takes memory


@dataclass(frozen=True)
class Setting:
    """How edges stand in one pair of lives: those that are off, and figures that are set besides."""

    off: Off
    figures: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Switched:
    """What each setting came to, of the theory's measure: the comparator's less the strategy's, with its interval.

    families: lived; k: families of the area for each of them.
    """

    theory: Theory
    limits: Mapping[Setting, Row]
    families: int
    k: float

    def averted(self, off: Off = frozenset(), figures: tuple[tuple[str, float], ...] = ()) -> Row:
        """Return what is averted with some edges off besides those that the theory switches off."""
        return self.limits[Setting(off | self.theory.switched_off, figures)]


def switched(theory: Theory, progress: Progress | None = None) -> Switched:
    """Live a theory with each edge switched off, alone, and with all else off but its own ways.

    TheoryError for an edge whose figures cannot be switched without making the area's families anew.
    """
    starts = Starts(world_of(theory.scenario))
    for edge in theory.edges:
        check_switchable(edge, starts)
    asked = list(dict.fromkeys(settings_of(theory)))
    lives = Lives(theory, starts, starts.start(0, starts.world.seed), Telling(progress, len(asked)))
    together = [one for one in asked if lives.shares(one)]
    found = lives.together(together) | lives.apart([one for one in asked if one not in together])
    return Switched(theory, found, lives.start.families.size, starts.world.sample.k)


def settings_of(theory: Theory) -> Iterator[Setting]:
    """Yield every setting that is lived: all on; of each edge, off, alone, off alone; elicited ends."""
    always = theory.switched_off
    yield Setting(always)
    for edge in theory.edges:
        others = theory.beside(edge.name)
        for off in (frozenset((edge.name,)), others, others | {edge.name}):
            yield Setting(off | always)
        if edge.elicited:
            for end in (edge.elicited.low, edge.elicited.high):
                yield Setting(always, ((edge.elicited.figure, end),))


@dataclass(frozen=True)
class Lives:
    """What the lives of one theory share: its area's start, and who hears how far it is."""

    theory: Theory
    starts: Starts
    start: Run
    tell: Telling
    memory: dict[bytes, Row] = field(default_factory=dict)  # by parameters: settings that come to the same, once

    @property
    def comparator(self) -> Strategy:
        """The scenario's first strategy."""
        return self.theory.scenario.strategies[0]

    @property
    def strategy(self) -> Strategy:
        """The strategy that the theory is of."""
        return next(one for one in self.theory.scenario.strategies if one.name == self.theory.strategy)

    def shares(self, setting: Setting) -> bool:
        """Say whether a setting leaves the comparator's life as it is: nobody is helped there, and help alone moves."""
        names = {figure.name for name in setting.off for figure in self.theory.edge(name).figures}
        named = [*names, *(name for name, _ in setting.figures)]
        return not self.comparator.offers and all(map(shares_lives, named))

    def together(self, asked: Sequence[Setting]) -> dict[Setting, Row]:
        """Live settings beside the comparator's one life."""
        under = {setting: self.under(setting, self.strategy) for setting in asked}
        once = {p.tobytes(): p for p in under.values()}
        for first in range(0, len(once), AT_ONCE):
            some = dict(list(once.items())[first : first + AT_ONCE])
            run = beside(with_strategy(self.start, self.comparator, self.starts.world), list(some.values()))
            live_through(run, self.starts.world.months, Watch())
            for place, key in enumerate(some):
                self.memory[key] = self.less(run.accounts, run.book_of(place).accounts)
        return {setting: self.told(self.memory[p.tobytes()]) for setting, p in under.items()}

    def apart(self, asked: Sequence[Setting]) -> dict[Setting, Row]:
        """Live settings each with a comparator of its own, under the same figures."""
        return {
            setting: self.told(self.less(*(self.lived(setting, one) for one in (self.comparator, self.strategy))))
            for setting in asked
        }

    def told(self, row: Row) -> Row:
        """Tell that one more setting is lived."""
        self.tell()
        return row

    def lived(self, setting: Setting, strategy: Strategy) -> np.ndarray:
        """Return the account book of a strategy under a setting, (families, counts)."""
        run = with_strategy(self.start, strategy, self.starts.world)
        run.p = self.under(setting, strategy)
        live_through(run, self.starts.world.months, Watch())
        return run.accounts

    def under(self, setting: Setting, strategy: Strategy) -> np.recarray:
        """Return the parameters of a strategy under a setting."""
        figures, starts = dict(setting.figures), self.starts
        p = Starts(starts.world.under(figures)).parameters(0) if figures else starts.parameters(0)
        for name in sorted(setting.off):
            edge = self.theory.edge(name)
            for figure in edge.figures:
                set_figure(p, starts.world.programmes, figure, edge.off[figure.name])
        set_policy(p, strategy, starts.world)
        return p

    def less(self, without: np.ndarray, with_help: np.ndarray) -> Row:
        """Return how much less of the theory's measure there is, in the whole area, with its interval by chance."""
        measure, k = MEASURES[self.theory.measure], self.starts.world.sample.k
        columns = [int(count) for count in measure.counts]
        fewer = without[:, columns].astype(np.int64) - with_help[:, columns].astype(np.int64)
        averted = fewer.sum(axis=1) * measure.scale * k
        of = moments(averted, averted, np.zeros(averted.size, np.int64), 1)
        most = MAX_CHILDREN * self.theory.scenario.months * k
        return limits(np.array([float(averted.sum())]), of, most).row()
