"""One region of England left out and predicted: what was published of its authorities, from the model and the others.

    python tests/statistical/regions.py [authorities]

Each upper-tier authority begins as every comparison begins there, by its own families, infants, deciles and
unemployment, and is lived for twelve months in which nobody is helped. Four things published of it that the model
neither takes in nor is solved on stand beside what is counted in those months (regions_published.csv; what was lived is
kept in regions_lived.csv). In logarithms, eight regions give level and slope; the authorities of the ninth are
predicted, in turn for all nine. How wide 90% is comes from the eight alone: each of them left out of the seven others.

The table regions.csv holds, a row for each thing published: how many lie inside, how much of their variance the model
tells beyond the mean of the eight regions (R2 out of region; below 0: worse than the mean), and what the mean
deprivation decile of an authority's infants tells in the model's place. Every second authority is lived first, so that
with a number, or stopped, all regions are there; those that are kept are not lived again. Where the rules have changed
since, some of them are: only if these come out to the last digit are the others taken as they are.
"""

import csv
import sys
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from scipy.stats import t as student

from famsim.areas import upper_tier
from famsim.model.counts import FINE, Count
from famsim.population.draws import Starts, with_strategy
from famsim.population.start import World
from famsim.scenario import Strategy
from famsim.version import source_hash

HERE = Path(__file__)
PUBLISHED, LIVED, TABLE = (HERE.with_name(f"regions{end}.csv") for end in ("_published", "_lived", ""))
FAMILIES, MONTHS, SEED = 5_000, 12, 1
AGAIN = 16
SIDES = 0.95  # one side of a 90% interval
BESIDE = {  # what is published: what the model counts beside it
    "children_low_income": "poor_children",
    "free_school_meals": "poor_children",
    "social_emotional": "children_high",
    "in_need": "children_in_harm",
}


def read(file):
    """Return the rows of a CSV file below its remarks."""
    with file.open(encoding="utf-8") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def published():
    """Return what is published of each authority, by its code, as shares; `region` too."""
    rows = {}
    for row in read(PUBLISHED):
        numbers = {name: float(row[name]) for name in ("children_low_income", "children", *list(BESIDE)[1:])}
        numbers["children_low_income"] /= numbers.pop("children")
        rows[row["code"]] = {"region": row["region"], "name": row["name"], **numbers}
    return rows


def lived(area, families=FAMILIES):
    """Return what is counted of an authority's families in twelve months without help, as shares."""
    starts = Starts(World(area, {}, seed=SEED, families=families, months=MONTHS))
    run = with_strategy(starts.start(0, SEED), Strategy(name="nothing"), starts.world)
    run.advance(MONTHS)
    of = run.state.tallies.sum(axis=(0, 1), dtype=np.float64)
    children = of[Count.CHILDREN]
    tenths = np.arange(1, len(area.infants_by_decile) + 1)
    return {
        "poor_children": of[Count.POOR_CHILDREN] / children,
        "children_high": of[Count.SDQ_HIGH] / FINE / of[Count.SDQ_CHILDREN],
        "children_in_harm": of[Count.CHILDREN_IN_HARM] / children,
        "not_deprived": float(tenths @ np.array(area.infants_by_decile)),
    }


def fitted(x, y):
    """Return level and slope of y by x, both (authorities,)."""
    slope, level = np.polyfit(x, y, 1)
    return level, slope


def told(x, y, known):
    """Return what level and slope of the authorities that are known tell of the others, (the others,)."""
    level, slope = fitted(x[known], y[known])
    return level + slope * x[~known]


def left_out(x, y, regions):
    """Return y predicted for every region by all others, and half of the 90% interval, both (authorities,).

    The interval is as wide as errors were where each of the others was left out of the rest: between regions, as well
    as within them. Its degrees of freedom are those of so many regions.
    """
    middle, half = np.full(len(y), np.nan), np.full(len(y), np.nan)
    for region in dict.fromkeys(regions):
        known = regions != region
        middle[~known] = told(x, y, known)
        inner, off = regions[known], []
        for other in dict.fromkeys(inner):
            off.append(y[known][inner == other] - told(x[known], y[known], inner != other))
        spread = np.sqrt((np.concatenate(off) ** 2).mean())
        half[~known] = student.ppf(SIDES, len(off) - 1) * spread
    return middle, half


