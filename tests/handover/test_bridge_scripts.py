"""The bridges' example scripts run as they stand, on few families: `python -m pytest -m long tests/handover`."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

EXPERIMENTS = Path(__file__).parents[2] / "experiments"
SCRIPTS = {  # by what they stand on, and how they are made small
    "bridge_ema": ("ema_workbench", {"scenarios=20, policies=4": "scenarios=4, policies=3"}),
    "bridge_optuna": ("optuna", {"n_trials=20": "n_trials=3"}),
    "bridge_pyabc": (
        "pyabc",
        {"population_size=20": "population_size=4", "max_nr_populations=3": "max_nr_populations=2"},
    ),
    "bridge_salib": ("SALib", {}),
    "for_r": ("pyarrow", {"draws=20": "draws=2"}),
}
SMALLER = {"families": 300, "months": 6, "points": 6}


def smaller(text):
    """Return a text with few families, months and points, whichever way it sets them."""
    for name, number in SMALLER.items():
        text = re.sub(rf'("?{name}"?\s*[:=]\s*)[\d_]+', rf"\g<1>{number}", text)
    return text


@pytest.mark.long
@pytest.mark.parametrize("name", SCRIPTS)
def test_an_example_script_of_a_bridge_runs(name, tmp_path, monkeypatch, capsys):
    package, changes = SCRIPTS[name]
    if find_spec(package) is None:
        pytest.skip(f"{package} is not installed")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "experiments").mkdir()
    (tmp_path / "experiments" / "places.toml").write_text(smaller((EXPERIMENTS / "places.toml").read_text()))
    text = smaller((EXPERIMENTS / f"{name}.py").read_text())
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    exec(compile(text, f"{name}.py", "exec"), {"__name__": "__main__"})
    assert len(capsys.readouterr().out.splitlines()) >= 2 - (name == "bridge_pyabc")
