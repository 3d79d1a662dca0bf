"""One run lived through, a year a call, as long as it is wanted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Event, Lock

from famsim.engine import Run
from famsim.model.identity import MONTHS_A_YEAR
from famsim.runs.grouping import Lived, Roster

MONTHS_BETWEEN_LOOKS = MONTHS_A_YEAR  # whether a run is still wanted

BeginYear = Callable[[int], None]  # called with the months lived so far


class NoLongerWantedError(Exception):
    """The runs were cancelled; nobody hears of it but the thread that lived one of them."""


@dataclass
class Watch:
    """What the threads of one study share: how lives are lived, how many years are, and whether more are wanted."""

    separately: bool = False  # every strategy by itself
    lived: int = 0
    stop: Event = field(default_factory=Event)
    lock: Lock = field(default_factory=Lock)

    def begin_year(self) -> None:
        """Let a year begin, unless the study was cancelled."""
        if self.stop.is_set():
            raise NoLongerWantedError

    def end_year(self) -> None:
        """Count one more year lived."""
        with self.lock:
            self.lived += 1


def live_through(
    run: Run, months: int, watch: Watch, roster: Roster | None = None, by_year: Iterable[BeginYear] = ()
) -> Lived:
    """Live so many months, a year a call as the engine does by itself, so that cancelling works.

    Between calls the families that have come in are looked at; return the run with every family's group. roster: those
    noted so far, of a run that does not stand at month 0. by_year: what of its strategies changes as a year begins.
    """
    roster = roster or Roster.of(run)
    for first in range(0, months, MONTHS_BETWEEN_LOOKS):
        watch.begin_year()
        for change in by_year:
            change(first)
        run.advance(min(MONTHS_BETWEEN_LOOKS, months - first))
        roster.look(run)
        watch.end_year()
    return Lived(run, roster.grouped(run))
