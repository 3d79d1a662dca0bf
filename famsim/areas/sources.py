"""Where each column of the tables of areas comes from."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def column_sources(table: str = "areas") -> dict[str, dict[str, str]]:
    """Return of each column of a table its publisher, date, definition, read_from, licence and when_missing."""
    text = files("famsim.areas").joinpath(f"{table}_sources.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["source"]
    return {column: row for row in rows for column in row.pop("columns")}
