"""The parts of docs/assurance.md: what each guide asks for, with numbers from the register, kept results and tests."""

import ast
import csv
import json
import tomllib
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

from famsim.calibration import CHECK, FIT, published, split
from famsim.evidence import GRADES, the_register
from famsim.limits import MAX_MONTHS
from famsim.measures import REGISTRY
from famsim.model.draws import Draw
from famsim.questions.sensitivity import shares_in
from famsim.questions.trial import shipped_trials
from famsim.release import __version__
from making import from_code
from making.from_tables import table

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TESTS = ROOT / "tests"
GUIDES = tomllib.loads((HERE / "assurance.toml").read_text(encoding="utf-8"))
KEPT = ROOT / "results" / "sensitivity-newcastle"
ASSUMED, NOTHING = "assumed", "-"
MADE_UP = "toy"  # the simulator of sbc.csv whose posterior is known
HEAD = ("asked for", "what there is", "held by")


@cache
def test_functions() -> list[tuple[str, str]]:
    """Return the name of each test function and the file that it stands in."""
    found = []
    for path in sorted(TESTS.rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        found += [(name, path.relative_to(ROOT).as_posix()) for name in names if name.startswith("test_")]
    return found


def rows_of(name: str) -> list[dict[str, str]]:
    """Return the rows of a table that a statistical test has kept, its first comment left out."""
    lines = (TESTS / "statistical" / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def percent(share: float) -> str:
    """Return a share in whole percent."""
    return f"{100 * share:.0f}%"


def in_round(number: int, step: int) -> str:
    """Return the round number that a count is above, so that not every new test makes the page stale."""
    return f"more than {(number - 1) // step * step:,}"


def of_register() -> dict[str, object]:
    """Return numbers of the register and of what the model is held to."""
    register, targets = the_register(), split(published())
    read = Counter(one.read_in for one in register.sources.values())
    uses = Counter(one.use for one in targets)
    return {
        "figures": len(register.figures),
        "sources": len(register.sources),
        **{grade: len(register.graded(grade)) for grade in GRADES},
        **{how: read[how] for how in ("page", "abstract", "secondary", "memory")},
        "targets": len(targets),
        "tables": len({one.table for one in targets}),
        "fit": uses[FIT],
        "check": uses[CHECK],
    }


def of_what_was_kept() -> dict[str, object]:
    """Return numbers of the kept sensitivity, of coverage and of the check of fits."""
    shares = shares_in(KEPT)
    unmoved = [one for one in the_register().graded(ASSUMED) if one.name not in shares.figures]
    judged = [row for row in rows_of("interval_coverage.csv") if row["judged"] == "yes"]
    covers = [float(row["covers"]) for row in judged]
    said = (TESTS / "statistical" / "interval_coverage.csv").read_text(encoding="utf-8").split(": ", 1)[1]
    fits = [row for row in rows_of("sbc.csv") if row["simulator"] == MADE_UP and not row["fault"]]
    held = [float(row["covered_90"]) for row in fits]
    own = [row for row in rows_of("sbc.csv") if row["simulator"] != MADE_UP]
    held_by_own = [float(row["covered_90"]) for row in own]
    return {
        "headline": shares.of[0].lower() + shares.of[1:],
        "method": f"{shares.method.capitalize()}'s method",
        "moved": len(shares.figures),
        "unmoved": len(unmoved),
        "on_assumed": percent(shares.on(ASSUMED)),
        "judged": len(judged),
        "coverage_worlds": said.split(maxsplit=1)[0],
        "covers_low": f"{100 * min(covers):.1f}%",
        "covers_high": f"{100 * max(covers):.1f}%",
        "sbc_worlds": max(int(row["worlds"]) for row in fits),
        "sbc_low": f"{100 * min(held):.1f}%",
        "sbc_high": f"{100 * max(held):.1f}%",
        "sbc_truths": max(int(row["worlds"]) for row in own),
        "sbc_own": f"{100 * sum(held_by_own) / len(own):.1f}%",
        "sbc_faults": len({row["fault"] for row in rows_of("sbc.csv")} - {""}),
    }


def of_rivals() -> dict[str, object]:
    """Return how many rivals are kept, and how many figures kept apart each account has within two total errors."""
    with (ROOT / "results" / "rivals" / "lives.csv").open(encoding="utf-8") as file:
        names = ("check_levels_passed", "check_contrasts_passed")
        ours, *theirs = (sum(int(row[name]) for name in names) for row in csv.DictReader(file))
    return {"rivals": len(theirs), "ours": ours, "theirs_least": min(theirs), "theirs_most": max(theirs)}


def of_code() -> dict[str, object]:
    """Return numbers of the code and its tests."""
    files = [file for _, file in test_functions()]
    golden = json.loads((TESTS / "golden" / "golden.json").read_text(encoding="utf-8"))
    return {
        "tests": in_round(len(files), 500),
        "test_files": in_round(len(set(files)), 100),
        "faults": sum(file.startswith("tests/faults/") for file in files),
        "golden": len(golden),
        "measures": len(REGISTRY),
        "rules": len(from_code.rules()),
        "rule_files": len(from_code.RULES),
        "draws": len(Draw),
        "months": MAX_MONTHS,
        "trials": len(shipped_trials()),
        "version": __version__,
    }


@cache
def numbers() -> dict[str, object]:
    """Return every number by its name."""
    return of_register() | of_what_was_kept() | of_rivals() | of_code()


def holder(name: str) -> str:
    """Return what holds an item, with its file; KeyError for a test or a file that there is not."""
    if name.startswith("test_"):
        return f"`{dict(test_functions())[name]}`: {name.removeprefix('test_').replace('_', ' ')}"
    if not (ROOT / name).exists():
        raise KeyError(name)
    return f"`{name}`"


def guide(name: str) -> str:
    """Return the table of one guide."""
    rows = [
        (item["asked"], item["says"].format_map(numbers()), "; ".join(map(holder, item.get("held", []))) or NOTHING)
        for item in GUIDES[name]
    ]
    return table(HEAD, rows)


def made(name: str) -> Callable[[], str]:
    """Return what makes the table of one guide."""
    return lambda: guide(name)


BLOCKS = {f"assurance-{name}": made(name) for name in GUIDES}
