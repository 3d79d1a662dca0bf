"""Council-like files made with the habits of offices, and what is true of each: its figures, or the cell at fault."""

import io
from dataclasses import dataclass, field

import numpy as np
from openpyxl import Workbook

HEAD = [
    "Ward code",
    "Ward name",
    "Live births",
    "Families with dependent children",
    "Lone parent families",
    "IMD decile",
]
COUNTS = (2, 3, 4)


@dataclass
class File:
    """A table of wards as a council keeps it; `true`: what it says of the whole, worked out beside the reader."""

    rows: list[list]
    head: list[str] = field(default_factory=lambda: list(HEAD))

    @property
    def true(self):
        """Births, families and shares of the whole, from the rows themselves."""
        births, families, lone = (sum(row[column] for row in self.rows) for column in COUNTS)
        by_decile = [sum(row[2] for row in self.rows if row[5] == decile) / births for decile in range(1, 11)]
        return {"births": births, "families": families, "lone_share": lone / families, "infants_by_decile": by_decile}

    def lines(self, separator=","):
        """Return the file as lines of text."""
        quoted = [
            [f'"{cell}"' if separator in str(cell) else str(cell) for cell in row] for row in [self.head, *self.rows]
        ]
        return [separator.join(row) for row in quoted]

    def text(self, separator=","):
        """Return the file as text."""
        return "\r\n".join(self.lines(separator)) + "\r\n"

    def total(self):
        """Return the row of totals."""
        return ["", "Total", *(sum(row[column] for row in self.rows) for column in COUNTS), ""]


def wards(number, seed):
    """Return a table of so many wards; no two cells of it are alike by more than chance."""
    luck = np.random.default_rng(seed)
    rows = []
    for place in range(number):
        births = int(luck.integers(31, 397))
        families = int(births * luck.uniform(8, 12))
        lone = int(families * luck.uniform(0.1, 0.5))
        rows.append([f"E05{place:06d}", f"Ward {letters(place)}", births, families, lone, int(luck.integers(1, 11))])
    return File(rows)


def letters(number):
    """Return a name of letters."""
    text = ""
    while True:
        number, digit = divmod(number, 26)
        text = chr(ord("A") + digit) + text
        if not number:
            return text.title()


def sheet(rows, merged=(), formats=(), sheets=(), cells=()):
    """Return rows as the bytes of a spreadsheet; merged ranges, formats by cell, further empty sheets."""
    book = Workbook()
    page = book.active
    for row in rows:
        page.append(row)
    for area in merged:
        page.merge_cells(area)
    for cell, form in formats:
        page[cell].number_format = form
    for cell, value in cells:
        page[cell] = value
    for name in sheets:
        book.create_sheet(name)["A1"] = "Notes"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
