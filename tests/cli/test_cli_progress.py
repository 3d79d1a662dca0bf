"""Progress in plain lines: how far, and how long only when that can be known."""

import pytest

from famsim.cli import progress
from famsim.cli.progress import Lines


@pytest.mark.parametrize(("done", "said"), [(4, "4% done"), (25, "25% done, about 300 s left")])
def test_the_time_left_is_said_once_it_can_be_known(monkeypatch, capsys, done, said):
    """By hand: after 100 s and a quarter of the years, 300 s are left; the first years hold the making of starts."""
    monkeypatch.setattr(progress, "monotonic", lambda: 100.0)
    Lines("Leeds", "runs", began=0.0, said=0.0)(done, 100)
    assert capsys.readouterr().err.splitlines()[-1] == f"runs: {said}"


def test_what_is_tried_several_times_says_which_try(capsys):
    """Progress that begins anew is another try: of a search for what a budget buys, say."""
    told = Lines("Leeds", "what budgets buy")
    for done in (30, 10):
        told.said -= 60.0
        told(done, 100)
    first, second = capsys.readouterr().err.splitlines()[1:]
    assert first.startswith("what budgets buy: 30%") and second.startswith("what budgets buy, try 2: 10%")
