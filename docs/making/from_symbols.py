"""Parts of the page that say what the symbols of its equations stand for: read from the register, records and rules."""

import tomllib
from functools import partial
from pathlib import Path

from famsim.cli.sources import numbers, unit
from famsim.evidence import programme_names
from famsim.model.now import Now
from famsim.model.parameters import AREA, SOLVED
from making import from_code
from making.from_tables import PREFIX, REGISTER, SOLVED_SAYS, of_each, table

SYMBOLS = tomllib.loads((Path(__file__).parent / "symbols.toml").read_text(encoding="utf-8"))
RECORDS, PROGRAMME = ("family", "parent", "child"), "programme"
GIVEN = {"area": AREA.names or (), "now": Now._fields}
GIVEN_BY = {"area": "area", "now": "month"}
FIELDS, RULES = from_code.fields(), from_code.rules()


def symbols(part: str) -> str:
    """Return what the symbols of one group of equations stand for."""
    rows = [(f"`{symbol}`", f"`{name}`", *meaning(name)) for symbol, name in SYMBOLS[part].items()]
    return table(("symbol", "in the code", "what it is", "unit", "value"), rows)


def meaning(name: str) -> tuple[str, str, str]:
    """Return what a name stands for, its unit and its value; KeyError where there is no such thing."""
    if name.endswith("()"):
        return from_code.first(RULES[name.removesuffix("()")][1]).rstrip("."), "", "a rule"
    record, _, rest = name.partition(".")
    if record in RECORDS:
        return FIELDS[record][rest], "", "state"
    if record in GIVEN:
        return from_code.WORDS[record][{one: one for one in GIVEN[record]}[rest]], "", f"of the {GIVEN_BY[record]}"
    if record == PROGRAMME:
        name = f"{PREFIX}.{rest}"
    if name in SOLVED:
        return SOLVED_SAYS[of_each(name)], "", "solved"
    figure = REGISTER[f"{PREFIX}.{programme_names()[0]}.{rest}" if record == PROGRAMME else name]
    return figure.says, unit(figure), "by programme" if record == PROGRAMME else numbers(figure.value)


BLOCKS = {f"symbols-{part}": partial(symbols, part) for part in SYMBOLS}
