"""The arguments and options that commands share, each with what it allows."""

import math
import re
from collections.abc import Callable
from typing import Annotated

import typer

from famsim.errors import shown
from famsim.limits import LIMITS, Limit
from famsim.nearest import did_you_mean

EVENTS = ("birth", "job_loss", "arrears", "distress")

_WHOLE = re.compile(r"[+-]?[0-9]{1,19}")


def whole(limit: Limit) -> Callable[[str], int]:
    """Return a reader of whole numbers within a limit."""

    def read(given: str) -> int:
        text = str(given)
        if not _WHOLE.fullmatch(text) or not limit.holds(int(text)):
            raise typer.BadParameter(f"{shown(text)} is not allowed; allowed: {limit.allowed}")
        return int(text)

    return read


def a_real(given: str) -> float:
    """Read a number; what it may be is checked where it is used."""
    text = str(given)
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise typer.BadParameter(f"{shown(text)} is not allowed; allowed: a number, such as 0.5 or 1000")
    return found


def one_of(known: tuple[str, ...]) -> Callable[[str], str]:
    """Return a reader of one of some words."""

    def read(given: str) -> str:
        if given in known:
            return given
        hint = did_you_mean(given, known)
        raise typer.BadParameter(f"{shown(given)} is not allowed; allowed: {', '.join(known)}{hint}")

    return read


def a_number(flag: str, name: str, says: str = "") -> typer.models.OptionInfo:
    """Return the option for a whole number within the limits of its name."""
    limit = LIMITS[name]
    says = f"{says or limit.says}, {limit.low} to {limit.high}"
    found: typer.models.OptionInfo = typer.Option(flag, parser=whole(limit), metavar="N", help=says)
    return found


GRADES = ("measured", "derived", "tuned", "assumed")

File = Annotated[
    str, typer.Argument(metavar="FILE", help="a scenario file, or a scenario that comes with famsim: newcastle")
]
MaybeFile = Annotated[
    str | None,
    typer.Argument(metavar="FILE", help="a scenario whose area, sample, seed and figures are observed [England]"),
]
Targets = Annotated[
    str | None, typer.Option("--targets", metavar="FILE", help="your own published figures, CSV or XLSX")
]
InitTargets = Annotated[
    str | None, typer.Option("--init", metavar="PATH", help="only write a target file to begin with, CSV")
]
Words = Annotated[bool, typer.Option("--words", help="only list the words that a target file is written in")]
AreaFigures = Annotated[
    str | None,
    typer.Option("--area-figures", metavar="FILE", help="the authority's own figures, CSV or XLSX; they stay here"),
]
Families = Annotated[
    int | None, a_number("--families", "families", "a sample of so many families instead of the whole area")
]
Months = Annotated[int | None, a_number("--months", "months", "how long to look ahead instead of the scenario's own")]
Seed = Annotated[int | None, a_number("--seed", "seed", "another luck than the scenario's own")]
Draws = Annotated[int, a_number("--draws", "draws")]
Reps = Annotated[int, a_number("--reps", "reps")]
Threads = Annotated[int, a_number("--threads", "threads")]
Jobs = Annotated[
    int, typer.Option("--jobs", parser=whole(LIMITS["jobs"]), metavar="N", help="worker processes; same result")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="only say how much it is: lives, runs, time, disk")]
StoreFile = Annotated[
    str | None,
    typer.Option("--store", metavar="PATH", help="take runs from this results store, and keep new ones in it"),
]
SampleRuns = Annotated[
    int, a_number("--sample", "sample", "of a sweep's store so many runs are lived again, taken at random")
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
First = Annotated[int, a_number("--from", "help_month", "first month of help, from the event; negative: before it")]
Last = Annotated[int, a_number("--to", "help_month", "last month of help, from the event")]
Every = Annotated[int, a_number("--every", "every")]
Follow = Annotated[int, a_number("--follow", "follow")]
Out = Annotated[str | None, typer.Option("--out", metavar="DIR", help="save the results in this folder")]
Force = Annotated[
    bool,
    typer.Option(
        "--force", help="replace what is there: by --out earlier results alone, by -o any file, or the link itself"
    ),
]
Sensitivity = Annotated[
    str | None,
    typer.Option("--sensitivity", metavar="DIR", help="quote what the answer hangs on, from what `sensitivity` saved"),
]
Evaluation = Annotated[
    bool, typer.Option("--evaluation", help="also say what an evaluation would measure beside what is true")
]
EqualBudget = Annotated[
    float | None,
    typer.Option(
        "--equal-budget",
        parser=a_real,
        metavar="GBP",
        help="give every strategy but the first this sum in all, and set its places to spend it",
    ),
]
FROM_A_FIT = "draw figures jointly from what `calibrate` saved here; published: from the fit that comes with famsim"
Posterior = Annotated[str | None, typer.Option("--posterior", metavar="DIR", help=FROM_A_FIT)]
Rivals = Annotated[
    bool, typer.Option("--rivals", help="also say whether the answer turns under rival accounts of how families live")
]
Full = Annotated[bool, typer.Option("--full", help="print the whole report, not its first screen alone")]
Separately = Annotated[
    bool, typer.Option("--separately", help="live every strategy by itself: the same result, more slowly")
]
Json = Annotated[bool, typer.Option("--json", help="print one JSON object to stdout, and nothing else")]
Design = Annotated[
    str | None,
    typer.Option(
        "--design",
        metavar="DESIGN",
        help="staff x couples x system instead: 2x2x2-everyone, 2x2x2-at-risk (2x2x2) or 2x2x2-intensive",
    ),
]
Grade = Annotated[
    str | None,
    typer.Option(
        "--grade", parser=one_of(GRADES), metavar="GRADE", help=f"only figures of a grade: {', '.join(GRADES)}"
    ),
]

# of `twin`; names and limits that depend on each other are checked together, in famsim.questions.twins.asked
Family = Annotated[int | None, a_number("--family", "family")]
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
HelpMonth = Annotated[int, a_number("--month", "help_month", "month of the first session, after the event")]
Earlier = Annotated[int, a_number("--earlier", "earlier")]
Later = Annotated[int, a_number("--later", "later")]
MonthsAfter = Annotated[int, a_number("--months-after", "months_after")]
AtRandom = Annotated[bool, typer.Option("--at-random", help="follow a family at random, not an ordinary one")]
IncludeViolence = Annotated[
    bool, typer.Option("--include-violence", help="let families with a violent history be followed as well")
]
