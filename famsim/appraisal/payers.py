"""Who pays for each line: a stated map, which a scenario may change line by line."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np

from famsim.appraisal.lines import Line, Lines
from famsim.scenario import PAYERS

FILE = "payers.toml"
SET = "the scenario"


class Row(NamedTuple):
    """Who pays for a purpose, or for it at one agency's doors or in one programme: shares, and what says so."""

    payers: Mapping[str, float]
    grade: str
    page: str


@cache
def usual_rows() -> Mapping[str, Row]:
    """Return the map that comes with famsim, by purpose or "purpose.whose"."""
    given = tomllib.loads(files("famsim.appraisal").joinpath(FILE).read_text(encoding="utf-8"))
    return {key: Row(one["payers"], one["grade"], one["page"]) for key, one in given.items()}


class Payers:
    """The map of one scenario."""

    def __init__(self, set_by_scenario: Mapping[str, Mapping[str, float]]) -> None:
        """Lay a scenario's own rows over those that come with famsim."""
        self.own = {key: Row(shares, "given", SET) for key, shares in set_by_scenario.items()}

    def row(self, line: Line) -> Row:
        """Return the row that says who pays for a line."""
        keys = [f"{line.purpose}.{line.whose}"] * bool(line.whose) + [line.purpose]
        found = [rows[key] for rows in (self.own, usual_rows()) for key in keys if key in rows]
        return found[0]

    def shares(self, line: Line) -> np.ndarray:
        """Return the share of each payer, (payers,), which come to one."""
        row = self.row(line).payers
        return np.array([float(row.get(payer, 0.0)) for payer in PAYERS])

    def rows(self, lines: Lines) -> list[dict[str, Any]]:
        """Return purpose, whose, payer, share, grade and page of every line, in order of purpose."""
        found = []
        for purpose, whose in dict.fromkeys((line.purpose, line.whose) for line in lines):
            row = self.row(Line(purpose, whose, ""))
            about, said = {"purpose": purpose, "whose": whose}, {"grade": row.grade, "page": row.page}
            paid = {payer: share for payer, share in row.payers.items() if share > 0.0}
            found += [about | {"payer": payer, "share": share} | said for payer, share in paid.items()]
        return found
