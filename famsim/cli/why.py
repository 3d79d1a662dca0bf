"""The command `why`: a strategy's difference as an exact sum of parts, in a table, a picture and plain words."""

from collections.abc import Sequence

from famsim.cli.asked import Asked
from famsim.cli.ending import hand_over, opening
from famsim.cli.markdown import print_markdown
from famsim.cli.output import interval, print_table
from famsim.cli.progress import progress
from famsim.questions.why import (
    CHANNELS,
    DELIVERY,
    GIVEN,
    MEAN,
    OFFERED,
    PERFECT,
    REVERSE,
    SHOWN,
    known_measures,
    why,
    with_offer,
)
from famsim.results import Study
from famsim.scenario import one_place, pointless
from famsim.writing import places_to_add

ENDS = {CHANNELS[-1]: PERFECT, DELIVERY[-1]: OFFERED}  # what the parts up to one add up to


def explain(asked: Asked, name: str, measures: Sequence[str]) -> None:
    """Explain a strategy; print the answer, or save everything."""
    scenario = asked.scenario()
    strategy, wanted = with_offer(scenario, name).name, known_measures(measures or SHOWN)
    folder = asked.folder()
    what = f"why {strategy}, {asked.count}"
    with progress(one_place(scenario).title, what, pointless(scenario)) as report:
        study = why(scenario, strategy, wanted, asked.draws, progress=report, threads=asked.threads)
    hand_over(study, folder, asked.as_json, lambda: tell_parts(study, wanted, opened=folder is not None))


def tell_parts(study: Study, measures: Sequence[str], opened: bool) -> None:
    """Print the answer, and the parts of each measure; only the answer's opening where a folder holds all."""
    print_markdown(opening(study.answer) if opened else before_tables(study.answer))
    if not opened:
        for measure in measures:
            print_parts(study, measure)


def before_tables(answer: str) -> str:
    """Return an answer without its tables, which are printed as such."""
    first, rest = answer.split("\n## Part by part", 1)
    return first + "\n## How sure" + rest.split("\n## How sure", 1)[1]


def print_parts(study: Study, measure: str) -> None:
    """Print what each part adds to a measure, the mean of both orders and each order, and what they add up to."""
    table, chain = study.tables["attribution"], study.tables["chain"]
    table, chain = table[table.measure == measure], chain[(chain.measure == measure) & (chain.order == GIVEN)]
    given, reverse = (table[table.order == order].set_index("part").estimate for order in (GIVEN, REVERSE))
    runs = chain.rename(columns={"value": "estimate"}).set_index("run")
    places = places_to_add(*(runs.loc[run, "estimate"] for run in ENDS.values()))
    rows = []
    for row in table[table.order == MEAN].to_dict("records"):
        each = [f"{one[row['part']]:+,.{places}f}" for one in (given, reverse)]
        rows.append([row["part"], row["sort"], interval(row, places), *each])
        if row["part"] in ENDS:
            whole = runs.loc[ENDS[row["part"]]]
            rows.append([ENDS[row["part"]], "total", interval(whole, places), *[f"{whole.estimate:+,.{places}f}"] * 2])
    title = f"{measure}: what each part adds (95% intervals)"
    print_table(title, ["part", "sort", ">mean of both orders", ">order given", ">reverse order"], rows)
