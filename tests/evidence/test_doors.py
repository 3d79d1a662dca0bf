"""The doors of the register: each file says who comes, by figures of its own; what cannot be is an error by name."""

import pytest

from famsim.errors import EvidenceError
from famsim.evidence import load_register, the_doors
from famsim.evidence.doors import load_doors, read_door
from famsim.model.doors import MAX_ASKED, MAX_WAYS
from famsim.model.policy import DOORS

WAY = {"chance": "often", "when": {"in_arrears": True}}
FILE = {"says": "a desk", "ways": [WAY], "often": {"value": 0.1}}


def test_every_door_has_a_file_and_every_figure_a_door():
    found = the_doors()
    assert tuple(found) == DOORS
    named = {f"doors.{figure}" for door in found.values() for figure in door.figures}
    assert named == {name for name in load_register().figures if name.startswith("doors.")}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"ways": []}, "nobody comes"),
        ({"says": None}, "says is missing"),
        ({"ways": [WAY] * (MAX_WAYS + 1)}, f"{MAX_WAYS + 1} ways"),
        ({"ways": [{"chance": "often"}]}, "way 1: chance or when is missing"),
        ({"ways": [WAY | {"lag": 3}]}, "'lag'"),
        ({"ways": [WAY | {"chance": "oftn"}]}, "'oftn'.*'often'"),
        ({"ways": [WAY | {"when": {"in_arears": True}}]}, "'in_arears'.*'in_arrears'"),
        ({"ways": [WAY | {"when": {"in_arrears": 2}}]}, "in_arrears: 2. Allowed: true or false"),
        ({"ways": [WAY | {"when": {"months_in_arrears": [-1, 4]}}]}, "months_in_arrears: -1"),
        ({"ways": [WAY | {"when": {"months_in_arrears": ["lag", 4]}}]}, "'lag'"),
        ({"ways": [WAY | {"when": {}}]}, f"when asks 0 things. Allowed: 1 to {MAX_ASKED}"),
        ({"ways": [WAY | {"rises": {"with": "stres_load", "by": "often"}}]}, "'stres_load'.*'stress_load'"),
        ({"seldom": {"value": 0.1}}, "no way reads seldom"),
        ({"through": {"doors": ["gpp"], "share": "often"}}, "'gpp'.*'gp'"),
    ],
)
def test_a_door_that_cannot_be_is_an_error(changes, says):
    with pytest.raises(EvidenceError, match=says):
        read_door("gp", FILE | changes, "evidence/doors/gp.toml")


def test_a_folder_without_a_door_or_with_another_is_an_error(tmp_path):
    (tmp_path / "doors").mkdir()
    with pytest.raises(EvidenceError, match="no file for midwife"):
        load_doors(tmp_path)
    (tmp_path / "doors" / "midwive.toml").write_text("")
    with pytest.raises(EvidenceError, match=r"'midwive'.*'midwife'"):
        load_doors(tmp_path)
