"""Who an offer is for, and when in a family's life: conditions on the features of a family."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from famsim.model.policy import FEATURES, MAX_CONDITIONS, Meaning
from famsim.nearest import nearest
from famsim.scenario.checks import Where, number, shown, table, wrong

YES_NO = "yes/no"


class Condition(NamedTuple):
    """One row of `who`: a family qualifies when low <= feature <= high, in the feature's own unit."""

    feature: str
    low: float
    high: float


def read_who(value: Any) -> tuple[Condition, ...]:
    """Return the conditions of a `who` table, or of Conditions, in the order written; all must hold."""
    if isinstance(value, tuple | list) and all(isinstance(row, Condition) for row in value):
        value = {row.feature: [row.low, row.high] for row in value}
    rows = table(value, "a table such as { together = true, mothers_age = [16, 24] }")
    if len(rows) > MAX_CONDITIONS:
        raise wrong(f"{len(rows)} conditions are too many", f"up to {MAX_CONDITIONS}")
    return tuple(_condition(name, wanted) for name, wanted in rows.items())


def _condition(name: str, wanted: Any) -> Condition:
    if name not in FEATURES:
        what = f"there is no feature {shown(name)} of a family"
        raise wrong(what, ", ".join(FEATURES), (name,), nearest(name, FEATURES))
    feature = FEATURES[name]
    low, high = _bounds(wanted, feature, (name,))
    if low > high:
        raise wrong(f"{low:g} is above {high:g}", "[low, high] with low first", (name,))
    if feature.unit == YES_NO and not (low.is_integer() and high.is_integer()):
        raise wrong(f"{shown(wanted)} is neither yes nor no", allowed(feature), (name,))
    return Condition(name, low, high)


def _bounds(wanted: Any, feature: Meaning, at: Where) -> tuple[float, float]:
    says = allowed(feature)
    if isinstance(wanted, bool) and feature.unit == YES_NO:
        return float(wanted), float(wanted)
    if not isinstance(wanted, list | tuple):
        only = number(wanted, feature.low, feature.high, at, says)
        return only, only
    if len(wanted) != 2:
        raise wrong(f"{shown(wanted)} is not [low, high]", says, at)
    low, high = (number(bound, feature.low, feature.high, (*at, i), says) for i, bound in enumerate(wanted))
    return low, high


def allowed(feature: Meaning) -> str:
    """Return in words what a condition on a feature may be."""
    if feature.unit == YES_NO:
        return f"true or false ({feature.says})"
    return f"a number or [low, high] from {feature.low:g} to {feature.high:g} {feature.unit} ({feature.says})"


def who_table(who: tuple[Condition, ...]) -> Mapping[str, list[float]]:
    """Return conditions as the table that `read_who` reads."""
    return {row.feature: [row.low, row.high] for row in who}


def feature_schema(feature: Meaning) -> dict[str, Any]:
    """Return the schema of a condition on a feature, for editors."""
    bound = {"type": "number", "minimum": feature.low, "maximum": feature.high}
    pair = {"type": "array", "items": bound, "minItems": 2, "maxItems": 2}
    kinds = [{"type": "boolean"}] if feature.unit == YES_NO else [bound]
    return {"anyOf": [*kinds, pair], "description": allowed(feature)}


WHO_SCHEMA = {
    "type": "object",
    "properties": {name: feature_schema(feature) for name, feature in FEATURES.items()},
    "additionalProperties": False,
    "maxProperties": MAX_CONDITIONS,
}
