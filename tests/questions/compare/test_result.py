"""A result is its comparison with an answer, figures and a folder."""

from dataclasses import replace

import numpy as np
import pytest

from famsim.errors import FamsimError, StoreWarning
from famsim.questions.compare import result as report_result
from famsim.questions.compare.result import plot, study_of
from famsim.questions.compare.tables.facts import report_tables
from famsim.questions.compare.told.answer import answer_from
from famsim.results import folder_problems, read_record
from famsim.scenario import load_scenario
from famsim.store import RunAbout, run_key


def test_a_study_holds_what_its_comparison_holds(comparison):
    study = study_of(comparison)
    assert all(study.tables[name] is table for name, table in comparison.tables.items())
    assert study.scenario is comparison.scenario and study.to_frame() is comparison.differences
    assert str(study.difference("@places", "helped")) == str(comparison.difference("@places", "helped"))


def test_a_difference_that_is_not_there_is_an_error(comparison):
    with pytest.raises(FamsimError, match="no difference of 'nobody' in 'helped'"):
        study_of(comparison).difference("nobody", "helped")


def test_the_answer_is_made_once_and_is_the_answer(comparison):
    study = study_of(comparison)
    assert study.answer is study.answer
    assert study.answer == answer_from(comparison, report_tables(comparison))


def test_a_study_saves_itself(comparison, tmp_path):
    study = replace(study_of(comparison), drawn=dict)
    saved = study.save(tmp_path / "results")
    assert folder_problems(saved, read_record(saved)) == []


def test_figures_are_those_of_the_question(comparison):
    study = study_of(comparison)
    assert list(plot(study)) == list(study.figures()) != []


def test_what_the_store_has_to_say_reaches_whoever_compares(monkeypatch, tmp_path, comparison):
    """A run that comes out differently a second time is an alarm, in the result and as a warning of Python's."""

    def differing(scenario, running, store, joint):
        key = run_key("{}", "now", 0, 0, 1, "0.1.0")
        for size in (3, 4):
            store.put(key, {"x": np.arange(size)}, RunAbout("famsim 0.1.0", 1, 0, 0, "made up", "now"))
        return comparison

    monkeypatch.setattr(report_result, "run_comparison", differing)
    with pytest.warns(StoreWarning, match="came out differently"):
        found = report_result.compare(load_scenario("newcastle"), store=tmp_path / "runs.sqlite")
    assert found.warnings == found.alarms and len(found.alarms) == 1
    assert found.alarms[0].startswith("runs.sqlite: ")  # no path of the machine, for it goes into the record
