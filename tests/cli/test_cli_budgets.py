"""Money on the command line: what `check` expects, one sum for all, and what is refused with exit code 2."""

import json

import pytest

from famsim.runs import budgets, spent

TEXT = """
[scenario]
name = "money"
question = "What does the money do?"
area = "newcastle-upon-tyne"
months = 12
families = 600

[[strategy]]
name = "nothing"

[[strategy]]
name = "online"
budget = BUDGET
grant = { ends = 12, stakeholders = 0.5, breadth = 0.5, depth = 0.5, innovation = 0.5, strategic_fit = 0.5 }
[[strategy.offer]]
programme = "coached_online"
found = ["gp"]

[[strategy]]
name = "given"
budget = 50000
[[strategy.offer]]
programme = "coached_online"
found = ["school"]
places_a_month = 100.0
"""


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setattr(spent, "DRAWS", 2)
    monkeypatch.setattr(budgets, "DRAWS", 2)

    def write(budget="1000000"):
        path = tmp_path / "money.toml"
        path.write_text(TEXT.replace("BUDGET", budget), encoding="utf-8")
        return str(path)

    return write


def test_check_says_what_a_budget_is_expected_to_spend(cli, file):
    done = cli("check", file(), "--json")
    online, given = json.loads(done.out)["budgets"]
    assert done.code == 0 and online["money"] == 1_000_000 and online["spent"] > 0
    assert len(online["rates"]) == 1 and given["rates"] == [], "what has its places buys none"
    done = cli("check", file())
    assert done.code == 0
    assert done.out.count("expected to spend GBP") == 2 and done.out.count("half of such offers have stopped") == 1


@pytest.mark.parametrize("budget", ["0", "'much'", "[]"])
def test_what_is_no_budget_is_refused_by_line(cli, file, budget):
    done = cli("check", file(budget))
    assert done.code == 2 and "money.toml, line 14: strategy 2, budget" in done.err and "allowed:" in done.err


@pytest.mark.parametrize("pounds", ["-1", "0", "much", "1e300"])
def test_an_equal_budget_is_a_sum_of_pounds(cli, file, pounds):
    done = cli("compare", file(), "--equal-budget", pounds)
    assert done.code == 2 and "allowed" in done.err


@pytest.mark.parametrize("command", [("why", "--strategy", "online")])
def test_what_does_not_live_what_goes_on_after_a_grant_refuses_it(cli, file, command):
    done = cli(command[0], file(), *command[1:])
    assert done.code == 2 and "a grant without the five factors" in done.err
