"""The way of a command through the rooms: down to what it needs, and up again by returning."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

_spec = spec_from_file_location("climbing", Path(__file__).with_name("climbing.py"))
climbing = module_from_spec(_spec)
_spec.loader.exec_module(climbing)


def test_the_way_of_compare_climbs_at_most_twice(cli):
    """Who is told how far it is stands at the top, and a question tells a study's answer; nothing else climbs."""
    with climbing.climbs() as found:
        done = cli("compare", "newcastle", "--families", 300, "--months", 12, "--threads", 1)
    assert done.code == 0, done.err
    assert len(found) <= 2, found


def test_a_planted_climb_is_seen():
    """A call handed down and made below is seen where it is made."""
    from famsim.runs.telling import Telling
    from famsim.writing import words

    with climbing.climbs() as found:
        Telling(lambda *_: words.whole(3.0), 1)()
    assert found == [("runs.telling.__call__", "writing.words.whole")]
