"""The workshop page of a scenario: made, saved, and checked again."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from famsim.errors import StoreError
from famsim.handover.page.content import tables_of
from famsim.handover.page.file import data_of, laid_out, page_html, plain_json
from famsim.handover.page.gathering import Gathered, gather, planned
from famsim.handover.page.keys import Tables
from famsim.handover.page.labels import words_of
from famsim.handover.page.live import ALONE, Holds
from famsim.limits import THREADS
from famsim.questions.timing import check_enough
from famsim.results import SEAL, made_with, write_file
from famsim.runs import Moves, Progress, Running, composed
from famsim.scenario import Scenario, heeded, not_sustained, parse_scenario, scenario_toml, shown

KIND = "famsim page"


@dataclass(frozen=True)
class Page:
    """A workshop page: its tables, and what its script is given.

    `scenario` is the one that was run, a sample where the area is large.
    """

    scenario: Scenario
    tables: Tables
    data: dict[str, Any]

    def html(self) -> str:
        """Return the file's text."""
        return page_html(self.data)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the file whole or not at all, replacing one that is there; StoreError for a place that cannot be."""
        return write_file(path, self.html().encode("utf-8"))


def page(
    scenario: Scenario,
    moves: Moves | None = None,
    progress: Progress | None = None,
    threads: int = THREADS,
    holds: Holds = ALONE,
) -> Page:
    """Make the workshop page of a scenario: one file that works without a network.

    moves: which months of help its timing map tries. progress: called with parts done and parts in all. threads: how
    many; the page is the same. Its maps and lives are of central values; it lives families in the browser under these.
    holds: draws of the uncertain figures that it lives them under too, and another area beside its own.

    Returns a Page: `save(path)` writes it; `html()` is its text.

    Raises FamsimError where there is nothing to compare, no offer, or too few families for anything to be shown.

    Example:
        fs.page(fs.load_scenario("newcastle")).save("page.html")
    """
    scenario = heeded(composed(not_sustained(scenario), threads))
    sized, plan = planned(scenario, moves, threads)
    check_enough(sized, plan)
    holds.there(scenario)
    return page_of(scenario, gather(scenario, moves, Running(progress=progress, threads=threads), holds))


def page_of(asked: Scenario, gathered: Gathered) -> Page:
    """Return the page of what was gathered for the scenario asked about."""
    tables = tables_of(gathered)
    record = made_with(KIND, gathered.comparison) | {"moves": asdict(gathered.moves)}
    record |= {"holds": asdict(gathered.holds)}
    data = {
        "record": record,
        "scenario": scenario_toml(asked),
        "tables": tables.as_json(),
        "words": words_of(gathered),
        "live": gathered.live,
    }
    return Page(gathered.scenario, tables, data | {SEAL: seal_of(data)})


def seal_of(data: Mapping[str, Any]) -> str:
    """Return the hash of a page's data without its seal."""
    return hashlib.sha256(plain_json({name: one for name, one in data.items() if name != SEAL}).encode()).hexdigest()


def page_problems(path: Path, progress: Progress | None = None, threads: int = THREADS) -> list[str]:
    """Return what has changed in a page's file, or if nothing has, what the same page gives otherwise now.

    StoreError for a file that is no page.
    """
    html, data = check_page(path)
    if data.get(SEAL) != seal_of(data):
        return [f"{path.name}: its numbers were changed after it was written"]
    if laid_out(page_html(data)) != laid_out(html):
        return [f"{path.name}: is not what this version of famsim writes for its numbers"]
    moves = data["record"]["moves"]
    scenario = parse_scenario(data["scenario"], path.name)
    wanted = Moves(**moves | {name: tuple(moves[name]) for name in ("window", "events")})
    holds = Holds(**data["record"]["holds"])
    again = page_of(scenario, gather(scenario, wanted, Running(progress=progress, threads=threads), holds))
    found = []
    for part, says in (("tables", "table"), ("live", "what lives are made from:")):
        mine, made = data[part], json.loads(plain_json(again.data[part]))
        found += [f"{path.name}: {says} {name} comes out otherwise" for name in mine if mine[name] != made.get(name)]
    return found


def check_page(path: Path) -> tuple[str, dict[str, Any]]:
    """Return a page's text and what it holds; StoreError for a file that is no page."""
    html = read_page(path)
    data = data_of(html)
    if data is None or not isinstance(data.get("record"), dict) or data["record"].get("kind") != KIND:
        raise StoreError(f"{path}: is not a page of famsim; allowed: a file that `famsim page` wrote")
    return html, data


def read_page(path: Path) -> str:
    """Return a file's text; StoreError where it cannot be read as text."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise StoreError(f"{shown(str(path))}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
