"""The scoreboard as its readers hold it, from made-up answers: rows, scores, answer, folder, and asked again."""

import json
from functools import partial

import pandas as pd
import pytest

from famsim.errors import FamsimError
from famsim.questions import AGAIN
from famsim.questions.validate import held_against, held_to, observed_in, scored_study
from famsim.questions.validate.run import asks_of
from famsim.results import folder_problems, read_record, verify

ROWS = ["target", "use", "model", "low", "high", "value", "z", "pass"]


def test_rows_hold_what_the_contract_names(study):
    """DESIGN section 5: target, use, model, low, high, value, z, pass."""
    rows = study.to_frame()
    assert set(ROWS) <= set(rows.columns)
    assert set(rows["use"]) == {"fit", "check"}
    exact = rows[rows["z"].abs() < 1e-9]
    assert exact["pass"].all()
    assert len(exact) > 100


def test_an_answer_that_is_half_what_it_should_be_fails(study):
    rows = study.to_frame().set_index("target")
    assert not rows.loc["jech_sdq_hyper_age7_most_depr", "pass"]
    assert rows.loc["jech_sdq_hyper_age7_most_depr", "model"] == pytest.approx(22.3 / 2)


def test_what_has_no_answer_neither_passes_nor_fails(study):
    rows = study.to_frame()
    without = rows[rows["why_not"] != ""]
    assert set(without["why_not"]) == {"the model has no tenure"}
    assert without["pass"].isna().all()
    assert not without["counts"].any()
    assert without["z"].isna().all()


def test_themes_and_uses_add_up(study):
    scores = study.tables["scores"]
    whole = scores[(scores["use"] == "all") & (scores["theme"] == "all")].iloc[0]
    themes, uses = scores[scores["theme"] != "all"], scores[scores["use"] != "all"]
    for part in (themes, uses):
        for column in ("levels", "levels_passed", "contrasts", "contrasts_passed", "unanswered"):
            assert part[column].sum() == whole[column], column


def test_the_answer_opens_with_ten_lines(study):
    """The issue: levels, contrasts, against the baseline, by theme, largest misses, what it cannot tell."""
    lines = [line for line in study.answer.split("\n## ")[0].splitlines() if line]
    assert len(lines) == 10
    assert lines[0].startswith("# England:")
    assert "\x00" not in study.answer


def test_numbers_of_the_answer_are_those_of_the_tables(study):
    scores = study.tables["scores"].iloc[0]
    for kind in ("levels", "contrasts"):
        assert f"{scores[f'{kind}_passed']} of {scores[kind]}" in study.answer


def test_every_figure_is_drawn(study):
    assert set(study.figures()) == {"levels", "differences", "by-theme"}


def test_a_folder_is_whole_and_comes_out_the_same(study, answering, tmp_path, monkeypatch):
    """`famsim verify`: the folder holds what was asked, own targets too; nobody is helped, so no offer is named."""
    monkeypatch.setattr("famsim.questions.validate.run.observe", answering)
    folder = study.save(tmp_path / "shipped")
    assert {"rows.csv", "scores.csv", "answer.md", "levels.png", "differences.png"} <= {
        f.name for f in folder.iterdir()
    }
    assert folder_problems(folder, read_record(folder)) == []
    assert verify(folder, {kind: partial(again) for kind, again in AGAIN.items()}) == []


def test_own_targets_are_kept_in_the_record(made_up_targets, answering, tmp_path, monkeypatch):
    """A record from which the file itself has gone still says what was asked, and is refused nothing."""
    monkeypatch.setattr("famsim.questions.validate.run.observe", answering)
    file = tmp_path / "own.csv"
    rows = [cells for _, cells in made_up_targets.sheet({"measure": "sdq_high", "time": "age=7"}, {"table": "two"})]
    pd.DataFrame(rows[1:], columns=rows[0]).to_csv(file, index=False)
    study = scored_study(held_against(held_to(file), observed_in(None), observing=answering))
    folder = study.save(tmp_path / "own")
    file.unlink()
    assert verify(folder, AGAIN) == []
    assert json.loads((folder / "record.json").read_text())["asked"]["name"] == "own.csv"


def test_a_table_of_pandas_is_a_target_file(made_up_targets):
    """The same targets as from a file; a wrong cell is named by the row that a spreadsheet would show."""
    rows = [cells for _, cells in made_up_targets.sheet({}, {"group": "sex=boy"})]
    frame = pd.DataFrame(rows[1:], columns=rows[0])
    frame["value"] = [20, 27]
    assert [one.value for one in held_to(frame).targets] == [20.0, 27.0]
    frame["value"] = [20, 127]
    with pytest.raises(FamsimError, match="own targets, row 3, column value"):
        held_to(frame)


@pytest.mark.parametrize("wrong", [7, ["a"], True])
def test_what_is_no_file_is_refused(wrong):
    with pytest.raises(FamsimError, match="allowed"):
        held_to(wrong)


def test_each_figure_is_asked_once_and_no_contrast(found):
    asks = asks_of(ask for row in found.rows for ask in row.figure.asks)
    assert len(asks) == len(set(asks))
    assert not [ask for ask in asks if ask.statistic in ("difference", "ratio", "odds_ratio") or " vs " in ask.group]
