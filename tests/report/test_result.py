"""A result is its comparison with an answer, figures and a folder."""

from famsim.report import contents
from famsim.report.answer import answer
from famsim.report.folder import verify_folder
from famsim.report.result import Result, plot


def test_a_result_holds_what_its_comparison_holds(comparison):
    result = Result(comparison)
    assert result.tables is comparison.tables and result.scenario is comparison.scenario
    assert result.to_frame() is comparison.differences
    assert str(result.difference("@places", "helped")) == str(comparison.difference("@places", "helped"))


def test_the_answer_is_made_once_and_is_the_answer(comparison):
    result = Result(comparison)
    assert result.answer is result.answer
    assert result.answer == answer(comparison)


def test_a_result_saves_itself(comparison, tmp_path, monkeypatch):
    monkeypatch.setattr(contents, "plot", lambda comparison: {})
    assert verify_folder(Result(comparison).save(tmp_path / "results")) == []


def test_a_result_and_its_comparison_have_the_same_figures(comparison):
    assert list(plot(Result(comparison))) == list(plot(comparison)) == list(Result(comparison).figures())
