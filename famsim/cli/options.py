"""The arguments and options that commands share, each with what it allows."""

import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import Annotated

import typer

LONGEST_SHOWN = 60  # characters of a wrong value repeated in a message
MONTHS = (1, 240)
FAMILIES = (200, 10_000_000)
SEEDS = (0, 2**63 - 1)
DRAWS = (1, 10_000)
REPS = (1, 1_000)
THREADS = (1, 256)
HELP_MONTHS = (-24, 60)  # the same limits as famsim.study.moves, which the help must not import
EVERY = (1, 24)
FOLLOW = (12, 120)
EVENTS = ("birth", "job_loss", "arrears", "distress")

_WHOLE = re.compile(r"[+-]?[0-9]{1,19}")


def shown(text: str) -> str:
    """Return what was typed, printable and not too long."""
    plain = ascii(text) if not text.isprintable() else repr(text)
    return plain if len(plain) <= LONGEST_SHOWN else plain[:LONGEST_SHOWN] + "..."


def whole(limits: tuple[int, int], says: str) -> Callable[[str], int]:
    """Return a reader of whole numbers within limits, both included."""
    low, high = limits

    def read(given: str) -> int:
        text = str(given)
        if not _WHOLE.fullmatch(text) or not low <= int(text) <= high:
            allowed = f"a whole number from {low} to {high} ({says})"
            raise typer.BadParameter(f"{shown(text)} is not allowed; allowed: {allowed}")
        return int(text)

    return read


def one_of(known: tuple[str, ...]) -> Callable[[str], str]:
    """Return a reader of one of some words."""

    def read(given: str) -> str:
        if given in known:
            return given
        near = get_close_matches(given[:LONGEST_SHOWN], known, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise typer.BadParameter(f"{shown(given)} is not allowed; allowed: {', '.join(known)}{hint}")

    return read


def _number(flag: str, limits: tuple[int, int], says: str) -> typer.models.OptionInfo:
    return typer.Option(flag, parser=whole(limits, says), metavar="N", help=f"{says}, {limits[0]} to {limits[1]}")


GRADES = ("measured", "derived", "calibrated", "assumed")

File = Annotated[
    str, typer.Argument(metavar="FILE", help="a scenario file, or a scenario that comes with famsim: newcastle")
]
Families = Annotated[
    int | None, _number("--families", FAMILIES, "a sample of so many families instead of the whole area")
]
Months = Annotated[int | None, _number("--months", MONTHS, "how long to look ahead instead of the scenario's own")]
Seed = Annotated[int | None, _number("--seed", SEEDS, "another luck than the scenario's own")]
Draws = Annotated[int, _number("--draws", DRAWS, "draws of the uncertain figures; 1 = central values only")]
Reps = Annotated[int, _number("--reps", REPS, "repetitions of each draw with other luck")]
Threads = Annotated[int, _number("--threads", THREADS, "threads; the result is the same")]
StoreFile = Annotated[
    str | None,
    typer.Option("--store", metavar="PATH", help="take runs from this results store, and keep new ones in it"),
]
Events = Annotated[
    list[str] | None,
    typer.Option(
        "--event",
        parser=one_of(EVENTS),
        metavar="EVENT",
        help=f"around which event, can be repeated: {', '.join(EVENTS)}",
    ),
]
First = Annotated[int, _number("--from", HELP_MONTHS, "first month of help, from the event; negative: before it")]
Last = Annotated[int, _number("--to", HELP_MONTHS, "last month of help, from the event")]
Every = Annotated[int, _number("--every", EVERY, "months between two moments of help")]
Follow = Annotated[int, _number("--follow", FOLLOW, "months followed from the month of help, whenever it is")]
Out = Annotated[str | None, typer.Option("--out", metavar="DIR", help="save the results in this folder")]
Force = Annotated[bool, typer.Option("--force", help="replace what is there")]
Json = Annotated[bool, typer.Option("--json", help="print one JSON object to stdout, and nothing else")]
Grade = Annotated[
    str | None,
    typer.Option(
        "--grade", parser=one_of(GRADES), metavar="GRADE", help=f"only figures of a grade: {', '.join(GRADES)}"
    ),
]

# of `twin`; names and limits that depend on each other are checked together, in famsim.study.twin_asked
Family = Annotated[int | None, _number("--family", SEEDS, "the id of the family to follow")]
Like = Annotated[
    str | None,
    typer.Option("--like", metavar="TEXT", help='follow one like this: "new baby, arrears, history of difficulties"'),
]
Event = Annotated[
    str, typer.Option("--event", metavar="NAME", help="what happens to it: birth, job_loss, arrears or distress")
]
Programme = Annotated[
    str | None, typer.Option("--programme", metavar="NAME", help="the programme, among those the scenario offers")
]
OfStrategy = Annotated[
    str | None, typer.Option("--strategy", metavar="NAME", help="take the programme from this strategy's offers")
]
HelpMonth = Annotated[int, _number("--month", (-24, 60), "month of the first session, after the event")]
Earlier = Annotated[int, _number("--earlier", (1, 36), "by how many months help is earlier in another life")]
Later = Annotated[int, _number("--later", (1, 36), "by how many months help is later in another life")]
MonthsAfter = Annotated[int, _number("--months-after", (12, 239), "for how many months after the event")]
AtRandom = Annotated[bool, typer.Option("--at-random", help="follow a family at random, not an ordinary one")]
IncludeViolence = Annotated[
    bool, typer.Option("--include-violence", help="let families with a violent history be followed as well")
]
