"""What commands print and write when they are asked properly."""

import json
import re

import pytest

from famsim.areas import find_area
from famsim.evidence import the_register
from famsim.scenario import change, commented_scenario, config_hash, load_scenario


def test_json_is_one_object_and_nothing_else(cli, made_up):
    """Tables as lists of records under their names, plus scenario, record and answer."""
    said = cli("compare", "newcastle", "--json", "--draws", "3", "--seed", "7")
    found = json.loads(said.out)
    assert said.code == 0
    assert {"differences", "summary", "scenario", "record", "answer"} == set(found)
    assert found["differences"][0]["estimate"] == 3.0
    assert found["summary"][0]["per_family_helped"] is None  # JSON has no NaN
    assert found["record"]["seed"] == 7
    assert found["record"]["config_hash"] == config_hash(change(load_scenario("newcastle"), seed=7))
    assert found["answer"].startswith("# What changed")


def test_the_options_reach_the_study(cli, made_up):
    """Every option changes what is run, or it would be a silent default."""
    cli(
        "compare",
        "newcastle",
        "--families",
        900,
        "--months",
        24,
        "--seed",
        9,
        "--draws",
        4,
        "--reps",
        2,
        "--threads",
        1,
    )
    ((scenario, draws, reps, threads),) = made_up
    assert (scenario.families, scenario.months, scenario.seed) == (900, 24, 9)
    assert (draws, reps, threads) == (4, 2, 1)


def test_results_go_to_stdout_and_progress_to_stderr(cli, made_up):
    """Without a terminal nothing is coloured or rendered."""
    said = cli("compare", "newcastle")
    assert said.out.startswith("# What changed")
    assert "Settling Newcastle upon Tyne..." in said.err
    assert "Settling" not in said.out
    assert "\x1b" not in said.out + said.err


def test_a_results_folder_is_saved_and_not_replaced_unless_forced(cli, made_up, tmp_path):
    """Nothing that took an hour to make is overwritten by a slip, and that is found before the work begins."""
    assert cli("compare", "newcastle", "--out", "results/here").code == 0
    assert (tmp_path / "results" / "here" / "record.json").exists()
    again = cli("compare", "newcastle", "--out", "results/here")
    assert (again.code, len(made_up)) == (2, 1)
    assert "--force" in again.err


@pytest.mark.parametrize("place", ["file", "full", "file/below"])
def test_a_place_that_cannot_hold_results_is_refused_before_the_work(cli, made_up, tmp_path, place):
    """A file, a folder of other things (even with --force), a folder below a file."""
    (tmp_path / "file").write_text("mine")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    said = cli("compare", "newcastle", "--out", place, "--force")
    assert (said.code, made_up) == (2, [])
    assert place in said.err
    assert (tmp_path / "full" / "letter.txt").read_text() == "mine"


@pytest.mark.parametrize("place", ["", "  "])
def test_a_folder_without_a_name_is_refused_as_such(cli, made_up, place):
    """`--out $UNSET` is a slip, and not the folder one happens to be in."""
    said = cli("compare", "newcastle", "--out", place, "--force")
    assert (said.code, made_up) == (2, []) and "--out: names no folder" in said.err


