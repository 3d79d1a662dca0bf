"""The command `page`: a workshop page in one file."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from famsim.cli.asked import Asked
from famsim.cli.folders import ready_file
from famsim.cli.output import kilobytes, plain, print_folded, print_json
from famsim.cli.progress import progress, say
from famsim.handover.page import ALONE, FOLLOWED, Holds, check_lives
from famsim.questions.compare import check_comparable
from famsim.runs import Moves, for_couples
from famsim.scenario import one_place, pointless, shown


@dataclass(frozen=True)
class PageAsked:
    """Where a page goes to (None: page.html), which months of help it tries and for how long, what it holds."""

    output: str | None
    window: tuple[int, int] = Moves.window
    follow: int = Moves.follow
    holds: Holds = ALONE

    def moves(self) -> Moves:
        """Return how help is moved: as in the timing map, with fewer families followed."""
        return Moves(most=FOLLOWED, window=self.window, follow=self.follow)

    def file(self) -> str:
        """Return the file's name as given."""
        return "page.html" if self.output is None else self.output


def write_page(asked: Asked, where: PageAsked) -> None:
    """Make a scenario's page and write it; everything wrong with the place or the scenario is said before the work."""
    from famsim.handover.page import page

    scenario, place, moves = asked.scenario(), ready_file(where.file(), asked.force), where.moves()
    check_comparable(scenario)
    for_couples(scenario)
    moves.plan(scenario)
    check_lives(scenario)
    where.holds.there(scenario)
    with progress(one_place(scenario).title, "the page", pointless(scenario)) as report:
        made = page(scenario, moves, report, asked.threads, where.holds)
    target = made.save(place)
    size = target.stat().st_size
    say(f"Saved as {target}")
    if asked.as_json:
        print_json(answer(made, target, size))
    else:
        told = "everything in one file; open it in any browser, no network"
        print_folded(f"{shown(target.name)}: {kilobytes(size)}, {told}.")


def answer(made: Any, target: Path, size: int) -> dict[str, Any]:
    """Return the JSON answer: the page's tables as lists of records with their keys, the record, the answer."""
    tables = {
        name: [{"key": key, **dict(zip(found["columns"], row, strict=True))} for key, row in found["rows"].items()]
        for name, found in made.data["tables"].items()
    }
    said = f"{target.name}, {size} bytes, asks nothing of any network"
    values: dict[str, Any] = plain(
        tables | {"scenario": made.data["scenario"], "record": made.data["record"], "answer": said}
    )
    return values
