"""What is published of one area, and what stands in for what is not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log
from statistics import fmean, stdev

from famsim.errors import AreaError

DECILES = tuple(f"infants_decile_{decile:02d}" for decile in range(1, 11))
RATES = ("lone_share", "cohabiting_share", "unemployment", "employment_deprivation", "child_poverty")
OFFERS = ("documented", "later programme", "assumed")
SUCCESSORS = {"E10000009": "E06000059"}  # a council that has ended -> the one that took most of it over
DRAWN = ("families", "infants", "lone_share", "cohabiting_share", "infants_by_decile", "unemployment")
NORMAL_95 = 1.96  # standard deviations either side that hold 95% of a normal distribution

Cells = Mapping[str, str]  # one row of areas.csv as read: "" is a figure that is not known


@dataclass(frozen=True)
class AreaProfile:
    """Published figures of one authority, one former county or England; rates and shares run from 0 to 1.

    `upper_tier`: code of the authority of 2023 that runs children's services here. `parts`: codes of the districts
    that it is the sum of; `made` says how.

    `families`, `lone_share` and `cohabiting_share` (of couples): Census 2011, dependent children only.
    `infants`: aged 0 at mid-2017; `infants_by_decile`: their shares by deprivation decile, most deprived
    first. `births`: live, year to mid-2017. `unemployment`: of the economically active, year to March 2017.
    `employment_deprivation` (of working age) and `child_poverty` (IDACI, children 0-15): 2019.
    A field named in `missing` is not published for the area: it holds a stand-in x and `widen[field]` is a
    factor f; the true figure lies between x / f and x * f in about 95 of 100 such areas.
    `vintage`: of which years the figures are (famsim.areas.vintages); that of the pilot is told above. `dated`: of
    figures older than the vintage, and of those of an own file, when each is of; older ones are widened too. `private`:
    holds figures that stay on this machine. `roughly`: those of `widen` whose width is assumed, the others' are derived
    from how such figures moved or differ; DRAWN says which of them draws differ by.
    Source: areas.csv, column by column in areas_sources.toml.
    """

    code: str
    slug: str
    name: str
    level: str
    region: str
    upper_tier: str
    parts: tuple[str, ...]
    families: int
    lone_share: float
    cohabiting_share: float
    infants: int
    births: float
    infants_by_decile: tuple[float, ...]
    unemployment: float
    employment_deprivation: float
    child_poverty: float
    pilot: bool
    offer: str
    missing: tuple[str, ...] = ()
    widen: dict[str, float] = field(default_factory=dict, hash=False)
    vintage: str = "pilot"
    dated: tuple[tuple[str, str], ...] = ()
    private: bool = False
    roughly: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The name to print: it says so when what the authority offered is not on record."""
        return self.name if self.offer == "documented" else f"{self.name} - illustrative offer"

    @property
    def said_families(self) -> int:
        """The families as they may be printed: of own figures that are private the first two digits alone."""
        return int(float(f"{self.families:.2g}")) if self.private else self.families

    @property
    def made(self) -> str:
        """How the figures came about, as the end of a sentence that begins with the area's name."""
        if not self.parts:
            return "has figures of its own" if self.level == "district" else "was added up from smaller places"
        return (
            f"is the sum of its {len(self.parts)} districts: counts are added up, shares are weighted by what they are "
            "shares of, or by residents"
        )


def profiles(rows: Iterable[Cells]) -> tuple[AreaProfile, ...]:
    """Return a profile for each row of cells; stand-ins come from the districts among the same rows."""
    table = {row["code"]: row for row in rows}
    return tuple(_profile(row, table) for row in table.values())


def _profile(row: Cells, table: Mapping[str, Cells]) -> AreaProfile:
    """Return the profile of one row; empty cells get a stand-in, named in `missing` and widened."""
    missing = tuple(column for column in (*RATES, "births") if not row[column])
    stand_ins = {column: _stand_in(row, column, table) for column in missing}
    figures = {column: float(row[column]) for column in (*RATES, "births") if row[column]}
    figures |= {column: value for column, (value, _) in stand_ins.items()}
    infants = int(row["infants"])
    return AreaProfile(
        code=row["code"],
        slug=row["slug"],
        name=row["name"],
        level=row["level"],
        region=row["region"],
        upper_tier=row["upper_tier"],
        parts=_parts(row, table),
        families=int(row["families"]),
        lone_share=figures["lone_share"],
        cohabiting_share=figures["cohabiting_share"],
        infants=infants,
        births=figures["births"],
        infants_by_decile=tuple(int(row[column]) / infants for column in DECILES),
        unemployment=figures["unemployment"],
        employment_deprivation=figures["employment_deprivation"],
        child_poverty=figures["child_poverty"],
        pilot=row["pilot"] == "true",
        offer=row["offer"],
        missing=missing,
        widen={column: factor for column, (_, factor) in stand_ins.items()},
    )


def _parts(row: Cells, table: Mapping[str, Cells]) -> tuple[str, ...]:
    """Return the codes of the districts that a county or a council of 2023 is the sum of."""
    if row["level"] != "county":
        return ()
    return tuple(o["code"] for o in table.values() if o["level"] == "district" and o["upper_tier"] == row["code"])


def _stand_in(row: Cells, column: str, table: Mapping[str, Cells]) -> tuple[float, float]:
    """Return what stands in for an unknown figure, and the factor either way that holds 95% of districts.

    Births: the area's own infants at the districts' mean ratio. Rates: the mean of the region's districts, or
    the figure of the council that took over, with the region's spread.
    """
    districts = [other for other in table.values() if other["level"] == "district" and other[column]]
    if column == "births":
        ratios = [float(other["births"]) / int(other["infants"]) for other in districts]
        return int(row["infants"]) * fmean(ratios), _factor(ratios)
    rates = [float(other[column]) for other in districts if other["region"] == row["region"]]
    if len(rates) < 2:
        raise AreaError(f"areas.csv, {row['name']}: {column} is not known, nor in two districts of its region")
    successor = table.get(SUCCESSORS.get(row["code"], ""), {})
    return float(successor.get(column) or fmean(rates)), _factor(rates)


def _factor(figures: list[float]) -> float:
    return factor_of([log(figure) for figure in figures])


def factor_of(logs: Sequence[float], times: float = 1.0) -> float:
    """Return the factor f for which mean / f to mean * f holds 95% of log-normal figures, spread so many times over."""
    return exp(NORMAL_95 * times * stdev(logs))
