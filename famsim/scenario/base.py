"""The rules for the fields of a scenario: each a check, and the same in words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic_core import PydanticCustomError, core_schema

from famsim.errors import unseen
from famsim.limits import Limit
from famsim.scenario.checks import is_plain, name_of, number, shown, whole, wrong


@dataclass(frozen=True)
class Rule:
    """What a field may be: a check that returns the clean value or raises, and the same in words.

    schema: as far as JSON Schema can say it, for editors. `whole`: the check decides alone; otherwise what it returns
    goes on to the type of the field.
    """

    check: Callable[[Any], Any]
    allowed: str
    schema: Mapping[str, Any]
    whole: bool = True

    def __repr__(self) -> str:
        """Return what is allowed, as `help` shows it."""
        return f"<{self.allowed}>"

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        if self.whole:
            return core_schema.no_info_plain_validator_function(self.check)
        return core_schema.no_info_before_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        inner = {} if self.whole else handler(core)
        return {**inner, **self.schema, "description": self.allowed}


def whole_number(limit: Limit) -> Rule:
    """Return the rule for a whole number within a limit."""
    schema = {"type": "integer", "minimum": limit.low, "maximum": limit.high}
    return Rule(lambda value: whole(value, limit.low, limit.high, allowed=limit.allowed), limit.allowed, schema)


def a_number(low: float, high: float, allowed: str) -> Rule:
    """Return the rule for a number from low to high."""
    schema = {"type": "number", "minimum": low, "maximum": high}
    return Rule(lambda value: number(value, low, high, allowed=allowed), allowed, schema)


def optional(rule: Rule) -> Rule:
    """Return a rule that also lets None pass."""
    return Rule(lambda value: None if value is None else rule.check(value), rule.allowed, rule.schema)


def one_of(names: tuple[str, ...], kind: str) -> Rule:
    """Return the rule for one of some names."""
    return Rule(name_of(names, kind), ", ".join(names), {"enum": list(names)})


def several(low: int, high: int, says: str) -> Rule:
    """Return the rule for a list of low to high items, kept as a tuple; their own type checks the items."""

    def check(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise wrong(f"{shown(value)} is not a list", says)
        if not low <= len(value) <= high:
            many = f"{low}" if low == high else f"{low} to {high}"
            raise wrong(f"{len(value)} are given", f"{many}: {says}")
        return tuple(value)

    return Rule(check, says, {"minItems": low, "maxItems": high}, whole=False)


def names(low: int, high: int, longest: int, says: str) -> Rule:
    """Return the rule for a list of low to high names on one line each, kept as a tuple; None passes."""
    name, many = text(longest, one_line=True), several(low, high, says)

    def check(value: Any) -> tuple[str, ...] | None:
        if value is None:
            return None
        for place, one in enumerate(many.check(value)):
            try:
                name.check(one)
            except PydanticCustomError as error:
                found: Any = error.context
                raise wrong(found["what"], found["allowed"], (place,)) from None
        return tuple(value)

    return Rule(check, says, {"type": "array", "items": dict(name.schema), **many.schema})


def text(longest: int, one_line: bool) -> Rule:
    """Return the rule for a text of 1 to `longest` characters without control or invisible signs."""
    allowed = f"text of 1 to {longest} characters" + (", without spaces at its ends" if one_line else "")

    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise wrong(f"{shown(value)} is not a text", allowed)
        if not 1 <= len(value) <= longest:
            raise wrong(f"the text has {len(value)} characters", allowed)
        if not is_plain(value, one_line):
            sign = unseen(value if one_line else "".join(value.split()))
            of = (
                f"the sign U+{ord(sign):04X}, which cannot be printed" if sign else "spaces at its ends, or only spaces"
            )
            raise wrong(f"{shown(value)} has {of}", allowed)
        return value

    return Rule(check, allowed, {"type": "string", "minLength": 1, "maxLength": longest})


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise wrong(f"{shown(value)} is not true or false", "true or false")
    return value


YES_OR_NO = Rule(_yes_or_no, "true or false", {"type": "boolean"})


def table_of(names: Iterable[str], inner: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of a table whose keys are some names."""
    return {"type": "object", "properties": dict.fromkeys(names, inner), "additionalProperties": False}
