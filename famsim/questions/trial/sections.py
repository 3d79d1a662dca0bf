"""What stands below a trial's first lines: every outcome, survival by arm, who was left, how to read it."""

from collections.abc import Callable

from famsim.questions.trial.measures import MEASURES, SHARE, STATISTICS
from famsim.questions.trial.predicting import KEYS
from famsim.questions.trial.run import Trialled
from famsim.writing import PEOPLE, Writing, as_table, counted, shown

Row = dict[str, object]  # what one row of the prediction is of


def printing(row: Row) -> Callable[[float], str]:
    """Return what prints a row's numbers: two decimals of SD, one of percent."""
    decimals = 1 if MEASURES[str(row["measure"])].kind == SHARE else 2
    return lambda value: shown(value, decimals)


def every_outcome(writing: Writing, found: Trialled) -> str:
    """Return the table of every prediction."""
    heads = ("outcome", "month", "arm", "what", "predicted", "90% of trials", "own standard error", "true", "families")
    rows = []
    for row in found.tables["prediction"][[*KEYS, "unit"]].to_dict("records"):
        unit = row.pop("unit")
        prints, names = printing(row), ("estimate", "low", "high", "se", "truth")
        middle, low, high, se, true = (writing.number("prediction", name, prints, **row) for name in names)
        answer = writing.number("prediction", "families", counted, **row)
        of = row["measure"].replace("_", " ")
        what = f"{row['statistic']}, {unit}"
        about = (of, str(row["month"]), writing.words(row["arm"]), what)
        rows.append((*about, middle, f"{low} to {high}", se, true, answer))
    return f"## Every outcome\n\n{as_table(heads, rows)}"


def survivors(writing: Writing, found: Trialled) -> str:
    """Return the share of couples together by arm at each wave."""
    rows = []
    for arm in found.trial.arms:
        for month in found.trial.file.follow_up.waves:
            where = {"arm": arm.name, "month": month}
            middle, low, high, true = (
                writing.number("survival", name, lambda value: shown(value, 1), **where)
                for name in ("estimate", "low", "high", "truth")
            )
            rows.append((writing.words(arm.name), str(month), middle, f"{low} to {high}", true))
    table = as_table(("arm", "month", "as the trial finds it", "90% of trials", "true"), rows)
    return f"## Couples together, %\n\n{table}"


def who_was_left(writing: Writing, found: Trialled) -> str:
    """Return how many families were left at each step."""
    rows = []
    for row in found.tables["flow"][["arm", "step"]].to_dict("records"):
        number = writing.number("flow", "families", counted, **row)
        rows.append((writing.words(row["arm"]), str(row["step"]), number))
    return f"## Who was left\n\n{as_table(('arm', 'step', 'families'), rows)}"


def how_to_read(found: Trialled, stated: str) -> str:
    """Return what the numbers mean, and what is left out."""
    says = "\n".join(f"- **{name}**: {words}." for name, words in STATISTICS.items())
    return (
        f"## How to read it\n\n{says}\n"
        "- By intention to treat: families count in the arm they were put in, whatever they came to. What differed at "
        "the start is taken off scales by regression; standard errors are by cluster where clusters were randomised.\n"
        "- Reports have the noise of their instruments (`measure.reliability`, `instruments.*`); relationship scores "
        "are those of couples together, so that an arm in which more part is judged by those who stay.\n"
        "- Each trial recruits afresh from the same eligible families, who then live in luck of their own.\n"
        f"- The prediction's hash is {stated}: of the file without its [[published]] tables, of the number of draws "
        "and repetitions, of the rules, and of the table prediction. It is the same before and after a result is "
        "entered.\n"
        "- Left out: recruitment over months, sites that deliver differently, effects on families who are not helped.\n"
        f"{PEOPLE}"
    )