def mean_of_others(y, regions):
    """Return for every authority the mean of the other regions', (authorities,)."""
    return np.array([y[regions != region].mean() for region in regions])


def explained(y, said, regions):
    """Return the share of the variance about the other regions' mean that what is said takes away."""
    return 1.0 - ((y - said) ** 2).sum() / ((y - mean_of_others(y, regions)) ** 2).sum()


def judged(x, y, regions):
    """Return share inside, its standard error with regions as they come, R2 out of region, and share by region."""
    middle, half = left_out(x, y, regions)
    inside = np.abs(y - middle) <= half
    names = list(dict.fromkeys(regions))
    without = np.array([inside[regions != name].mean() for name in names])
    se = np.sqrt((len(names) - 1) / len(names) * ((without - without.mean()) ** 2).sum())
    return inside.mean(), se, explained(y, middle, regions), {name: inside[regions == name].mean() for name in names}


def table(of_places, seen):
    """Return the rows of the table, from what is published and lived by code."""
    codes = [code for code in of_places if code in seen]
    regions, rows = np.array([of_places[code]["region"] for code in codes]), []
    for name, beside in BESIDE.items():
        y = np.log([of_places[code][name] for code in codes])
        x = np.log([float(seen[code][beside]) for code in codes])
        deciles = np.array([float(seen[code]["not_deprived"]) for code in codes])
        share, se, r2, by_region = judged(x, y, regions)
        row = {"published": name, "model": beside, "authorities": f"{len(codes)}", "slope": f"{fitted(x, y)[1]:.3f}"}
        row |= {"inside_90": f"{share:.3f}", "se": f"{se:.3f}", "r2": f"{r2:.3f}"}
        row["r2_of_deciles_alone"] = f"{judged(deciles, y, regions)[2]:.3f}"
        row["half_width"] = f"{np.mean(left_out(x, y, regions)[1]):.3f}"
        rows.append(row | {f"inside: {region}": f"{by_region[region]:.2f}" for region in sorted(by_region)})
    return rows


def remark():
    """Return what the tables say of how they were made: by whom they are lived, and under which rules."""
    return f"{FAMILIES} families, seed {SEED}, {MONTHS} months; rules {source_hash()}"


def write(file, rows):
    """Write rows as CSV below a remark."""
    with file.open("w", newline="", encoding="utf-8") as out:
        out.write(f"# {datetime.now(UTC):%Y-%m-%d}: {remark()}\n")
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def kept(there):
    """Return what is kept, by code: lived under today's rules, or as it would be under them; nothing if it is neither.

    there: all authorities. Under other rules one in `AGAIN` of those kept is lived again, beginning with the first.
    """
    if not LIVED.exists() or f"{FAMILIES} families, seed {SEED}, {MONTHS} months" not in LIVED.read_text(
        encoding="utf-8"
    ):
        return {}
    rows = {row["code"]: row for row in read(LIVED)}
    if remark() in LIVED.read_text(encoding="utf-8"):
        return rows
    again = [area for area in there if area.code in list(rows)[::AGAIN]]
    if any(row_of(area) != rows[area.code] for area in again):
        return {}
    print(f"rules have changed: {len(again)} of {len(rows)} lived again, the same to the last digit", flush=True)
    return rows


def row_of(area):
    """Return what is kept of an authority that has been lived."""
    return {"code": area.code} | {name: f"{value:.6g}" for name, value in lived(area).items()}


def main(arguments):
    """Live the authorities that are not kept, and make the table."""
    of_places = published()
    there = [area for area in upper_tier() if area.code in of_places]
    rows = kept(there)
    wanted = [*there[::2], *there[1::2]][: int(arguments[0]) if arguments else None]
    for area in wanted:
        if area.code not in rows:
            rows[area.code] = row_of(area)
            write(LIVED, list(rows.values()))
            print(f"{len(rows)} of {len(wanted)}: {area.name}", flush=True)
    found = table(of_places, rows)
    write(TABLE, found)
    for row in found:
        print(row)


if __name__ == "__main__":
    main(sys.argv[1:])
