"""The command `verify`: is what a results folder or a store holds still what comes out?"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from famsim.cli.output import print_json, print_text
from famsim.cli.progress import Report, progress, say
from famsim.errors import StoreError
from famsim.results import beside, claim
from famsim.scenario import printable, shown

if TYPE_CHECKING:
    from famsim.results import Again
    from famsim.store import Store

CASE, COMPARISON = ".docx", "famsim comparison"
NO_RUN = (
    "allowed: a store that holds runs, so that there is something to check; a copy of one holds them all where the "
    "file of its name that ends in -wal was copied with it"
)


def verify_path(
    given: str, as_json: bool, work: tuple[int, int], area_figures: str | None = None, results: str | None = None
) -> None:
    """Check a folder by running it again, a store by seals and some of its runs; exit code 1 if anything differs.

    work: threads, and how many of a store's runs are lived again. area_figures: private ones that a folder rests on.
    results: the folder that a business case was made from, whose tables are read instead of running it again.
    """
    path = existing(given)
    if results is not None and path.suffix != CASE:
        raise StoreError(f"--results {shown(results)}: is for a business case; allowed: with a {CASE} file alone")
    checked, problems = verified(path, work, area_figures, results)
    if as_json:
        print_json({"path": given, "ok": not problems, "checked": checked, "problems": problems})
    else:
        for problem in problems:
            print_text(printable(problem))
        print_text(f"{checked}: {'nothing differs' if not problems else f'{count(problems)}'}.")
    if problems:
        raise typer.Exit(1)


def verified(
    path: Path, work: tuple[int, int], area_figures: str | None = None, results: str | None = None
) -> tuple[str, list[str]]:
    """Return what was checked, and each difference in a sentence."""
    threads, sample = work
    try:
        if path.is_dir():
            return verify_folder(path, threads, area_figures)
        if path.suffix == CASE:
            return verify_case(path, threads, results, area_figures)
        return verify_page(path, threads) if path.suffix == ".html" else verify_store(path, sample)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise StoreError(f"{shown(path)}: its record asks for what cannot be run again ({error})") from None


def verify_case(path: Path, threads: int, results: str | None, area_figures: str | None) -> tuple[str, list[str]]:
    """Return what a business case was checked beside, and each number that is not what its table gives."""
    from famsim.handover.case import case_problems, check_case

    if results is not None:
        return f"{shown(path)}, beside {shown(results)}", case_problems(path, results)
    check_case(path)  # before anything is said to be run
    with progress("", f"{path.name}, its question run again") as report:
        again = again_by_kind(report, threads)[COMPARISON]
        return f"{shown(path)}, its question run again", case_problems(path, again=again, area_figures=area_figures)


def verify_page(path: Path, threads: int) -> tuple[str, list[str]]:
    """Return what was run again, and what differs in a workshop page."""
    from famsim.handover.page import check_page, page_problems

    check_page(path)  # before anything is said to be made
    with progress("", f"{path.name}, made again") as report:
        return f"{shown(path)}, made again", page_problems(path, report, threads)


def count(problems: list[str]) -> str:
    """Return how many things differ, in words."""
    return "one thing differs" if len(problems) == 1 else f"{len(problems)} things differ"


def existing(given: str) -> Path:
    """Return a path that is there; StoreError otherwise, so that no empty store is made by looking."""
    try:
        path = Path(given)
        if not path.exists() and beside(path, "before").exists():
            with claim(path) as place:  # puts back what an interrupted command had moved aside
                say(place.said)
        if path.is_dir() or path.is_file():
            return path
        if path.exists():
            raise StoreError(
                f"{shown(given)}: is a device, pipe or socket; allowed: a results folder, page, business case or store"
            )
    except (OSError, ValueError) as error:
        raise StoreError(f"{shown(given)}: cannot be used: {error}") from None
    raise StoreError(f"{shown(given)}: there is no such file or folder; allowed: a results folder or a results store")


def verify_folder(path: Path, threads: int, area_figures: str | None = None) -> tuple[str, list[str]]:
    """Return what was run again, and each difference in a sentence."""
    from famsim.results import folder_problems, is_as_written, read_record, verify

    record = read_record(path)
    if not is_as_written(path, record):
        return f"{shown(path)}, not run again", folder_problems(path, record)
    with progress(str(record.get("area")), "running it again") as report:
        problems = verify(path, again_by_kind(report, threads), area_figures)
    return f"{shown(path)}, run again", problems


def again_by_kind(report: Report, threads: int) -> dict[str, "Again"]:
    """Return how a study of each kind is made again, telling how far it is."""
    from famsim.questions import AGAIN

    return {kind: partial(again, progress=report, threads=threads) for kind, again in AGAIN.items()}


def verify_store(path: Path, sample: int) -> tuple[str, list[str]]:
    """Return how many runs a store holds and how many of a sweep were lived again, and everything wrong with them.

    StoreError where it holds none, which is not the same as that none differs.
    """
    from famsim.store import Store

    if not path.stat().st_size:
        raise StoreError(f"{shown(path)}: is an empty file; {NO_RUN}")
    with Store(path) as store:
        verdict = store.verify()
        if not verdict.rows and not verdict.problems:
            raise StoreError(f"{shown(path)}: holds no run; {NO_RUN}")
        again, problems = lived_again(store, sample) if sample and store.notes() else (0, [])
    lived = f", {again} lived again" if again else ""
    return f"{shown(path)}, {verdict.rows} runs read and their seals checked{lived}", [*verdict.problems, *problems]


def lived_again(store: "Store", sample: int) -> tuple[int, list[str]]:
    """Return how many runs of a sweep were lived again, and which came out differently."""
    from famsim.questions.sweep import Plan, latest, verify_runs

    with progress("", "some runs lived again") as report:
        return verify_runs(Plan(latest(store)), store, sample, report)
