"""The tidy tables of a scoreboard."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd

from famsim.calibration import CHECK, FAR, FIT, PASSES, Scored, score, vocabulary, where_read, why_missed
from famsim.measures import ALL
from famsim.questions.validate.asked import Held


def rows_table(rows: Sequence[Scored], held: Held) -> pd.DataFrame:
    """Return every row: what is published, what the model says, and whether that is within two total errors.

    why_off: of a shipped row that is further off, the sentence that says why, "" where there is none.
    """
    why = {} if held.own else why_missed()
    return pd.DataFrame([row_of(one) | {"why_off": why_off(one, why), "note": one.figure.about.note} for one in rows])


def why_off(one: Scored, why: Mapping[str, str]) -> str:
    """Return why a row is off by more than it may be; "" for a row that is not, or of which nothing is said."""
    return "" if one.why or one.passed else why.get(one.figure.target, "")


def row_of(one: Scored) -> dict[str, Any]:
    """Return one row.

    total_error: of the published figure. low, high: of the model's, by chance. overall: what a total error is small
    against where the row is informative.
    """
    figure, about = one.figure, one.figure.about
    low, high = one.interval
    asked = {"target": figure.target, "use": about.use, "kind": figure.kind, "theme": about.about.theme}
    asked |= {"measure": about.measure, "group": figure.group, "time": about.time, "statistic": figure.statistic}
    return asked | {
        "model": one.model,
        "low": low,
        "high": high,
        "value": figure.value,
        "total_error": figure.total,
        "z": one.z,
        "pass": None if one.why else one.passed,
        "informative": figure.informative,
        "clear": figure.clear,
        "counts": one.counts,
        "national_mean": figure.without,
        "overall": figure.overall,
        "off": one.off,
        "says": f"spread of {about.about.says}" if about.statistic == "sd" else about.about.says,
        "of": about.about.of,
        "country": about.country,
        "year": about.year,
        "source": about.source,
        "table": about.table,
        "read_in": about.read_in,
        "transfer": about.transfer,
        "why_not": one.why,
    }


def scores_table(rows: Sequence[Scored]) -> pd.DataFrame:
    """Return the score of all rows, of those to fit and those to check as far as there are, and of each theme."""
    themes = [theme for theme in vocabulary().themes if any(one.figure.about.about.theme == theme for one in rows)]
    uses = [use for use in (FIT, CHECK) if any(one.figure.about.use == use for one in rows)]
    parts = [(ALL, ALL), *((use, ALL) for use in uses), *((ALL, theme) for theme in themes)]
    found = []
    for use, theme in parts:
        chosen = [one for one in rows if is_part(one, use, theme)]
        found.append({"use": use, "theme": theme, "within": PASSES} | asdict(score(chosen)))
    return pd.DataFrame(found)


def is_part(one: Scored, use: str, theme: str) -> bool:
    """Say whether a row is of a use and a theme; `all` is every one."""
    about = one.figure.about
    return use in (ALL, about.use) and theme in (ALL, about.about.theme)


def sources_table(held: Held) -> pd.DataFrame:
    """Return where each source of the shipped figures was read, as far as the register's own list does not say it."""
    known = where_read()
    used = dict.fromkeys(one.source for one in held.targets)
    rows = [{"source": key, **known[key]} for key in used if key in known and not held.own]
    return pd.DataFrame(rows, columns=["source", "title", "url"])


def largest_misses(table: pd.DataFrame, most: int | None = None) -> pd.DataFrame:
    """Return the rows that count and are more than two total errors off, those with the largest share off first.

    share_off: of the published value; of a difference, of the overall mean. Total errors would put first what is
    published most precisely, as a census is, however near the model comes to it.
    """
    missed = table[table["counts"] & (table["z"].abs() > PASSES)]
    missed = missed.assign(share_off=(missed["model"] - missed["value"]).abs() / missed["overall"].abs())
    return missed.sort_values("share_off", ascending=False, kind="stable").head(len(missed) if most is None else most)


def far_misses(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows beyond three total errors, and those to fit beyond two, the furthest off first.

    Rows that are too imprecise to count are among them: a reason is due whether or not a row stands in the score.
    """
    off = table["z"].abs()
    far = table[(off > FAR) | ((off > PASSES) & (table["use"] == FIT))]
    return far.loc[far["z"].abs().sort_values(ascending=False, kind="stable").index]


def is_number(value: float) -> bool:
    """Say whether a cell holds a number."""
    return not math.isnan(value)
