"""The commands and their help. Each fetches what it needs when it runs, so that `famsim --help` is quick."""

from typing import Annotated

import typer

from famsim.cli import (
    assess_commands,
    calibrate_commands,
    case_commands,
    listing_commands,
    report_commands,
    sensitivity_commands,
    sweep_commands,
    trial_commands,
)
from famsim.cli import options as o
from famsim.cli.held import CLAIMS
from famsim.cli.validate_commands import validate
from famsim.limits import THREADS

app = typer.Typer(
    name="famsim",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    epilog="Example: famsim compare newcastle --families 2000 --months 60",
)


@app.callback(
    help="What helps families stay well together, and when: strategies of an authority, compared family by family.",
    invoke_without_command=True,
)
def famsim(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False,
) -> None:
    context.call_on_close(CLAIMS.close)
    if version:
        from famsim import __version__

        typer.echo(f"famsim {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command(
    help="Compare every strategy of a scenario with its first, by group, with intervals.",
    epilog="Example: famsim compare scenarios/newcastle.toml --draws 20 --out results/newcastle",
)
def compare(  # noqa: PLR0913, PLR0917 - one argument for each option
    file: o.File,
    families: o.Families = None,
    months: o.Months = None,
    reps: o.Reps = 1,
    draws: o.Draws = 1,
    seed: o.Seed = None,
    out: o.Out = None,
    force: o.Force = False,
    as_json: o.Json = False,
    threads: o.Threads = THREADS,
    store: o.StoreFile = None,
    full: o.Full = False,
    separately: o.Separately = False,
    sensitivity: o.Sensitivity = None,
    evaluation: o.Evaluation = False,
    area_figures: o.AreaFigures = None,
    equal_budget: o.EqualBudget = None,
    posterior: o.Posterior = None,
    rivals: o.Rivals = False,
) -> None:
    from famsim.cli.asked import Asked
    from famsim.cli.studies import compare_strategies

    changes = {"families": families, "months": months, "seed": seed}
    kept = (store, full, separately, sensitivity, evaluation, area_figures, equal_budget, posterior, rivals)
    compare_strategies(Asked(file, changes, draws, reps, threads, out, force, as_json, *kept))


@app.command(
    help="Run one strategy of a scenario: its outcomes, its series, its funnel.",
    epilog="Example: famsim run scenarios/newcastle.toml --strategy newcastle --months 60",
)
def run(  # noqa: PLR0913, PLR0917 - one argument for each option
    file: o.File,
    strategy: Annotated[str, typer.Option("--strategy", metavar="NAME", help="the strategy to run, by its name")],
    families: o.Families = None,
    months: o.Months = None,
    reps: o.Reps = 1,
    draws: o.Draws = 1,
    seed: o.Seed = None,
    out: o.Out = None,
    force: o.Force = False,
    as_json: o.Json = False,
    threads: o.Threads = THREADS,
    area_figures: o.AreaFigures = None,
) -> None:
    from famsim.cli.asked import Asked
    from famsim.cli.studies import run_strategy

    changes = {"families": families, "months": months, "seed": seed}
    asked = Asked(file, changes, draws, reps, threads, out, force, as_json, area_figures=area_figures)
    run_strategy(asked, strategy)


@app.command(
    help="Why did it change? What a strategy does as an exact sum: who is reached and willing, how it works.",
    epilog="Example: famsim why scenarios/newcastle.toml --strategy newcastle --out results/why",
)
def why(  # noqa: PLR0913, PLR0917 - one argument for each option
    file: o.File,
    strategy: Annotated[str, typer.Option("--strategy", metavar="NAME", help="the strategy to explain, by its name")],
    measure: Annotated[
        list[str] | None,
        typer.Option("--measure", metavar="NAME", help="what to explain; may be repeated [harmful_conflict_averted]"),
    ] = None,
    families: o.Families = None,
    months: o.Months = None,
    draws: o.Draws = 1,
    seed: o.Seed = None,
    out: o.Out = None,
    force: o.Force = False,
    as_json: o.Json = False,
    threads: o.Threads = THREADS,
) -> None:
    from famsim.cli.asked import Asked
    from famsim.cli.why import explain

    changes = {"families": families, "months": months, "seed": seed}
    explain(Asked(file, changes, draws, 1, threads, out, force, as_json), strategy, measure or ())


@app.command(
    help="Map what help is worth by the month it begins, before and after a birth, a job loss, arrears or distress.",
    epilog="Example: famsim timing scenarios/newcastle.toml --event birth --out results/newcastle-timing",
)
def timing(  # noqa: PLR0913, PLR0917 - one argument for each option
    file: o.File,
    event: o.Events = None,
    first: o.First = -12,
    last: o.Last = 36,
    every: o.Every = 3,
    follow: o.Follow = 48,
    families: o.Families = None,
    months: o.Months = None,
    reps: o.Reps = 2,
    draws: o.Draws = 1,
    seed: o.Seed = None,
    out: o.Out = None,
    force: o.Force = False,
    as_json: o.Json = False,
    threads: o.Threads = THREADS,
) -> None:
    from famsim.cli.asked import Asked
    from famsim.cli.timing import map_timing

    changes = {"families": families, "months": months, "seed": seed}
    moves = {"window": (first, last), "every": every, "follow": follow, "events": tuple(event or ())}
    map_timing(Asked(file, changes, draws, reps, threads, out, force, as_json), moves)


