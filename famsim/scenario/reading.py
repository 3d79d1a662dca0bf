"""Read a scenario's bytes safely: limits first, one encoding, one clear message, never a traceback."""

import codecs
import os
import re
import stat
import tomllib
from pathlib import Path
from typing import Any

from famsim.errors import ScenarioError, unseen
from famsim.scenario.lines import Lines, TooMuch, find_lines
from famsim.scenario.problems import field_name

MAX_BYTES = 1 << 20  # an honest scenario is a few thousand bytes
LONGEST_SHOWN = 200

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_TWICE = re.compile("overwrite|declare|mutate|duplicate|define|redefine", re.IGNORECASE)
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def shown(path: str | os.PathLike[str]) -> str:
    """Return a path or a text as one printable line, cut when very long."""
    text = os.fsdecode(path)
    return printable(text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "...")


def printable(text: str) -> str:
    """Return a text as one line without signs that a terminal would act on: they are spelt out."""
    if not unseen(text):
        return text
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


def read_text(path: str | Path, allowed: str = "a scenario file (.toml)") -> str:
    """Return the text of the regular file at `path`; raise ScenarioError for anything else than is `allowed`."""
    return decode(_read_bytes(path, allowed), shown(path))


def _read_bytes(path: str | Path, allowed: str) -> bytes:
    where = shown(path)
    try:
        _refuse_special(os.stat(path).st_mode, where, allowed)
        with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
            _refuse_special(os.fstat(file.fileno()).st_mode, where, allowed)
            data = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise ScenarioError(f"{where}: there is no such file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ScenarioError(f"{where}: cannot be read: {reason}") from None
    if len(data) > MAX_BYTES:
        raise ScenarioError(f"{where}: the file is too long; allowed: up to {MAX_BYTES} bytes")
    return data


def _refuse_special(mode: int, where: str, allowed: str) -> None:
    if stat.S_ISDIR(mode):
        raise ScenarioError(f"{where}: is a folder; allowed: {allowed}")
    if not stat.S_ISREG(mode):
        raise ScenarioError(f"{where}: is a device, pipe or socket; allowed: {allowed}")


def decode(data: bytes, where: str) -> str:
    """Return the text of `data`: UTF-8 with or without byte-order mark, or UTF-16 with one; never a guess."""
    if data.startswith(_UTF32):
        raise ScenarioError(f"{where}: byte 0: the encoding is UTF-32; allowed: UTF-8, or UTF-16 with its mark")
    encoding, skipped = _UTF16.get(data[:2]), 2
    if encoding is None:
        encoding, skipped = "utf-8", 3 if data.startswith(codecs.BOM_UTF8) else 0
    try:
        text = data[skipped:].decode(encoding)
    except UnicodeDecodeError as error:
        good = data[skipped : skipped + error.start].decode(encoding)
        _refuse_signs(good, encoding, skipped, where)
        at, line = error.start + skipped, good.count("\n") + 1
        raise ScenarioError(
            f"{where}, line {line}: byte {at} (0x{data[at]:02x}) is not {encoding.upper()}; "
            "allowed: text saved as UTF-8 (the file may be in a Windows code page such as cp1252)"
        ) from None
    _refuse_signs(text, encoding, skipped, where)
    return text


def _refuse_signs(text: str, encoding: str, skipped: int, where: str) -> None:
    """Refuse a NUL, and the sign that an earlier program left where it could not read a letter."""
    for sign, says in (("\0", "a NUL"), ("\ufffd", "a letter lost by an earlier conversion (U+FFFD)")):
        at = text.find(sign)
        if at >= 0:
            byte = skipped + len(text[:at].encode(encoding))
            line = text.count("\n", 0, at) + 1
            raise ScenarioError(f"{where}, line {line}: byte {byte} is {says}; allowed: text saved as UTF-8")


def parse(text: str, where: str) -> tuple[dict[str, Any], Lines]:
    """Return the tables of a TOML text and the lines of its keys."""
    try:
        lines = find_lines(text)
        return tomllib.loads(text), lines
    except TooMuch as limit:
        place = f"{where}, line {limit.line}: {field_name(limit.path)}"
        raise ScenarioError(f"{place}: {limit.what}; allowed: {limit.allowed}") from None
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(str(error), text, where, lines) from None
    except (ValueError, OverflowError, RecursionError) as error:
        raise ScenarioError(f"{where}: not a scenario: {error}") from None


def _syntax_error(says: str, text: str, where: str, lines: Lines) -> ScenarioError:
    found = _PLACE.search(says)
    reason = shown(says[: found.start()] if found else says)
    twice = _TWICE.search(says)
    if twice and lines.repeats:
        return _given_twice(text, where, lines)
    if twice:
        reason += " (given before in another form; several tables of one name are written [[name]])"
    if found and found[1]:
        path = lines.path_on(int(found[1]))
        field = f" {field_name(path)}:" if path else ""
        return ScenarioError(f"{where}, line {found[1]}:{field} not valid TOML: {reason}")
    last = text.rstrip().count("\n") + 1
    return ScenarioError(f"{where}, line {last}: not valid TOML: the file ends too early ({reason})")


def _given_twice(text: str, where: str, lines: Lines) -> ScenarioError:
    path, line, first = lines.repeats[0]
    is_table = text.split("\n")[line - 1].lstrip().startswith("[")
    allowed = "once; several tables of one name are written [[name]]" if is_table else "once"
    place = f"{where}, line {line}: {field_name(path)}"
    return ScenarioError(f"{place}: is given twice (first on line {first}); allowed: {allowed}")
