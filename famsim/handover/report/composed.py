"""What a report adds to a folder's answer, as Markdown in which every number cites a cell of the folder's tables."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from famsim.errors import StoreError
from famsim.handover.report import aims, costs, first_page, grades, made_from, pictures
from famsim.questions.compare import KIND as COMPARISON
from famsim.results import Kept
from famsim.writing import Writing

METHOD = (
    "Each family with children of the area is simulated month by month: births, work, money, distress, the couple's "
    "relationship and its conflict, where the family meets a service, what it is offered, whether it can take part, "
    "and life after a parting. The families are made up from published figures of the area; none is a real one. The "
    "same families live under every strategy with the same luck, so that what differs is the strategy's doing. An "
    "interval says in *How sure* what it holds. Each rule of family life, with what it leaves out, is written in the "
    "program, and its documentation describes the model by the ODD protocol; the assumptions are the figures below."
)


@dataclass(frozen=True)
class Composed:
    """A folder with what is written about it. templates: by name, with marks in the place of numbers and words."""

    kept: Kept
    writing: Writing
    templates: Mapping[str, str]

    def __contains__(self, name: str) -> bool:
        return name in self.templates

    def text(self, name: str) -> str:
        """Return one text with its numbers and words in place."""
        return self.writing.printed(self.templates[name])


def compose(kept: Kept) -> Composed:
    """Return what a report says of a folder beside its answer; StoreError for tables of another making."""
    try:
        writing = Writing(kept.tables | derived(kept))
        return Composed(kept, writing, templates(writing, kept))
    except (KeyError, IndexError, ValueError, AttributeError, StoreError) as error:
        raise StoreError(
            f"{kept.name}: its tables are not what this version of famsim writes ({error}); make the results again"
        ) from None


def derived(kept: Kept) -> dict[str, pd.DataFrame]:
    """Return the tables that a report works out from those of its folder: figures by source and grade, two orders."""
    found = {grades.GRADED: grades.graded(kept.table("parameters"))}
    return found | ({aims.AIMS: aims.places(kept.tables)} if is_comparison(kept) else {})


def templates(writing: Writing, kept: Kept) -> dict[str, str]:
    """Return every text by name."""
    names = list(dict.fromkeys(one.name for one in kept.scenario.strategies))
    said = {}
    if is_comparison(kept):
        said["compared"] = first_page.compared(writing, names)
        said["price"] = first_page.price(writing, names)
        said["costs"] = first_page.costs(writing, names)
        said["how to read costs"] = first_page.HOW_TO_READ_COSTS
        said["costs in full"] = costs.costs_in_full(writing, names)
        orders = "" if kept.illustrative else aims.two_aims(writing)
        said |= {"two aims": orders} if orders else {}
    for name in kept.figures:
        said[f"caption {name}"], said[f"alt {name}"] = pictures.in_words(writing, name, names)
    return said | {
        "method": METHOD,
        "by grade": grades.by_grade(writing),
        "sources": grades.sources(writing),
        "every figure": grades.every_figure(writing),
        "how to check": made_from.how_to_check(writing, kept),
        "record": made_from.record(writing, kept),
        "files": made_from.files(writing, kept),
    }


def is_comparison(kept: Kept) -> bool:
    """Say whether a folder compares strategies."""
    return kept.record["kind"] == COMPARISON and len({one.name for one in kept.scenario.strategies}) > 1
