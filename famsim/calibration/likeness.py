"""Which differences between groups the model has as they are published: the scoreboard's, kept with what it was of.

The file is written by `python -m famsim.questions.validate.likeness` alone; a run that reads it makes no scoreboard.
It is sealed, and names the rules and figures it was made for: under others it still stands, and that is said.
"""

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import tomli_w

from famsim import keeping
from famsim.calibration.asks import VERSUS, parts_of
from famsim.calibration.targets.published import published_bytes
from famsim.calibration.targets.scoring import CONTRAST, Scored
from famsim.errors import StoreError
from famsim.evidence import the_register
from famsim.version import SOLVED, made_for

FILE = "likeness.toml"
HEAD = "# Written by `python -m famsim.questions.validate.likeness`; a change by hand undoes it.\n\n"
DAMAGED = (
    f"{FILE}, which comes with famsim, was changed after it was written: what it says of differences between groups is "
    "left aside"
)
ROOMS = (*SOLVED, "calibration/instruments", "calibration/targets")  # whose sources a scoreboard is computed with
MOST_HOLD = 0.8  # of the clear differences that count, for a table by these groups to be read as it stands
BY = {  # what families are told apart by, and the words of a target file that say so
    "deprivation": ("deprivation_fifth",),
    "household": ("household", "birth_status", "status", "marriage"),
    "work": ("work", "unemployed"),
    "mother_age": ("mother_age", "mother_age_at_birth", "mother_age_at_first_birth", "parent_age"),
    "child_age": ("child_age", "youngest_age"),
    "illness": ("illness",),
}
CORRELATED = {  # measures that are a difference by themselves
    "sdq_with_place": "deprivation",
    "sdq_with_mother_out_of_work": "work",
    "sdq_with_mother_age": "mother_age",
}


@dataclass(frozen=True)
class Difference:
    """One published difference between groups that counts, and what the model says of it."""

    by: str
    theme: str
    target: str
    group: str
    model: float
    value: float
    total_error: float
    holds: bool


@dataclass(frozen=True)
class Alike:
    """How many of some clear differences the model has within two total errors."""

    held: int
    counted: int

    @property
    def holds(self) -> bool:
        """Say whether so many hold that a table by these groups may be read as it stands."""
        return self.counted > 0 and self.held >= MOST_HOLD * self.counted


@dataclass(frozen=True)
class Likeness:
    """All of them, with the day of the scoreboard, the families it observed, and whether it was of today's figures."""

    date: str
    families: int
    stale: bool
    differences: tuple[Difference, ...]

    def of(self, by: str, theme: str | None = None) -> Alike:
        """Return how many hold of what tells families apart by one thing, in one theme or in all."""
        mine = [one.holds for one in self.differences if one.by == by and theme in (None, one.theme)]
        return Alike(sum(mine), len(mine))


NOTHING = Likeness("", 0, stale=True, differences=())


def told_apart_by(one: Scored) -> str:
    """Return what a row tells families apart by, "" if by nothing that BY names."""
    if one.figure.kind != CONTRAST:
        return CORRELATED.get(one.figure.about.measure, "")
    differ = {name for name, value in parts_of(one.figure.group) if VERSUS in value}
    return next((by for by, names in BY.items() if differ & set(names)), "")


def differences_of(rows: Iterable[Scored]) -> list[Difference]:
    """Return the differences between groups that stand in a scoreboard's score."""
    return [
        Difference(
            by=by,
            theme=one.figure.about.about.theme,
            target=one.figure.target,
            group=one.figure.group,
            model=float(f"{one.model:.6g}"),
            value=one.figure.value,
            total_error=float(f"{one.figure.total:.6g}"),
            holds=one.passed,
        )
        for one in rows
        if one.counts and (by := told_apart_by(one))
    ]


def todays_figures() -> str:
    """Return the hash of the rules and figures that a scoreboard made now would be of."""
    values = {name: repr(figure.value) for name, figure in the_register().figures.items()}
    return made_for(ROOMS, [values, hashlib.sha256(published_bytes()).hexdigest()])


def written(date: str, families: int, differences: Iterable[Difference]) -> str:
    """Return the text of the file."""
    said = {
        "date": date,
        "families": families,
        "made_for": todays_figures(),
        "difference": [asdict(one) for one in differences],
    }
    return HEAD + tomli_w.dumps({"seal": seal(said)} | said)


def seal(said: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what the file says."""
    return hashlib.sha256(tomli_w.dumps(dict(said)).encode()).hexdigest()


@cache
def shipped_likeness() -> Likeness:
    """Return what ships; of a file that is not as it was written nothing, which is said once."""
    try:
        return read_likeness((files("famsim.calibration") / FILE).read_bytes().decode())
    except (OSError, UnicodeDecodeError, StoreError):
        keeping.say_once(DAMAGED)
        return NOTHING


def read_likeness(text: str) -> Likeness:
    """Return what a file says; StoreError where it was changed after it was written."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise StoreError(DAMAGED) from None
    if said.pop("seal", None) != seal(said):
        raise StoreError(DAMAGED)
    rows = tuple(Difference(**one) for one in said["difference"])
    return Likeness(said["date"], said["families"], said["made_for"] != todays_figures(), rows)
