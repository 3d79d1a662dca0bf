"""What the headings of a council's file mean, in one row or in two of which the upper is merged over columns."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple
from unicodedata import combining, normalize

from famsim.council.cells import Fault
from famsim.council.grid import Grid
from famsim.model.policy import DOORS

DEEPEST = 30  # rows above the headings, of titles and notes
YEAR = re.compile(r"\b((?:19|20)\d\d)(?:\s*[/-]\s*(?:(?:19|20)?\d\d))?\b")
COLUMN_CODE = re.compile(r"(wd|lsoa|msoa|lad|oa|la|utla|ltla|cty)\d\d(cd|nm)")
WHATEVER_IS_ABOVE = ("code", "name", "decile")  # whatever heading is merged over them
COUNTED = ("births", "infants", "families", "lone", "cohabiting", "couples")
SHARES_ONLY = ("unemployment", "child_poverty", "most_deprived_fifth")
ETHNIC = ("white", "mixed", "asian", "black", "other_ethnic_group")  # of the census
FIGURES = (*COUNTED, *SHARES_ONLY, *ETHNIC, "decile")
MAYBE_SHARES = ("lone", "cohabiting", *ETHNIC)


class Heading(NamedTuple):
    """What a column holds: a figure, a door, or code, name, indicator, value, year or note.

    share: it holds shares; said: it says so, by any word; percent: by a sign or word for hundredths. year: it names.
    """

    kind: str
    share: bool = False
    said: bool = False
    percent: bool = False
    year: int | None = None


class Headings(NamedTuple):
    """The columns of a table that are known, by place; the last row of its headings; columns that are not known."""

    columns: Mapping[int, Heading]
    last_row: int
    unknown: Mapping[int, str]

    def of(self, kind: str) -> list[int]:
        """Return the columns of a kind."""
        return [column for column, heading in self.columns.items() if heading.kind == kind]

    @property
    def known(self) -> int:
        """How many columns hold figures that are known."""
        return sum(is_figure(heading) for heading in self.columns.values())


def is_figure(heading: Heading) -> bool:
    """Say whether a heading is of a figure or a door, not of what tells rows apart."""
    return heading.kind in FIGURES or heading.kind in DOORS


@cache
def words() -> dict[str, Any]:
    """Return words.toml."""
    return tomllib.loads(files("famsim.council").joinpath("words.toml").read_text(encoding="utf-8"))


@cache
def meanings() -> dict[str, str]:
    """Return the kind of each heading that is known, by its plain words."""
    found = {
        one: kind
        for table in ("figures", "ethnicity", "columns")
        for kind, names in words()[table].items()
        for one in names
    }
    follow = ["", *words()["doors"]["follow"]]
    for door in DOORS:
        said = plain(door.replace("_", " "))
        names = {said, plain(said.replace("childrens", "children s")), f"{said}s"}
        found |= {f"{name} {after}".strip(): door for name in names for after in follow}
    return {without_little(name): kind for name, kind in found.items()} | found


def plain(text: str) -> str:
    """Return lower-case words without accents and signs."""
    letters = "".join(sign for sign in normalize("NFKD", text) if not combining(sign)).lower()
    return re.sub(r"[^a-z0-9]+", " ", letters.replace("\u2019", "").replace("'", "")).strip()


def without_little(text: str) -> str:
    """Return words without those that say nothing of what is counted."""
    little = set(words()["little"]["words"])
    kept = [word for word in text.split() if word not in little]
    return " ".join(kept) or text


def meaning(text: str) -> Heading | None:
    """Return what a heading means; None where it is not known."""
    said = plain(text.replace("%", " percent ").replace("per cent", "percent"))
    if coded := COLUMN_CODE.fullmatch(said):
        return Heading("code" if coded[2] == "cd" else "name")
    year = YEAR.search(text)
    said = plain(YEAR.sub(" ", text).replace("%", " percent ").replace("per cent", "percent")) if year else said
    if not said:
        return Heading("year") if year else None
    marks = set(words()["little"]["share"])
    share = bool(marks & set(said.split()))
    percent = bool({"percent", "percentage", "pct"} & set(said.split()))
    bare = " ".join(word for word in said.split() if word not in marks)
    known = meanings()
    kind = next((known[one] for one in (said, without_little(said), bare, without_little(bare)) if one in known), None)
    if kind is None or (share and kind not in (*SHARES_ONLY, *MAYBE_SHARES)):
        return None
    return Heading(kind, share or kind in SHARES_ONLY, share, percent, int(year[1]) if year else None)


def find_headings(grid: Grid) -> Headings | None:
    """Return the headings of a table by ward or area; None where no row has a known figure and a place or another."""
    found = []
    for row in range(min(len(grid.rows), DEEPEST)):
        for upper in (None, row - 1):
            if upper is None or row > 0:
                headings = in_row(grid, row, upper)
                if headings.known and (headings.of("name") or headings.of("code") or headings.known > 1):
                    found.append(headings)
    return max(found, key=lambda one: (one.known, len(one.columns), -one.last_row), default=None)


def in_row(grid: Grid, row: int, upper: int | None) -> Headings:
    """Return what the cells of a row mean as headings, below those of an upper row that are merged over columns."""
    width = max(len(grid.rows[row]), len(grid.rows[upper]) if upper is not None else 0)
    columns, unknown, over = {}, {}, ""
    for column in range(width):
        text, found = grid.at(row, column).text, None
        if upper is None:
            found = meaning(text)
        else:
            over = grid.at(upper, column).text or (over if text else "")
            found = merged(over, text)
            text = f"{over} {text}".strip()
        if found is not None:
            columns[column] = found
        elif text:
            unknown[column] = text
    return Headings(columns, row, unknown)


def merged(over: str, text: str) -> Heading | None:
    """Return what a heading means below one that is merged over columns; a kind of families below "families" too."""
    whole = meaning(f"{over} {text}".strip())
    if whole is not None or not over:
        return whole
    above, below = meaning(over), meaning(text)
    of_families = above is not None and above.kind == "families"
    return below if below is not None and (of_families or below.kind in WHATEVER_IS_ABOVE) else None


def check_once(grid: Grid, headings: Headings) -> None:
    """Raise AreaError where two columns say the same; of a count and its share one is enough, so both may stand."""
    seen: dict[tuple[str, bool], int] = {}
    for column, heading in headings.columns.items():
        if heading.kind == "note":
            continue
        key = (heading.kind, heading.share)
        if key in seen:
            what = f"says {heading.kind.replace('_', ' ')}, as {grid.place(headings.last_row, seen[key])} does"
            raise grid.error(headings.last_row, column, Fault(what, "keep the column that is meant"))
        seen[key] = column
