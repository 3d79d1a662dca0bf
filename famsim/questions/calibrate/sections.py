"""What stands below a fit's first lines: every figure, which target tells what, waves, how it is done."""

from famsim.questions.calibrate.run import Found
from famsim.writing import SPACED, Writing, as_table, whole

MOST_TELLING, LEAST_TELLING = 3, 0.05  # targets named for a figure, and what one must take away by itself
MOST_LEFT_OUT = 20


def three(value: float) -> str:
    """Return a number with three significant digits."""
    return f"{value:.3g}"


def one_place(value: float) -> str:
    """Return a number with one decimal and its sign."""
    return f"{value:+.1f}"


def as_percent(value: float) -> str:
    """Return a share as a whole percentage."""
    return f"{100.0 * value:.0f}%"


def figure_rows(writing: Writing) -> str:
    """Return a row for each figure: before, after, contraction, grade."""
    heads = ("figure", "what it is", "register", "fitted: mean (90%)", "contraction", "grade")
    rows = []
    for row in writing.tables["identifiability"].itertuples():
        of = {"figure": row.figure}
        numbers = {
            name: writing.number("identifiability", name, three, **of)
            for name in ("register", "low", "high", "mean", "q05", "q95")
        }
        share = writing.number("identifiability", "contraction", as_percent, **of)
        chance = writing.number("identifiability", "contraction_se", as_percent, **of)
        before = f"{numbers['register']} ({numbers['low']} to {numbers['high']})"
        after = f"{numbers['mean']} ({numbers['q05']} to {numbers['q95']})"
        words = [writing.words(row.figure), writing.words(row.says)]
        rows.append([*words, before, after, f"{share} +- {chance}", str(row.grade)])
    note = (
        "Contraction: the share of a figure's variance before the fit that the targets take away, with its chance "
        "error (of its place in what the register says of it, so that skew does not count). A figure is graded "
        "`calibrated` only where it is a fifth or more and clear of chance; every other keeps its grade."
    )
    return f"{as_table(heads, rows, SPACED)}\n\n{note}"


def target_rows(writing: Writing) -> str:
    """Return for each figure the targets that by themselves tell most of it."""
    table = writing.tables["informs"]
    lines = []
    for figure in writing.tables["identifiability"]["figure"]:
        some = table[(table["figure"] == figure) & (table["contraction"] >= LEAST_TELLING)].head(MOST_TELLING)
        said = [
            f"{writing.words(row.target)} "
            f"{writing.number('informs', 'contraction', as_percent, figure=figure, target=row.target)}"
            for row in some.itertuples()
        ]
        lines.append(f"- {writing.words(figure)}: {', '.join(said) or 'no target tells it by itself'}")
    return "\n".join(lines) + "\n\nIn percent of the figure's variance, that target taken alone."


def left_out_rows(writing: Writing) -> str:
    """Return the targets to fit that were not, each with why; and how many are kept to check."""
    table = writing.tables["targets"]
    left = table[~table["fitted"] & (table["use"] == "fit")]
    checks = int((table["use"] != "fit").sum())
    lines = [f"- {writing.words(row.target)}: {row.why_not}" for row in left.head(MOST_LEFT_OUT).itertuples()]
    more = [f"- and {len(left) - MOST_LEFT_OUT} more (targets.csv)"] if len(left) > MOST_LEFT_OUT else []
    return "\n".join([*lines, *more, f"- kept to check: {checks}"])


def waves_rows(writing: Writing) -> str:
    """Return what each wave left."""
    rows = []
    for row in writing.tables["waves"].itertuples():
        of = {"number": row.number}
        points, reached = (writing.number("waves", one, whole, **of) for one in ("points", "reached"))
        rows.append([str(row.number), points, writing.number("waves", "left", three, **of), reached])
    return as_table(("wave", "points", "share of the ranges left", "targets reached"), rows, SPACED)


def how_done(writing: Writing, found: Found) -> str:
    """Return how it is done, what is assumed, and what a run cost."""
    how = found.question.how
    facts = {name: writing.fact(name, whole) for name in ("steps", "walkers", "mixing_time", "ess", "draws")}
    return (
        "- Each point is a set of the fitted figures, spread by Sobol's sequence over their ranges in the register. "
        "Families live under it from burn-in, the constants that the model solves on England solved for it, in the "
        "same luck at every point, and are observed by the surveys' instruments.\n"
        "- An emulator (Gaussian process: plane, smooth surface, roughness) stands for each target. A later wave is "
        "lived where no target is missed by three standard deviations, the emulator's own error among them. A target "
        "that no point comes so near to is left out and said.\n"
        "- Before the fit every figure is as the register draws it. A target's error: what is published (sampling, "
        f"rounding, transfer), a discrepancy of {how.discrepancy:g} of its size for what the model leaves out "
        "(assumed; --discrepancy), the chance of the families observed, and the emulator's own. Targets count one by "
        "one, as if their errors were independent.\n"
        f"- Posterior: {facts['walkers']} walkers of emcee, {facts['steps']} steps, autocorrelation time "
        f"{facts['mixing_time']}, worth {facts['ess']} independent draws; {facts['draws']} are kept. Emulators explain "
        f"{writing.fact('explained', as_percent)} of the middle target's variance at points left out. Made without a "
        "quarter of the points they were further off there than they said, the middle one "
        f"{writing.fact('surer', three)} times: their errors count as so much larger, and as going together as they "
        "did."
    )


def how_to_use() -> str:
    """Return what the folder's files are for."""
    return (
        "`draws.csv` holds the draws, a row each; `famsim compare SCENARIO --draws 20 --posterior DIR` draws the "
        "fitted figures from it jointly, and all others from the register. For arviz:\n\n"
        "    d = pandas.read_csv('draws.csv').set_index(['chain', 'draw'])\n"
        "    arviz.from_dict(posterior={n: d[n].unstack().to_numpy() for n in d})\n\n"
        "From arviz 1 on the second line is `from_dict({'posterior': {...}})`."
    )
