"""What a key shows, by hand."""

import json
import math

import numpy as np
import pytest

from famsim.handover.page.content import dots_of
from famsim.handover.page.keys import FORMATS, NOTHING, Tables
from famsim.handover.page.rows import lengthened, shortened

SHOWN = [
    ("count", 15123.9, "15,100"), ("count", 12.5, "12"), ("count", 9.96, "10"), ("count", -3.24, "-3.2"),
    ("pounds", 3783144, "£3,780,000"), ("whole", 30170.0, "30,170"), ("worth", 0.4708, "0.47"), ("worth", 100.0, "100"),
    ("month", -3, "3 months before"), ("month", 0, "the month itself"), ("month", 1.0, "1 month after"),
    ("quality", -0.004, "0.00"), ("quality", 0.125, "+0.12"), ("quality", -1.5, "-1.50"),
    ("share", 0.001, "under 1%"), ("share", 0.9999, "over 99%"), ("share", 0.485, "48%"), ("share", 1.0, "100%"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "value", "text"), SHOWN)
def test_what_a_value_shows(kind, value, text):
    assert FORMATS[kind](value) == text


def test_a_key_is_a_cell_and_no_number_says_so():
    tables = Tables()
    tables.add("t", {"a": "count", "b": "text"}, {"x": {"a": math.nan, "b": "words"}, "y": {"a": 1234.5678912}})
    assert (tables.text("t/x/a"), tables.text("t/x/b"), tables.value("t/y/a")) == (NOTHING, "words", 1234.568)
    with pytest.raises(KeyError):
        tables.text("t/z/a")


def test_fewer_digits_are_kept_and_what_is_shown_stays():
    """0.06449 is shown as 0.064: kept as 0.0645 it would be shown as 0.065. Of 4,000 drawn, none is shown otherwise."""
    drawn = (0.06449, -0.1549, 0.0, *np.random.default_rng(8).normal(0, 1, 4000) * 0.3)
    tables = Tables()
    tables.add("t", {"a": "worth"}, {f"r{place}": {"a": float(one)} for place, one in enumerate(drawn)})
    assert [tables.text(f"t/r{place}/a") for place in range(len(drawn))] == [FORMATS["worth"](one) for one in drawn]
    assert tables.value("t/r0/a") == 0.0644


def test_dots_are_shared_out_by_largest_remainders():
    """By hand: 1/3 each is 33.33; the first gets the dot that is left."""
    assert dots_of([1.0, 1.0, 1.0]) == [34, 33, 33]
    assert dots_of([999.0, 1.0]) == [100, 0]
    assert dots_of([0.0, 0.0]) == [0, 0]


def test_rows_written_as_steps_come_back_to_the_last_bit():
    """Numbers of any size, gaps among them and at the end; what would not come back the same is left alone."""
    rng = np.random.default_rng(3)
    drawn = rng.normal(0, 1, (60, 7)) * 10.0 ** rng.integers(-6, 9, (60, 1))
    rows = {f"r{i}": [float(f"{x:.4g}") if abs(x) % 1 < 0.8 else None for x in row] for i, row in enumerate(drawn)}
    rows["empty"] = [None] * 7
    tables = {
        "worth": {"columns": [*"abcdefg"], "formats": ["worth"] * 7, "rows": rows},
        "words": {"columns": [*"abc"], "formats": ["text"] * 3, "rows": {"r": ["x", 1.0, None]}},
        "minus": {"columns": [*"abc"], "formats": ["worth"] * 3, "rows": {"r": [-0.0, 1.0, None]}},
        "none": {"columns": [*"abc"], "formats": ["worth"] * 3, "rows": {}},
    }
    short = shortened(tables)
    assert "rows" not in short["worth"] and short["words"] is tables["words"] and short["minus"] is tables["minus"]
    assert json.dumps(lengthened(json.loads(json.dumps(short)))) == json.dumps(tables)
    assert len(json.dumps(short["worth"])) < len(json.dumps(tables["worth"]))
