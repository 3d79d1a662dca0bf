"""The command `timing`: what help is worth by the month it begins, around events in a family's life."""

import math
from collections.abc import Mapping
from typing import Any

from famsim.cli.asked import Asked
from famsim.cli.ending import hand_over, opening
from famsim.cli.markdown import print_markdown
from famsim.cli.output import interval, print_table
from famsim.cli.progress import progress
from famsim.results import Study
from famsim.runs import Moves
from famsim.scenario import one_place, pointless
from famsim.writing import programme_in_short

SHOWN = {  # outcomes of the printed table, in words
    "quality": "relationship",
    "stay_free_of_harm": "stay free of harm",
    "harmful_conflict": "harmful conflict",
}


def map_timing(asked: Asked, moves: Mapping[str, Any]) -> None:
    """Map a scenario's programmes over the months of help; print the answer, or save everything."""
    from famsim.questions.timing import timing

    scenario = asked.scenario()
    plan = Moves(**moves).plan(scenario)
    folder = asked.folder()
    what = f"help in {len(plan.moves)} months around {', '.join(plan.events) or 'each event'}, {asked.count}"
    with progress(one_place(scenario).title, what, pointless(scenario, prescribed=True)) as report:
        study = timing(scenario, asked.draws, asked.reps, report, asked.threads, **moves)
    hand_over(study, folder, asked.as_json, lambda: tell_map(study, opened=folder is not None))


def tell_map(study: Study, opened: bool) -> None:
    """Print the answer and when each programme is worth most; only the answer's opening where a folder holds all."""
    print_markdown(opening(study.answer) if opened else study.answer)
    if not opened:
        print_best_months(study)


def print_best_months(study: Study) -> None:
    """Print, for all couples, when each programme is worth most and from when to when at least half of that."""
    windows = study.tables["windows"]
    mine = windows[(windows["group"] == "all") & windows["measure"].isin(list(SHOWN))]
    if mine.empty:
        return
    rows = []
    for row in mine.to_dict("records"):
        worth = {"estimate": row["best"], "low": row["best_low"], "high": row["best_high"], "at_most": math.nan}
        gone = "-" if row["no_return"] != row["no_return"] else f"{row['no_return']:+.0f}"
        months = f"{row['best_month']:+d}", f"{row['opens']:+d} to {row['closes']:+d}", gone
        rows.append(
            [
                row["event"].replace("_", " "),
                programme_in_short(row["programme"]),
                SHOWN[row["measure"]],
                interval(worth, 2),
                *months,
            ]
        )
    columns = ["event", "programme", "outcome", ">worth at its best", ">best month", ">window", ">too late from"]
    print_table("All couples, months from the event to the first session (95% intervals)", columns, rows)
