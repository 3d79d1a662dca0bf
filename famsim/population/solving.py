"""Solve the constants that ship: `python -m famsim.population.solving`, or with names of areas only those.

It writes solved.toml after every area and keeps each in the cache too, so that it can be stopped at any time: the same
call goes on from there. What is there for today's rules and figures stays as it is.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial
from pathlib import Path
from time import monotonic

import numpy as np

from famsim import keeping
from famsim.areas import AreaProfile, pilots, places_named, upper_tier
from famsim.limits import THREADS
from famsim.population.draws import Starts, about_draw
from famsim.population.keep import About
from famsim.population.settling import area_values
from famsim.population.shipped import FILE, read_entries, written
from famsim.population.start import World, about_area, about_england, central_parameters, england_solved

DRAWS = 20  # whose shifts of England's constants ship
Piece = tuple[About, Callable[[], np.ndarray]]


def pieces(areas: Sequence[AreaProfile], draws: int = DRAWS) -> Iterator[Piece]:
    """Yield what ships and how it is found: England first, which all others begin from, then draws, then areas."""
    yield about_england(), partial(england_solved, {})
    for number in range(1, draws + 1):
        yield about_draw({}, number), partial(shift_of, number)
    for area in areas:
        yield about_area(area, {}), partial(figures_of, area)


def figures_of(area: AreaProfile) -> np.ndarray:
    """Return an area's figures at central values."""
    return np.array(area_values(central_parameters(area, {})[0]))


def shift_of(number: int) -> np.ndarray:
    """Return a draw's shift of England's constants."""
    return Starts(World(upper_tier()[0], {}, seed=1)).shift(number)


def solve(areas: Sequence[AreaProfile], file: Path, draws: int = DRAWS, threads: int = THREADS) -> int:
    """Bring a file of solved constants up to date for some areas, whole after each; return how many were missing."""
    found = (read_entries(file.read_text(encoding="utf-8")) if file.exists() else None) or {}
    missing = [one for one in pieces(areas, draws) if found.get(one[0].name, {}).get("made_for") != one[0].made_for]
    began = monotonic()
    with ThreadPoolExecutor(max_workers=threads) as pool:
        for batch in (missing[:1], missing[1:]):
            waiting = {pool.submit(find): about for about, find in batch}
            for done in as_completed(waiting):
                about = waiting[done]
                found[about.name] = {"made_for": about.made_for, "values": done.result().tolist()}
                keeping.write_whole(file, written(found).encode())
                print(f"{about.name}: solved, {monotonic() - began:.0f} s since the beginning", file=sys.stderr)
    return len(missing)


def main(names: Sequence[str]) -> None:
    """Solve England and the areas that are named; without names its 153 authorities, and the pilots."""
    areas = [area for name in names for area in places_named(name)] or [*dict.fromkeys((*upper_tier(), *pilots()))]
    file = Path(__file__).with_name(FILE)
    solved = solve(areas, file)
    print(f"{file.name}: {len(areas)} areas, {solved} pieces were missing", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
