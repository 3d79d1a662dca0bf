"""How far a study is, on stderr: a bar on a terminal, now and then a line elsewhere."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from famsim.cli.output import folded
from famsim.scenario import printable

Report = Callable[[int, int], None]  # so many years lived, of so many

LINE_EVERY = 10.0  # seconds between two lines where there is no terminal
KNOWN_FROM = 0.2  # of the years: before, the time is that of making the first starts, which says little of the rest


@contextmanager
def progress(area: str, what: str, notes: Iterable[str] = ()) -> Iterator[Report]:
    """Tell how far a study of `area` is while it runs; `what` says what is run, `notes` what should be known before.

    area: "" where its families were made before.
    """
    for note in notes:
        say(f"Note: {note}")
    console = Console(stderr=True)
    if not console.is_terminal:
        yield Lines(area, what)
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        TextColumn("left:"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(settling(area) if area else what, total=None)

        def report(done: int, total: int) -> None:
            if done:
                bar.update(task, description=what, completed=done, total=total)

        yield report


@dataclass
class Lines:
    """Progress in plain lines, for a log; what is tried several times over begins anew each time, and says so."""

    area: str
    what: str
    began: float = field(default_factory=monotonic)
    said: float = field(default_factory=monotonic)
    last: int = 0
    tries: int = 1

    def __post_init__(self) -> None:
        if self.area:
            say(settling(self.area))

    def __call__(self, done: int, total: int) -> None:
        """Say how far it is, if the last line is old."""
        now = monotonic()
        if done < self.last:
            self.began, self.tries = now, self.tries + 1
        self.last = done
        if 0 < done < total and now - self.said >= LINE_EVERY:
            left = (now - self.began) * (total - done) / done
            known = f", about {left:.0f} s left" if done >= KNOWN_FROM * total else ""
            self.said = now
            again = f", try {self.tries}" if self.tries > 1 else ""
            say(f"{self.what}{again}: {100 * done // total}% done{known}")


def settling(area: str) -> str:
    """Return what is said while an area's starting families are made."""
    return f"Settling {area}..."


def say(line: str) -> None:
    """Write a line to stderr, if there is one, without signs that a terminal would act on, folded to its width."""
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            said, console = printable(line), Console(stderr=True)
            said = folded(said, console.width) if console.is_terminal else said
            print(said, file=sys.stderr, flush=True)
