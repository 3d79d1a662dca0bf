"""One cell of a target file: read, or refused with what would be right."""

import re
from collections.abc import Callable
from decimal import Decimal

from famsim.errors import shown
from famsim.nearest import did_you_mean

NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,12})?")
THOUSANDS = re.compile(r"-?[0-9]{1,3}([, '\u00a0\u202f][0-9]{3})+(\.[0-9]+)?")
COMMA = re.compile(r"-?[0-9]+,[0-9]+")
DATE = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-]((?:19|20)[0-9]{2})|((?:19|20)[0-9]{2})-[0-9]{2}-[0-9]{2}")
YEARS = re.compile(r"((?:19|20)[0-9]{2})\s*[-/–]\s*((?:19|20)?[0-9]{2})")
FIRST_YEAR, LAST_YEAR = 1900, 2100
SIGNS = "£%"


class Refused(ValueError):
    """A cell cannot be used; the message says what it holds and what would be right.

    instead: the number to write, where the message names one.
    """

    def __init__(self, says: str, instead: str = "") -> None:
        super().__init__(says)
        self.instead = instead


def number(text: str) -> Decimal:
    """Return a number; Refused for whatever else a spreadsheet shows."""
    if NUMBER.fullmatch(text):
        return Decimal(text)
    if THOUSANDS.fullmatch(text):
        raise written(text, "has a thousands separator", re.sub(r"[^-0-9.]", "", text))
    if COMMA.fullmatch(text):
        raise written(text, "has a decimal comma", text.replace(",", "."))
    if text.strip(SIGNS) != text and NUMBER.fullmatch(text.strip(SIGNS)):
        raise written(text, "has a unit in it", text.strip(SIGNS))
    if DATE.fullmatch(text):
        raise Refused(f"{shown(text)} is a date; allowed: a number")
    raise Refused(f"{shown(text)} is not a number")


def written(text: str, what: str, instead: str) -> Refused:
    """Return that a number is written in another way than here."""
    return Refused(f"{shown(text)} {what}; write {instead}", instead)


def number_within(text: str, fault: Callable[[Decimal], str]) -> Decimal:
    """Return a number in which there is no fault; Refused for another, never with a number to write that has one."""
    try:
        found = number(text)
    except Refused as wrong:
        said = fault(Decimal(wrong.instead)) if wrong.instead else ""
        if said:
            raise Refused(f"{str(wrong).split('; write ')[0]}, and {said}") from None
        raise
    if said := fault(found):
        raise Refused(said)
    return found


def step_of(value: Decimal) -> float:
    """Return what the last digit of a number is worth."""
    exponent = value.as_tuple().exponent
    return float(Decimal(1).scaleb(exponent)) if isinstance(exponent, int) else 1.0


def year(text: str) -> int:
    """Return a year; Refused for a date or a span of years, with the year to write."""
    if re.fullmatch(r"[0-9]{4}", text) and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    date, span = DATE.fullmatch(text), YEARS.fullmatch(text)
    if date:
        raise Refused(f"{shown(text)} is a date; write the year alone, {date[1] or date[2]}")
    if span:
        last = span[2] if len(span[2]) == 4 else span[1][:2] + span[2]
        raise Refused(
            f"{shown(text)} is several years; write the one in their middle, {(int(span[1]) + int(last)) // 2}"
        )
    raise Refused(f"{shown(text)} is not a year; allowed: {FIRST_YEAR} to {LAST_YEAR}, such as 2016")


def one_of(text: str, known: tuple[str, ...], what: str) -> str:
    """Return one of some words; Refused for another, with the nearest."""
    if text in known:
        return text
    raise Refused(f"there is no {what} {shown(text)}{did_you_mean(text, known) or '; allowed: ' + ', '.join(known)}")
