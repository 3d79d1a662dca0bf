"""A simulated England, watched month by month under no strategy: who lives how, as no survey could see it."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from famsim.calibration.instruments.diary import Diary, blank, note_month
from famsim.calibration.instruments.watched import Watched
from famsim.engine import Run, Sample
from famsim.limits import THREADS
from famsim.model.identity import MONTHS_A_YEAR
from famsim.population import BURN_IN, Starts, no_families

FAMILIES = 24_000  # of England at the end
Tell = Callable[[int, int], None]  # months lived, of how many

YEARS = 22  # watched: a birth cohort of eight years is followed to its fourteenth birthday


def silent(lived: int, of: int) -> None:
    """Tell nobody how far the months are."""


class Part(Run):
    """A part of a sample: every so many of the families that enter each month. Families without help share nothing."""

    part: int = 0
    parts: int = 1

    def arrivals(self, month: int) -> NDArray[np.int64]:
        """Return the ids of this part's families that enter in a month."""
        return super().arrivals(month)[self.part :: self.parts]


def watch_world(starts: Starts, draw: int, tell: Tell = silent, threads: int = THREADS, years: int = YEARS) -> Watched:
    """Return a world's area, or a sample of it, watched for so many years up to month 0 under no strategy."""
    world = starts.world
    families = min(world.families or FAMILIES, FAMILIES)
    sample = Sample(world.sample.code, max(world.area.families / families, 1.0))
    runs = [part_of(starts.parameters(draw), sample, world.seed, part, threads) for part in range(threads)]
    return watch(runs, years * MONTHS_A_YEAR, tell)


def part_of(p: np.recarray, sample: Sample, seed: int, part: int, parts: int) -> Part:
    """Return one of so many parts (0 the first) of an area with no family in it yet."""
    none = no_families(p, sample, seed)
    run = Part(none.state, p, sample, seed, none.month)
    run.part, run.parts = part, parts
    return run


def watch(runs: Sequence[Run], months: int, tell: Tell = silent) -> Watched:
    """Return the families of some runs, watched for so many months up to month 0 after a whole burn-in.

    The runs live side by side; they share nothing, and what is noted is the same in any number of them.
    """
    done = [0] * len(runs)

    def lived(which: int, now: int) -> None:
        done[which] = now
        tell(min(done), BURN_IN + months)

    def live(which: int) -> None:
        run = runs[which]
        while run.month < -months:
            run.advance(min(MONTHS_A_YEAR - run.month % MONTHS_A_YEAR, -months - run.month))
            lived(which, run.month + BURN_IN + months)

    for run in runs:
        run.month -= months
    with ThreadPoolExecutor(len(runs)) as pool:
        list(pool.map(live, range(len(runs))))
        diary, ids = blank_for(runs, months)
        first = runs[0].month + 1
        list(
            pool.map(lambda which: note(runs[which], diary, ids, lambda m: lived(which, BURN_IN + m)), range(len(runs)))
        )
    return Watched(diary, first, runs[0].p)


def blank_for(runs: Sequence[Run], months: int) -> tuple[Diary, NDArray[np.int64]]:
    """Return a blank diary for all who are in some runs or enter in the next months, and whose its rows are."""
    ids = [run.families["family_id"] for run in runs]
    ids += [run.arrivals(run.month + 1 + m) for run in runs for m in range(months)]
    everyone = np.sort(np.concatenate(ids))
    diary = blank(months, everyone.size)
    diary.lasting["family_id"] = everyone
    return diary, everyone


def note(run: Run, diary: Diary, ids: NDArray[np.int64], lived: Callable[[int], None] = lambda m: None) -> None:
    """Live the diary's months, and write each of them down."""
    for m in range(len(diary.words)):
        run.advance(1)
        note_month(run.families, np.searchsorted(ids, run.families["family_id"]), m, run.p, diary)
        lived(m + 1)
