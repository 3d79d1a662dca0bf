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


def is_what_it_was(case: str, seed: int) -> None:
    """Hold a run to what is pinned."""
    found, golden = cases.pinned(case, seed), GOLDEN[case][str(seed)]
    assert found["totals"] == golden["totals"]
    assert (found["families"], found["book"]) == (golden["families"], golden["book"])


@pytest.mark.parametrize("case", cases.CASES)
def test_a_run_is_what_it_was(case: str) -> None:
    is_what_it_was(case, cases.SEEDS[0])


@pytest.mark.parametrize("case", cases.CASES)
@pytest.mark.parametrize("seed", cases.SEEDS[1:])
def test_a_run_of_another_seed_is_what_it_was(case: str, seed: int) -> None:
    is_what_it_was(case, seed)


MOVED = ("stress.arrears", "conflict.from_strain", "quality.drift_carry", "children.poverty", "births.change_carry")


@pytest.mark.parametrize("name", MOVED)
def test_a_parameter_moved_by_next_to_nothing_is_seen(name: str) -> None:
    """One figure of what couples and children carry from month to month is 1e-9 higher."""
    topic, figure = name.split(".")

    def nudge(p) -> None:
        p[topic][figure] += 1e-9

    case = "newcastle, its own offer"
    found, golden = cases.pinned(case, 1, nudge), GOLDEN[case]["1"]
    assert found["families"] != golden["families"]
    assert found["totals"]["families"] == golden["totals"]["families"], "the case is another"
