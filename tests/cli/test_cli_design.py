"""`famsim init --design`: a 2x2x2 of an authority, as a file that can be run; a wrong one is refused by name."""

import pytest

from famsim.scenario import DESIGNS, commented_design


@pytest.mark.parametrize("design", DESIGNS)
def test_init_writes_a_design_that_check_knows(cli, tmp_path, monkeypatch, design):
    monkeypatch.chdir(tmp_path)
    assert cli("init", "leeds", "--design", design).code == 0
    file = tmp_path / f"leeds-{design}.toml"
    assert file.read_text(encoding="utf-8") == commented_design("leeds", design)
    told = cli("check", file.name)
    assert told.code == 0
    assert "2x2x2" in told.out.split("Note:", 1)[1]


def test_a_wrong_design_is_refused_with_the_nearest(cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = cli("init", "leeds", "--design", "2x2x3")
    assert told.code == 2
    assert "--design" in told.err and "2x2x2" in told.err
    assert not list(tmp_path.iterdir())


def test_an_evaluation_of_many_areas_is_refused_before_any_work(cli):
    told = cli("compare", "twelve", "--evaluation")
    assert told.code == 2
    assert "one authority" in told.err
