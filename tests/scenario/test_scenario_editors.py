"""The JSON Schema that editors read: every field of a file, with what it may be; the shipped copy is today's."""

import json
import tomllib
from pathlib import Path

import pytest

from famsim.scenario import Scenario, file_schema, shipped_names, shipped_text

COPY = Path(__file__).parents[2] / "docs" / "scenario.schema.json"


def problems(value, schema, whole, at=()):
    """Return what of a file the schema does not allow: enough of JSON Schema for the keys that ours uses."""
    if "$ref" in schema:
        return problems(value, whole["$defs"][schema["$ref"].rpartition("/")[2]], whole, at)
    if "anyOf" in schema:
        tried = [problems(value, one, whole, at) for one in schema["anyOf"]]
        return [] if [] in tried else tried[0]
    kinds = {
        "object": dict,
        "array": list,
        "string": str,
        "boolean": bool,
        "integer": int,
        "number": (int, float),
        "null": type(None),
    }
    if "type" in schema and not isinstance(value, kinds[schema["type"]]):
        return [(at, value)]
    found = [(at, value)] if value not in schema.get("enum", [value]) else []
    if isinstance(value, (int, float)) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        found.append((at, value))
    if isinstance(value, list):
        for place, one in enumerate(value):
            found += problems(one, schema.get("items", {}), whole, (*at, place))
    if isinstance(value, dict):
        known = schema.get("properties", {})
        found += [((*at, name), "missing") for name in schema.get("required", []) if name not in value]
        for name, one in value.items():
            if name in known:
                found += problems(one, known[name], whole, (*at, name))
            elif schema.get("additionalProperties") is False:
                found.append(((*at, name), "unknown"))
    return found


def test_pydantics_own_call_works():
    """It raised."""
    assert {"name", "area", "strategy", "evidence"} <= set(Scenario.model_json_schema()["properties"])


@pytest.mark.parametrize("name", sorted(shipped_names()))
def test_every_shipped_scenario_is_allowed(name):
    schema = file_schema()
    assert problems(tomllib.loads(shipped_text(name)), schema, schema) == []


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("months", "mnths", ("scenario", "mnths")),
        ("months = 120", "months = 500", ("scenario", "months")),
        ("\nprogramme", "\nprogram", ("strategy", 1, "offer", 0, "program")),
    ],
)
def test_a_slip_is_seen_where_it_is(old, new, where):
    """By hand: an unknown key, a number out of range, an unknown key of an offer."""
    text = shipped_text("newcastle")
    assert old in text
    schema = file_schema()
    assert where in [at for at, _ in problems(tomllib.loads(text.replace(old, new, 1)), schema, schema)]


def test_the_shipped_copy_is_todays():
    """By definition; write it again with `python -c "import json, famsim.scenario as s; ..."` as docs/howto.md says."""
    assert json.loads(COPY.read_text(encoding="utf-8")) == file_schema()
