"""Is every number of a family's life a number?"""

from collections.abc import Iterator

import numpy as np


def not_finite(families: np.recarray) -> str | None:
    """Return where a number of a family's life is none, which family and which field; None where there is none."""
    records = families.view(np.ndarray)
    for name, numbers in float_fields(records) if records.size else ():
        finite = np.isfinite(numbers.reshape(len(records), -1)).all(axis=1)
        if not finite.all():
            return f"family {records['family_id'][np.argmin(finite)]}: {name} is no finite number"
    return None


def float_fields(records: np.ndarray, inside: str = "") -> Iterator[tuple[str, np.ndarray]]:
    """Yield the name and the numbers of each field that holds real numbers, in nested records too."""
    for name in records.dtype.names or ():
        field = records[name]
        if field.dtype.names:
            yield from float_fields(field, f"{inside}{name}.")
        elif field.dtype.kind == "f":
            yield inside + name, field