def test_a_place_where_nothing_can_be_made_is_found_before_the_work(cli, made_up, monkeypatch):
    """Permissions do not tell: the system's own folders and full disks refuse all the same. It is tried."""

    def refused(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("famsim.results.claims.taken", refused)
    said = cli("compare", "newcastle", "--out", "results/here")
    assert (said.code, made_up) == (2, []) and "nothing can be written there" in said.err


@pytest.mark.parametrize(
    "area",
    [
        "leeds",
        "E06000059",
        "St. Helens",
        "Croydon Council",
        "Kingston upon Hull, City of",
        "Westmorland & Furness",
        "kent",
    ],
)
def test_a_scenario_written_for_an_authority_is_accepted(cli, tmp_path, area):
    """Issue A5: `famsim init leeds` works for any English authority."""
    assert cli("init", area, "-o", "new.toml").code == 0
    said = cli("check", "new.toml")
    assert (said.code, said.err) == (0, "")
    assert "known and in range" in said.out


def test_init_writes_a_file_named_after_the_area_and_replaces_it_only_when_forced(cli, tmp_path):
    """An analyst's changes are not lost by typing init again."""
    assert cli("init", "leeds").code == 0
    (tmp_path / "leeds.toml").write_text("changed")
    assert cli("init", "leeds").code == 2
    assert (tmp_path / "leeds.toml").read_text() == "changed"
    assert cli("init", "leeds", "--force").code == 0
    assert (tmp_path / "leeds.toml").read_text(encoding="utf-8") == commented_scenario("leeds")
    assert [file.name for file in tmp_path.iterdir()] == ["leeds.toml"]


@pytest.mark.parametrize(
    ("words", "named", "code"),
    [([], 153, 0), (["North West"], 43, 0), (["Croydon Council"], 1, 0), (["E06000064"], 1, 0), (["nowhere"], 0, 2)],
)
def test_init_lists_the_names_that_can_be_typed(cli, tmp_path, words, named, code):
    """A name that is near none is told how to list them; the list writes no file."""
    said = cli("init", "--list", *words)
    listed = [line.split()[0] for line in said.out.splitlines() if re.search(r" E\d{8} ", line)]
    assert (said.code, len(listed)) == (code, named)
    assert all(find_area(name).slug == name for name in listed)
    assert list(tmp_path.iterdir()) == []


def test_check_says_how_the_figures_of_a_sum_came_about(cli):
    """The four councils of 2023 have no published figures of these years."""
    cli("init", "Cumberland")
    notes = json.loads(cli("check", "cumberland.toml", "--json").out)["notes"]
    assert any("3 districts" in note for note in notes)


def test_init_prints_to_stdout_when_asked(cli, tmp_path):
    """A dash is stdout, as elsewhere."""
    assert cli("init", "leeds", "-o", "-").out == commented_scenario("leeds")
    assert list(tmp_path.iterdir()) == []


def test_check_says_what_is_asked(cli):
    """The summary is the scenario's own."""
    found = json.loads(cli("check", "newcastle", "--json").out)
    scenario = load_scenario("newcastle")
    assert found["ok"] is True
    assert found["scenario"]["months"] == scenario.months
    assert found["scenario"]["strategies"] == [strategy.name for strategy in scenario.strategies]


def test_check_says_who_may_come_and_which_pathways_stand(cli):
    """For each strategy every offer with for whom, where found and places, staff trained, and each pathway's share."""
    out = cli("check", "newcastle").out
    for strategy in load_scenario("newcastle").strategies[1:]:
        said = out.split(f"\n{strategy.name}")[1].split("\n\n")[0]
        assert said.count("Found by") == said.count("Places:") == len(strategy.offers)
        assert all(f"Places: {offer.places_a_month:g} a month" in said for offer in strategy.offers)
        assert said.count("Trains staff") == bool(strategy.staff_trained)
        assert said.count("%") == len(strategy.staff_trained) + len(strategy.pathways)


def test_check_notes_an_offer_that_is_not_on_record(cli):
    """An authority whose offer is not documented is titled so everywhere."""
    cli("init", "leeds")
    assert "Leeds - illustrative offer" in cli("check", "leeds.toml").out


def test_sources_lists_every_figure_and_counts_the_grades(cli):
    """Every number used, with source and grade; the register itself is the truth."""
    found = json.loads(cli("sources", "--json").out)
    register = the_register()
    assert [figure["name"] for figure in found["figures"]] == list(register.figures)
    assert sum(found["grades"].values()) == len(register.figures)
    assert {source["key"] for source in found["sources"]} == set(register.sources)
    assert all(figure["grade"] and figure["sources"] and figure["page"] for figure in found["figures"])


def test_sources_of_a_grade_are_those_alone(cli):
    """The grade `assumed` can be counted and listed (issue, register)."""
    found = json.loads(cli("sources", "--grade", "assumed", "--json").out)
    assert {figure["grade"] for figure in found["figures"]} == {"assumed"}
    said = cli("sources", "--grade", "assumed").out
    assert all(figure["name"] in said for figure in found["figures"])
    assert f"{found['grades']['assumed']} assumed" in said


def test_a_store_is_verified_by_its_seals(cli, tmp_path):
    """A store that nobody touched is whole; a byte changed inside is exit code 1; looking makes no store."""
    import numpy as np

    from famsim.store import RunAbout, Store, run_key

    about = RunAbout("famsim 1", 1, 0, 0, "{}", "a")
    with Store(tmp_path / "a.sqlite") as store:
        store.put(run_key("{}", "a", 0, 0, 1, "1"), {"series": np.arange(500)}, about)
    assert cli("verify", "a.sqlite").code == 0
    import sqlite3

    with sqlite3.connect(tmp_path / "a.sqlite") as inside:
        inside.execute("UPDATE run SET seed = 2")
    inside.close()
    said = cli("verify", "a.sqlite", "--json")
    assert (said.code, json.loads(said.out)["ok"]) == (1, False)
    assert cli("verify", "b.sqlite").code == 2
    assert not (tmp_path / "b.sqlite").exists()


def test_help_has_an_example_for_every_command(cli):
    """`--help` with an example."""
    commands = ["compare", "run", "timing", "twin", "why", "validate", "page", "check", "init", "sources", "verify"]
    commands += ["demo", "programmes", "doors", "report", "business-case"]
    assert all(command in cli("--help").out for command in commands)
    for command in commands:
        said = cli(command, "--help")
        assert said.code == 0
        assert f"Example: famsim {command}" in " ".join(said.out.split())
