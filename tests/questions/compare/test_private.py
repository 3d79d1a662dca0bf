"""An authority's own figures stay where they are: a walker searches all that is written, printed and logged."""

import json
import re
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from famsim.cli.running import run
from famsim.keeping import cache_folder
from famsim.questions.compare.result import study_of, whole
from famsim.results import discreet
from famsim.results.discreet import AS_THEY_ARE, COUNTS, NO_COUNTS, PENCE, of_table
from famsim.scenario import load_scenario

FIGURES = {"Live births": "4913", "Families with dependent children": "52,117", "Lone parent share": "29.37%"}
FIGURES |= {"Unemployment rate": "6.137", "Health visitor contacts": "9,137", "Infants": "4877"}
FORMS = ("4913", "4,913", "52117", "52,117", "29.37", "0.2937", "6.137", "0.06137", "9137", "9,137", "4877", "4,877")
SMALL = ("--families", "200", "--months", "12")
SCENARIO = """
[scenario]
name = "groups"
question = "What if?"
area = "croydon"
months = 120
{area}
[[strategy]]
name = "none"

[[strategy]]
name = "groups"
[[strategy.offer]]
programme = "relationship_group"
found = ["gp"]
places_a_month = 300
"""


def scenario_file(folder, area=""):
    """Return a file of two strategies."""
    path = folder / "groups.toml"
    path.write_text(SCENARIO.format(area=area))
    return path


def own_file(folder):
    """Return a file of six figures."""
    path = folder / "own.csv"
    path.write_text("Figure,Value\n" + "".join(f'{name},"{value}"\n' for name, value in FIGURES.items()))
    return path


def found_in(content):
    """Return the private figures that stand in some bytes as numbers of their own."""
    text = content.decode("latin-1")
    return [one for one in FORMS if re.search(rf"(?<![\d.,]){re.escape(one)}(?!\d|[.,]\d)", text)]


def test_the_walker_finds_what_is_planted():
    """It would see a figure in any file, and does not take part of another number for it."""
    assert found_in(b"births 4,913.\n") == ["4,913"]
    assert found_in(b"id 1491355 and 24.4913") == []


def test_whole_pence_are_told_in_three_digits():
    """They are whole numbers, and what staff cost by the family gives the number of families back."""
    told = of_table("ledger", pd.DataFrame({"strategy": ["a", "a"], "pence": [1_234_567, -98_765]}))
    assert told.pence.tolist() == [1_230_000, -98_800]


def test_a_column_of_whole_numbers_is_kept_private_unless_it_counts_nobody(comparison, tmp_path):
    """Planted in every table of a comparison: a count under a name that nobody has listed. What stays is listed."""
    study, private = study_of(comparison), private_scenario(tmp_path)
    tables = {name: table.assign(counted_anew=range(len(table))) for name, table in whole(study).tables.items()}
    told = discreet(tables, private)
    for name in set(told) - {*AS_THEY_ARE}:
        for column in set(tables[name].select_dtypes("integer").columns) - {*NO_COUNTS, PENCE}:
            assert not told[name][column].between(1, 4).any(), f"{name}: {column}"
        stay = [column for column in NO_COUNTS if column in told[name] and column not in COUNTS]
        assert told[name][stay].select_dtypes("integer").equals(tables[name][stay].select_dtypes("integer")), name


