"""What is published of an area: each column with its value, its date, and how sure it is."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from famsim.areas import DATES, AreaProfile, all_areas, column_sources, drawn, newest_rows

FILE = "columns.toml"
KINDS = ("stressor", "risk factor", "outcome")
TIMES = {"%": 100.0, "for 1,000": 1000.0, "for 10,000": 1.0}  # rates for 10,000 are published as such
FIFTH, DEPRIVED = 2, "most_deprived_fifth"  # deciles
OWN = ("own figures", "follows from your own counts")  # how dates of an authority's own figures begin


@dataclass(frozen=True)
class Column:
    """One published column: in words, of which kind, its unit, and where it stands: a profile's field or a table's."""

    name: str
    says: str
    kind: str
    unit: str
    profile: str = ""
    column: str = ""
    per: str = ""

    def value(self, area: AreaProfile) -> float | None:
        """Return the value of one area in the column's unit; None where it is not published."""
        found = self.in_profile(area) if self.profile else self.in_table(area)
        return None if found is None else found * TIMES[self.unit]

    def in_profile(self, area: AreaProfile) -> float:
        """Return a field of the profile, or one over another."""
        if self.profile == DEPRIVED:
            return sum(area.infants_by_decile[:FIFTH])
        number = float(getattr(area, self.profile))
        return number / float(getattr(area, self.per)) if self.per else number

    def in_table(self, area: AreaProfile) -> float | None:
        """Return a column of the newest table; of a district what is published of its county."""
        row = newest_rows().get(area.code, {})
        upper = newest_rows().get(area.upper_tier, {})
        if self.per:
            return (
                float(row[self.column]) / float(row[self.per]) if row.get(self.column) and row.get(self.per) else None
            )
        said = row.get(self.column) or upper.get(self.column)
        return float(said) if said else None

    def mean(self, areas: Sequence[AreaProfile]) -> float | None:
        """Return the mean of several areas, by their families with children; None where none publishes it."""
        known = [(value, area.families) for area in areas if (value := self.value(area)) is not None]
        return sum(value * many for value, many in known) / sum(many for _, many in known) if known else None

    def date(self, area: AreaProfile) -> str:
        """Return when an area's value is of, in words."""
        if not self.profile:
            return column_sources("newest")[self.column]["date"].strip()
        return self.dates(area).get(self.fields[0], "")

    def dates(self, area: AreaProfile) -> dict[str, str]:
        """Return when each field of a profile is of."""
        return {name: when.says for name, when in DATES[area.vintage].items()} | dict(area.dated)

    @property
    def fields(self) -> tuple[str, ...]:
        """The profile's fields that it rests on."""
        name = "infants_by_decile" if self.profile == DEPRIVED else self.profile
        return tuple(one for one in (name, self.per if self.profile else "") if one)

    def is_own(self, area: AreaProfile) -> bool:
        """Say whether an area's value rests on figures of its own."""
        return bool(self.profile) and any(self.dates(area).get(one, "").startswith(OWN) for one in self.fields)

    def factor(self, area: AreaProfile) -> float:
        """Return the factor either way that holds 95% of what the value may be; 1 where none is stated."""
        factors = [area.widen.get(one, 1.0) for one in self.fields]
        return max(factors, default=1.0)

    def between(self, area: AreaProfile, value: float) -> tuple[float, float]:
        """Return the limits that hold 95% of what an area's value may be: of where infants live, of tilted shares."""
        factor = self.factor(area)
        if self.profile != DEPRIVED or factor == 1.0:
            return value / factor, value * factor
        tilted = [sum(drawn(area.infants_by_decile, times)[:FIFTH]) for times in (1.0 / factor, factor)]
        return tilted[0] * TIMES[self.unit], tilted[1] * TIMES[self.unit]


@cache
def columns() -> tuple[Column, ...]:
    """Return every column, in the order of the file."""
    text = files("famsim.questions.assess").joinpath(FILE).read_text(encoding="utf-8")
    found: Mapping[str, Mapping[str, str]] = tomllib.loads(text)
    return tuple(Column(name=name, **table) for name, table in found.items())


def england() -> AreaProfile:
    """Return England as the table has it."""
    return all_areas("country")[0]
