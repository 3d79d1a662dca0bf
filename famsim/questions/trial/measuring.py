"""Families of a trial lived on in one arm, and what they are found to be, and would report, at each wave."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from famsim.calibration import QUESTIONS, Told, noise_variance, note_back, plainly, questioned, year_of
from famsim.engine import Run
from famsim.evidence import Value
from famsim.model.counts import Count, Stage
from famsim.model.family import LEFT, MARRIED
from famsim.model.identity import MONTHS_A_YEAR
from famsim.questions.trial.recruiting import are_couples

NOT_PARTED = 1 << 14  # a month after any trial
SCALES = (
    "conflict",
    "communication",
    "parenting",
    "conflict_apart",
)  # with a report's noise in proportion to their own spread
FACTS = ("married", "harmful_conflict", "contact")
OF_COUPLES = ("conflict", "communication", "harmful_conflict")
AT_DOORS = {"noticed": Stage.NOTICED, "offered_help": Stage.CONVERSATION}
UNIONS = ("together", "parted")


@dataclass(frozen=True)
class Wave:
    """What there is to see of all families of an arm in one month; NaN where there is nobody to ask.

    told: by outcome, (families, people): mean over the instrument's noise, and its variance. together, distressed,
    poor (families,) bool; quality (families,): the couple's own, SD.
    """

    told: Mapping[str, Told]
    together: np.ndarray
    distressed: np.ndarray
    poor: np.ndarray
    quality: np.ndarray


@dataclass(frozen=True)
class Lived:
    """All families of a site as they live in one arm: waves by month, when couples part, who is gone, what was had.

    couple: at the start. parted, gone: the month, or NOT_PARTED; gone is who has no child under 18 any more.
    """

    waves: Mapping[int, Wave]
    couple: np.ndarray
    parted: np.ndarray
    gone: np.ndarray
    started: np.ndarray
    completed: np.ndarray
    sessions: np.ndarray


@dataclass(frozen=True)
class Asking:
    """When people are asked what, with the figures of the instruments; waves begin with 0."""

    waves: tuple[int, ...]
    measures: tuple[str, ...]
    values: Mapping[str, Value]


class Watching:
    """Some families of a run, each at the row of its account, watched month by month."""

    def __init__(self, run: Run, asking: Asking) -> None:
        rows = run.families.view(np.ndarray)
        self.run, self.asking, self.first, self.n = run, asking, run.month, rows.size
        self.couple, self.union = are_couples(rows), rows["union"].copy()
        self.parted, self.gone = (np.full(self.n, NOT_PARTED) for _ in range(2))
        self.reached = np.zeros(self.n, np.int64)
        self.diaries = {wave: year_of(self.n) for wave in asking.waves}
        self.noise = {name: self.noise_of(latent(rows, name)) for name in SCALES}

    def noise_of(self, values: np.ndarray) -> float:
        """Return the variance of a report's noise on a scale of the register's reliability, from the spread of all."""
        told = values[np.isfinite(values)]
        return noise_variance(float(self.run.p[0].measure.reliability)) * float(told.var()) if told.size else 0.0

    @property
    def month(self) -> int:
        """Months since the start."""
        return self.run.month - self.first

    @property
    def rows(self) -> np.ndarray:
        """The records of those who are still there; who leaves the area stands in the run until the year ends."""
        rows: np.ndarray = self.run.families.view(np.ndarray)
        found: np.ndarray = rows[rows["status"] != LEFT]
        return found

    @property
    def here(self) -> np.ndarray:
        """The place of each family that is still there."""
        found: np.ndarray = self.rows["account"].astype(np.int64)
        return found

    def note(self) -> None:
        """Note how families stand: who has parted, who is gone, and what a wave that looks back will ask of."""
        month, here, rows = self.month, self.here, self.rows
        apart = here[self.couple[here] & ~(are_couples(rows) & (rows["union"] == self.union[here]))]
        self.parted[apart] = np.minimum(self.parted[apart], month)
        self.reached[here] = np.maximum(self.reached[here], rows["reached"].max(axis=1))
        missing = np.ones(self.n, np.bool_)
        missing[here] = False
        self.gone[missing] = np.minimum(self.gone[missing], month)
        for wave, diary in self.diaries.items():
            if wave - MONTHS_A_YEAR < month <= wave:
                note_back(self.run.families, wave - month, self.run.p, diary)

    def wave(self) -> Wave:
        """Return what there is to see in this month."""
        survey = questioned(self.diaries[self.month], self.run.month, self.run.p, self.asking.values)
        asked = {name: QUESTIONS[name](survey) for name in self.asking.measures if name in QUESTIONS}
        lives = {name: self.as_lived(name) for name in self.asking.measures if name in (*SCALES, *FACTS)}
        unions = {name: self.of_union(name) for name in self.asking.measures if name in UNIONS}
        doors = {name: self.at_doors(name) for name in self.asking.measures if name in AT_DOORS}
        return self.seen(asked | lives | unions | doors)

    def as_lived(self, name: str) -> Told:
        """Return an outcome that is read from how families live."""
        rows = self.rows
        values = latent(rows, name) if name in SCALES else fact(rows, name)
        mean = np.full((self.n, values.shape[1]), np.nan)
        mean[self.here] = values
        if name in OF_COUPLES:
            mean[self.here[~are_couples(rows)]] = np.nan
        return Told(mean, np.full(mean.shape, self.noise.get(name, 0.0)))

    def of_union(self, name: str) -> Told:
        """Return whether couples of the start who are still there are together, or have parted: both are on record."""
        parted = self.parted != NOT_PARTED
        found = parted if name == "parted" else ~parted
        return plainly(np.where(self.couple & (self.gone > self.month), found, np.nan)[:, None])

    def at_doors(self, name: str) -> Told:
        """Return whether staff at a door have come so far with a family that is still there: their records say so."""
        found = self.reached >= AT_DOORS[name]
        return plainly(np.where(self.gone > self.month, found, np.nan)[:, None])

    def seen(self, told: Mapping[str, Told]) -> Wave:
        """Return this month's wave with how families stand, which says who answers."""
        rows = self.rows
        couples = are_couples(rows)
        distressed = (rows["mother"]["distressed"] > 0) | (couples & (rows["other"]["distressed"] > 0))
        quality = np.where(couples, 0.5 * (rows["mother"]["quality"] + rows["other"]["quality"]), np.nan)
        flags = (self.placed(one, False) for one in (couples, distressed, rows["poor"] > 0))
        together, in_distress, poor = flags
        return Wave(told, together, in_distress, poor, self.placed(quality, np.nan))

    def placed(self, values: np.ndarray, otherwise: object) -> np.ndarray:
        """Return values of those who are there, each in its family's place."""
        found = np.full(self.n, otherwise, values.dtype)
        found[self.here] = values
        return found


