"""The scoreboard in plain English: how much of what is published the model gives, and where it does not."""

import pandas as pd

from famsim.calibration import CHECK, CONTRAST, FIT, LEVEL, vocabulary
from famsim.measures import ALL
from famsim.questions.validate.scoreboard import Scoreboard
from famsim.questions.validate.sections import (
    by_theme,
    chance_weighs,
    how_scored,
    none_scored,
    not_asked,
    passed_of,
    share,
    the_misses,
    unanswered_rows,
    whom_words,
    why_misses,
)
from famsim.questions.validate.tables import is_number, largest_misses
from famsim.writing import Writing, families_run, hundredths, shown, whole, whole_percent

IN_SHORT = 3  # misses that the first lines name
CANNOT_TELL = (
    "Whether the model is right about what has not been published, about places or years unlike these, or about what "
    "help does: a figure that fits says that a level or a difference is like Britain's, not why"
)


def template(writing: Writing, found: Scoreboard) -> str:
    """Return the answer with marks in the place of numbers and users' words (see Writing.printed)."""
    place = writing.words(found.world.area.name)
    parts = [
        f"# {place}: is the model like what is published?",
        asked(writing, found),
        levels(writing),
        contrasts(writing),
        tables_equally(writing),
        distance(writing),
        kept_apart(writing, found),
        themes_in_short(writing),
        misses_in_short(writing, found.tables["rows"]),
        f"**What it cannot tell.** {CANNOT_TELL}. {not_asked(found.tables['rows'])}",
        "## By theme\n\n" + by_theme(writing),
        "## The largest misses\n\n" + the_misses(writing, found.tables["rows"]),
        "" if found.held.own else why_misses(writing, found.tables["rows"]),
        unanswered_rows(writing, found.tables["rows"]),
        chance_weighs(writing, found.tables["rows"]),
        "## How it is scored\n\n" + how_scored(),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def asked(writing: Writing, found: Scoreboard) -> str:
    """Return what the model is held to."""
    rows = found.tables["rows"]
    what = f"your targets ({writing.words(found.held.name)})" if found.held.own else "the figures that come with famsim"
    tables = rows["table"].nunique()
    run = families_run(found.scenario.families, found.world.area.families)
    return (
        f"**Asked.** Does the model, observed as surveys observe, give what was published? Held to {what}: "
        f"{so_many(len(found.held.targets), 'figure')} of {so_many(tables, 'table')}; {run}; nobody is helped."
        f"{scored(writing, rows)}"
    )


def scored(writing: Writing, rows: pd.DataFrame) -> str:
    """Return how many rows figures and their differences make, how many of them are scored, and by what."""
    of = {"use": ALL, "theme": ALL}
    if not rows["counts"].any():
        return ""
    kinds = [writing.number("scores", one, whole, **of) for one in ("levels", "contrasts")]
    return (
        f" With the differences between groups of one table these are {so_many(len(rows), 'row')}; scored are the "
        f"{kinds[0]} levels and {kinds[1]} differences published precisely enough to tell. A *total error* is how far "
        "a published figure may itself be off: by its sampling, its rounding, and its way from another place or year."
    )


def so_many(number: int, thing: str) -> str:
    """Return how many of a thing: 1 table, 2 tables."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def levels(writing: Writing) -> str:
    """Return how many levels pass, and of those of groups how many the national mean would."""
    of = {"use": ALL, "theme": ALL}
    if not writing.value("scores", "levels", **of):
        return f"**Levels.** {none_scored(writing.tables['rows'], LEVEL)}"
    said = f"**Levels.** {passed_of(writing, 'levels', **of)} lie within two total errors ({share(writing, 'levels')})."
    if writing.value("scores", "of_groups", **of):
        ours, theirs = (writing.number("scores", one, whole, **of) for one in ("groups_passed", "levels_without"))
        said += (
            f" Of the {writing.number('scores', 'of_groups', whole, **of)} levels of a single group {ours} do; "
            f"{theirs} would if every group were given the national mean."
        )
    return said


def contrasts(writing: Writing) -> str:
    """Return how many clear differences between groups pass."""
    of = {"use": ALL, "theme": ALL}
    if not writing.value("scores", "contrasts", **of):
        return f"**Differences between groups.** {none_scored(writing.tables['rows'], CONTRAST)}"
    return (
        f"**Differences between groups.** {passed_of(writing, 'contrasts', **of)} clear ones lie within two total "
        f"errors ({share(writing, 'contrasts')}), none if every group were given the national mean."
    )


def tables_equally(writing: Writing) -> str:
    """Return the score with every table counted equally, beside the trivial baseline."""
    of = {"use": ALL, "theme": ALL}
    if not writing.value("scores", "n_tables", **of):
        return ""
    ours, theirs = (writing.number("scores", one, hundredths, **of) for one in ("tables", "tables_without"))
    return (
        f"**Tables counted equally** ({writing.number('scores', 'n_tables', whole, **of)} with groups): {ours} of a "
        f"table's figures and differences pass, {theirs} with the national mean for every group."
    )


def distance(writing: Writing) -> str:
    """Return how far the middle level is off."""
    of = {"use": ALL, "theme": ALL}
    if not is_number(writing.value("scores", "off", **of)):
        return ""
    off = writing.number("scores", "off", whole_percent, **of)
    said = f"**How far off.** Half of all levels lie within {off} of published"
    if is_number(writing.value("scores", "off_groups", **of)):
        ours, theirs = (writing.number("scores", one, whole_percent, **of) for one in ("off_groups", "off_without"))
        said += f"; of those of one group within {ours}, the national mean within {theirs}"
    return said + "."


def kept_apart(writing: Writing, found: Scoreboard) -> str:
    """Return the score of what a fit may use and of what judges it."""
    uses = set(found.tables["rows"]["use"]) if found.tables["rows"]["counts"].any() else set()
    said = []
    for use, words in ((FIT, "to fit"), (CHECK, "to check")):
        if use in uses:
            of = {"use": use, "theme": ALL}
            said.append(f"{words} {both(writing, **of)}")
    return f"**Set apart by the hash of each table's name.** Levels and differences {'; '.join(said)}." if said else ""


def both(writing: Writing, **of: object) -> str:
    """Return passed of counted, levels and contrasts."""
    return " and ".join(passed_of(writing, kind, **of) for kind in ("levels", "contrasts"))


def themes_in_short(writing: Writing) -> str:
    """Return each theme's levels and contrasts that pass."""
    scores, said = writing.tables["scores"], []
    if not writing.tables["rows"]["counts"].any():
        return ""
    for theme in scores[scores["theme"] != ALL]["theme"]:
        of = {"use": ALL, "theme": theme}
        said.append(f"{vocabulary().themes[theme]} {both(writing, **of)}")
    return f"**By theme** (levels and differences): {'; '.join(said)}." if said else ""


def misses_in_short(writing: Writing, rows: pd.DataFrame) -> str:
    """Return the largest misses in a sentence."""
    if not rows["counts"].any():
        return "**Largest misses.** Not known, as no figure could be scored."
    missed = largest_misses(rows)
    if missed.empty:
        return "**Largest misses.** None: every figure that counts lies within two total errors."
    said = []
    for row in missed.head(IN_SHORT).itertuples():
        where = {"target": row.target, "kind": row.kind}
        model, value = (writing.number("rows", one, **where) for one in ("model", "value"))
        errors = writing.number("rows", "z", errors_off, **where)
        off = f"{whole_percent(row.share_off)} off, {errors} total errors"
        said.append(f"{whom_words(row._asdict())}: model {model}, published {value} ({off})")
    return f"**Largest misses** by share, of {len(missed)} rows beyond two total errors: {'; '.join(said)}."


def errors_off(z: float) -> str:
    """Return how many total errors something is off, whichever way."""
    return shown(abs(z), 1)
