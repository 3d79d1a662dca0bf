"""No assumed range is narrower than before anything was fitted, but where a row of the evidence says so."""

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest

from famsim.evidence import the_register

ROW = re.compile(r"(?<!no )\brows? [a-z]+\w*_\w+")  # a row of the evidence by its name, as in: row hv_case_400
FIRST = Path(__file__).with_name("first_ranges.csv")  # of every assumed figure that had one, before the first fit
with FIRST.open(encoding="utf-8") as lines:
    RANGES = {row["figure"]: (float(row["low"]), float(row["high"])) for row in csv.DictReader(lines)}


def narrower(figures):
    """Return which of the figures that are still assumed have a narrower range than at first, and no row for it."""
    still = {name: one for name, one in figures.items() if name in RANGES and one.grade == "assumed"}
    assert len(still) > 0.8 * len(RANGES)
    widths = {name: RANGES[name][1] - RANGES[name][0] for name in still}
    less = [name for name, one in still.items() if one.low is None or one.high - one.low < widths[name] - 1e-9]
    return [name for name in less if not ROW.search(still[name].page)]


def test_no_assumed_range_is_narrower_than_at_first_without_a_row():
    assert narrower(the_register().figures) == []


@pytest.mark.parametrize("page", ["no row", "no row; it is thought to be so"])
def test_a_range_made_narrower_without_a_row_is_found(page):
    """Planted: half of its range, and no evidence named."""
    name = "support.partner_factor"
    figures = the_register().figures
    one = figures[name]
    planted = replace(one, high=0.5 * (one.low + one.high), page=page)
    assert narrower({**figures, name: planted}) == [name]
