"""What stands below a scoreboard's first lines: themes, misses, what has no answer, how it is scored."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from famsim.calibration import FAR, NO_REASON, PASSES, vocabulary
from famsim.measures import ALL
from famsim.questions.validate.tables import far_misses, is_number, largest_misses
from famsim.writing import Writing, as_table, counted, listed, shown, whole

MOST_MISSES, MOST_UNANSWERED = 15, 12
VERBS = ("answer", "are", "fall", "have", "live", "probably", "report", "see")  # with which a measure's words may begin
SHORT = 2  # words of whom a measure is of: mothers, all children


def passed_of(writing: Writing, kind: str, **of: object) -> str:
    """Return how many pass, of how many that count."""
    passed, counts = (writing.number("scores", one, whole, **of) for one in (f"{kind}_passed", kind))
    return f"{passed} of {counts}"


def share(writing: Writing, kind: str) -> str:
    """Return the share that passes, of all."""
    of = {"use": ALL, "theme": ALL}
    passed, counts = (writing.value("scores", one, **of) for one in (f"{kind}_passed", kind))
    return f"{100.0 * passed / counts:.0f}%"


def none_scored(rows: pd.DataFrame, kind: str | None = None) -> str:
    """Return that no figure, or none of a kind, stands in the score, and how many for which reason."""
    some = rows if kind is None else rows[rows["kind"] == kind]
    if some.empty:
        return "None is given."
    answered = some["why_not"] == ""
    vague = answered & ~some["informative"]
    why = {
        "to {n} the model has no answer": ~answered,
        "{n} published too imprecisely to tell (total error above 25%)": vague,
        "{n} too close to no difference": answered & ~vague,
    }
    said = [words.format(n=int(which.sum())) for words, which in why.items() if which.any()]
    none = "None could be scored" if kind else "No figure could be scored, so this says nothing of the model"
    return f"{none}. Of {len(some)}: {'; '.join(said)}."


def not_asked(rows: pd.DataFrame) -> str:
    """Return how many figures have no answer, how many of them would count, and where they are listed."""
    without = int((rows["why_not"] != "").sum())
    if not without:
        return "The model had an answer to every figure."
    return (
        f"To {without} of the {len(rows)} rows the model has no answer: they "
        "stand in no score, and are listed with --full."
    )


def by_theme(writing: Writing) -> str:
    """Return the table of themes."""
    heads = ("theme", "levels", "differences", "tables with groups", "pass, tables equal", "national mean")
    rows = []
    scores = writing.tables["scores"]
    for use, theme in zip(scores["use"], scores["theme"], strict=True):
        of = {"use": use, "theme": theme}
        name = vocabulary().themes[theme] if theme != ALL else {ALL: "**all**"}.get(use, f"all to {use}")
        cells = [passed_of(writing, kind, **of) for kind in ("levels", "contrasts")]
        cells.append(writing.number("scores", "n_tables", whole, **of))
        cells += [two_or_dash(writing, column, **of) for column in ("tables", "tables_without")]
        rows.append([name, *cells])
    return as_table(heads, rows)


def two_or_dash(writing: Writing, column: str, **of: object) -> str:
    """Return a share with two decimals, or a dash where there is none."""
    if not is_number(writing.value("scores", column, **of)):
        return "-"
    return writing.number("scores", column, lambda value: shown(value, 2), **of)


def the_misses(writing: Writing, rows: pd.DataFrame) -> str:
    """Return the table of what is furthest off, as a share, among what is beyond two total errors."""
    if not rows["counts"].any():
        return none_scored(rows)
    missed = largest_misses(rows, MOST_MISSES)
    if missed.empty:
        return "Every figure that counts lies within two total errors."
    head = (
        "Of what is more than two total errors off, the furthest as a share of the published value (of a difference: "
        "of the overall mean) first. A small share at many total errors is a figure published very precisely."
    )
    found = []
    for row in missed.itertuples():
        where = {"target": row.target, "kind": row.kind}
        model, value, z = (writing.number("rows", one, **where) for one in ("model", "value", "z"))
        group, time = group_words(row._asdict()), in_words(row.time)
        off = f"{100.0 * row.share_off:.0f}%"
        found.append([f"{row.of}: {row.says} ({row.statistic})", group, time, model, value, off, z])
    heads = ("what", "group", "time", "model", "published", "share off", "total errors off")
    return f"{head}\n\n{as_table(heads, found)}"


def why_misses(writing: Writing, rows: pd.DataFrame) -> str:
    """Return, of the shipped figures, every row that is missed by far with the sentence that says why."""
    far = far_misses(rows)
    if far.empty:
        return ""
    with_reason = int((far["why_off"] != "").sum())
    lines = [
        f"## Why rows are off\n\nEvery row beyond {shown(FAR, 0)} total errors, and every row to fit beyond "
        f"{shown(PASSES, 0)}: {whole(len(far))} rows, {whole(with_reason)} of them with a reason. The reasons were "
        "written for England at the register's own figures.\n"
    ]
    for row in far.to_dict("records"):
        where = {"target": row["target"], "kind": row["kind"]}
        model, value, z = (writing.number("rows", one, **where) for one in ("model", "value", "z"))
        off = f"model {model}, published {value}, {z} total errors"
        said = f"{writing.words(row['target'])}, {whom_words(row)} ({off})"
        lines.append(f"- {said}: {row['why_off'] or NO_REASON}")
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


def whom_words(row: Mapping[str, Any]) -> str:
    """Return a row in a few words with whom it is of, so that it can stand in a sentence."""
    says, of = str(row["says"]), str(row["of"])
    if says.split(maxsplit=1)[0] not in VERBS:
        return row_words(row)
    return row_words({**row, "says": f"{of}{' who ' if len(of.split()) <= SHORT else ', those who '}{says}"})


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
    """Return which rows the model's own chance may decide: a bound of what passes lies in its interval."""
    ends = [rows["value"] + side * PASSES * rows["total_error"] for side in (-1.0, 1.0)]
    either = [(rows["low"] <= end) & (end <= rows["high"]) for end in ends]
    some = rows[rows["counts"] & (either[0] | either[1])]
    if some.empty:
        return ""
    names = [writing.words(name) for name in some["target"]]
    return (
        "## Where the model's own chance weighs\n\nTwo total errors from what is published lies within the model's "
        f"interval by chance, so that more families (--families) may turn the verdict: {listed(names)}."
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
