"""A condition on families in words."""

from typing import Any

from famsim.model.policy import FEATURES


def who_label(condition: Any) -> str:
    """Return one `who` row in words."""
    name, feature = condition.feature.replace("_", " "), FEATURES[condition.feature]
    low, high = condition.low, condition.high
    if feature.unit == "yes/no":
        return name if low == 1 else f"not {name}"
    unit = " spreads" if feature.unit.startswith("SD") else ""
    if low == high:
        return f"{name} {low:g}{unit}"
    if low <= feature.low:
        return f"{name} {high:g}{unit} or less"
    return f"{name} {low:g}{unit} or more" if high >= feature.high else f"{name} {low:g} to {high:g}{unit}"
