"""Shares of ethnic groups in a council's file: by decile, by hand; or refused by cell."""

import pytest

from famsim.areas import find_area
from famsim.council import read_own
from famsim.errors import AreaError

CROYDON = find_area("croydon")
HEAD = "Ward,IMD decile,Live births,Families with dependent children"
WARDS = ("Addiscombe,1,2000,21000", "Bensham,1,1000,17000", "Coulsdon,9,2000,15000")


def read(tmp_path, head, cells):
    """Return what a file of three wards says, with more columns."""
    path = tmp_path / "own.csv"
    path.write_text("\n".join([f"{HEAD},{head}", *(f"{ward},{more}" for ward, more in zip(WARDS, cells, strict=True))]))
    return read_own(path, CROYDON).figures


def test_shares_are_by_decile_weighted_by_births(tmp_path):
    """By hand: decile 1 has (2,000 x 30% + 1,000 x 60%) / 3,000 = 40%; a decile without a ward the whole's, 28%."""
    asian = read(tmp_path, "% Asian", ("30%", "60%", "10%"))["ethnicity"]["asian"]
    assert asian[0] == pytest.approx(0.4) and asian[8] == pytest.approx(0.1)
    assert asian[4] == pytest.approx((2_000 * 0.3 + 1_000 * 0.6 + 2_000 * 0.1) / 5_000)


def test_counts_of_all_five_groups_are_shares_of_their_sum(tmp_path):
    """By hand: 500 of 1,000 in the first ward, 100 of 400 in the second."""
    head = "White,Mixed,Asian or Asian British,Black,Other ethnic group"
    found = read(tmp_path, head, ("500,100,100,200,100", "100,100,100,50,50", "900,10,20,30,40"))["ethnicity"]
    assert found["white"][0] == pytest.approx((2_000 * 0.5 + 1_000 * 0.25) / 3_000)
    assert sum(shares[8] for shares in found.values()) == pytest.approx(1.0)


def test_a_short_list_gives_the_same_share_everywhere(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("Figure,Value\nLive births,4900\nAsian,29.4%\nWhite,48%\n")
    assert read_own(path, CROYDON).figures["ethnicity"] == {"asian": (0.294,) * 10, "white": (0.48,) * 10}


@pytest.mark.parametrize(
    ("head", "cells", "says"),
    [
        ("Asian", ("300", "200", "100"), "counts of some ethnic groups alone"),
        ("% Asian,% White", ("30%,80%", "20%,60%", "5%,90%"), "more than all"),
        ("% Asian", ("30%", "", "10%"), "has no number"),
    ],
)
def test_what_cannot_be_told_is_refused_by_its_cell(tmp_path, head, cells, says):
    with pytest.raises(AreaError, match=says) as refused:
        read(tmp_path, head, cells)
    assert any(cell in str(refused.value) for cell in ("E1", "E3", "F2"))


def test_a_count_in_a_list_is_refused(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("Figure,Value\nLive births,4900\nAsian,29400\n")
    with pytest.raises(AreaError, match="count of an ethnic group"):
        read_own(path, CROYDON)