@app.command(
    help="Follow one family without help, with help, and with help earlier and later; beside it, many like it.\n\n"
    "A sample of 3,000 families is searched unless --families says otherwise, or 60,000 where it holds too few.",
    epilog='Example: famsim twin newcastle --like "new baby, arrears, history of difficulties" --month 6',
)
def twin(  # noqa: PLR0913, PLR0917 - one argument for each option
    file: o.File,
    family: o.Family = None,
    like: o.Like = None,
    event: o.Event = "birth",
    programme: o.Programme = None,
    strategy: o.OfStrategy = None,
    month: o.HelpMonth = 3,
    earlier: o.Earlier = 3,
    later: o.Later = 3,
    months_after: o.MonthsAfter = 60,
    at_random: o.AtRandom = False,
    include_violence: o.IncludeViolence = False,
    families: o.Families = None,
    months: o.Months = None,
    seed: o.Seed = None,
    out: o.Out = None,
    force: o.Force = False,
    as_json: o.Json = False,
) -> None:
    from famsim.cli.ending import Ending
    from famsim.cli.twins import TwinAsked, follow_twins

    whom = {"family": family, "like": like, "choose": "random" if at_random else "typical"}
    what = {"event": event, "programme": programme, "strategy": strategy, "include_violence": include_violence}
    when = {"month": month, "earlier": earlier, "later": later, "months_after": months_after}
    changes = {"families": families, "months": months, "seed": seed}
    follow_twins(TwinAsked(file, changes, whom | what | when, Ending(out, force, as_json=as_json)))


app.command(
    help="Hold the model to published figures: levels, and differences between groups, as surveys measure them.\n\n"
    "Observed is a sample of England, or the area, sample, seed and figures of a scenario FILE; nobody is helped.",
    epilog="Example: famsim validate --targets my_survey.csv; to begin one: famsim validate --init my_survey.csv",
)(validate)


sweep_commands.register(app)
listing_commands.register(app)
sensitivity_commands.register(app)
report_commands.register(app)
case_commands.register(app)
trial_commands.register(app)
assess_commands.register(app)
calibrate_commands.register(app)


@app.command(
    help="Say whether a scenario can be run; if not: file, line, field, what is allowed, nearest name.",
    epilog="Example: famsim check leeds.toml",
)
def check(
    file: o.File,
    as_json: o.Json = False,
    area_figures: o.AreaFigures = None,
    plan: Annotated[
        bool, typer.Option("--plan", help="find what budgets buy in 20 draws, as a study does: minutes for a county")
    ] = False,
) -> None:
    from famsim.cli.scenarios import check_scenario

    check_scenario(file, as_json, area_figures, plan)


@app.command(
    help="Write a commented scenario for any English authority.",
    epilog="Example: famsim init leeds; what there is: famsim init --list yorkshire; famsim init leeds --design 2x2x2",
)
def init(
    area: Annotated[str, typer.Argument(metavar="AREA", help="an English authority: its name or ONS code")] = "",
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FILE", help="where to write; - for stdout [AREA.toml]")
    ] = None,
    force: o.Force = False,
    named: Annotated[
        bool, typer.Option("--list", help="only list the authorities whose name, region or county is AREA, or all 153")
    ] = False,
    design: o.Design = None,
) -> None:
    from famsim.cli.scenarios import list_areas, write_scenario

    if named:
        list_areas(area)
    else:
        write_scenario(area, output, force, design)


@app.command(
    help="Re-run what PATH holds and compare, to the byte; exit code 1 if anything differs.",
    epilog="Example: famsim verify results/newcastle",
)
def verify(  # noqa: PLR0913, PLR0917 - one argument for each option
    path: Annotated[
        str, typer.Argument(metavar="PATH", help="a results folder, a page, a business case or a results store")
    ],
    results: Annotated[
        str | None,
        typer.Option(
            "--results", metavar="DIR", help="check a business case beside these results instead of a new run"
        ),
    ] = None,
    as_json: o.Json = False,
    threads: o.Threads = THREADS,
    sample: o.SampleRuns = 3,
    area_figures: o.AreaFigures = None,
) -> None:
    from famsim.cli.verifying import verify_path

    verify_path(path, as_json, (threads, sample), area_figures, results)


@app.command(
    help="The two famous cases, Newcastle and Croydon, on a sample: an answer in plain English and a picture.",
    epilog="Example: famsim demo --out demo",
)
def demo(
    out: Annotated[str, typer.Option("--out", metavar="DIR", help="the folder to write to")] = "famsim-demo",
    force: o.Force = False,
    as_json: o.Json = False,
    threads: o.Threads = THREADS,
) -> None:
    from famsim.cli.demo import show_demo

    show_demo(out, force, as_json, threads)
