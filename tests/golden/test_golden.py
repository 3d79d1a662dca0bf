"""Golden runs: our own outputs, not outside estimates. They show that a result has changed, not that it was right.

If one fails and the change is meant: `python tests/golden/regenerate.py`, and a **changes results** changelog line.
"""

import importlib.util
import json
from pathlib import Path

import pytest

HERE = Path(__file__).parent
_spec = importlib.util.spec_from_file_location("golden_cases", HERE / "cases.py")
cases = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(cases)
GOLDEN = json.loads((HERE / "golden.json").read_text(encoding="utf-8"))


def test_the_golden_file_holds_every_case_and_seed() -> None:
    assert {case: sorted(seeds) for case, seeds in GOLDEN.items()} == {
        case: [str(seed) for seed in cases.SEEDS] for case in cases.CASES
    }


@pytest.mark.parametrize("case", cases.CASES)
@pytest.mark.parametrize("seed", cases.SEEDS)
def test_a_run_is_what_it_was(case: str, seed: int) -> None:
    found, golden = cases.pinned(case, seed), GOLDEN[case][str(seed)]
    assert found["totals"] == golden["totals"]
    assert (found["families"], found["book"]) == (golden["families"], golden["book"])
