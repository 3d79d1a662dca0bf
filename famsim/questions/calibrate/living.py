"""Points lived from burn-in and asked what the surveys asked, each kept in the store the moment it is known."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass, field
from time import sleep

import numpy as np

from famsim.calibration import Ask, Seen, observe, place_observed
from famsim.limits import THREADS
from famsim.questions.calibrate.asked import Question
from famsim.questions.calibrate.space import Floats, Space
from famsim.runs import Progress, model_version
from famsim.scenario import Scenario, Strategy, canonical, change
from famsim.store import RunAbout, Store, run_key
from famsim.version import content_hash

INSTRUMENTS = ("calibration/instruments",)
NOTHING = Strategy(name="nothing")
WAITS = 0.5  # seconds until it is looked again at what another process works on
Values = dict[str, float]
content_hash(INSTRUMENTS, [])  # of the sources that are being imported now


@dataclass(frozen=True)
class Ways:
    """How points are lived: side by side on so many threads; progress: called with points known, and points in all."""

    progress: Progress | None = None
    threads: int = THREADS


@dataclass
class Lives:
    """The points of a question, lived when they are asked for unless the store holds them."""

    question: Question
    space: Space
    store: Store
    ways: Ways
    known: int = 0
    lived: int = 0
    asks: list[Ask] = field(default_factory=list)
    version: str = ""

    def __post_init__(self) -> None:
        """Find what is asked, and what the answers depend on besides the scenario."""
        self.asks = sorted({ask for one in self.question.rows for ask in one.asks})
        asked = content_hash(INSTRUMENTS, [asdict(ask) for ask in self.asks])
        self.version = f"{model_version(place_observed(self.question.scenario).slug)}+{asked[:32]}"

    def at_register(self) -> dict[Ask, Seen]:
        """Return what is answered at the register's own figures."""
        return self.seen([{}])[0]

    def at(self, places: Floats) -> list[dict[Ask, Seen]]:
        """Return what is answered at points of the cube, (points, figures), in their order."""
        return self.seen([self.space.values(row) for row in places.tolist()])

    def seen(self, points: Sequence[Values]) -> list[dict[Ask, Seen]]:
        """Return what is answered at each point."""
        scenarios = [self.scenario(one) for one in points]
        keys = [self.key(one) for one in scenarios]
        waiting = {key: one for key, one in zip(keys, scenarios, strict=True) if self.store.get(key) is None}
        self.tell(len(points) - len(waiting))
        for _ in self.side_by_side(waiting):
            self.lived += 1
            self.tell(1)
        return [self.answers(key) for key in keys]

    def side_by_side(self, waiting: dict[str, Scenario]) -> Iterator[str]:
        """Yield each key as its point is kept; ending early, by an error or by Ctrl-C, begins no more."""
        pool = ThreadPoolExecutor(max_workers=self.ways.threads)
        try:
            futures: list[Future[str]] = [pool.submit(self.live, key, one) for key, one in waiting.items()]
            for done in as_completed(futures):
                yield done.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def live(self, key: str, scenario: Scenario) -> str:
        """Live a point and keep it, unless another process does."""
        while key not in self.store.claim([key]):
            sleep(WAITS)
            if self.store.get(key) is not None:
                return key
        found = observe(self.asks, scenario, threads=1)
        numbers = np.array([[found[ask].value, found[ask].se, found[ask].n] for ask in self.asks], np.float64)
        self.store.put(key, {"seen": numbers}, self.about(scenario))
        return key

    def answers(self, key: str) -> dict[Ask, Seen]:
        """Return what was answered at a point that is kept."""
        arrays = self.store.get(key)
        assert arrays is not None
        return {
            ask: Seen(float(row[0]), float(row[1]), float(row[2]))
            for ask, row in zip(self.asks, arrays["seen"], strict=True)
        }

    def scenario(self, values: Values) -> Scenario:
        """Return the scenario under a point's figures."""
        where = self.question.scenario
        return change(where, evidence={**where.evidence, **values}) if values else where

    def key(self, scenario: Scenario) -> str:
        """Return the key of a point: all that its answers depend on."""
        return run_key(canonical(scenario, NOTHING), "observed", 0, 0, scenario.seed, self.version)

    def about(self, scenario: Scenario) -> RunAbout:
        """Return what the store says of a point besides its numbers."""
        return RunAbout(self.version, scenario.seed, 0, 0, scenario.name, "observed")

    def tell(self, more: int) -> None:
        """Tell how many points are known."""
        self.known += more
        if self.ways.progress:
            self.ways.progress(self.known, self.question.lives)
