"""What a results folder holds, file by file, as bytes."""

import io
from collections.abc import Sequence

import pandas as pd

from famsim.areas import AreaProfile
from famsim.report.answer import answer_from
from famsim.report.csvs import table_bytes
from famsim.report.figures import plot
from famsim.report.look import DPI
from famsim.report.record import ANSWER, RECORD, SCENARIO, made_with, record_bytes, said_by_store
from famsim.report.tables import report_tables
from famsim.report.toml import scenario_toml
from famsim.study.compare import Comparison

PLAIN = ("parameters", "sources")  # the register's own tables: no area in them


def contents(comparison: Comparison, warnings: Sequence[str] = ()) -> dict[str, bytes]:
    """Return every file of the folder by name, the record last; warnings: what the results store had to say."""
    tables = report_tables(comparison)
    area = comparison.world.area
    named = {name: file_name(area, name, "csv") for name in tables}
    files = {named[name]: table_bytes(titled(area, name, table)) for name, table in tables.items()}
    files |= {file_name(area, name, "png"): png(figure) for name, figure in plot(comparison).items()}
    files[SCENARIO] = scenario_toml(comparison.scenario).encode("utf-8")
    files[ANSWER] = answer_from(comparison, tables).encode("utf-8")
    return files | {RECORD: record_bytes(made_with(comparison) | said_by_store(warnings), named, files)}


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


def png(figure) -> bytes:
    """Return a figure as PNG, 1024 pixels wide."""
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=DPI)
    return out.getvalue()
