"""Who pays for each line: a stated map, which a scenario may change line by line.

What it has the grant pay others pay in part, or instead: who adds to a budget, who goes on after a grant's end, and who
pays for usual services.
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np

from famsim.appraisal.granted import AFTER, MATCH, OWN
from famsim.appraisal.lines import Line, Lines
from famsim.scenario import PAID_INSTEAD, PAYERS

FILE = "payers.toml"
SET = "the scenario"
GRANT = "grant"
*OF_GRANT, USUAL = PAID_INSTEAD
FUNDS = ("", *OF_GRANT)  # from what it is paid: what the map says, and two in the place of the grant


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

    def by_month(self, line: Line, of_grant: np.ndarray) -> np.ndarray:
        """Return the share of each payer by month, (payers, months + 1), which come to one in each; see `by_fund`."""
        found: np.ndarray = self.by_fund(line, of_grant).sum(axis=0)
        return found

    def by_fund(self, line: Line, of_grant: np.ndarray) -> np.ndarray:
        """Return the share of each payer by month and from what, (FUNDS, payers, months + 1); all come to one in each.

        of_grant (3, months + 1): who pays what the map has the grant pay (see famsim.appraisal.granted).
        """
        shares, place = self.shares(line), PAYERS.index(GRANT)
        found = np.zeros((len(FUNDS), shares.size, of_grant.shape[1]))
        if line.usual:
            shares = shares + shares[place] * self.shares(Line(USUAL, "", ""))
            shares[place] = 0.0
            found[OWN] = shares[:, None]
            return found
        found[OWN] = shares[:, None]
        found[OWN, place] = shares[place] * of_grant[OWN]
        for row, name in zip((MATCH, AFTER), OF_GRANT, strict=True):
            found[row] = shares[place] * np.outer(self.shares(Line(name, "", "")), of_grant[row])
        return found

    def rows(self, lines: Lines, instead: Sequence[str] = ()) -> list[dict[str, Any]]:
        """Return purpose, whose, payer, share, grade and page of every line, in order of purpose.

        instead: the rows of who pays in the grant's place that are to be told too.
        """
        found, purposes = [], dict.fromkeys((line.purpose, line.whose) for line in lines)
        for purpose, whose in [*purposes, *((name, "") for name in instead)]:
            row = self.row(Line(purpose, whose, ""))
            about, said = {"purpose": purpose, "whose": whose}, {"grade": row.grade, "page": row.page}
            paid = {payer: share for payer, share in row.payers.items() if share > 0.0}
            found += [about | {"payer": payer, "share": share} | said for payer, share in paid.items()]
        return found
