"""Two aims, two orders: the strategies by the aim of the programme's first phase, and by that of its second."""

from collections.abc import Mapping

import pandas as pd

from famsim.measures import ALL
from famsim.writing import Writing, as_table, cell_in_words, whole

AIMS = "aims"  # the table made here from `differences`: which place a strategy has under each aim
MEASURES = {
    "first": ("fewer_partings", 1),
    "second": ("child_months_harmful", -1),
}  # of each aim, and which way is good
FEWEST = 2  # strategies that can have an order
LED = (
    "The Local Family Offer first aimed at fewer family breakdowns, then at less conflict that harms children. Here "
    "are the same runs in the order of each aim. "
)
NO_RANKING = (
    " The orders are of estimates alone and no recommendation: where intervals overlap, other figures or other luck "
    "could turn them, and fewer partings are not always a good."
)


def places(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the place of each strategy under each aim, 1 the best; NaN where too few families differ to say."""
    table = tables["differences"]
    found = pd.DataFrame({"strategy": list(dict.fromkeys(table["strategy"]))})
    for aim, (measure, good) in MEASURES.items():
        mine = table[(table["measure"] == measure) & (table["group"] == ALL)].set_index("strategy")
        known = mine["at_most"].isna() | (mine["at_most"] == 0.0)  # what makes no offer is known to change nothing
        told = mine["estimate"].where(known) * good
        found[aim] = told.rank(ascending=False, method="min").reindex(found["strategy"]).to_numpy()
    return found


def is_turned(found: pd.DataFrame) -> bool:
    """Say whether the order of the strategies that have a place under both aims is another under the second."""
    told = found.dropna()
    first, second = (told[aim].rank(method="min").tolist() for aim in MEASURES)
    return bool(first != second)


def two_aims(writing: Writing) -> str:
    """Return the strategies in both orders, and whether they differ; "" where too few have a place under both."""
    found = writing.tables[AIMS]
    told = found.dropna()
    if len(told) < FEWEST:
        return ""
    return f"{LED}**{in_words(writing, told)}**{NO_RANKING}\n\n{table(writing, found)}"


def in_words(writing: Writing, told: pd.DataFrame) -> str:
    """Return whether the two orders differ, and who leads."""
    leads = [writing.words(str(told.sort_values(aim, kind="stable")["strategy"].iloc[0])) for aim in MEASURES]
    if not is_turned(told):
        return f"The order is the same under both: by its estimate {leads[0]} leads."
    if leads[0] == leads[1]:
        return f"The order turns below the first place: by its estimates {leads[0]} leads under both."
    return f"The order turns: by estimates {leads[0]} leads under the first aim, {leads[1]} under the second."


def table(writing: Writing, found: pd.DataFrame) -> str:
    """Return each strategy with its place and its change under each aim."""
    heads = ["strategy", "by the first aim", "couples who part", "by the second aim", "months of harmful conflict"]
    rows = []
    for row in found.to_dict("records"):
        name = str(row["strategy"])
        cells = []
        for aim, (measure, _) in MEASURES.items():
            place = writing.number(AIMS, aim, whole, strategy=name) if pd.notna(row[aim]) else "no place"
            cells += [place, cell_in_words(writing, measure, name)]
        rows.append([writing.words(name), *cells])
    return as_table(heads, rows)
