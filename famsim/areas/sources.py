"""Where each column of the table of areas comes from."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def column_sources() -> dict[str, dict[str, str]]:
    """Return, for each column of areas.csv: publisher, date, definition, read_from, licence, when_missing."""
    text = files("famsim.areas").joinpath("areas_sources.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["source"]
    return {column: row for row in rows for column in row.pop("columns")}
