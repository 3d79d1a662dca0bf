"""Bridges to other tools: the same numbers as famsim's own commands give, the same input refused."""

import numpy as np
import pandas as pd
import pytest

import famsim as fs
from famsim.errors import FamsimError
from famsim.handover import bridges
from famsim.handover.bridges.asked import identifier
from famsim.questions.sweep import load_experiment

TABLES = {
    "experiment": {
        "name": "tiny",
        "question": "What?",
        "scenarios": ["newcastle"],
        "strategies": ["business as usual", "primary prevention"],
        "families": 200,
        "months": 3,
    },
    "design": {"kind": "list"},
    "lever": [{"name": "light touch places", "changes": "places_times", "values": [0.5, 1.0, 2.0]}],
    "uncertainty": [{"figure": "costs.conversation", "values": [10.0, 20.0, 30.0]}],
}
RANGES = TABLES | {
    "design": {"kind": "latin hypercube", "points": 4},
    "lever": [{"name": "light touch places", "changes": "places_times", "low": 0.5, "high": 2.0}],
    "uncertainty": [{"figure": "costs.conversation"}],
}
ALONE = RANGES | {"experiment": TABLES["experiment"] | {"strategies": ["primary prevention"]}}
PLACES, TALK = "light_touch_places", "costs_conversation"
MEASURES = ["helped", "delivery_cost"]


@pytest.fixture(scope="module")
def sweep(tmp_path_factory):
    return fs.sweep(TABLES, tmp_path_factory.mktemp("bridges") / "a.sqlite", jobs=1)


@pytest.fixture
def swept(sweep):
    """The sweep's differences, (points, measures)."""
    runs, found = sweep.tables["runs"], sweep.tables["differences"]
    found = found.merge(runs[["run_id", "point"]], on="run_id")
    return found.pivot(index="point", columns="measure", values="difference")[MEASURES]


def test_names_become_identifiers():
    assert (
        identifier("midwives, trained (all)") == "midwives_trained_all" and identifier("2 places") == "factor_2_places"
    )


def test_salib_gets_ranges_and_what_a_sweep_gives(swept):
    problem = bridges.salib_problem(RANGES)
    assert problem == {"num_vars": 2, "names": [PLACES, TALK], "bounds": [[0.5, 2.0], [6.0, 35.0]]}
    found = bridges.salib_outputs(RANGES, np.array([[0.5, 10.0], [2.0, 30.0]]), "delivery_cost")
    np.testing.assert_allclose(found, swept["delivery_cost"].iloc[[0, 2]], rtol=1e-9)


def test_optuna_gets_an_objective_and_directions(swept):
    optuna = pytest.importorskip("optuna")
    objective, directions = bridges.optuna_objective(RANGES, MEASURES)
    assert directions == ["maximize", "minimize"]
    found = objective(optuna.trial.FixedTrial({PLACES: 2.0, TALK: 30.0}))
    np.testing.assert_allclose(found, swept.iloc[2], rtol=1e-9)
    alone, _ = bridges.optuna_objective(TABLES, ["helped"])
    assert alone(optuna.trial.FixedTrial({PLACES: 0.5, TALK: 10.0})) == pytest.approx(swept["helped"].iloc[0])


@pytest.mark.long
def test_the_ema_workbench_gets_a_model(swept):
    """Planted at one point of the design: three scenarios and two policies of its own are run as well."""
    ema = pytest.importorskip("ema_workbench")
    model = bridges.ema_model(RANGES, MEASURES)
    assert [one.name for one in model.levers] == [PLACES] and [one.name for one in model.uncertainties] == [TALK]
    assert {one.name: one.kind for one in model.outcomes} == {"helped": 1, "delivery_cost": -1}
    point = ema.Policy("wide", **{PLACES: 2.0}), ema.Scenario("dear", **{TALK: 30.0})
    with ema.SequentialEvaluator(model) as evaluator:
        _, outcomes = evaluator.perform_experiments(scenarios=[point[1]], policies=[point[0]])
        many, _ = evaluator.perform_experiments(scenarios=3, policies=2)
    assert len(many) == 6
    np.testing.assert_allclose([outcomes[name][0] for name in MEASURES], swept.iloc[2], rtol=1e-9)


@pytest.mark.long
def test_pyabc_gets_a_model_and_a_prior(sweep):
    pytest.importorskip("pyabc")
    model, prior = bridges.pyabc_model(RANGES, ["helped"], "primary prevention")
    drawn = prior.rvs()
    assert set(drawn) == {PLACES, TALK} and 0.5 <= drawn[PLACES] <= 2.0 and prior.pdf(drawn) > 0
    outcomes = sweep.tables["outcomes"]
    (there,) = outcomes[(outcomes.run_id == "primary prevention/p2/d0/r0") & (outcomes.measure == "helped")].value
    assert model({PLACES: 2.0, TALK: 30.0}) == {"helped": pytest.approx(there)}


