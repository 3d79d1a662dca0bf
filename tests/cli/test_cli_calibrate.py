"""The command `calibrate`: what is wrong is said before anybody lives, with what is allowed; help has an example."""

import pytest

HEADER = "target,measure,group,time,statistic,value,n,country,year,source,table,use\n"
ROW = "a,parted,all,age=5,percent,20,1000,England,2016,survey,1,{use}\n"


@pytest.fixture
def targets(tmp_path):
    """Return what writes a target file of one row."""

    def write(use=""):
        file = tmp_path / "mine.csv"
        file.write_text(HEADER + ROW.format(use=use))
        return file

    return write


@pytest.mark.parametrize(
    ("params", "says"),
    [
        ("separation.by_qualty", "did you mean 'separation.by_quality'"),
        ("measure.sdq_from", "has no range to look in"),
        ("costs.training", "nobody surveyed is, so no target informs it"),
    ],
)
def test_a_figure_that_cannot_be_fitted_is_refused(cli, targets, params, says):
    done = cli("calibrate", targets(), "--params", params)
    assert done.code == 2 and not done.out
    assert says in done.err and "allowed" in done.err and "Traceback" not in done.err


def test_targets_that_inform_nothing_say_so(cli, targets):
    done = cli("calibrate", targets("check"), "--params", "separation.by_quality")
    assert done.code == 2
    assert "informs nothing: each of its 1 rows says use = check" in done.err


def test_a_wrong_cell_is_named_by_row_and_column(cli, tmp_path):
    file = tmp_path / "mine.csv"
    file.write_text(HEADER + ROW.replace("parted", "partd").format(use=""))
    done = cli("calibrate", file)
    assert done.code == 2 and "row 2, column measure" in done.err


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [("--points", 3, "12 to 20000"), ("--waves", 0, "1 to 10"), ("--discrepancy", "much", "a number"),
     ("--discrepancy", 3, "a share of a target's size, 0 to 1")],
)  # fmt: skip
def test_a_number_out_of_its_limits_is_refused(cli, targets, option, value, says):
    done = cli("calibrate", targets(), "--params", "violence.onset", option, value)
    assert done.code == 2 and says in done.err.replace("\n", " ")


def test_help_has_an_example(cli):
    done = cli("calibrate", "--help")
    assert done.code == 0 and "Example: famsim calibrate" in done.out
