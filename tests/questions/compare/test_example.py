"""The committed example is what the present model gives: byte for byte, so on any machine."""

from pathlib import Path

from famsim.questions import AGAIN
from famsim.results import verify

EXAMPLE = Path(__file__).parents[3] / "results" / "example"


def test_the_committed_example_comes_out_again():
    """By definition of a results folder: its files are whole, and running it again gives the same tables and answer."""
    assert verify(EXAMPLE, AGAIN) == []
