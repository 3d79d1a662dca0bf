"""Where each key of a TOML text stands, so that a message can name its line.

The standard reader keeps no line numbers. This walker accepts at least every text that the reader accepts,
keeps only the lines, and enforces the limits on nesting and on the length of a number before it starts.
"""

import re
import tomllib
from bisect import bisect_right
from contextlib import suppress

MAX_DEPTH = 12  # tables in lists in tables; the deepest honest scenario needs 7
MAX_KEYS = 20_000  # keys, tables and list items; an honest scenario has a few hundred
MAX_NUMBER = 64  # characters of a bare value; the longest honest one is a date and time

_SPACE = re.compile(r"[ \t]*")
_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}#\n]*")
_STRING = re.compile(
    r""""{3}(?:[^"\\]|\\.|"(?!""))*+"{3,5}"""
    r"""|'{3}(?:[^']|'(?!''))*+'{3,5}"""
    r'''|"(?:[^"\\\n]|\\.)*+"'''
    r"""|'[^'\n]*+'""",
    re.DOTALL,
)

Path = tuple[str | int, ...]


class TooMuch(Exception):
    """A limit is passed; holds what, the limit in words, the line and the path of the key."""

    def __init__(self, what: str, allowed: str, line: int, path: Path):
        super().__init__(what)
        self.what, self.allowed, self.line, self.path = what, allowed, line, path


class _Lost(Exception):
    """The text is not TOML from here on; the reader will say why."""


class Lines:
    """The line (from 1) of every key, table and list item; keys given twice as (path, line, first line)."""

    def __init__(self) -> None:
        self.at: dict[Path, int] = {}
        self.repeats: list[tuple[Path, int, int]] = []

    def of(self, path: Path) -> int:
        """Return the line of `path`, or of the nearest table around it that was written."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.at:
                return self.at[path[:length]]
        return 1

    def path_on(self, line: int) -> Path:
        """Return the last path that begins on a line, () if none does."""
        return next((path for path, begins in reversed(self.at.items()) if begins == line), ())

    def of_name(self, table: str, name: str) -> int:
        """Return the line of a dotted `name` in `table`, quoted ("a.b" = 1) or not (a.b = 1)."""
        for path, line in self.at.items():
            if path[0] == table and ".".join(map(str, path[1:])) == name:
                return line
        return self.of((table,))


def find_lines(text: str) -> Lines:
    """Return the line of every key of `text` as far as it is TOML; raise TooMuch where a limit is passed."""
    walker = _Walker(text)
    with suppress(_Lost):  # the reader meets the same place and explains it
        walker.document()
    return walker.lines


class _Walker:
    def __init__(self, text: str) -> None:
        self.text, self.pos, self.lines = text, 0, Lines()
        self.newlines = [match.start() for match in re.finditer("\n", text)]
        self.counts: dict[Path, int] = {}
        self.given: dict[Path, int] = {}

    def document(self) -> None:
        table: Path = ()
        self.skip(_BLANK)
        while self.pos < len(self.text):
            table = self.header() if self.peek("[") else self.pair(table)
            self.skip(_BLANK)

    def header(self) -> Path:
        brackets = "[[" if self.peek("[[") else "["
        line = self.line()
        self.pos += len(brackets)
        names = self.key()
        self.expect("]" * len(brackets))
        path = (*self.resolve(names[:-1]), names[-1])
        self.note(path, line)
        if brackets == "[[":
            self.counts[path] = self.counts.get(path, 0) + 1
            path += (self.counts[path] - 1,)
            self.note(path, line)
        else:
            self.give(path, line)
        return path

    def resolve(self, names: Path) -> Path:
        """Return the path of a table named in a header: a list of tables stands for its last one."""
        path: Path = ()
        for name in names:
            path += (name,)
            if path in self.counts:
                path += (self.counts[path] - 1,)
        return path

    def pair(self, table: Path) -> Path:
        line = self.line()
        path = table + self.key()
        self.expect("=")
        self.note(path, line)
        self.give(path, line)
        self.skip(_SPACE)
        self.value(path)
        return table

    def key(self) -> Path:
        names: list[str] = []
        line = self.line()
        while not names or self.peek("."):
            self.pos += bool(names)
            self.skip(_SPACE)
            names.append(self.name())
            self.skip(_SPACE)
            if len(names) > MAX_DEPTH:
                raise TooMuch("the name has too many parts", f"up to {MAX_DEPTH}", line, tuple(names))
        return tuple(names)

    def name(self) -> str:
        if self.peek('"') or self.peek("'"):
            raw = self.take(_STRING)
            return _unquoted(raw) if "\\" in raw else raw[1:-1]
        return self.take(_BARE_KEY)

    def value(self, path: Path) -> None:
        if len(path) > MAX_DEPTH:
            raise TooMuch("lists and tables are nested too deep", f"up to {MAX_DEPTH}", self.line(), path)
        if self.peek("["):
            self.array(path)
        elif self.peek("{"):
            self.inline_table(path)
        elif self.peek('"') or self.peek("'"):
            self.take(_STRING)
        else:
            self.bare_value(path)

    def bare_value(self, path: Path) -> None:
        line = self.line()
        length = len(self.take(_BARE_VALUE).strip())
        if length > MAX_NUMBER:
            what = f"a value of {length} characters is too long for a number"
            raise TooMuch(what, f"up to {MAX_NUMBER} characters", line, path)

    def array(self, path: Path) -> None:
        self.pos += 1
        self.skip(_BLANK)
        item = 0
        while not self.peek("]"):
            self.note((*path, item), self.line())
            self.value((*path, item))
            item += 1
            self.skip(_BLANK)
            if not self.peek("]"):
                self.expect(",")
                self.skip(_BLANK)
        self.pos += 1

    def inline_table(self, path: Path) -> None:
        self.pos += 1
        self.skip(_BLANK)
        while not self.peek("}"):
            self.pair(path)
            self.skip(_BLANK)
            if not self.peek("}"):
                self.expect(",")
                self.skip(_BLANK)
        self.pos += 1

    def note(self, path: Path, line: int) -> None:
        for length in range(1, len(path) + 1):
            self.lines.at.setdefault(path[:length], line)
        if len(self.lines.at) > MAX_KEYS:
            raise TooMuch("there are too many keys and list items", f"up to {MAX_KEYS}", line, path)

    def give(self, path: Path, line: int) -> None:
        if path in self.given:
            self.lines.repeats.append((path, line, self.given[path]))
        self.given.setdefault(path, line)

    def line(self) -> int:
        return bisect_right(self.newlines, self.pos - 1) + 1

    def peek(self, start: str) -> bool:
        return self.text.startswith(start, self.pos)

    def skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self.pos)
        self.pos = found.end() if found else self.pos

    def take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.pos)
        if not found or not found[0]:
            raise _Lost
        self.pos = found.end()
        return found[0]

    def expect(self, sign: str) -> None:
        self.skip(_SPACE)
        if not self.peek(sign):
            raise _Lost
        self.pos += len(sign)


def _unquoted(raw: str) -> str:
    try:
        said: str = tomllib.loads(f"key = {raw}")["key"]
    except tomllib.TOMLDecodeError as error:
        raise _Lost from error
    return said
