"""Which tables fit and which check: by hash, and by need."""

import hashlib

import pytest

from famsim.calibration import checking, hashed, is_informative, split


def names(odd, many=200):
    """Return made-up tables whose hash is odd, or even, in hash order."""
    found = [f"made-up {number}" for number in range(many)]
    return sorted((one for one in found if hashed(one) % 2 == int(odd)), key=hashed)


def rows(table, themes=("sdq_high",), clear=False):
    """Return rows of one table: two groups, alike or far apart."""
    return [
        {"table": table, "measure": measure, "time": "now", "group": group, "value": value, "n": "9000"}
        for measure in themes
        for group, value in (("income_fifth=1", "40" if clear else "20"), ("income_fifth=5", "20"))
    ]


def test_the_hash_is_sha256_of_the_name():
    assert hashed("made-up 1") == int(hashlib.sha256(b"made-up 1").hexdigest(), 16)


@pytest.mark.parametrize(("total", "informative"), [(5.0, True), (5.001, False)])
def test_a_row_is_informative_up_to_a_quarter(total, informative):
    assert is_informative(total, 20.0) is informative
    assert is_informative(total, -20.0) is informative


def test_with_enough_odd_tables_only_they_check(targets):
    """Twelve odd tables with two informative levels each, five themes, clear contrasts; the even ones fit."""
    themes = ("sdq_high", "poor", "ghq_any", "relationship_distress", "both_parents")
    odd, even = names(odd=True)[:12], names(odd=False)[:5]
    made = targets(
        *(row for table in odd for row in rows(table, themes, clear=True)), *(r for t in even for r in rows(t))
    )
    assert checking(made) == set(odd)
    assert {one.table for one in split(made) if one.use == "fit"} == set(even)


def test_too_few_are_joined_by_the_next_in_hash_order(targets):
    """Nine odd tables give 18 levels, of a need of 20: the even table with the lowest hash joins, no other."""
    themes = ("sdq_high", "poor", "ghq_any", "relationship_distress", "both_parents")
    odd, even = names(odd=True)[:9], names(odd=False)[:4]
    wide = rows(odd[0], themes, clear=True)  # ten levels and five themes in one table
    made = targets(
        *wide, *(row for table in odd[1:5] for row in rows(table, clear=True)), *(r for t in even for r in rows(t))
    )
    assert checking(made) == {*odd[:5], even[0]}


def test_a_use_that_is_given_stands(targets):
    made = targets(*({**row, "use": "fit"} for row in rows(names(odd=True)[0])))
    assert {one.use for one in made} == {"fit"}