@pytest.mark.usefixtures("without_figures")
def test_no_private_figure_is_in_anything_that_is_written(tmp_path, capsys, caplog):
    """A comparison saved, printed as JSON and kept in a store; what the cache has got meanwhile is searched too."""
    began, own, asked = time.time() - 1.0, own_file(tmp_path), str(scenario_file(tmp_path))
    kept = ("--out", str(tmp_path / "out"), "--store", str(tmp_path / "store.sqlite"))
    assert run(["compare", asked, *SMALL, "--area-figures", str(own), *kept, "--json"]) == 0
    printed = capsys.readouterr()
    json.loads(printed.out)
    cached = [
        file for file in (cache_folder() or tmp_path).rglob("*") if file.is_file() and file.stat().st_mtime > began
    ]
    cached = [file for file in cached if not file.name.startswith(Path(__file__).stem)]  # what is compiled of this file
    written = [file for file in tmp_path.rglob("*") if file.is_file() and file != own]
    assert len(written) > 20
    leaks = {str(file): seen for file in (*written, *cached) if (seen := found_in(file.read_bytes()))}
    leaks |= {"printed": seen} if (seen := found_in((printed.out + printed.err + caplog.text).encode())) else {}
    assert leaks == {}
    assert run(["verify", str(tmp_path / "out"), "--area-figures", str(own)]) == 0
    assert run(["verify", str(tmp_path / "out")]) == 1


def test_check_and_run_keep_them_too(tmp_path, capsys):
    """What `check` says is which figures are given, not what they are."""
    own = own_file(tmp_path)
    assert run(["check", "croydon", "--area-figures", str(own)]) == 0
    assert run(["check", "croydon", "--area-figures", str(own), "--json"]) == 0
    assert run(["run", "croydon", "--strategy", "croydon", *SMALL, "--area-figures", str(own)]) == 0
    said = "".join(capsys.readouterr())
    assert found_in(said.encode()) == []
    assert "own figures" in said


@pytest.mark.parametrize("command", ["timing", "page", "why"])
def test_other_questions_refuse_private_figures(command, tmp_path, capsys):
    """By exit code 2, with what to change; the numbers are not repeated."""
    text = scenario_file(tmp_path, "[area]\nbirths = 4913\n")
    more = ["--strategy", "groups"] if command == "why" else []
    assert run([command, str(text), *more]) == 2
    said = "".join(capsys.readouterr())
    assert "private = false" in said
    assert found_in(said.encode()) == []


def private_scenario(tmp_path):
    """Return a shipped scenario that rests on private figures."""
    return load_scenario("croydon", area_figures=own_file(tmp_path))


def test_small_counts_are_written_in_fives_and_all_numbers_with_three_digits(tmp_path):
    """None from one to four is left in a column of counts, or of a measure that is one; other tables stay."""
    tables = {
        "funnel": pd.DataFrame({"offer": [1, 2, 3, 4, 5], "episodes": [0.0, 2.0, 3.0, 7.49, 12345.0]}),
        "outcomes": pd.DataFrame({"measure": ["helped", "helped", "quality"], "value": [3.0, 1.0, 0.123456]}),
        "runs": pd.DataFrame({"seed": [123456789], "draw": [1]}),
    }
    found = discreet(tables, private_scenario(tmp_path))
    assert list(found["funnel"]["episodes"]) == [0.0, 0.0, 5.0, 5.0, 12300.0]
    assert list(found["funnel"]["offer"]) == [1, 2, 3, 4, 5]
    assert list(found["outcomes"]["value"]) == [5.0, 0.0, 0.123]
    assert found["runs"] is tables["runs"]
    assert discreet(tables, load_scenario("croydon"))["funnel"] is tables["funnel"]


def test_a_count_that_is_not_known_stays_unknown(tmp_path):
    """NaN is no small count."""
    table = {"survival": pd.DataFrame({"at_risk": [np.nan, 4.0]})}
    assert discreet(table, private_scenario(tmp_path))["survival"]["at_risk"].isna().tolist() == [True, False]


def test_check_sets_a_count_at_a_door_beside_what_would_come_there(tmp_path, capsys):
    """In how many times alone; the newest vintage tells what else is published."""
    text = scenario_file(tmp_path, '[area]\nvintage = "newest"\ndoors = { health_visitor = 9137 }\n')
    assert run(["check", str(text)]) == 0
    said = capsys.readouterr().out
    assert "health visitor: your count is" in said
    assert "Universal Credit" in said
    assert found_in(said.encode()) == []
