"""The [area] table: of which years an area's figures are, and an authority's own in the place of what is published.

Own figures are private unless the table says otherwise: written out, a scenario has their seal and none of them, and no
message repeats one.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from hashlib import scrypt
from typing import Annotated, Any, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from famsim.areas import NOW, PILOT, VINTAGES, AreaProfile, OwnFigures, as_of, contradictions, tilted, with_own
from famsim.errors import AreaError, ScenarioError
from famsim.limits import Limit
from famsim.model.policy import DOORS
from famsim.scenario.base import YES_OR_NO, Rule, a_number, one_of, optional, table_of, text, whole_number
from famsim.scenario.checks import Frozen, is_plain, name_of, number, table, whole, wrong
from famsim.scenario.strict import Strict

MOST = 10_000_000
SEAL = 64  # hexadecimal digits
SEAL_COST = 2**14  # of each guess at what is sealed: 16 MB, and a twentieth of a second or more
SHARE = "a share from 0 to 1"
TEN = "ten numbers from the most deprived tenth on: infants, small areas, or shares"
COUNTED = "a table of families who come to a door in a year, such as { midwife = 3000 }"
FIFTH = 2  # deciles
GROUPS = "a table of ethnic groups, each a share from 0 to 1 or ten of them by decile, together at most 1"
MOST_GROUPS, LONGEST_NAME, WHOLE = 20, 60, 1.005
NUMBERS = ("families", "infants", "births", "lone_share", "cohabiting_share", "unemployment", "child_poverty")
OWN = (*NUMBERS, "deciles", "most_deprived_fifth", "doors", "ethnicity")
NOT_LIVED_BY = {"doors", "ethnicity"}  # own figures that change nothing of the area
LEFT_OUT = "the figures that it stands for were left out where this was written"
AGAIN = "the same figures once more, by --area-figures FILE (a CSV, XLSX or TOML file)"


def quiet(rule: Rule) -> Rule:
    """Return a rule whose message does not repeat what was given."""

    def check(value: Any) -> Any:
        try:
            return rule.check(value)
        except PydanticCustomError as error:
            found: Any = error.context
            raise wrong("is not allowed", found["allowed"], found["at"]) from None

    return Rule(check, rule.allowed, rule.schema)


def _ten(value: Any) -> tuple[float, ...] | None:
    if value is None:
        return None
    if not isinstance(value, list | tuple) or len(value) != 10:
        raise wrong("is not a list of ten", TEN)
    found = tuple(number(one, 0, MOST, (place,), TEN) for place, one in enumerate(value))
    if not sum(found):
        raise wrong("are all 0", TEN)
    return found


def _counted(value: Any) -> Frozen:
    known = name_of(DOORS, "door")
    given = table(value, COUNTED)
    return Frozen({known(door, (door,)): whole(many, 0, MOST, (door,), COUNTED) for door, many in given.items()})


def _groups(value: Any) -> Frozen:
    found = {}
    for name, shares in table(value, GROUPS).items():
        if not 1 <= len(name) <= LONGEST_NAME or not is_plain(name, one_line=True):
            raise wrong("is no name of a group", GROUPS)
        ten = list(shares) if isinstance(shares, list | tuple) else [shares] * 10
        if len(ten) != 10:
            raise wrong("is not a share, or a list of ten", GROUPS, (name,))
        found[name] = tuple(number(one, 0, 1, (name,), GROUPS) for one in ten)
    if len(found) > MOST_GROUPS:
        raise wrong(f"are more than {MOST_GROUPS} groups", GROUPS)
    if any(sum(shares) > WHOLE for shares in zip(*found.values(), strict=True)):
        raise wrong("come to more than the whole", GROUPS)
    return Frozen(found)


def _sealed(value: Any) -> str:
    if not isinstance(value, str) or len(value) != SEAL or set(value) - set("0123456789abcdef"):
        raise wrong("is no seal", f"{SEAL} hexadecimal digits, as a results folder has them")
    return value


Count = Annotated[int | None, quiet(optional(whole_number(Limit(1, MOST, "people or families of one year"))))]
OwnShare = Annotated[float | None, quiet(optional(a_number(0.001, 0.999, SHARE)))]
TEN_SCHEMA = {"type": "array", "items": {"type": "number", "minimum": 0}, "minItems": 10, "maxItems": 10}
Deciles = Annotated[tuple[float, ...] | None, quiet(Rule(_ten, TEN, TEN_SCHEMA))]
Counts = Annotated[
    Mapping[str, int], quiet(Rule(_counted, COUNTED, table_of(DOORS, {"type": "integer", "minimum": 0})))
]
GROUP_SCHEMA = {"type": "object", "additionalProperties": {"anyOf": [{"type": "number"}, TEN_SCHEMA]}}
Groups = Annotated[Mapping[str, tuple[float, ...]], quiet(Rule(_groups, GROUPS, GROUP_SCHEMA))]
YesNo = Annotated[bool, YES_OR_NO]
SEALED = Rule(_sealed, "the seal of figures that were left out", {"type": "string"})


class Here(Strict):
    """What the [area] table says of the scenario's area.

    vintage: of which years published figures are. year: which own ones are of. part: they are of a part of the
    authority. private: they are left out of whatever is written. seal: in the place of private ones.
    """

    vintage: Annotated[str, one_of(VINTAGES, "vintage")] = PILOT
    families: Count = None
    infants: Count = None
    births: Count = None
    lone_share: OwnShare = None
    cohabiting_share: OwnShare = None
    unemployment: OwnShare = None
    child_poverty: OwnShare = None
    deciles: Deciles = None
    most_deprived_fifth: OwnShare = None
    doors: Counts = Field(default_factory=Frozen)
    ethnicity: Groups = Field(default_factory=Frozen)
    year: Annotated[int, quiet(whole_number(Limit(2001, 2040, "of the own figures")))] = NOW
    source: Annotated[str | None, optional(text(300, one_line=True))] = None
    part: YesNo = False
    private: YesNo = True
    seal: Annotated[str | None, optional(SEALED)] = None

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        """Give what may be shown: nothing private is in a message, however it came there."""
        return self.written.items()

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.deciles is not None and self.most_deprived_fifth is not None:
            raise wrong("deciles are given too", "one of the two", ("most_deprived_fifth",))
        own = self.figures
        for one in contradictions(own):
            raise wrong(one.what, one.change, (one.one,))
        if self.part and not self.seal and not (self.families or self.infants or self.births):
            raise wrong("how large the part is must be given", "families, infants or births of the part", ("part",))
        return self

    @property
    def own(self) -> dict[str, Any]:
        """The own figures that are given, as the table has them."""
        found = {name: getattr(self, name) for name in OWN}
        return {name: value for name, value in found.items() if value is not None and value != {}}

    @property
    def hidden(self) -> bool:
        """Whether it holds figures that must not be written."""
        return self.private and bool(self.own)

    @property
    def figures(self) -> OwnFigures:
        """The own figures, but what is said of a fifth."""
        shares = None if self.deciles is None else tuple(one / sum(self.deciles) for one in self.deciles)
        found: dict[str, Any] = {name: getattr(self, name) for name in (*NUMBERS, "year", "part", "private")}
        return OwnFigures(**found, infants_by_decile=shares, doors=tuple(self.doors.items()))

    @property
    def sealed(self) -> str:
        """The seal of the own figures: the same for the same ones, and slow to guess from."""
        said = {name: _plain(value) for name, value in self.own.items()} | {"year": self.year, "part": self.part}
        return _seal_of(json.dumps(said, sort_keys=True))

    @property
    def written(self) -> dict[str, Any]:
        """The table as a file has it: of private figures their seal alone."""
        found: dict[str, Any] = {} if self.vintage == PILOT else {"vintage": self.vintage}
        if self.hidden or self.seal:
            return found | {"private": True, "seal": self.seal or self.sealed}
        if not self.own:
            return found
        said = {"year": self.year, "part": self.part, "private": False}
        return (
            found
            | {name: _plain(value) for name, value in self.own.items()}
            | said
            | ({"source": self.source} if self.source else {})
        )


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    return list(value) if isinstance(value, tuple) else value


@lru_cache(maxsize=64)
def _seal_of(said: str) -> str:
    return scrypt(said.encode("ascii"), salt=b"famsim own figures", n=SEAL_COST, r=8, p=1, dklen=SEAL // 2).hex()


@lru_cache(maxsize=1024)
def placed(area: AreaProfile, here: Here) -> AreaProfile:
    """Return a published area as an [area] table has it; AreaError where that cannot be."""
    if here.seal and not here.own:
        raise AreaError(f"[area] seal: {LEFT_OUT}; allowed: {AGAIN}")
    found = as_of(area, here.vintage)
    if not set(here.own) - NOT_LIVED_BY:
        return found
    own = here.figures
    if here.most_deprived_fifth is not None:
        own = replace(own, infants_by_decile=tilted(found.infants_by_decile, FIFTH, here.most_deprived_fifth))
    return with_own(found, own)


def all_placed(areas: Iterable[AreaProfile], here: Here) -> tuple[AreaProfile, ...]:
    """Return published areas as an [area] table has them."""
    return tuple(placed(area, here) for area in areas)


def open_sealed(here: Here, where: str) -> Here:
    """Return a table whose seal is that of the figures in it, without the seal; ScenarioError for other figures."""
    if not here.seal or not here.own:
        return here
    if here.sealed != here.seal:
        raise ScenarioError(
            f"{where}: area.seal: other figures were given than those that were sealed; allowed: {AGAIN}"
        )
    return here.model_copy(update={"seal": None})
