"""A fit in plain English: which figures the targets tell, which they do not, what fits now and what still misses."""

import pandas as pd

from famsim.calibration import CHECK
from famsim.questions.calibrate.run import Found
from famsim.questions.calibrate.sections import (
    as_percent,
    figure_rows,
    how_done,
    how_to_use,
    left_out_rows,
    one_place,
    target_rows,
    three,
    waves_rows,
)
from famsim.writing import Writing, families_run, listed, whole

FIRST = 4  # figures and misses that the first lines name
STRONG = 0.5  # correlation of two figures that are named
MET = 2.0  # errors within which a target is met
CANNOT_TELL = (
    "Whether the model is right: a figure that fits makes the model like these targets, not true. What the targets say "
    "together where their errors go together (they are taken one by one), and what help does: nobody observed is helped"
)


def template(writing: Writing, found: Found) -> str:
    """Return the answer with marks in the place of numbers and users' words (see Writing.printed)."""
    place = writing.words(found.world.area.name)
    parts = [
        f"# {place}: which figures do the targets tell?",
        asked(writing, found),
        told(writing),
        not_told(writing),
        together(writing),
        fits(writing),
        kept_apart(writing),
        in_turn(writing),
        misses(writing),
        trust(writing, found),
        f"**What it cannot tell.** {CANNOT_TELL}.",
        "## Every figure\n\n" + figure_rows(writing),
        "## Which target tells what\n\n" + target_rows(writing),
        "## Targets left out\n\n" + left_out_rows(writing),
        "## Waves\n\n" + waves_rows(writing),
        "## How it is done\n\n" + how_done(writing, found),
        "## What to do with it\n\n" + how_to_use(),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def asked(writing: Writing, found: Found) -> str:
    """Return what was fitted, to what, from how many lives."""
    held = found.question.held
    what = f"your targets ({writing.words(held.name)})" if held.own else "the figures that come with famsim"
    run = families_run(found.scenario.families, found.world.area.families)
    return (
        f"**Asked.** Which values of {so_many(writing, 'figures', 'figure')} give what was published? Fitted to "
        f"{writing.fact('fitted', whole)} of {so_many(writing, 'targets', 'row')} of {what}; "
        f"{so_many(writing, 'points', 'point')} lived from burn-in in the same luck, {run}; nobody is helped."
    )


def so_many(writing: Writing, name: str, thing: str) -> str:
    """Return how many of a thing a fact says there are."""
    return f"{writing.fact(name, whole)} {thing}{'' if writing.value('facts', 'value', name=name) == 1 else 's'}"


def told(writing: Writing) -> str:
    """Return the figures whose contraction is shown, by how much, and where they lie now."""
    table = writing.tables["identifiability"]
    if not fact(writing, "fitted"):
        return (
            "**Told: nothing.** No target could be fitted: each has no answer in the model, or lies out of reach, more "
            "than three errors from all that these figures can give. They inform nothing; each is named below."
        )
    if not fact(writing, "informed"):
        return (
            "**Told: nothing.** These targets inform none of these figures: over their whole ranges no target moves "
            "by enough of its own error, so what comes out is what was put in. No further wave was lived."
        )
    if not fact(writing, "mixed"):
        return (
            f"**Told: nothing yet.** The walkers have not mixed ({writing.fact('steps', whole)} steps of an "
            f"autocorrelation time of {writing.fact('mixing_time', whole)}), so no figure is called calibrated: "
            "another wave (--waves), more points (--points) or fewer figures."
        )
    chosen = table[table["told_by_the_targets"]]
    if chosen.empty:
        return "**Told: nothing.** No figure loses a fifth of its variance: each may be what it was before."
    said = [in_short(writing, name) for name in chosen["figure"].head(FIRST)]
    more = f", and {len(chosen) - FIRST} more below" if len(chosen) > FIRST else ""
    return (
        f"**Told: {writing.fact('calibrated', whole)} of {writing.fact('figures', whole)}** (share of variance taken "
        f"away; mean and 90% interval, the register's own value in brackets): {'; '.join(said)}{more}."
    )


def in_short(writing: Writing, name: str) -> str:
    """Return a figure, what the targets tell of it, and where it lies."""
    of = {"figure": name}
    share = writing.number("identifiability", "contraction", as_percent, **of)
    mean, low, high, before = (
        writing.number("identifiability", one, three, **of) for one in ("mean", "q05", "q95", "register")
    )
    return f"{writing.words(name)} {share}, {mean} ({low} to {high}) [{before}]"


def not_told(writing: Writing) -> str:
    """Return the figures that stay as they are."""
    table = writing.tables["identifiability"]
    names = [writing.words(one) for one in table[~table["told_by_the_targets"]]["figure"]]
    if not names:
        return "**Not told.** None of them."
    shown = names[: 2 * FIRST]
    more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
    return (
        f"**Not told** (they stay what they are in the register, and are not called calibrated): {listed(shown)}{more}."
    )


def together(writing: Writing) -> str:
    """Return which figures the targets tell only together."""
    table = writing.tables["correlations"]
    strong = table[table["correlation"].abs() > STRONG].head(FIRST)
    if strong.empty:
        return "**Told only together.** No two of them go together by more than a half."
    said = [
        f"{writing.words(row.figure)} with {writing.words(row.other)} "
        f"{writing.number('correlations', 'correlation', one_place, figure=row.figure, other=row.other)}"
        for row in strong.itertuples()
    ]
    return f"**Told only together** (correlation after the fit; draw them jointly): {'; '.join(said)}."


def fits(writing: Writing) -> str:
    """Return how many fitted targets are met at the register's figures and at those of the posterior."""
    return f"**Fitted targets.** {met(writing, fitted=True)}"


def kept_apart(writing: Writing) -> str:
    """Return the same of the rows that no fit has seen."""
    table = writing.tables["predictive"]
    if not ((table["use"] == CHECK) & table["counts"]).any():
        return "**Targets kept apart.** None: rows that say use = check would be predicted and not fitted."
    return f"**Targets kept apart to check.** {met(writing, fitted=False)}"


def met(writing: Writing, fitted: bool) -> str:
    """Return how many targets lie within two errors, before and after."""
    table = writing.tables["predictive"]
    chosen = table[table["fitted"]] if fitted else table[(table["use"] == CHECK) & table["counts"]]
    if chosen.empty:
        return "Draws of the posterior were not lived."
    before, after = ((chosen[one].abs() <= MET).sum() for one in ("z_register", "z"))
    rms_before, rms_after = ((chosen[one] ** 2).mean() ** 0.5 for one in ("z_register", "z"))
    inside = int(chosen["inside"].sum())
    return (
        f"{after} of {len(chosen)} lie within two errors with the fitted figures, lived again; {before} with the "
        f"register's own. Typically {rms_after:.2f} errors off, before {rms_before:.2f}. {inside} lie in the 90% "
        "interval expected of them."
    )


def in_turn(writing: Writing) -> str:
    """Return how often a fit without a table predicts its rows."""
    table = writing.tables["left_out"]
    told_of = table[table["told"].astype(bool)]
    if table.empty:
        return "**Left out in turn.** Nothing to leave out: all that is fitted is of one table."
    untold = len(table) - len(told_of)
    more = f" Of {untold} more nothing is said: the others tell too little without them." if untold else ""
    if told_of.empty:
        return f"**Left out in turn.**{more}"
    inside, of, tables = int(told_of["inside"].sum()), len(told_of), told_of["table"].nunique()
    return (
        f"**Left out in turn.** Each of {tables} tables was left out of the fit and predicted by the others: {inside} "
        f"of {of} rows lie in the 90% interval expected of them.{more}"
    )


def misses(writing: Writing) -> str:
    """Return what the fitted model still misses by most."""
    table = writing.tables["predictive"]
    missed = worst(table)
    if table.empty:
        return "**Still missed.** Not known: no draw of the posterior was lived."
    if missed.empty:
        return "**Still missed.** None of the targets, fitted or kept apart, by more than two errors."
    said = [miss(writing, name) for name in missed["target"].head(FIRST)]
    return f"**Still missed**, of {len(missed)} beyond two errors: {'; '.join(said)}."


def worst(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that are missed, those by most errors first."""
    missed = table[(table["z"].abs() > MET) & table["counts"]]
    return missed.sort_values("z", key=lambda one: -one.abs(), kind="stable")


def miss(writing: Writing, target: str) -> str:
    """Return one of them."""
    model, value = (writing.number("predictive", one, three, target=target) for one in ("mean", "value"))
    return f"{writing.words(target)}: model {model}, published {value}"


def trust(writing: Writing, found: Found) -> str:
    """Return whether the emulators can be trusted where the posterior lies."""
    if not len(found.again):
        return "**Emulators.** No draw was lived to check them, as the targets tell nothing."
    return (
        f"**Emulators checked.** Of {writing.fact('lived_again', whole)} draws of the posterior, lived again, "
        f"{writing.fact('emulator_within', as_percent)} of the answers lie within two of the emulators' own errors "
        f"(95% would be right); typically {writing.fact('emulator_off', two_places)} of a target's error off. No "
        f"target rules out {writing.fact('left', share)} of the figures' ranges."
    )


def two_places(value: float) -> str:
    """Return a number with two decimals."""
    return f"{value:.2f}"


def share(value: float) -> str:
    """Return a share of the ranges, however small."""
    return f"{100.0 * value:.2g}%" if value > 0.0 else "none"


def fact(writing: Writing, name: str) -> bool:
    """Return a fact that is yes or no."""
    return writing.value("facts", "value", name=name) > 0.0
