"""What an editor needs to know of a scenario file: its JSON Schema, as far as that can say what a file may hold."""

from typing import Any

from famsim.scenario.schema import Question, Scenario


def file_schema() -> dict[str, Any]:
    """Return the JSON Schema of a scenario file: the [scenario] table, [[strategy]], [evidence] and [economy].

    Leaves out: what fields say together (an offer's places, a window within a trigger), and the names and ranges of
    figures, which `famsim check` looks up.
    """
    whole = Scenario.model_json_schema()
    asked = set(Question.model_json_schema()["properties"])
    inside = {name: field for name, field in whole["properties"].items() if name in asked}
    question = {"type": "object", "properties": inside, "additionalProperties": False}
    question["required"] = [name for name in whole["required"] if name in asked]
    outside = {name: field for name, field in whole["properties"].items() if name not in asked}
    outside = {"area" if name == "here" else name: field for name, field in outside.items()}
    required = ["scenario", *(name for name in whole["required"] if name not in asked)]
    return whole | {"title": "famsim scenario", "properties": {"scenario": question, **outside}, "required": required}
