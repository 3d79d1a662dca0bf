"""What a page is made from: small, whole, the same twice, and refused in words where it cannot be."""

import base64
import json
import zlib

import numpy as np
import pytest

from famsim.errors import FamsimError
from famsim.model.counts import Count
from famsim.model.family import FAMILY
from famsim.model.parameters import PARAMETERS
from famsim.population import Starts, world_of
from famsim.scenario import change, load_scenario
from famsim.version import source_hash
from famsim.wasm import binary, model, pack, scripts
from famsim.wasm.compiled import IMPORTED, bared, data_end, imports
from famsim.wasm.scoring import filled_words
from famsim.wasm.seal import hash_of

DRAWS = (0, 3)
ONE_DRAW, A_DRAW, MODULE = 110_000, 15_000, 65_000  # characters: twenty draws leave a page of 500,000 its own part


@pytest.fixture(scope="module")
def scenario():
    return change(load_scenario("newcastle"), families=300, months=24)


@pytest.fixture(scope="module")
def packed(scenario):
    return pack(scenario, DRAWS)


def unpacked(text):
    return zlib.decompress(base64.b64decode(text), -15)


def test_it_is_json_and_small(packed):
    """A page of at most 500 kB with twenty draws."""
    draws = packed["world"]["draws"]
    assert json.loads(json.dumps(packed)) == packed
    assert len(json.dumps(packed, separators=(",", ":"))) < ONE_DRAW + A_DRAW
    assert len(draws[1]["p"]) < A_DRAW and len(packed["model"]["wasm"]) < MODULE


def test_the_module_asks_for_memory_and_a_stack_alone(packed):
    """No function of the browser's is called: it can neither read, nor send, nor know the time."""
    code = unpacked(packed["model"]["wasm"])
    assert code == binary().code == bared(code) and code[:8] == b"\0asm\1\0\0\0"
    assert set(imports(code)) <= IMPORTED == {"__linear_memory", "__stack_pointer"}
    layout = packed["model"]["layout"]
    assert data_end(code) + layout["stack"] <= layout["stack_top"] < data_end(code) + layout["stack"] + 64


def test_the_first_draw_is_the_central_one_and_others_are_whole(packed, scenario):
    """Parameters byte for byte, those of a draw put together as the page does, but for what it fills in itself."""
    starts, draws = Starts(world_of(scenario)), packed["world"]["draws"]
    central = np.frombuffer(unpacked(draws[0]["p"]), np.uint64).copy()
    assert central.tobytes() == starts.parameters(0).tobytes()
    body = unpacked(draws[1]["p"])
    gaps, own = np.frombuffer(body[: len(body) // 5], np.uint16), body[len(body) // 5 :]
    central[np.cumsum(gaps)] = np.ascontiguousarray(np.frombuffer(own, np.uint8).reshape(8, -1).T).view(np.uint64)[:, 0]
    shipped = np.setdiff1d(np.arange(central.size), filled_words() if "cuts" in draws[1] else [])
    drawn = np.frombuffer(starts.parameters(3).tobytes(), np.uint64)
    assert 0 < central.size - shipped.size < central.size / 2 and (central == drawn)[shipped].all()


def test_central_values_are_there_whatever_is_asked_for(scenario, packed):
    """Every draw's families begin under them."""
    assert [one["number"] for one in pack(scenario, (3,))["world"]["draws"]] == [0, 3]
    assert pack(scenario, DRAWS) == packed  # the same twice


def test_offsets_are_those_of_the_records(packed):
    layout = packed["model"]["layout"]
    assert layout["family"]["size"] == FAMILY.itemsize and layout["counts"]["PENCE"] == Count.PENCE
    assert layout["family"]["fields"]["status"] == {"at": FAMILY.fields["status"][1], "type": "i1"}
    child = layout["family"]["fields"]["children"]
    assert child["shape"] == [5] and child["size"] == FAMILY["children"].base.itemsize
    assert layout["policy_at"] == PARAMETERS.fields["policy"][1]


def test_the_seal_names_what_it_was_made_from(packed):
    seal = packed["seal"]
    assert seal["source"] == source_hash() and seal["wasm"] == binary().sha256 and len(seal["end"]) == 16


def test_the_hash_tells_one_bit(packed):
    """By hand: of four bytes 1, 0, 0, 0 the lower half is (basis ^ 1) x prime, cut to 32 bits."""
    assert hash_of([b"\1\0\0\0"])[8:] == f"{(2166136261 ^ 1) * 16777619 % 2**32:08x}"
    assert hash_of([b"\1"]) == hash_of([b"\1\0\0\0"]) != hash_of([b"\2"]) != hash_of([b"\1", b"\0"])


def test_scripts_define_the_pages_names_and_are_within_an_element(packed):
    """What a page holds between script tags: nothing ends the element early, nothing is read from elsewhere."""
    text = scripts()
    assert "</script" not in text and "import" not in text.replace("important", "") and "fetch(" not in text
    assert [line.split("(")[0] for line in text.splitlines() if line.startswith(("function", "async function"))] == [
        "function famsimEngine",
        "function famsimBooks",
        "function famsimScores",
        "function famsimRecords",
        "function famsimMoved",
        "function famsimSession",
        "async function famsimLive",
    ]
    assert model() is model()


@pytest.mark.parametrize("given", ["newcastle", None, {"name": "newcastle"}])
def test_what_is_no_scenario_is_refused(given):
    with pytest.raises(FamsimError, match=r"is no scenario; allowed: what fs\.load_scenario returns"):
        pack(given)


@pytest.mark.parametrize("number", [-1, 10**9, 1.5, "two"])
def test_a_draw_that_cannot_be_is_refused(scenario, number):
    with pytest.raises(FamsimError, match="draw"):
        pack(scenario, (number,))


def test_several_areas_are_refused(scenario):
    """A page lives one area at a time: two side by side are two packs."""
    given = load_scenario("newcastle")
    several = change(given, strategies=given.strategies[:1], area=None, areas=("newcastle-upon-tyne", "croydon"))
    with pytest.raises(FamsimError, match="area"):
        pack(several)
