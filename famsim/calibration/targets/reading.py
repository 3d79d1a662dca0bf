"""A researcher's target file: every row checked, and what is wrong named by row and column."""

import os
from collections.abc import Mapping, Sequence

from famsim.calibration.targets.rows import COLUMNS, NEEDED, WrongCell, target_of
from famsim.calibration.targets.sheets import read_sheet
from famsim.calibration.targets.splitting import split
from famsim.calibration.targets.target import Target
from famsim.errors import FamsimError, shown
from famsim.nearest import did_you_mean

MOST_SAID = 20  # problems that one message names


class WrongTargets(FamsimError):
    """A target file cannot be used; the message has a line for each problem, up to so many.

    lines: those of the message. problems: how many there are.
    """

    def __init__(self, where: str, problems: Sequence[str]) -> None:
        self.problems = len(problems)
        more = self.problems - MOST_SAID
        rest = [f"and {more} more, which are named once these are mended"] if more > 0 else []
        self.lines = [*(f"{where}, {one}" for one in problems[:MOST_SAID]), *rest]
        super().__init__("\n".join(self.lines))


def read_targets(path: str | os.PathLike[str]) -> list[Target]:
    """Return the targets of a CSV or XLSX file, each with its use; FamsimError names rows and columns."""
    return targets_of(read_sheet(path), os.fspath(path))


def targets_of(sheet: Sequence[tuple[int, list[str]]], where: str) -> list[Target]:
    """Return the targets of a sheet's rows, the header first."""
    (first, header), *rows = sheet
    names = header_of(header, f"{where}, row {first}")
    if not rows:
        raise FamsimError(f"{where}: has a header and no row; allowed: a row for each target")
    found, problems = [], []
    for number, cells in rows:
        try:
            found.append(target_of(cells_of(cells, names), number))
        except WrongCell as wrong:
            problems.append(f"row {number}, column {wrong.column}: {wrong}")
    problems += repeated(found) + mixed_uses(found)
    if problems:
        raise WrongTargets(where, problems)
    return split(found)


def header_of(header: Sequence[str], where: str) -> list[str]:
    """Return the names of the columns; FamsimError for one that there is not, twice is, or is missing."""
    names = [name.lower() for name in header]
    while names and not names[-1]:
        names.pop()
    for name in names:
        if name not in COLUMNS:
            hint = did_you_mean(name, COLUMNS) or f"; known: {', '.join(COLUMNS)}"
            raise FamsimError(f"{where}: there is no column {shown(name)}{hint}")
        if names.count(name) > 1:
            raise FamsimError(f"{where}: the column {name!r} stands there twice")
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise FamsimError(f"{where}: lacks the column{'s' * (len(missing) > 1)} {', '.join(missing)}")
    return names


def cells_of(cells: Sequence[str], names: Sequence[str]) -> dict[str, str]:
    """Return a row's cells by the names of their columns; WrongCell for one beyond the header."""
    if any(cells[len(names) :]):
        beyond = next(cell for cell in cells[len(names) :] if cell)
        raise WrongCell(str(len(names) + 1), f"{shown(beyond)} stands beyond the header's {len(names)} columns")
    return dict(zip(names, [*cells, *[""] * len(names)], strict=False))


def repeated(targets: Sequence[Target]) -> list[str]:
    """Return which rows repeat an earlier one: its name, or its figure in one table and year."""
    said, names, figures = [], dict[str, int](), dict[tuple[object, ...], int]()
    for one in targets:
        if one.target in names:
            said.append(f"row {one.row}, column target: {shown(one.target)} stands in row {names[one.target]} already")
        figure = (*one.like, one.group)
        if figure in figures:
            said.append(
                f"row {one.row}, column measure: repeats row {figures[figure]}: the same measure, group, time and "
                "statistic in one table and year"
            )
        names.setdefault(one.target, one.row)
        figures.setdefault(figure, one.row)
    return said


def mixed_uses(targets: Sequence[Target]) -> list[str]:
    """Return which rows have another use than an earlier row of their table."""
    uses: Mapping[str, Target] = {one.table: one for one in reversed(targets)}
    return [
        f"row {one.row}, column use: {one.use or 'nothing'!r} differs from row {uses[one.table].row} of the same table"
        for one in targets
        if one.use != uses[one.table].use
    ]
