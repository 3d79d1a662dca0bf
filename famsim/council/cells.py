"""One cell of a council's file: a count, a share, a blank or a fault, which is told without what the cell holds."""

import re
from typing import NamedTuple

from famsim.errors import FamsimError

BLANK = frozenset(("", "-", "\u2013", "\u2014", ".", "..", "...", "\u2026", ":", "n/a", "na", "n.a.", "n/k", "null"))
BLANK |= {"none", "nan", "not available", "not known", "missing", "[x]", "[z]", "x", "z", "?"}
SUPPRESSED = frozenset(
    ("*", "**", "c", "[c]", "s", "suppressed", "#", "[low]", "<5", "< 5", "<10", "< 10", "1-4", "1 to 4")
)
SPACES = re.compile("[\u00a0\u2009\u202f\u2007 ]")  # that stand between thousands
WHOLE = re.compile(r"\d{1,12}(\.0+)?")
THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.0+)?|\d{1,3}( \d{3})+")
REAL = re.compile(r"\d{1,12}(\.\d+)?")
LOST = "\ufffd"


class Fault(NamedTuple):
    """What is wrong with a cell, and what to do; nothing that the cell holds is in it."""

    what: str
    change: str


MAY_BE_SHARE = Fault("may be a share or a percentage", "write 23.4%, or 0.234 where nothing beside it says per cent")
MAY_BE_COUNT = Fault("may be a count or a percentage", "say per cent or rate in its heading, or write 23.4% or 0.234")


class Cell(NamedTuple):
    """A cell as read: its text, or a number of a spreadsheet and whether it is shown as a percentage."""

    text: str = ""
    number: float | None = None
    percent: bool = False
    fault: Fault | None = None

    @property
    def is_blank(self) -> bool:
        """Whether it holds nothing, or a sign that says so."""
        return self.number is None and self.fault is None and self.text.lower() in BLANK

    @property
    def is_suppressed(self) -> bool:
        """Whether it holds a sign for a count too small to be shown."""
        return self.number is None and self.fault is None and self.text.lower() in SUPPRESSED

    @property
    def is_number(self) -> bool:
        """Whether it looks like a number, right or not: it begins with a digit, a sign or a currency."""
        return self.number is not None or self.fault is not None or bool(re.match(r"[<>~+\-(\u00a3$]*\s*\d", self.text))


class CellError(FamsimError):
    """A cell cannot be used: said without its place, which the caller knows."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"{fault.what}; change: {fault.change}")
        self.fault = fault


def count(cell: Cell) -> int:
    """Return the whole number that a cell holds; CellError for anything else."""
    refuse_fault(cell)
    if cell.number is not None:
        if cell.percent:
            raise CellError(Fault("holds a percentage where a count belongs", "give the number of families or births"))
        if cell.number < 0 or cell.number != int(cell.number):
            raise CellError(Fault("is not a whole number from 0 up", "give a whole number"))
        return int(cell.number)
    text = SPACES.sub(" ", cell.text)
    if WHOLE.fullmatch(text):
        return int(text.split(".", maxsplit=1)[0])
    if THOUSANDS.fullmatch(text):
        return int(text.split(".", maxsplit=1)[0].replace(",", "").replace(" ", ""))
    raise CellError(fault_of(text))


def real(cell: Cell) -> tuple[float, bool]:
    """Return the number that a cell of shares holds, and whether it is marked as a percentage: 0.23 or 23 for 23%."""
    refuse_fault(cell)
    if cell.number is not None:
        value = cell.number * 100.0 if cell.percent else cell.number
        return in_hundred(value), cell.percent
    text = SPACES.sub("", cell.text)
    marked = text.endswith("%")
    if not REAL.fullmatch(text.removesuffix("%")):
        raise CellError(fault_of(SPACES.sub(" ", cell.text)))
    return in_hundred(float(text.removesuffix("%"))), marked


def in_hundred(value: float) -> float:
    """Return a share or percentage; CellError for one that is neither."""
    if not 0.0 <= value <= 100.0:
        raise CellError(Fault("is no share", "give a share from 0 to 1, or a percentage from 0 to 100"))
    return value


def refuse_fault(cell: Cell) -> None:
    """Raise CellError for a cell that could not be read."""
    if cell.fault is not None:
        raise CellError(cell.fault)
    if LOST in cell.text:
        raise CellError(Fault("holds a letter that an earlier conversion lost", "save the file as UTF-8"))


FAULTS = (  # how a cell that is no number looks, what it is, what to do
    (r"-\s*[\d,. ]+%?|\([\d,. ]+\)", "is a number below 0", "give a number from 0 up"),
    (r"[\u00a3$\u20ac]\s*[\d,.]+", "is an amount of money", "give a count"),
    (r"\d+(\.\d+)?e[+-]?\d+", "is a number that a spreadsheet shortened (as 5E+08)", "format the column as a number"),
    (r"\d{1,3}(\.\d{3})+", "has points between its digits, which may be thousands or a decimal", "write 1234"),
    (r"\d+,\d{1,2}%?", "has a comma that may be a decimal or a lost digit", "write 1234, or 12.5"),
    (r"[\d,]+,[\d,]+", "has commas that are not between thousands", "write 1234 or 1,234"),
    (r"\d+\.\d+", "is not a whole number", "give a whole number"),
    (r"[\d,. ]+%", "holds a percentage where a count belongs", "give the number of families or births"),
    (r"\d{1,4}[-/]\d{1,2}([-/]\d{1,4})?", "looks like a date or a range", "give one number"),
    (r"[<>~\u2264\u2265c.]+\s*\d.*", "is not one number but a bound or a guess", "give one number"),
    (r"#[\w/!?]+", "holds an error of a spreadsheet", "mend the formula, and save again"),
    (
        r"[\d,. ]*\d\s*(\[\w+\]|\(\w+\)|[*\u2020\u00b9\u00b2\u00b3a-z]+)",
        "is a number with a mark behind it",
        "take the mark out",
    ),
    (r".*\d.*[oOlI]|.*[oOlI].*\d.*", "has letters among its digits", "give digits alone"),
)


def fault_of(text: str) -> Fault:
    """Return what is wrong with a text that is no number."""
    for pattern, what, change in FAULTS:
        if re.fullmatch(pattern, text, re.IGNORECASE):
            return Fault(what, change)
    return Fault("is not a number", "give a number, or leave the column out")
