"""Write famsim/model/records/, what the rules' types call the records' rows, from the record types themselves.

`python tests/model/record_protocols.py`, whenever a field is added, renamed or removed.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from famsim.engine.state import CENSUS, KEPT, LOGGED, SHEET, TALK, TURN, YEAR
from famsim.model.counts import NOTE
from famsim.model.doors import DOOR, MAY_COME, WAY
from famsim.model.family import CHILD, EFFECTS, FAMILY, PARENT
from famsim.model.luck import LUCK
from famsim.model.parameters import AREA, CHANNELS, EVIDENCE, PARAMETERS, PARENT_RATES, PROGRAMME
from famsim.model.policy import CONDITION, OFFER, POLICY

FOLDER = Path(__file__).parents[2] / "famsim" / "model" / "records"
KINDS = {"f": "float", "i": "int", "u": "int", "b": "bool"}


def topics(names: str) -> dict[str, tuple[np.dtype, str]]:
    """Return a protocol for each topic of figures."""
    return {
        f"{name.capitalize()}Figures": (EVIDENCE[name], f"The figures of the topic `{name}`.") for name in names.split()
    }


# file by file, every protocol: its record type, and what a row of it is
FILES = {
    "family": {
        "Parent": (PARENT, "One of a family's two parents (model.family.PARENT)."),
        "Child": (CHILD, "One of a family's children (model.family.CHILD)."),
        "Effects": (EFFECTS, "What is still felt of programmes in one slot (model.family.EFFECTS)."),
        "Family": (FAMILY, "All that is remembered about one family (model.family.FAMILY)."),
    },
    "policy": {
        "Condition": (CONDITION, "One `who` row of an offer (model.policy.CONDITION)."),
        "Offer": (OFFER, "The terms of one offer (model.policy.OFFER)."),
        "Way": (WAY, "A way in which families come to a door (model.doors.WAY)."),
        "Door": (DOOR, "A front door: who comes, and when it is open (model.doors.DOOR)."),
        "MayCome": (MAY_COME, "To which doors families may come, by what they live with (model.doors.MAY_COME)."),
        "Policy": (POLICY, "One strategy (model.policy.POLICY)."),
    },
    "book": {
        "Note": (NOTE, "What one month of one family adds to the book (model.counts.NOTE)."),
        "Luck": (LUCK, "A family's draws, worked out ahead (model.luck.LUCK)."),
        "Kept": (KEPT, "What one month of life added to a family's account (engine.state.KEPT)."),
        "Sheet": (SHEET, "What a call's months of life add to one group's tallies (engine.state.SHEET)."),
        "Turn": (TURN, "How far a call is (engine.state.TURN)."),
        "Year": (YEAR, "What the months that one family has lived bring to every strategy (engine.state.YEAR)."),
        "Talk": (TALK, "A talk that a family was noticed for (engine.state.TALK)."),
        "Logged": (LOGGED, "A count of support of one month of one family (engine.state.LOGGED)."),
        "Census": (CENSUS, "How much of a run's arrays is in use (engine.state.CENSUS)."),
    },
    "life": {
        "ParentRates": (PARENT_RATES, "Figures of mothers, or of other parents (model.parameters.PARENT_RATES)."),
        **topics("entry quality stress history distress health births work money"),
    },
    "couple": {
        **topics("conflict violence separation commitment apart children network nurturing"),
    },
    "help": {
        "Channels": (CHANNELS, "One figure a channel of support (model.parameters.CHANNELS)."),
        "Programme": (PROGRAMME, "The figures of one programme (model.parameters.PROGRAMME)."),
        **topics("measure sdq need staff support costs"),
    },
    "parameters": {
        "Area": (AREA, "The figures of one area (model.parameters.AREA)."),
        "Parameters": (PARAMETERS, "What the rules are handed as `p` (model.parameters.PARAMETERS)."),
    },
}
PROTOCOLS = {str(dtype): name for file in FILES.values() for name, (dtype, _) in file.items()}

DOOR = '"""Rows of records as types, for reading and for mypy; compiled code reads the record types themselves."""\n'
HEAD = '''"""Rows of records as types, written by tests/model/record_protocols.py from the record types."""

from __future__ import annotations

from typing import Protocol
'''
WIDE = 120


def sources() -> Iterator[tuple[str, str]]:
    """Yield every file's name and its whole text, as the formatter leaves it."""
    inside = [imported(f"famsim.model.records.{file}", sorted(FILES[file])) for file in sorted(FILES)]
    public = "".join(f'    "{name}",\n' for name in sorted(name for named in FILES.values() for name in named))
    yield "__init__.py", f"{DOOR}\n{''.join(inside)}\n__all__ = [\n{public}]\n"
    for file, named in FILES.items():
        classes = "".join(protocol(name, *named[name]) for name in named)
        yield f"{file}.py", HEAD + needed(file, classes) + classes


def needed(file: str, classes: str) -> str:
    """Return the import lines of one file: of the names that its classes' members are made of."""
    words = set(classes.replace("[", " ").replace("]", " ").split())
    wanted = {"famsim.model.arrays": {"Row", "Table"} & words}
    for other in sorted(FILES):
        wanted[f"famsim.model.records.{other}"] = set(FILES[other]) & words if other != file else set()
    lines = [imported(module, sorted(names)) for module, names in wanted.items() if names]
    return "\n" + "".join(lines) if lines else ""


def imported(module: str, names: list[str]) -> str:
    """Return an import on one line, or on as many as it has names."""
    line = f"from {module} import {', '.join(names)}\n"
    if len(line) <= WIDE:
        return line
    return f"from {module} import (\n" + "".join(f"    {name},\n" for name in names) + ")\n"


def protocol(name: str, dtype: np.dtype, says: str) -> str:
    """Return the class of one record; pads are nobody's."""
    members = [f"    {field}: {annotation(dtype[field])}" for field in dtype.names if not field.startswith("pad_")]
    return "\n".join(["", "", f"class {name}(Protocol):", f'    """{says}"""', "", *members, ""])


def annotation(field: np.dtype) -> str:
    """Return a field's type as rules see it: a number, a record, a row of them or a table."""
    one = PROTOCOLS[str(field.base)] if field.base.names else KINDS[field.base.kind]
    return {0: one, 1: f"Row[{one}]", 2: f"Table[{one}]"}[len(field.shape)]


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for file, text in sources():
        (FOLDER / file).write_text(text, encoding="utf-8")
