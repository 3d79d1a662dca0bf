"""The commands `assess` and `theory` and their help; they fetch what they need when they run."""

from typing import Annotated

import typer

from famsim.cli import options as o
from famsim.limits import THREADS

VINTAGES = ("newest", "pilot")
HALFWAY = 0.5

Area = Annotated[str, typer.Argument(metavar="AREA", help="an English authority: its name or ONS code")]
Vintage = Annotated[
    str, typer.Option("--vintage", parser=o.one_of(VINTAGES), metavar="NAME", help="published figures: newest or pilot")
]
TheoryOption = Annotated[
    str | None,
    typer.Option("--theory", metavar="FILE", help="a theory of change changed by hand, instead of the one written"),
]
TheoryFile = Annotated[
    str, typer.Argument(metavar="FILE", help="a theory of change, as `famsim assess --out DIR` writes it")
]
PageFile = Annotated[
    str | None, typer.Option("-o", "--output", metavar="FILE", help="write the assessment as one .html or .docx file")
]


def slider(name: str, says: str) -> typer.models.OptionInfo:
    """Return the option for one slider of maturity."""
    help_text = f"how mature {says} is, 0 basic to 1 mature"
    found: typer.models.OptionInfo = typer.Option(f"--{name}", parser=o.a_real, metavar="X", help=help_text)
    return found


Planning = Annotated[float, slider("planning", "strategy and planning")]
Leading = Annotated[float, slider("leading", "leading change")]
Delivering = Annotated[float, slider("delivering", "delivery")]
Evaluating = Annotated[float, slider("evaluating", "evaluation")]


def assess(  # noqa: PLR0913, PLR0917 - one argument for each option
    area: Area,
    area_figures: o.AreaFigures = None,
    vintage: Vintage = "newest",
    theory: TheoryOption = None,
    planning: Planning = HALFWAY,
    leading: Leading = HALFWAY,
    delivering: Delivering = HALFWAY,
    evaluating: Evaluating = HALFWAY,
    families: o.Families = None,
    seed: o.Seed = None,
    output: PageFile = None,
    out: o.Out = None,
    force: o.Force = False,
    full: o.Full = False,
    as_json: o.Json = False,
    threads: o.Threads = THREADS,
) -> None:
    """Assess where an authority could help."""
    from famsim.cli.assessing import AssessAsked, assess_area
    from famsim.cli.ending import Ending

    sliders = {"planning": planning, "leading": leading, "delivering": delivering, "evaluating": evaluating}
    what = {"area_figures": area_figures, "vintage": vintage, "theory": theory, "families": families, "seed": seed}
    assess_area(AssessAsked(area, what, sliders, output, Ending(out, force, full, as_json), threads))


def theory(
    file: TheoryFile,
    area_figures: o.AreaFigures = None,
    out: o.Out = None,
    force: o.Force = False,
    as_json: o.Json = False,
) -> None:
    """Live a theory of change edge by edge."""
    from famsim.cli.assessing import live_theory
    from famsim.cli.ending import Ending

    live_theory(file, area_figures, Ending(out, force, as_json=as_json))


def register(app: typer.Typer) -> None:
    """Add the commands to famsim's."""
    app.command(
        help="Where could an authority help first? Its area beside England, its families' needs and doors, what a "
        "pound averts by strain, place and month, a theory of change.\n\n"
        "--out DIR also writes scenario.toml, to be compared, and theory.toml, to be changed by hand.",
        epilog="Example: famsim assess leeds --area-figures own.csv --out results/leeds -o leeds.html",
    )(assess)
    app.command(
        help="A theory of change, edge by edge: what each carries, rests on, and what is left when it is switched off.",
        epilog="Example: famsim theory results/leeds/theory.toml --out results/leeds-theory",
    )(theory)
