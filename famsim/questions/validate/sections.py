"""What stands below a scoreboard's first lines: themes, misses, what has no answer, how it is scored."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from famsim.calibration import NORMAL_95, vocabulary
from famsim.measures import ALL
from famsim.questions.validate.tables import is_number, largest_misses
from famsim.writing import Writing, counted, listed, shown, whole

MOST_MISSES, MOST_UNANSWERED = 15, 12
MUCH = 0.5  # of a published figure's total error that the model's own chance may come to before it is said


def passed_of(writing: Writing, kind: str, **of: object) -> str:
    """Return how many pass, of how many that count."""
    passed, counts = (writing.number("scores", one, whole, **of) for one in (f"{kind}_passed", kind))
    return f"{passed} of {counts}"


def share(writing: Writing, kind: str) -> str:
    """Return the share that passes, of all."""
    of = {"use": ALL, "theme": ALL}
    passed, counts = (writing.value("scores", one, **of) for one in (f"{kind}_passed", kind))
    return f"{100.0 * passed / counts:.0f}%"


def not_asked(writing: Writing) -> str:
    """Return how many figures that would count have no answer."""
    unanswered = writing.value("scores", "unanswered", use=ALL, theme=ALL)
    if not unanswered:
        return "The model had an answer to every figure."
    number = writing.number("scores", "unanswered", whole, use=ALL, theme=ALL)
    return f"To {number} more the model has no answer: they are listed below and stand in no score."


def by_theme(writing: Writing) -> str:
    """Return the table of themes."""
    lines = [
        "| theme | levels | differences | tables with groups | pass, tables equal | national mean |",
        "|---|---|---|---|---|---|",
    ]
    scores = writing.tables["scores"]
    for use, theme in zip(scores["use"], scores["theme"], strict=True):
        of = {"use": use, "theme": theme}
        name = vocabulary().themes[theme] if theme != ALL else {ALL: "**all**"}.get(use, f"all to {use}")
        cells = [passed_of(writing, kind, **of) for kind in ("levels", "contrasts")]
        cells.append(writing.number("scores", "n_tables", whole, **of))
        cells += [two_or_dash(writing, column, **of) for column in ("tables", "tables_without")]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def two_or_dash(writing: Writing, column: str, **of: object) -> str:
    """Return a share with two decimals, or a dash where there is none."""
    if not is_number(writing.value("scores", column, **of)):
        return "-"
    return writing.number("scores", column, lambda value: shown(value, 2), **of)


def the_misses(writing: Writing, rows: pd.DataFrame) -> str:
    """Return the table of what is furthest off, in total errors."""
    missed = largest_misses(rows, MOST_MISSES)
    if missed.empty:
        return "Every figure that counts lies within two total errors."
    lines = ["| what | group | time | model | published | total errors off |", "|---|---|---|---|---|---|"]
    for row in missed.itertuples():
        where = {"target": row.target, "kind": row.kind}
        model, value, z = (writing.number("rows", one, **where) for one in ("model", "value", "z"))
        group, time = group_words(row._asdict()), in_words(row.time)
        lines.append(f"| {row.of}: {row.says} ({row.statistic}) | {group} | {time} | {model} | {value} | {z} |")
    return "\n".join(lines)


def group_words(row: Mapping[str, Any]) -> str:
    """Return a row's group as it is read."""
    return "everybody" if row["group"] == ALL else in_words(str(row["group"]))


def in_words(text: str) -> str:
    """Return a group or a time as it is read: `birth_status=married` -> birth status married."""
    return text.replace(";", ", ").replace("=", " ").replace("_", " ")


def group_and_time(row: Mapping[str, Any]) -> str:
    """Return a row's group, if it is one, and its time, if it has a number."""
    said = [] if row["group"] == ALL else [group_words(row)]
    return ", ".join(said + ([in_words(row["time"])] if "=" in row["time"] else []))


def row_words(row: Mapping[str, Any]) -> str:
    """Return a row in a few words: what is measured, in which group, when."""
    return ", ".join(part for part in (row["says"], group_and_time(row)) if part)


def unanswered_rows(writing: Writing, rows: pd.DataFrame) -> str:
    """Return which figures have no answer, and why; nothing if all have."""
    without = rows[rows["why_not"] != ""]
    if without.empty:
        return ""
    said = []
    for why, some in without.groupby("why_not", sort=False):
        names = [writing.words(name) for name in some["target"][:MOST_UNANSWERED]]
        more = f" and {counted(len(some) - MOST_UNANSWERED)} more" if len(some) > MOST_UNANSWERED else ""
        said.append(f"- {why}: {', '.join(names) if more else listed(names)}{more}")
    return "## Without an answer\n\n" + "\n".join(said)


def chance_weighs(writing: Writing, rows: pd.DataFrame) -> str:
    """Return which rows the model's own chance may decide; nothing if it decides none."""
    own = (rows["high"] - rows["low"]) / (2.0 * NORMAL_95)
    some = rows[rows["counts"] & (own > MUCH * rows["total_error"])]
    if some.empty:
        return ""
    names = [writing.words(name) for name in some["target"]]
    return (
        "## Where the model's own chance weighs\n\nIts chance error is more than half of the published figure's total "
        f"error, so that more families (--families) may turn the verdict: {listed(names)}."
    )


def how_scored() -> str:
    """Return the rules of the score."""
    return (
        "- **Total error** of a published figure: the root of the sum of squares of sampling (as given; else a 95% "
        "interval over 3.92; else from the number of people with a design effect of 1.5; else as of 1,000 people), "
        "rounding (the last digit over the root of 12) and transfer (nothing for the same population and measure "
        "within ten years of 2016; 10% for another population, period or instrument of the UK; 20% for another "
        "country; 10% more for what was read second-hand; of a percentage as a share of it or of 100 less it, "
        "whichever is smaller).\n"
        "- **Differences** between groups of one table are rows of their own: each group against the table's first. "
        "Their transfer error is the share of the difference. One is clear if it is above two of its total errors.\n"
        "- A row **counts** if its total error is at most 25% of the published value (of the overall mean, for a "
        "difference; and it must be clear); it **passes** within two total errors.\n"
        "- **Tables counted equally**: of each table with groups, the share of its groups' levels and differences "
        "that pass; then the mean over tables. The baseline gives every group the national mean.\n"
        "- **To fit or to check**: an odd SHA-256 of the table's name checks; if that leaves too few, the next tables "
        "by hash join.\n"
        "- The model's intervals in the tables are those of chance alone, with the register's central figures."
    )
