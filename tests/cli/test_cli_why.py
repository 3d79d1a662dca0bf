"""The command `why`: its answer, its folder, and what it says to mistakes."""

import json
import re

import pytest

from famsim.questions.why import CHANNELS, DELIVERY

SMALL = ("--families", 300, "--months", 14)
SIGNED = re.compile(r"[+-][0-9,.]+")
ASKED = ("why", "newcastle", "--strategy", "newcastle", *SMALL)


def test_json_is_one_object_with_every_table(cli):
    """Tables by name as lists of records, plus scenario, record, answer; results to stdout, progress to stderr."""
    said = cli(*ASKED, "--json", "--draws", 2)
    found = json.loads(said.out)
    assert (said.code, "Settling" in said.err) == (0, True)
    assert set(found) == {"attribution", "chain", "measures", "facts", "scenario", "record", "answer"}
    columns = {"strategy", "measure", "part", "sort", "order", "step", "estimate", "mc_se", "low", "high"}
    columns |= {"n_changed", "at_most"}
    assert set(found["attribution"][0]) == columns
    assert set(found["chain"][0]) == {"strategy", "measure", "order", "run", "value", "low", "high"} | {
        "n_changed",
        "at_most",
    }
    assert found["record"]["draws"] == 2
    assert "chance and the uncertainty of the figures" in found["answer"]


def test_the_short_answer_has_a_paragraph_and_a_table_for_each_measure(cli):
    said = cli(*ASKED, "--measure", "stay_in_harm", "--measure", "quality_gained")
    assert said.code == 0
    assert "**Stay together; harm goes on" in said.out and "**Relationship quality gained" in said.out
    assert "stay_in_harm: what each part adds" in said.out and "quality_gained: what each part adds" in said.out
    assert "## How to read it" in said.out


def test_the_table_that_is_printed_adds_up_to_its_totals(cli):
    """Each column: the channels to perfect delivery, with the steps of delivery to the offer as it is; rounded."""
    asked = ("--families", 800, "--months", 30, "--measure", "quality_gained")
    said = cli("why", "newcastle", "--strategy", "primary prevention", *asked)
    rows = [line.split() for line in said.out.split("what each part adds")[1].splitlines()]
    signed = [[float(word.replace(",", "")) for word in row if SIGNED.fullmatch(word)] for row in rows]
    found = {" ".join(row[:2]): numbers for row, numbers in zip(rows, signed, strict=True) if numbers}
    totals = {name: found.pop(name) for name in ("perfect delivery", "as offered")}
    assert len(found) == len(CHANNELS) + len(DELIVERY) and totals["perfect delivery"][0] > 0
    for column in (0, -2, -1):
        steps = [numbers[column] for numbers in found.values()]
        assert sum(steps[: len(CHANNELS)]) == pytest.approx(totals["perfect delivery"][column], abs=3.5)
        assert sum(steps) == pytest.approx(totals["as offered"][column], abs=6.0)


def test_a_folder_is_whole_and_verifies_until_a_byte_is_changed(cli, tmp_path):
    assert cli(*ASKED, "--seed", 5, "--measure", "stay_free_of_harm", "--out", "here").code == 0
    names = {file.name for file in (tmp_path / "here").iterdir()}
    assert {"attribution.csv", "chain.csv", "waterfall-stay-free-of-harm.png", "answer.md", "record.json"} <= names
    assert cli("verify", "here").code == 0
    with (tmp_path / "here" / "chain.csv").open("a") as file:
        file.write("x")
    said = cli("verify", "here")
    assert (said.code, "chain.csv: was changed" in said.out) == (1, True)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--strategy", "newcastel"), "Did you mean 'newcastle'"),
        (("--strategy", "business as usual"), "makes no offer"),
        (("--strategy", "newcastle", "--measure", "stays_in_harm"), "Did you mean 'stay_in_harm'"),
        (("--strategy", "newcastle", "--draws", "0"), "allowed"),
        ((), "--strategy"),
    ],
)
def test_mistakes_are_one_message_before_any_work(cli, tmp_path, asked, told):
    said = cli("why", "newcastle", *asked, "--out", "here")
    assert (said.code, said.out) == (2, "")
    assert told in said.err and "Settling" not in said.err
    assert not (tmp_path / "here").exists()
