"""Every parameter is filled by exactly one figure or solved for, and every figure fills a parameter."""

import numpy as np
import pytest

from famsim.errors import EvidenceError
from famsim.evidence import central, fill
from famsim.evidence.fill import leaf_names

PROGRAMMES = ("first", "second")
STRESS = np.dtype([("arrears", np.float64), ("odds", np.float64, (3,)), ("table", np.float64, (2, 2))])
PROGRAMME = np.dtype([("level", np.float64), ("sessions", np.int64), ("by_door", np.float64, (2,))])
SMALL = np.dtype([("stress", STRESS), ("quality", [("constant", np.float64)]), ("programmes", PROGRAMME, (2,))])

VALUES = {
    "stress.arrears": 0.3,
    "stress.odds": (1.0, 2.0, 3.0),
    "stress.table": (1.0, 2.0, 3.0, 4.0),
    "programmes.first.level": 0.1,
    "programmes.first.sessions": 6.0,
    "programmes.first.by_door": (0.5, 0.6),
    "programmes.second.level": 0.2,
    "programmes.second.sessions": 12.0,
    "programmes.second.by_door": (0.7, 0.8),
}
SOLVED = ("quality.constant",)


def filled(values=VALUES, solved=SOLVED, dtype=SMALL):
    """Return the small record."""
    return fill(values, dtype, solved)


def test_the_leaves_are_named_like_the_figures():
    assert set(leaf_names(SMALL, PROGRAMMES)) == {*VALUES, *SOLVED}


def test_a_record_reads_by_name_all_the_way_down():
    """By construction, as the rules write it: p.topic.name and p.programmes[i].name."""
    p = filled()[0]
    assert p.stress.arrears == 0.3
    assert p.stress.odds.tolist() == [1.0, 2.0, 3.0]
    assert p.stress.table.tolist() == [[1.0, 2.0], [3.0, 4.0]]
    assert p.programmes[1].level == 0.2
    assert p.programmes[0].sessions == 6
    assert p.programmes[1].by_door.tolist() == [0.7, 0.8]


def test_what_is_solved_for_is_no_number_until_it_is_solved():
    assert np.isnan(filled()[0].quality.constant)


def test_the_result_is_one_record_of_the_type_asked_for():
    record = filled()
    assert record.shape == (1,)
    assert record.dtype.fields.keys() == SMALL.fields.keys()
    assert record.tobytes() == filled().tobytes()


@pytest.mark.parametrize("name", VALUES)
def test_a_parameter_without_a_figure_is_an_error(name):
    values = {other: value for other, value in VALUES.items() if other != name}
    with pytest.raises(EvidenceError, match=f"no figure for the parameter {name}"):
        filled(values)


@pytest.mark.parametrize(
    ("values", "solved", "message"),
    [
        ({"stress.debt": 1.0}, SOLVED, "no parameter is filled by the figure stress.debt"),
        ({"programmes.first.price": 1.0}, SOLVED, "filled by the figure programmes.first.price"),
        ({"programmes.third.level": 1.0}, SOLVED, "up to as many as it has rows; 3 are given"),
        ({}, (*SOLVED, "stress.debt"), "no parameter to solve for named stress.debt"),
        ({"quality.constant": 1.0}, SOLVED, "solved for, and the register gives quality.constant"),
        ({}, (), "no figure for the parameter quality.constant"),
        ({"stress.arrears": (0.3,)}, SOLVED, "stress.arrears has 1 numbers"),
        ({"stress.odds": 1.0}, SOLVED, "stress.odds has 1 numbers. Allowed: 3"),
        ({"stress.odds": (1.0, 2.0)}, SOLVED, "stress.odds has 2 numbers. Allowed: 3"),
        ({"stress.arrears": float("nan")}, SOLVED, "Allowed: finite numbers"),
        ({"programmes.first.sessions": 6.5}, SOLVED, "Allowed: what int64 can hold"),
    ],
)
def test_a_figure_and_a_parameter_that_do_not_fit_are_an_error(values, solved, message):
    with pytest.raises(EvidenceError) as error:
        filled(VALUES | values, solved)
    assert message in str(error.value)


def test_only_programmes_may_be_an_array_of_records():
    odd = np.dtype([("offices", PROGRAMME, (2,))])
    with pytest.raises(EvidenceError, match="'offices': an array of records"):
        filled({}, (), odd)


def test_a_register_fills_the_record_of_its_own_names(register):
    """The whole way: files, central values, record."""
    group = np.dtype([("level", np.float64), ("level_transfer", np.float64)])
    stress = np.dtype([("arrears", np.float64), ("unemployment", np.float64)])
    dtype = np.dtype([("stress", stress), ("programmes", group, (1,))])
    p = fill(central(register), dtype)[0]
    assert (p.stress.unemployment, p.programmes[0].level_transfer) == (0.5, 0.8)
