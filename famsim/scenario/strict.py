"""What every part of a scenario shares: frozen, no unknown key, and checked however it is made or changed."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from famsim.asking import plain
from famsim.nearest import nearest
from famsim.scenario.checks import shown
from famsim.scenario.problems import Fault, explain, problem


class Strict(BaseModel):
    """A frozen part of a scenario; wrong types are refused, never converted, and no way of making one is unchecked."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        validate_by_name=True,
        validate_by_alias=True,
        revalidate_instances="always",
    )

    def __init__(self, **fields: Any) -> None:
        try:
            super().__init__(**plain(fields))
        except ValidationError as error:
            raise explain(error, type(self), type(self).__name__) from None

    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]  # parts inside a part keep pydantic's own way

    def with_(self, **changes: Any) -> Self:
        """Return a copy with some fields changed, checked as a file is; ScenarioError names the field.

        Fields go by their names here or in a file. A value replaces what is there; a table for a part with keys of
        its own (`economy`, `when`) changes the keys that it names.
        """
        return self.changed(plain(changes), self.called())

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with some fields replaced, checked as a file is; nothing in it can change, so none is deep."""
        return self.checked(self.given() | self.by_name(plain(dict(update or {}))), self.called())

    def changed(self, changes: Mapping[str, Any], where: str) -> Self:
        """Return a copy with some fields changed; an error about them opens with `where`."""
        laid = {name: self.laid_over(name, value, where) for name, value in self.by_name(changes).items()}
        return self.checked(self.given() | laid, where)

    @classmethod
    def checked(cls, fields: Mapping[str, Any], where: str) -> Self:
        """Return this part of a scenario made of its fields, each checked; an error opens with `where`."""
        try:
            return cls.model_validate(fields)
        except ValidationError as error:
            raise explain(error, cls, where) from None

    def given(self) -> dict[str, Any]:
        """Return the fields that were given, by name; also those that a wrong copy has brought in."""
        fields = type(self).model_fields
        return {
            name: value for name, value in vars(self).items() if name in self.model_fields_set or name not in fields
        }

    def by_name(self, changes: Mapping[str, Any]) -> dict[str, Any]:
        """Return changes by the names that fields have here, whichever name was used."""
        names = {field.alias: name for name, field in type(self).model_fields.items() if field.alias}
        return {names.get(name, name): value for name, value in changes.items()}

    def laid_over(self, name: str, value: Any, where: str) -> Any:
        """Return what a field becomes: a table laid over a part that has keys of its own, else the value itself.

        `where` opens an error about a part inside this one.
        """
        there = getattr(self, name, None)
        if not isinstance(there, Strict) or not isinstance(value, Mapping):
            return value
        return there.given() | there.by_name(value)

    def each_laid_over(
        self, field: str, parts: Sequence[tuple[Any, "Strict"]], changes: Mapping[str, Any], where: str
    ) -> tuple[Any, ...]:
        """Return parts with their keys, those that are named changed; ScenarioError for a key there is not."""
        kind = type(self).model_fields[field].alias
        for key in changes:
            if all(key != one for one, _ in parts):
                known = [str(one) for one, _ in parts]
                if key in known:  # 1 as text
                    raise problem(where, (field,), Fault(f"{shown(key)} is a text", f"the number {key}"))
                fault = Fault(f"there is no {kind} {shown(key)}", ", ".join(known) or "none", nearest(key, known))
                raise problem(where, (field,), fault)
        return tuple(
            one.changed(changes[key], f"{where}, {kind} {key}")
            if isinstance(changes.get(key), Mapping)
            else changes.get(key, one)
            for key, one in parts
        )

    def called(self) -> str:
        """Return how a message about this part begins."""
        return type(self).__name__.lower()
