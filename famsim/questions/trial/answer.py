"""What an answer says of a trial: the prediction and its hash, what was published and if it lies inside, the truth."""

from functools import partial

import pandas as pd

from famsim.questions.trial.measures import CHANGE, DIFFERENCE, LEVEL, MEASURES, SHARE, D
from famsim.questions.trial.predicting import KEYS
from famsim.questions.trial.run import Trialled
from famsim.questions.trial.sections import Row, every_outcome, how_to_read, printing, survivors, who_was_left
from famsim.questions.trial.steps import ANSWERING, ANYWAY, FOUND, PROGRAMME, STAYING
from famsim.questions.trial.tables_asked import AS_IN_ITS_TRIAL, CLUSTER, Arm
from famsim.writing import Writing, as_table, counted, door, listed, programme_words, shown, who_label, whole

MOST_ROWS = 8  # of the first table
HEADS = ("outcome", "month", "predicted (90%)", "true", "published", "inside")


def template(writing: Writing, found: Trialled, stated: str) -> str:
    """Return the answer with marks in the place of numbers and users' words."""
    trial = found.trial
    parts = [
        f"# {writing.words(found.world.area.title)}: {writing.words(trial.file.trial.name)}",
        f"**Question.** {writing.words(trial.file.trial.question)}",
        f"**Trial.** {the_trial(writing, found)}",
        f"**Prediction**, stated before any result under the hash {writing.words(stated[:16])}: where nine of ten such "
        f"trials come out, {how_often(writing, found)}.",
        as_table(HEADS, first_rows(writing, found)),
        verdict(writing, found),
        beside_the_truth(writing, found),
        every_outcome(writing, found),
        survivors(writing, found),
        who_was_left(writing, found),
        how_to_read(found, stated),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def the_trial(writing: Writing, found: Trialled) -> str:
    """Return who is recruited, how arms are made, what each has, when people are asked, in a few sentences."""
    trial = found.trial
    asked, random = trial.file.recruit, trial.file.randomise
    whom = [who_label(one) for one in asked.who]
    if asked.reported_below is not None:
        whom.append(f"reported quality below {asked.reported_below:g} spreads")
    if asked.parted_within is not None:
        whom.append(f"parted within {asked.parted_within} months")
    if asked.screened:
        whom.append("screened for violence")
    chosen = f" ({writing.words(', '.join(whom))})" if whom else ""
    of = f" of {writing.number('flow', 'families', counted, step='eligible')} eligible"
    arms = listed([arm_words(writing, arm) for arm in trial.arms])
    by = f", randomised by {random.clusters} clusters a site" if random.unit == CLUSTER else ""
    design = "before and after, nobody beside them" if trial.is_before_and_after else f"arms of {arms}{by}"
    if trial.is_before_and_after:
        design = f"{arms}; {design}"
    waves = listed([str(wave) for wave in trial.file.follow_up.waves])
    return f"{writing.fact('families', whole)} families{of}{chosen}; {design}; asked at the start and at month {waves}."


def arm_words(writing: Writing, arm: Arm) -> str:
    """Return an arm's name and what it has."""
    if arm.programme is None:
        return f"{writing.words(arm.name)} (no programme)"
    dose = (
        "as much as its own trial's arm had"
        if arm.dose == AS_IN_ITS_TRIAL
        else f"{arm.dose:g} of it"
        if arm.dose
        else ""
    )
    name = programme_words(arm.programme)
    if arm.door is not None:
        staff = f"{100 * (arm.trained or 0.0):g}% of the staff at {door(arm.door)} trained"
        return f"{writing.words(arm.name)} ({staff}, who may refer to {writing.words(name)})"
    return f"{writing.words(arm.name)} ({writing.words(name)}{', ' if dose else ''}{dose})"


def how_often(writing: Writing, found: Trialled) -> str:
    """Return what the interval holds."""
    times = f"{writing.fact('repetitions', whole)} trials" if found.reps > 1 else "one trial"
    if found.draws > 1:
        return f"by chance and by how uncertain the figures are ({writing.fact('draws', whole)} draws, {times} each)"
    return f"by chance alone (figures at their central values, {times}; `--draws 20` holds their uncertainty too)"


def first_rows(writing: Writing, found: Trialled) -> list[list[str]]:
    """Return the rows of the first table: what was published, else each outcome's main number at its last wave."""
    published = found.tables["results"]
    rows = published if len(published) else headline(found)
    return [row_of(writing, found, row) for row in rows[KEYS].head(MOST_ROWS).to_dict("records")]


def headline(found: Trialled) -> pd.DataFrame:
    """Return, of the prediction, each outcome's difference between arms at its last wave, or its change."""
    table = found.tables["prediction"]
    wanted = (CHANGE, LEVEL) if found.trial.is_before_and_after else (D, DIFFERENCE)
    some = table[table["statistic"].isin(wanted)]
    return some[some["month"] == some.groupby("measure")["month"].transform("max")]


def row_of(writing: Writing, found: Trialled, row: Row) -> list[str]:
    """Return the cells of one row of the first table."""
    prints = printing(row)
    middle, low, high, true = (
        writing.number("prediction", name, prints, **row) for name in ("estimate", "low", "high", "truth")
    )
    cells = [label(writing, found, row), str(row["month"]), f"{middle} ({low} to {high})", true]
    if writing.rows("results", **row):
        cells += [writing.number("results", "value", prints, **row), where_it_lies(writing, row)]
    else:
        cells += ["none yet", "-"]
    return cells


def where_it_lies(writing: Writing, row: Row) -> str:
    """Return whether a result lies inside, or that the trial was given it."""
    if writing.value("results", "given", **row):
        return "given"
    off = writing.number("results", "off", lambda value: f"{value:+.1f}", **row)
    return "inside" if writing.value("results", "inside", **row) else f"no, {off} spreads"


def label(writing: Writing, found: Trialled, row: Row) -> str:
    """Return what a row is of, in words."""
    measure, statistic = MEASURES[str(row["measure"])], row["statistic"]
    unit = {D: "d", DIFFERENCE: "points", CHANGE: "change, SD", LEVEL: "%" if measure.kind == SHARE else "mean"}[
        str(statistic)
    ]
    several = statistic in (LEVEL, CHANGE) or len(found.trial.arms) > 2
    arm = f", {writing.words(str(row['arm']))}" if several else ""
    return f"{measure.name.replace('_', ' ')}{arm}, {unit}"


def verdict(writing: Writing, found: Trialled) -> str:
    """Return how many results lie inside."""
    if not found.trial.published:
        return (
            "**Result.** None is entered. Enter it as a [[published]] table (measure, month, statistic, value, source) "
            "and run again: the hash stays, so that everybody sees what was said before."
        )
    inside, of = writing.fact("inside", whole), writing.fact("results", whole)
    untold = len(found.trial.published) - len(found.tables["results"])
    missing = f" Of {writing.fact('untold', whole)} more, too few families answer here." if untold else ""
    given = (
        f" {writing.fact('given', whole)} more, of the control arm, are given: the trial's world was set so that its "
        "level without help comes near them, and they are no prediction."
        if found.tables["results"]["given"].any()
        else ""
    )
    return (
        f"**Result.** {inside} of {of} published figures lie inside the 90% interval.{given} A spread is the standard "
        "deviation of what such trials find. Where a result is also the source of the register's effect, lying inside "
        f"says that the model gives back what it was given.{missing}"
    )


def beside_the_truth(writing: Writing, found: Trialled) -> str:
    """Return how far what the trial finds is from what is true of all its families."""
    rows = (found.tables["results"] if len(found.tables["results"]) else headline(found))[KEYS].to_dict("records")
    wanted = [row for row in rows if row["statistic"] != LEVEL] or rows
    row = wanted[0]
    prints = printing(row)
    true, bias = (writing.number("prediction", name, prints, **row) for name in ("truth", "bias"))
    what = label(writing, found, row)
    why = f" Nobody stands beside them. {in_steps(writing, found, row)}" if found.trial.is_before_and_after else ""
    return (
        f"**True** is what the programme changes when the same families live with it and without, all of them seen. Of "
        f"{what}, month {row['month']}, it is {true}; the trial is off by {bias} on average.{why}"
    )


def in_steps(writing: Writing, found: Trialled, row: Row) -> str:
    """Return how a before-and-after's change comes about: what would have come anyway, the programme, who is heard."""
    of = {name: row[name] for name in ("measure", "month", "arm")}
    if not writing.rows("steps", **of):
        return "People come when things are bad, and bad times pass."
    prints = partial(shown, decimals=2)
    whole_change, *parts = (
        writing.number("steps", "change", prints, step=step, **of)
        for step in (FOUND, ANYWAY, PROGRAMME, STAYING, ANSWERING)
    )
    anyway, programme, staying, answering = parts
    return (
        f"Of the change of {whole_change} that is found, {anyway} would have come without help, for people come when "
        f"things are bad, and bad times pass; {programme} is the programme's; {staying} is by who completes it, and "
        f"{answering} by who of them answers."
    )