def lived(run: Run, asking: Asking) -> Lived:
    """Live a run's families, whose accounts are their places, to the last wave; return what there was to see."""
    watching, waves = Watching(run, asking), {}
    for month in range(asking.waves[-1] + 1):
        if month:
            run.advance(1)
        watching.note()
        if month in asking.waves:
            waves[month] = watching.wave()
    counts = run.state.accounts[: watching.n].astype(np.int64)
    had = (counts[:, Count.STARTED] > 0, counts[:, Count.COMPLETED] > 0, counts[:, Count.SESSIONS])
    return Lived(waves, watching.couple, watching.parted, watching.gone, *had)


def latent(rows: np.ndarray, name: str) -> np.ndarray:
    """Return what reports on a scale rest on, (families, people), in the unit that the model has it in."""
    mother, other = rows["mother"], rows["other"]
    if name == "conflict":
        return np.column_stack([rows["frequency"], rows["frequency"]])
    if name == "communication":
        return np.column_stack([who["capability"] + who["learned"] for who in (mother, other)])
    if name == "conflict_apart":
        apart = np.maximum(rows["coparenting"] - rows["eff_coparenting"], 0.0)
        return elsewhere(rows, apart)
    home = rows["eff_parenting"] + mother["parenting"] + np.where(are_couples(rows), other["parenting"], 0.0)
    found: np.ndarray = home[:, None]
    return found


def fact(rows: np.ndarray, name: str) -> np.ndarray:
    """Return a plain fact of families, (families, 1); NaN of whom it cannot be one."""
    if name == "contact":
        return elsewhere(rows, rows["contact"] > 0)
    found = rows["status"] == MARRIED if name == "married" else rows["harmful"] > 0
    values: np.ndarray = found[:, None]
    return values


def elsewhere(rows: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Return values of families with a parent elsewhere, (families, 1); NaN of the others."""
    found: np.ndarray = np.where(rows["elsewhere"] > 0, values, np.nan)[:, None]
    return found
