"""From what pydantic found to one message: file, line, field, fault, what is allowed, nearest name."""

from collections.abc import Mapping
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from famsim.errors import ScenarioError
from famsim.nearest import nearest
from famsim.scenario.base import Rule
from famsim.scenario.checks import Where, shown
from famsim.scenario.lines import Lines

FIGURES = ("evidence", "constants")  # tables of figures by their dotted names


def explain(error: ValidationError, model: type[BaseModel], where: str, lines: Lines | None = None) -> ScenarioError:
    """Return the error to show: an unknown key first, then the first in the file, then what is missing."""
    found = min(error.errors(include_url=False), key=lambda one: _urgency(one, lines))
    at = _place(found)
    return problem(where, at, _in_words(found, model, at), lines)


class Fault(NamedTuple):
    """What is wrong with a field, what is allowed there, and the nearest right name."""

    what: str
    allowed: str
    near: str | None = None

    def __str__(self) -> str:
        """Say it, in the form every message has."""
        hint = f"; did you mean {self.near!r}?" if self.near else ""
        return f"{self.what}; allowed: {self.allowed}{hint}"


def problem(where: str, at: Where, fault: Fault, lines: Lines | None = None) -> ScenarioError:
    """Return the error for one field."""
    line = f", line {_line(at, lines)}" if lines else ""
    return ScenarioError(f"{where}{line}: {field_name(at)}: {fault}")


class Wrong(NamedTuple):
    """Makes the errors of one file: its name, and where its keys stand."""

    where: str
    lines: Lines | None

    def __call__(self, at: Where, what: str, allowed: str, near: str | None = None) -> ScenarioError:
        """Return the error for a field."""
        return problem(self.where, at, Fault(what, allowed, near), self.lines)


def field_name(at: Where) -> str:
    """Return a path as an analyst would say it: strategy 2, offer 1, who.together."""
    text = ""
    for part in at:
        if isinstance(part, int):
            text += f" {part + 1}"
        else:
            join = "" if not text else ", " if text[-1].isdigit() else "."
            text += join + shown(part)[1:-1]
    return text or "the file"


def _place(found: Mapping[str, Any]) -> Where:
    return tuple(found["loc"]) + tuple(found.get("ctx", {}).get("at", ()))


def _line(at: Where, lines: Lines) -> int:
    if len(at) > 1 and at[0] in FIGURES:
        return lines.of_name(str(at[0]), ".".join(part for part in at[1:] if isinstance(part, str)))
    return lines.of(at)


def _urgency(found: Mapping[str, Any], lines: Lines | None) -> tuple[int, int]:
    rank = {"extra_forbidden": 0, "missing": 2}.get(found["type"], 1)
    return rank, _line(_place(found), lines) if lines else 0


def _in_words(found: Mapping[str, Any], model: type[BaseModel], at: Where) -> Fault:
    kind, value = found["type"], found.get("input")
    if kind == "famsim":
        return Fault(found["ctx"]["what"], found["ctx"]["allowed"], found["ctx"]["near"])
    if kind == "extra_forbidden":
        known = _keys(_model_at(model, at[:-1]))
        return Fault(f"there is no key {shown(at[-1])} here", ", ".join(known), nearest(at[-1], known))
    allowed = _allowed(model, at)
    if kind == "missing":
        return Fault("must be given", allowed)
    return Fault(f"{shown(value)} is not a table", allowed)


def _allowed(model: type[BaseModel], at: Where) -> str:
    field = _field(model, at)
    said = [rule.allowed for rule in field.metadata if isinstance(rule, Rule)] if field else []
    if said and not (at and isinstance(at[-1], int)):
        return said[0]
    return f"a table of {', '.join(_keys(_model_at(model, at)))}"


def _keys(model: type[BaseModel] | None) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()] if model else []


def _field(model: type[BaseModel] | None, at: Where) -> FieldInfo | None:
    """Return the field that a path leads to, list places left out."""
    field = None
    for part in at:
        if isinstance(part, int):
            continue
        fields = model.model_fields if model else {}
        field = fields.get(part) or next((one for one in fields.values() if one.alias == part), None)
        model = _model_in(field.annotation) if field else None
    return field


def _model_at(model: type[BaseModel], at: Where) -> type[BaseModel] | None:
    field = _field(model, at)
    if field is None:
        return model if not at else None
    return _model_in(field.annotation)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for inner in get_args(annotation) if (model := _model_in(inner))), None)
