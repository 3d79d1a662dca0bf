"""What is said of a place that cannot hold results: what it is, and what to do."""

import os
import re
from pathlib import Path
from unittest.mock import Mock

import pytest

from famsim.errors import StoreError
from famsim.results import places
from famsim.results.folder import write_whole


def test_what_cannot_hold_results_is_called_what_it_is(tmp_path, monkeypatch):
    """A link, a link that leads nowhere, the top of a disk, a place under a file, the folder above."""
    there = tmp_path / "there"
    (there / "deep").mkdir(parents=True)
    monkeypatch.chdir(there / "deep")
    Path("link").symlink_to(there)
    Path("lost").symlink_to("nowhere")
    Path("s.toml").touch()
    said = {
        "link": f"is a symbolic link, which is not followed; give the folder itself: {there}",
        "lost": "it leads nowhere",
        "/": "top of a disk",
        "s.toml/x": "s.toml is a file, not a folder",
        "..": "you are working inside it",
    }
    for place, words in said.items():
        with pytest.raises(StoreError, match=re.escape(words)):
            write_whole(place, dict)


def test_a_limit_of_the_system_is_told_apart_from_a_place_that_cannot_be_written(tmp_path, monkeypatch):
    for number, words in ((27, "ulimit -f"), (28, "make room"), (13, "that you may write to")):
        monkeypatch.setattr(places, "write", Mock(side_effect=OSError(number, os.strerror(number))))
        with pytest.raises(StoreError, match=words) as caught:
            places.write_file(tmp_path / "big.html", b"x")
        assert ("you may write" in str(caught.value)) == (number == 13)
