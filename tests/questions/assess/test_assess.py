"""An assessment from six figures: what it tells, writes and keeps to itself; the same again; what is refused."""

import pytest

from famsim.areas import find_area
from famsim.cli.running import run
from famsim.errors import AreaError, FamsimError, TheoryError
from famsim.questions import AGAIN
from famsim.questions.assess import assess
from famsim.questions.assess.asked import scenario_for
from famsim.questions.assess.factors import factors
from famsim.questions.theory import load_theory
from famsim.results import verify
from famsim.scenario import load_scenario

TABLES = ["benchmark", "similar", "need", "doors", "leverage", "places", "orders", "maturity"]
TABLES += ["edges", "nodes", "elicited", "whole", "facts"]


def test_every_table_is_there_and_every_strain_has_its_row(study):
    assert list(study.tables) == TABLES
    names = [one.name for one in factors()]
    assert list(study.tables["need"]["factor"]) == names
    assert set(study.tables["leverage"]["factor"]) <= set(names)
    assert len(study.tables["similar"]) == 10


def test_the_answer_opens_with_where_a_pound_averts_most_and_whether_the_orders_differ(study):
    head = study.answer.split("\n## ")[0]
    assert head.startswith("# Newcastle upon Tyne: where to help first")
    assert head.index("**A pound averts most harm where") < head.index("two orders") < head.index("| strain |")
    orders = study.tables["orders"]
    differ = bool(orders.loc[orders["of"] == "factor", "differs"].any())
    assert ("**The two orders differ.**" in head) == differ
    assert "2013/14 prices" in head


def test_where_too_few_differ_no_number_is_told_as_if_it_were_known(study):
    """300 families are few: of some strain fewer than three differ, and its row says so, with the ends alone."""
    orders = study.tables["orders"]
    needs = study.tables["need"].set_index("factor")["says"]
    mine = orders[orders["of"] == "factor"].set_index("name")["shown"]
    assert not mine.all()
    for name, shown in mine.items():
        row = next(line for line in study.answer.splitlines() if line.lower().startswith(f"| {needs[name]} |".lower()))
        assert ("too few to say (" in row) != shown, row


def test_nothing_private_is_in_any_file_or_word(study, saved, secrets):
    """The six figures in any spelling: in no table, picture, answer, scenario, theory or record."""
    said = study.answer + "".join(table.to_csv() for name, table in study.tables.items() if name != "leverage")
    for file in saved.iterdir():
        if file.suffix in (".md", ".toml", ".json"):
            said += file.read_text(encoding="utf-8")
    assert [one for one in secrets if one in said] == []
    assert "kept here" in study.answer


def test_counts_below_ten_are_in_fives(study):
    """None from one to four is left, of families at doors as of any."""
    for name, columns in {"doors": ["families"], "need": ["families", "ever"], "leverage": ["families"]}.items():
        for column in columns:
            small = study.tables[name].loc[study.tables[name][column].between(0.01, 9.99), column]
            assert set(small) <= {5.0}, name


def test_what_is_written_can_be_run_and_changed(study, saved, own_file):
    """The scenario is one that `check` accepts, its levers those of the sliders; the theory is read beside it."""
    scenario = load_scenario(saved / "scenario.toml", area_figures=own_file)
    assert run(["check", str(saved / "scenario.toml"), "--area-figures", str(own_file)]) == 0
    offer = scenario.strategies[1]
    assert [one.works for one in offer.pathways] == [0.9] * len(offer.pathways)
    assert set(offer.staff_trained.values()) == {0.1} and offer.waits_shortened == 0.25
    assert (offer.data_shared, offer.questionnaire) == (True, True)
    assert load_theory(saved / "theory.toml", own_file).strategy == offer.name


def test_it_is_the_same_again(saved, own_file):
    assert verify(saved, AGAIN, own_file) == []


def test_a_theory_changed_by_hand_is_taken(study, saved, own_file, tmp_path):
    text = (saved / "theory.toml").read_text(encoding="utf-8")
    changed = tmp_path / "theory.toml"
    (tmp_path / "scenario.toml").write_bytes((saved / "scenario.toml").read_bytes())
    changed.write_text(text.replace('to = "eased"', 'to = "eased"\non = false', 1), encoding="utf-8")
    again = assess("newcastle upon tyne", own_file, theory=changed, families=300)
    edges = again.tables["edges"].set_index("edge")
    assert list(edges.index[~edges["on"]]) == ["asked -> eased"]
    assert again.also["theory.toml"] == changed.read_text(encoding="utf-8")


def test_figures_can_be_read(study, pictures):
    """1,024 pixels wide, nothing under 11 points or outside, no two texts on each other; whatever is private."""
    figures = study.figures()
    assert set(figures) == {"orders", "benchmark", "leverage", "theory"}
    pictures.check_readable(figures)


def test_what_has_no_profile_is_refused():
    with pytest.raises(AreaError, match="there is no area 'atlantis'"):
        assess("atlantis")
    with pytest.raises(AreaError, match="is what areas are set beside"):
        assess("england")
    with pytest.raises(FamsimError, match="Did you mean 'leading'"):
        assess("leeds", maturity={"leadin": 0.5})
    with pytest.raises(TheoryError, match="no such file"):
        assess("leeds", theory="none.toml")


def test_an_ended_council_is_told_what_stands_in_its_place():
    assert find_area("E10000009").name
    with pytest.raises(AreaError, match="area = 'dorset'"):
        scenario_for("E10000009")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("assess", "atlantis", "-o", "page.html"), "there is no area 'atlantis'"),
        (("assess", "england", "-o", "page.html"), "is what areas are set beside"),
        (("assess", "leeds", "-o", "page.pdf"), "there is no kind of report '.pdf'"),
        (("assess", "leeds", "--leading", "2", "-o", "page.html"), "leading 2.0: allowed: a number from 0"),
        (("assess", "leeds", "--vintage", "newst", "-o", "page.html"), "did you mean 'newest'"),
        (("assess", "leeds", "--theory", "none.toml", "--out", "there"), "there is no such file"),
        (("assess", "leeds", "--area-figures", "none.csv", "--out", "there"), "none.csv"),
        (("theory", "none.toml", "--out", "there"), "there is no such file"),
    ],
)  # fmt: skip
def test_wrong_input_ends_with_two_and_writes_nothing(capsys, monkeypatch, tmp_path, arguments, says):
    monkeypatch.chdir(tmp_path)
    assert run(list(arguments)) == 2
    said = capsys.readouterr().err
    assert says in said and "Traceback" not in said and list(tmp_path.iterdir()) == []


def test_the_commands_tell_what_python_tells(capsys, monkeypatch, tmp_path, saved, own_file):
    """The page is written whole; the theory's command reads what the folder holds."""
    monkeypatch.chdir(tmp_path)
    area = ("newcastle upon tyne", "--area-figures", str(own_file), "--families", "300")
    assert run(["assess", *area, "-o", "page.html"]) == 0
    assert "where to help first" in capsys.readouterr().out
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>") and "Theory of change" in page
    assert run(["theory", str(saved / "theory.toml"), "--area-figures", str(own_file), "--json"]) == 0
    assert '"edges"' in capsys.readouterr().out
