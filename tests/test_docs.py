"""The pages say what the code says: what is made from it, and names written by hand."""

import importlib
import re
import shutil
import sys
from pathlib import Path

import pytest

from famsim.evidence import the_register
from famsim.model.parameters import EVIDENCE, SOLVED

DOCS = Path(__file__).parents[1] / "docs"
PAGES = ("model.md", "evidence.md", "assurance.md", "api.md", "methods.md", "rivals.md", "concepts/ledger.md")
ADDS = ("extend/stressor.md", "extend/rule.md")  # pages that add figures of their own
NAME = re.compile(r"`([a-z]+)\.(?!(?:py|toml|csv)`)([a-z0-9_]+)`")
ODD = (
    "1 Purpose and patterns",
    "2 Entities, state variables and scales",
    "3 Process overview and scheduling",
    "4 Design concepts",
    "5 Initialization",
    "6 Input data",
    "7 Submodels",
)
ROOT = DOCS.parent
PLAN = "DESIGN|STYLE|MODEL|RELIABILITY|MISSION_MAP|FINDINGS"  # what the project was built from; no reader has them
CITES = re.compile(
    rf"\b(?:{PLAN})(?:\.md)?,? (?:sections? )?[A-Z]?\d"  # a section of one of them, a row of its tables
    rf"|\b(?:{PLAN})\.md|(?:\"\"\"|# |// |(?<!\w)\()(?:{PLAN})\b|\bMISSION_MAP\b|\bK\d\.\d|\"\"\"[A-C]\d\d\b|\(A\d\d\)"
)
MAY_CITE = (  # as pages of the register, which docs/evidence.md explains
    "famsim/evidence/", "docs/evidence.md", "docs/extend/stressor.md", "docs/model.md", "tests/test_docs.py",
)  # fmt: skip
CONCEPTS = (
    "Basic principles", "Emergence", "Adaptation", "Objectives", "Learning", "Prediction", "Sensing", "Interaction",
    "Stochasticity", "Collectives", "Observation",
)  # fmt: skip


@pytest.fixture(scope="module")
def make():
    """The script that makes the pages."""
    sys.path.insert(0, str(DOCS))
    try:
        yield importlib.import_module("make")
    finally:
        sys.path.remove(str(DOCS))


@pytest.fixture
def pages(tmp_path):
    """Every page of which parts are made, to be changed."""
    (tmp_path / "concepts").mkdir()
    return [Path(shutil.copy(DOCS / name, tmp_path / name)) for name in PAGES]


def test_the_pages_are_what_the_code_says(make):
    """If not: python docs/make.py."""
    assert make.main(["--check"]) == 0


def test_a_stale_page_is_told_left_alone_and_made_anew(make, pages):
    """By construction: a row that no code knows, and a sentence by hand."""
    page = pages[0]
    before = page.read_text(encoding="utf-8")
    stale = before.replace("| --- | --- | --- |\n", "| --- | --- | --- |\n| `planted` | int8 | nothing |\n", 1)
    by_hand = "\nWritten by hand.\n"
    page.write_text(stale + by_hand, encoding="utf-8")
    folder = str(page.parent)
    assert stale != before and make.main([folder, "--check"]) == 1
    assert page.read_text(encoding="utf-8") == stale + by_hand
    assert make.main([folder]) == 0 and make.main([folder, "--check"]) == 0
    assert page.read_text(encoding="utf-8") == before + by_hand


@pytest.mark.parametrize(
    "spoilt", [("<!-- end -->", ""), (": order -->", ": ordre -->"), (": draws -->", ": order -->")]
)
def test_a_marker_that_is_spoilt_is_refused(make, pages, spoilt, capsys):
    """A part without its end, unknown, twice or missing is named, and nothing is written."""
    page = pages[0]
    text = page.read_text(encoding="utf-8").replace(*spoilt)
    page.write_text(text, encoding="utf-8")
    assert make.main([str(page.parent)]) == 2
    assert capsys.readouterr().err and page.read_text(encoding="utf-8") == text


def test_the_description_is_in_the_order_of_odd():
    text = (DOCS / "model.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\d .*)$", text, re.MULTILINE) == list(ODD)
    concepts = text.split(f"## {ODD[3]}")[1].split(f"## {ODD[4]}")[0]
    named = re.findall(r"^\*\*([A-Z][a-z ]+)\.?\*\*", concepts, re.MULTILINE)
    assert named == list(CONCEPTS)


FILES = ("csv", "png")  # money.png is a picture


def strange_names(text):
    """Return what a text names as a figure and is none."""
    figures, topics = {*the_register().figures, *SOLVED}, {*EVIDENCE.names, "worthwhile", "instruments"}
    return {f"{topic}.{leaf}" for topic, leaf in NAME.findall(text) if topic in topics and leaf not in FILES} - figures


