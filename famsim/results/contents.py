"""What a results folder holds, file by file, as bytes."""

import io
from typing import TYPE_CHECKING

import pandas as pd

from famsim.areas import AreaProfile
from famsim.results.csvs import table_bytes
from famsim.writing import DPI

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PLAIN = ("parameters", "sources")  # the register's own tables: no area in them


def table_files(area: AreaProfile, tables: dict[str, pd.DataFrame]) -> tuple[dict[str, str], dict[str, bytes]]:
    """Return the file name of each table, and each file."""
    named = {name: file_name(area, name, "csv") for name in tables}
    return named, {named[name]: table_bytes(titled(area, name, table)) for name, table in tables.items()}


def figure_files(area: AreaProfile, figures: "dict[str, Figure]") -> dict[str, bytes]:
    """Return each figure as a file."""
    return {file_name(area, name, "png"): png(figure) for name, figure in figures.items()}


def file_name(area: AreaProfile, name: str, kind: str) -> str:
    """Return a table's or figure's file name, which says so where the offer is illustrative."""
    said = "" if area.offer == "documented" or name in PLAIN else f"{area.slug}-illustrative-offer-"
    return f"{said}{name}.{kind}"


def titled(area: AreaProfile, name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Return the table, with the area's title as its first column where the offer is illustrative."""
    if area.offer == "documented" or name in PLAIN:
        return table
    found = table.copy()
    found.insert(0, "area", area.title)  # also into a table without rows
    return found


def png(figure: "Figure") -> bytes:
    """Return a figure as PNG, 1024 pixels wide."""
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=DPI)
    return out.getvalue()
