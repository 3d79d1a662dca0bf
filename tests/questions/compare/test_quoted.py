"""A comparison quotes what a kept sensitivity of the same scenario hangs on, says where it is stale, refuses others."""

import json
import shutil

import pandas as pd
import pytest

import famsim as fs
from famsim.errors import StoreError
from famsim.questions.compare import again
from famsim.questions.compare.tables.quoted import quoted
from famsim.results import Study, record_of
from famsim.results.record import as_json, seal

pytestmark = pytest.mark.filterwarnings("ignore::famsim.errors.PointlessWarning")
TAKE_UP = "programmes.new_parent_group.take_up"
ABOUT = {"strategy": "newcastle", "baseline": "business as usual"}


@pytest.fixture(scope="module")
def scenario():
    whole = fs.load_scenario("newcastle").with_(families=300, months=12)
    return whole.with_(strategies=[one for one in whole.strategies if one.name in ABOUT.values()])


@pytest.fixture(scope="module")
def kept(scenario, tmp_path_factory):
    """A folder as `famsim sensitivity` writes one: of losses nothing is concluded, of the cost two figures count."""
    from famsim.population import world_of

    rows = [("cost", TAKE_UP, 1, 900.0, "counts"), ("cost", "costs.referral", 2, 300.0, "counts")]
    rows += [("cost", "support.completes", 3, 0.0, "does nothing"), ("losses", "costs.training", 1, 1.0, "counts")]
    indices = [
        ABOUT
        | {
            "measure": m,
            "figure": f,
            "rank": r,
            "index": i,
            "low": i / 2,
            "high": i * 2,
            "direction": "up",
            "verdict": v,
        }
        for m, f, r, i, v in rows
    ]
    verdicts = (("losses", "not settled"), ("cost", "settled"))
    tables = {
        "indices": pd.DataFrame(indices),
        "conclusions": pd.DataFrame([ABOUT | {"measure": m, "verdict": v, "figures": 3} for m, v in verdicts]),
    }
    other = scenario.with_(families=500, seed=9)
    folder = tmp_path_factory.mktemp("kept") / "sensitivity"
    Study("famsim sensitivity", other, world_of(other), {}, tables, lambda: "an answer", reps=4).save(folder)
    return folder


def test_the_answer_quotes_it_and_can_be_made_again(scenario, kept):
    study = fs.compare(scenario, sensitivity=kept)
    assert list(study.tables["hangs_on"].figure) == [TAKE_UP, "costs.referral"]
    assert "What it hangs on" in study.answer and "(index 900, 450 to 1,800)" in study.answer
    assert "sample of 500" in study.answer and "may no longer hold" not in study.answer
    record = json.loads(as_json(record_of(study)))
    there = again(scenario, record)
    assert there.answer == study.answer and there.tables["hangs_on"].equals(study.tables["hangs_on"])


def test_without_one_nothing_is_said(scenario):
    study = fs.compare(scenario)
    assert "hangs_on" not in study.tables and "has not been worked out here" in study.answer


def test_one_of_other_rules_is_stale_and_said(scenario, kept, tmp_path):
    folder = shutil.copytree(kept, tmp_path / "old")
    record = json.loads((folder / "record.json").read_text())
    record["source_hash"] = "0" * 64
    record["sha256_of_this_record"] = seal(record)
    (folder / "record.json").write_bytes(as_json(record))
    assert {row["stale"] for row in quoted(folder, scenario)} == {"yes"}
    assert "may no longer hold" in fs.compare(scenario, sensitivity=folder).answer


def test_one_of_another_scenario_is_refused(scenario, kept):
    for changed, says in (
        (scenario.with_(months=13), "its months"),
        (scenario.with_(evidence={"costs.referral": 12.0}), "its evidence"),
        (scenario.with_(strategies={"newcastle": {"waits_shortened": 0.5}}), "its strategy 'newcastle'"),
    ):
        with pytest.raises(StoreError, match=says):
            quoted(kept, changed)
    assert quoted(kept, scenario.with_(families=700, seed=3))


@pytest.mark.usefixtures("without_figures")
def test_one_that_was_changed_or_is_no_sensitivity_is_refused(scenario, kept, tmp_path):
    folder = shutil.copytree(kept, tmp_path / "changed")
    (folder / "indices.csv").write_text("strategy\n")
    with pytest.raises(StoreError, match="was changed"):
        quoted(folder, scenario)
    with pytest.raises(StoreError, match="not a results folder"):
        quoted(tmp_path, scenario)
    fs.compare(scenario).save(tmp_path / "comparison")
    with pytest.raises(StoreError, match="holds no indices"):
        quoted(tmp_path / "comparison", scenario)
