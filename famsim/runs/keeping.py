"""Keep finished runs in a results store, and take them from there instead of running them again.

The key of a run is the hash of its scenario with that strategy alone, its draw, repetition, seed and all that it is
computed from, so that adding a strategy or asking for more draws keeps what has been run. A run that comes out
differently under the same key is reported by the store, never overwritten.
"""

from dataclasses import asdict

import numpy as np

from famsim.areas import find_area
from famsim.evidence import the_register
from famsim.measures import Outcome, PairLedger, Shelf
from famsim.runs.seeds import chance_seed
from famsim.scenario import Scenario, canonical, one_place
from famsim.store import RunAbout, Store, run_key
from famsim.version import RESULT, content_hash, source_hash, versions

source_hash(RESULT)  # of the sources that are being imported now
ARRAYS = ("series", "funnel", "accounts", "ids", "grouped")
BOOKED = "accounts"  # which is put on a shelf


def model_version(area: str) -> str:
    """Return famsim's version and a hash of all that a result depends on besides its scenario.

    These are sources, versions, the evidence register and the published figures of the area and of England.
    """
    figures = repr(the_register().figures)
    places = [asdict(find_area(name)) for name in (area, "england")]
    return f"{versions()[0]}+{content_hash(RESULT, [figures, places])[:32]}"


class Keeper:
    """A store seen as outcomes of one scenario."""

    def __init__(self, store: Store, scenario: Scenario, beside: str = "") -> None:
        """Keep a scenario's runs in a store; `beside`: what they depend on besides it, such as joint draws."""
        self.store, self.scenario, self.version = store, scenario, model_version(one_place(scenario).slug)
        if beside:
            self.version += f"+{content_hash((), beside)[:32]}"

    def key(self, place: int, draw: int, rep: int) -> str:
        """Return the key of a run of the scenario's strategy at `place`."""
        strategy = self.scenario.strategies[place]
        world = canonical(self.scenario, strategy)
        return run_key(world, strategy.name, draw, rep, chance_seed(self.scenario.seed, rep), self.version)

    def pair_key(self, place: int, draw: int, rep: int) -> str:
        """Return the key of what a run is beside the first strategy's: it depends on both."""
        first, strategy = self.scenario.strategies[0], self.scenario.strategies[place]
        worlds = canonical(self.scenario, first) + canonical(self.scenario, strategy)
        name = f"{strategy.name} beside {first.name}"
        return run_key(worlds, name, draw, rep, chance_seed(self.scenario.seed, rep), self.version)

    def recall(self, draw: int, rep: int) -> list[Outcome] | None:
        """Return the outcomes of every strategy for a (draw, rep), or None if any is not kept."""
        found, shelf = [], Shelf()
        for place, strategy in enumerate(self.scenario.strategies):
            arrays, pair = (self.store.get(key(place, draw, rep)) for key in (self.key, self.pair_key))
            if arrays is None or pair is None:
                return None
            seed = chance_seed(self.scenario.seed, rep)
            counts = {name: arrays[name] for name in ARRAYS if name != BOOKED}
            book = shelf.put(arrays[BOOKED])
            found.append(Outcome(strategy.name, draw, rep, seed, book=book, **counts, ledger=PairLedger(**pair)))
        return found

    def keep(self, outcomes: list[Outcome]) -> None:
        """Keep the outcomes of a (draw, rep); once this returns they survive a crash or a power cut."""
        for place, outcome in enumerate(outcomes):
            arrays: dict[str, np.ndarray] = {name: getattr(outcome, name) for name in ARRAYS}
            about = RunAbout(
                self.version, outcome.seed, outcome.rep, outcome.draw, self.scenario.name, outcome.strategy
            )
            self.store.put(self.key(place, outcome.draw, outcome.rep), arrays, about)
            pair = {"rows": outcome.ledger.rows, "boxes": outcome.ledger.boxes}
            self.store.put(self.pair_key(place, outcome.draw, outcome.rep), pair, about)
