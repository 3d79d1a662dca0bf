"""Every question that keeps a folder can be asked again from its record, and none is loaded before it is asked."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import famsim.questions
from famsim.questions import AGAIN, ROOMS, TITLES

HERE = Path(famsim.questions.__file__).parent
SAID = "print(*(one for one in sys.modules if one.startswith('famsim.questions.')))"
ALONE = f"import sys, famsim; famsim.compare; {SAID}"


def test_each_kind_is_asked_again_by_its_own_room():
    """The kinds are written twice, so that a room is loaded when it is asked: here against each room's own."""
    doors = [one.parent.name for one in HERE.glob("*/__init__.py")]
    rooms = {name: import_module(f"famsim.questions.{name}") for name in doors}
    known = {room.KIND: name for name, room in rooms.items() if hasattr(room, "again")}
    assert known == ROOMS and set(AGAIN) == set(ROOMS)


def test_each_kind_has_a_title_of_its_own_in_a_report():
    """A folder of a trial, a calibration or another comparison stood under "Also"."""
    assert set(TITLES) == set(ROOMS) and len(set(TITLES.values())) == len(TITLES)


def test_a_question_loads_no_other_that_it_does_not_stand_on():
    """Of the rooms a comparison loads its own: half a second of every process."""
    said = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, check=True).stdout.split()
    assert {one.split(".")[2] for one in said} == {"compare"}
