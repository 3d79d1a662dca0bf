"""The command `page`: a workshop page in one file."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from famsim.cli.folders import PlaceError, can_write
from famsim.cli.output import plain, print_json, print_text
from famsim.cli.progress import progress, say
from famsim.cli.studies import Asked
from famsim.population.areas import find_area
from famsim.report.page.gathering import FOLLOWED
from famsim.scenario import pointless
from famsim.scenario.reading import shown
from famsim.study.compare import check_comparable
from famsim.study.moves import Moves, programmes_of
from famsim.study.page_lives import check_lives

KILO = 1000


@dataclass(frozen=True)
class PageAsked:
    """Where a page goes to (None: page.html), which months of help it tries, for how long a family is followed."""

    output: str | None
    window: tuple[int, int] = Moves.window
    follow: int = Moves.follow

    def moves(self) -> Moves:
        """Return how help is moved: as in the timing map, with fewer families followed."""
        return Moves(most=FOLLOWED, window=self.window, follow=self.follow)

    def file(self) -> str:
        """Return the file's name as given."""
        return "page.html" if self.output is None else self.output


def write_page(asked: Asked, where: PageAsked) -> None:
    """Make a scenario's page and write it; everything wrong with the place or the scenario is said before the work."""
    from famsim.report.page.making import page

    scenario, target, moves = asked.scenario(), ready_file(where.file(), asked.force), where.moves()
    check_comparable(scenario)
    programmes_of(scenario)
    moves.plan(scenario)
    check_lives(scenario)
    with progress(find_area(scenario.area).title, "the page", pointless(scenario)) as report:
        made = page(scenario, moves, report, asked.threads)
    made.save(target)
    size = target.stat().st_size
    say(f"Saved as {target}")
    if asked.as_json:
        print_json(answer(made, target, size))
    else:
        print_text(f"{target.name}: {size / KILO:,.0f} kB, everything in one file; open it in any browser, no network.")


def answer(made: Any, target: Path, size: int) -> dict[str, Any]:
    """Return the JSON answer: the page's tables as lists of records with their keys, the record, the answer."""
    tables = {
        name: [{"key": key, **dict(zip(found["columns"], row, strict=True))} for key, row in found["rows"].items()]
        for name, found in made.data["tables"].items()
    }
    said = f"{target.name}, {size} bytes, asks nothing of any network"
    return plain(tables | {"scenario": made.data["scenario"], "record": made.data["record"], "answer": said})


def exists(path: Path) -> bool:
    """Say whether there is anything of this name; OSError or ValueError for a name that cannot be."""
    try:
        path.lstat()
    except FileNotFoundError:
        return False
    return True


def ready_file(given: str, force: bool) -> Path:
    """Return the file that a page goes to, found writable before the work begins; PlaceError otherwise."""
    try:
        if not given.strip():
            raise PlaceError("-o: an empty name is no file; allowed: a file, such as page.html")
        path = Path(given).absolute()
        there, folder = exists(path), path.parent
        is_folder, usable = path.is_dir(), can_write(folder)
    except (OSError, ValueError) as error:
        raise PlaceError(f"-o {shown(given)}: cannot be used: {getattr(error, 'strerror', None) or error}") from None
    if is_folder:
        raise PlaceError(
            f"-o {shown(given)}: is a folder; allowed: a file, such as {shown(str(Path(given) / 'page.html'))}"
        )
    if not folder.is_dir():
        raise PlaceError(f"-o {shown(given)}: there is no folder {shown(str(folder))}; make it first, or give another")
    if not usable:
        raise PlaceError(f"-o {shown(given)}: nothing can be written there; give a file in a folder you may write to")
    if there and not force:
        raise PlaceError(f"-o {shown(given)}: is there already; give another file with -o, or --force to replace it")
    return path
