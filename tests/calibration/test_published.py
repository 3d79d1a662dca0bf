"""The shipped targets: every word known, every source named, and nothing of how they judge moved since they came."""

import csv
from dataclasses import replace
from pathlib import Path

from famsim.calibration import checking, contrasts, hashed, is_informative, published, split, total_error, where_read
from famsim.evidence import the_register

FIRST = Path(__file__).with_name("first_published.csv")


def test_country_year_and_class_stand_as_they_were_first_written():
    """What judges the model was set before any figure moved; a new target is a new row, an old one stays."""
    now = {one.target: one for one in published()}
    for row in csv.DictReader(FIRST.open(encoding="utf-8")):
        one = now[row["target"]]
        assert [one.table, one.country, str(one.year), one.transfer] == [
            row[name] for name in ("table", "country", "year", "transfer")
        ], one.target


def test_which_tables_check_is_what_their_hashes_say():
    """No hand in it: with the column left out, the split comes to the same."""
    blank = [replace(one, use="") for one in published()]
    assert split(blank) == list(published())
    odd = {one.table for one in published() if hashed(one.table) % 2}
    assert checking(blank) >= odd


def test_the_hash_of_a_table_is_known():
    """sha256sum of "ifs_bn107 1" (no newline) ends in the digits that make it odd."""
    assert hashed("") == int("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", 16)


def test_the_check_rows_can_judge():
    """At least 20 informative levels, 5 clear contrasts and 5 themes."""
    rows = [one for one in published() if one.use == "check"]
    levels = [one for one in rows if not one.is_contrast and is_informative(total_error(one), one.value)]
    clear = [one for one in contrasts(rows) if one.clear and is_informative(one.total, one.overall)]
    assert len(levels) >= 20
    assert len(clear) >= 5
    assert len({one.about.theme for one in levels}) >= 5


def test_every_source_is_named_once_and_used():
    sources, register = where_read(), the_register().sources
    used = {one.source for one in published()}
    assert used <= set(sources) | set(register)
    assert set(sources) <= used
    assert all(said["title"] and said["url"] for said in sources.values())


def test_a_table_is_its_source_and_a_number():
    assert all(one.table.startswith(f"{one.source} ") for one in published())
