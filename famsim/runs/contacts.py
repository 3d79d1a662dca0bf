"""How many families come to each door in a year, under no strategy: of England as shipped, or of a world by living it.

The shipped numbers are written by `python -m famsim.runs.contacts` alone, from a sample of England at central figures.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np
import tomli_w

from famsim.areas import find_area
from famsim.model.family import LEFT
from famsim.model.identity import MONTHS_A_YEAR
from famsim.model.policy import DOORS
from famsim.population import Starts, World, with_strategy
from famsim.runs.looks import at_doors
from famsim.scenario import Strategy

FILE = "contacts.toml"
HEAD = "# Written by `python -m famsim.runs.contacts`: by door, of 1,000 families in a year, contacts and families.\n\n"
ENGLAND, SAMPLE, THOUSAND = "england", 20_000, 1000.0


class Contact(NamedTuple):
    """Contacts with a door in a year for 1,000 families, a month each, and the families that came in any month."""

    contacts: float
    families: float


@cache
def contacts_in_england() -> Mapping[str, Contact]:
    """Return the shipped numbers by door."""
    text = files("famsim.runs").joinpath(FILE).read_text(encoding="utf-8")
    return {name: Contact(**one) for name, one in tomllib.loads(text).items()}


def contacts_in(world: World) -> dict[str, Contact]:
    """Return the same for a world at central figures, in the first year of its months, by living it."""
    year = replace(world, months=MONTHS_A_YEAR, economy=world.economy[:MONTHS_A_YEAR])
    run = with_strategy(Starts(year).start(0, year.seed), Strategy(name="nothing"), year)
    times, seen, months = np.zeros(len(DOORS)), [np.zeros(0, np.int64)] * len(DOORS), 0
    for _ in range(MONTHS_A_YEAR):
        run.advance(1)
        here = run.families[run.families.status != LEFT].view(np.recarray)
        there = at_doors(here, (run.month, run.seed), run.p)
        months += here.size
        for door in range(len(DOORS)):
            ids = here.family_id[there[:, door]]
            times[door] += ids.size
            seen[door] = np.union1d(seen[door], ids)
    per = THOUSAND * MONTHS_A_YEAR / months
    return {name: Contact(times[door] * per, seen[door].size * per) for door, name in enumerate(DOORS)}


def write() -> None:
    """Write the shipped numbers anew."""
    england = World(area=find_area(ENGLAND), overrides={}, seed=1, families=SAMPLE)
    found = contacts_in(england).items()
    said = {name: {key: round(value, 1) for key, value in one._asdict().items()} for name, one in found}
    Path(__file__).with_name(FILE).write_text(HEAD + tomli_w.dumps(said), encoding="utf-8")


if __name__ == "__main__":
    write()
