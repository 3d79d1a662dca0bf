"""A result is its comparison with an answer, figures and a folder."""

import numpy as np
import pytest

from famsim.errors import StoreWarning
from famsim.questions.compare import result as report_result
from famsim.questions.compare.answer import answer
from famsim.questions.compare.result import Result, plot
from famsim.results import contents
from famsim.results.folder import verify_folder
from famsim.scenario import load_scenario
from famsim.store import RunAbout, run_key


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


def test_what_the_store_has_to_say_reaches_whoever_compares(monkeypatch, tmp_path, recwarn):
    """A run that comes out differently a second time is an alarm, in the result and as a warning of Python's."""

    def differing(scenario, draws, reps, progress, threads, store):
        key = run_key("{}", "now", 0, 0, 1, "0.1.0")
        for size in (3, 4):
            store.put(key, {"x": np.arange(size)}, RunAbout("famsim 0.1.0", 1, 0, 0, "made up", "now"))

    monkeypatch.setattr(report_result, "run_comparison", differing)
    with pytest.warns(StoreWarning, match="came out differently"):
        found = report_result.compare(load_scenario("newcastle"), store=tmp_path / "runs.sqlite")
    assert found.warnings == found.alarms and len(found.alarms) == 1
    assert found.alarms[0].startswith("runs.sqlite: ")  # no path of the machine, for it goes into the record