@pytest.mark.parametrize("name", sorted({path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")} - {*ADDS}))
def test_every_figure_that_a_page_names_is_one(name):
    """What is written by hand names figures as the register and the solved constants do."""
    assert strange_names((DOCS / name).read_text(encoding="utf-8")) == set()


def test_what_the_assurance_page_rests_on_is_there_or_it_is_refused(make):
    """A test or a file that has gone; an item that nothing holds says so in words that are not a claim."""
    assurance = make.from_assurance
    assert assurance.holder("docs/model.md") == "`docs/model.md`"
    for gone in ("test_that_nobody_wrote", "docs/gone.md"):
        with pytest.raises(KeyError):
            assurance.holder(gone)
    unheld = [item["says"] for items in assurance.GUIDES.values() for item in items if not item.get("held")]
    assert unheld and all(re.match(r"(None|Not|Left)", says) for says in unheld), unheld


def test_no_number_of_the_assurance_page_is_typed_by_hand(make):
    """Digits stand in what guides ask, in years of editions and offers, and in 95% and 90%: limits that are named."""
    named = {"2019", "22", "2016", "2026", "2020", "95", "90", "18", "2", "4", "1"}
    for items in make.from_assurance.GUIDES.values():
        for item in items:
            assert set(re.findall(r"\d+", item["says"])) <= named, item["says"]


def test_a_figure_that_has_gone_is_found():
    assert strange_names("`stress.arrears`, `stress.toml`, `numpy.exp` and `stress.rent`") == {"stress.rent"}


def test_what_the_page_of_methods_says_in_words_is_what_its_case_says(make):
    """Its opening: all estimates below what is paid, and the interval of the net sum alone reaches above nothing."""
    worth = make.from_example.worth
    assert worth("net") < 0 < worth("net", "high")
    assert worth("return_fiscal", "high") < 1 and worth("benefit_cost", "high") < 1
    assert "does not exclude a small gain" in " ".join((DOCS / "methods.md").read_text(encoding="utf-8").split())
    made = make.from_example.methods()
    assert all(name in made for name in ("famsim", "WSIPP", "GMCA", "Green Book"))
    each = (worth("cost") - worth("fiscal") - worth("wellbeing")) / make.from_example.helped()
    assert f"£{each:,.0f} more spent than gained" in made


def test_every_symbol_stands_in_the_equations_above_its_table(make):
    """A symbol that no equation has is left over from an equation that has gone."""
    text = (DOCS / "model.md").read_text(encoding="utf-8")
    for part, symbols in make.from_symbols.SYMBOLS.items():
        equations = text.split(make.BEGIN.format(f"symbols-{part}"))[0].rsplit("```text\n", 1)[1].split("```")[0]
        gone = [one for one in symbols if not re.search(rf"(?<!\w){re.escape(one)}(?![\w])", equations)]
        assert gone == [], part


def cited(root):
    """Return each line under a repository that rests on what no reader has."""
    written = [
        one for one in ("famsim", "tests", "docs", "experiments", "scenarios") for one in (root / one).rglob("*.*")
    ]
    written += root.glob("*.*")
    found = []
    for file in sorted(one for one in written if one.suffix in {".py", ".js", ".mjs", ".css", ".md", ".toml", ".txt"}):
        name = file.relative_to(root).as_posix()
        if not name.startswith(MAY_CITE):
            lines = enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
            found += [f"{name}:{number}: {line.strip()}" for number, line in lines if CITES.search(line)]
    return found


def test_nothing_rests_on_a_page_that_no_reader_has():
    """A sentence stands by itself, or names a page of these."""
    assert cited(ROOT) == []


def test_a_planted_citation_is_found_and_a_name_in_code_is_none(tmp_path):
    """Each kind once, as they stood in some three hundred docstrings; and what only looks like one."""
    (tmp_path / "tests").mkdir()
    cites = [
        "(MODEL 11.1)",
        '"""DESIGN section 2: so."""',
        '"""STYLE; so."""',
        "# RELIABILITY.md F17",
        '"""A05: so."""',
    ]
    cites += ['"""FINDINGS K4.2: so."""', "K2.3, as it was found", "the flip of MISSION_MAP, test 8", "// MODEL: so"]
    code = ["MODEL = 3", "FAMILIES, DESIGN, MONTHS = 1, 40, 3", "textContent: STYLE", "points=DESIGN", "# a model of 5"]
    (tmp_path / "tests" / "planted.py").write_text("\n".join([*code, *cites]))
    assert cited(tmp_path) == [f"tests/planted.py:{n}: {line}" for n, line in enumerate(cites, len(code) + 1)]