def test_tables_for_voi_and_dampack_have_a_row_a_point(sweep, swept):
    """Costs and effects less those of the first strategy are the sweep's differences; losses count below 0."""
    found = bridges.psa_tables(sweep, "helped")
    assert [list(found[name].columns) for name in ("costs", "effects")] == [TABLES["experiment"]["strategies"]] * 2
    assert found["parameters"].to_numpy().tolist() == [[0.5, 10.0], [1.0, 20.0], [2.0, 30.0]]
    more = found["effects"]["primary prevention"] - found["effects"]["business as usual"]
    np.testing.assert_allclose(more, swept["helped"], rtol=1e-9)
    cost = found["costs"]["primary prevention"] - found["costs"]["business as usual"]
    assert (cost > swept["delivery_cost"]).all()  # set-up is paid as well
    assert (bridges.psa_tables(sweep, "losses")["effects"] <= 0).all().all()


@pytest.mark.parametrize("kind", ["parquet", "arrow", "csv"])
def test_tables_are_written_for_r(sweep, tmp_path, kind):
    pytest.importorskip("pyarrow" if kind != "csv" else "pandas")
    place = bridges.for_r(bridges.psa_tables(sweep, "helped"), tmp_path / "out", kind)
    read = {"parquet": pd.read_parquet, "arrow": pd.read_feather, "csv": pd.read_csv}[kind]
    assert {name: len(read(place / f"{name}.{kind}")) for name in ("costs", "effects", "parameters")} == {
        "costs": 3, "effects": 3, "parameters": 3,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: bridges.bridge(RANGES, ["helpd"]), "Did you mean 'helped'"),
        (lambda: bridges.bridge(RANGES, []), "one or more"),
        (lambda: bridges.bridge(RANGES, ["helped"], "primary"), "there is no strategy"),
        (lambda: bridges.bridge({"experiment": TABLES["experiment"]}, ["helped"]), "nothing that moves"),
        (lambda: bridges.bridge("nowhere.toml", ["helped"]), "no such file"),
        (lambda: bridges.salib_problem(TABLES), "wants a range"),
        (lambda: bridges.salib_outputs(RANGES, np.zeros((2, 3)), "helped"), "allowed: \\(points, 2\\)"),
        (lambda: bridges.salib_outputs(RANGES, [[1.0, 99.0]], "helped"), "6"),
        (lambda: bridges.salib_outputs(RANGES, [[1.0, float("nan")]], "helped"), "costs.conversation"),
        (lambda: bridges.salib_outputs(RANGES, [[2.1, 10.0]], "helped"), "places 2.1; allowed: a number from 0.5 to 2"),
        (lambda: bridges.salib_outputs(RANGES, [["many", 10.0]], "helped"), "places 'many'; allowed: a number"),
        (lambda: bridges.salib_outputs(RANGES, [[1.0, 10.0]], ["helped"]), "there is no measure"),
        (lambda: bridges.salib_outputs(RANGES, [[1.0, 10.0]], "helped", "business as usual"), "that others are set"),
        (lambda: bridges.optuna_objective(ALONE, ["helped"]), "two strategies or more"),
        (lambda: bridges.bridge(TABLES, ["helped"]).scenario({PLACES: 0.7, TALK: 10.0}), "allowed: 0.5, 1, 2"),
        (lambda: bridges.optuna_objective(RANGES, ["separations"]), "neither a good nor a harm"),
        (lambda: bridges.bridge(RANGES, ["helped"]).differences({PLACES: 1.0}), "no value of costs_conversation"),
        (lambda: bridges.bridge(RANGES, ["helped"]).scenario({PLACES: 1.0, "talk": 1.0}), "there is no lever"),
        (lambda: bridges.for_r({}, "out", "parket"), "Did you mean 'parquet'"),
    ],
)
def test_what_commands_refuse_is_refused(call, says):
    with pytest.raises(FamsimError, match=says):
        call()


def test_an_end_of_a_range_as_another_tool_works_it_out_is_that_end():
    """6 + 29 x 1 may come to 35.000000000000004 elsewhere: no reason to refuse it, nor to live by it."""
    asked = bridges.bridge(RANGES, ["helped"]).scenario({PLACES: 2.0, TALK: 35.000000000000004})
    assert asked.evidence["costs.conversation"] == 35.0


def test_several_areas_are_refused():
    many = RANGES | {"experiment": RANGES["experiment"] | {"areas": ["luton", "croydon"]}}
    assert len(load_experiment(many).cells) == 2
    with pytest.raises(FamsimError, match="allowed: one"):
        bridges.salib_problem(many)


@pytest.mark.parametrize(("call", "package"), [("ema_model", "ema_workbench"), ("pyabc_model", "pyabc")])
def test_a_tool_that_is_missing_is_named(monkeypatch, call, package):
    import sys

    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(FamsimError, match=f"pip install {package}"):
        getattr(bridges, call)(RANGES, ["helped"])
