"""Twins as their reader holds them: a story, the spread beside it, a small table, a picture, a folder to keep."""

from collections.abc import Mapping
from typing import Any, Unpack

from famsim.areas import AreaProfile
from famsim.limits import THREADS
from famsim.questions.twins.asked import TwinOptions
from famsim.questions.twins.like import conditions_like, in_words
from famsim.questions.twins.measures import BY_NAME, MEAN
from famsim.questions.twins.run import Twin, follow
from famsim.questions.twins.statements import Telling, statement_table
from famsim.questions.twins.story import statement_problems, story
from famsim.results import Study
from famsim.runs import Progress
from famsim.scenario import Scenario, heeded
from famsim.writing import (
    EFFECTS,
    ILLUSTRATIVE,
    OF_FIGURES,
    PARAMETERS,
    PEOPLE,
    as_table,
    capital,
    figure_row,
    parameters,
    register_of,
    shown,
    sources,
    worth_a_row,
)

KIND = "famsim twin"
IN_NUMBERS = {  # measure: how a row of the small table begins
    "mother_quality": "how the mother finds the relationship, average (spreads)",
    "other_quality": "how the other parent finds it, average (spreads)",
    "stress": "stress, average (spreads)",
    "harmful_conflict": "months of harmful conflict",
    "mother_distressed": "months of mother's distress",
    "other_distressed": "months of other parent's distress",
    "arrears": "months behind with bills",
    "children_sdq": "children's difficulties, average (points of 40)",
    "together": "months together",
    "sessions": "sessions attended",
}
READ = (
    "- The same family meets the same luck in every life: births, jobs and chance are drawn from who and when, so what "
    "differs follows from help. Whether it comes to a first session and goes on is left to its luck in that month.\n"
    "- How a parent finds the relationship is in spreads of partners in England: 0 is the average, about two of three "
    "are within one spread of it, and one more is happier than about five in six.\n"
    "- One family shows what can happen, never what does on average: that is in the part on many such families, and in "
    "`famsim timing`. Every figure stands at its central value, so none of this says how sure the model is.\n"
    "- Harm is conflict that is frequent, fierce and poorly resolved, or violence between the two. A family whose "
    "youngest is grown up is followed no longer.\n"
)


def twin(scenario: Scenario, progress: Progress | None = None, **asked: Unpack[TwinOptions]) -> Study:
    """Follow one family without help, with help, earlier and later, and many like it, with the story of the one.

    family: an id, or None to choose. like: words such as "new baby, arrears". programme, strategy: what help is; by
    default the first offer that fits the event. event: "birth", "job_loss", "arrears" or "distress". month: of the
    first session, after the event; earlier, later: by how many months help is moved. months_after: for how many months
    lives are followed. choose: "typical" or "random". include_violence: let families with a violent history be told.
    progress: called with months lived and months in all.

    Returns a Study with `answer` (the story), `tables` (lives, summary, spread, families, statements, ...),
    `figures()` and `save(folder)`. Every figure stands at its central value.

    Raises FamsimError where a name, a month or a family cannot be.

    Example:
        print(fs.twin(fs.load_scenario("newcastle"), like="new baby, arrears", month=6).answer)
    """
    return told(follow(heeded(scenario, prescribed=True), progress, **asked))


def told(found: Twin) -> Study:
    """Return the report of twins; every statement of the story is read again from the tables first."""
    telling = story(found)
    statements = statement_table(telling)
    problems = statement_problems(found, statements)
    if problems:
        raise AssertionError(f"the story is not what the tables hold: {problems[0]}")
    tables = found.tables | {"statements": statements}

    def drawn() -> dict[str, Any]:
        from famsim.questions.twins.figures import twin_figure

        return {"twin": twin_figure(found)}

    return Study(
        KIND, found.scenario, found.world, found.asked.as_record(), tables, lambda: answer(found, telling), drawn=drawn
    )


def again(
    scenario: Scenario, record: Mapping[str, Any], progress: Progress | None = None, threads: int = THREADS
) -> Study:
    """Return the same twins once more, from what their record says was asked; one family needs no second thread."""
    return twin(scenario, progress, **record["asked"])


def answer(found: Twin, telling: Telling) -> str:
    """Return the story, the spread in words and the small table, in Markdown."""
    writing, area = telling.writing, found.world.area
    family = found.tables["families"]
    told_id = str(family[family["told"] == 1]["family_id"].iloc[0])
    asked = [in_words(one) for one in conditions_like(found.asked.like)] if found.asked.like else []
    like = f" ({writing.words(', '.join(asked))})" if asked else ""
    parts = [
        f"# {writing.words(area.title)}",
        *opening(area),
        f"*One simulated family, id {writing.words(told_id)}, lived four times, and beside it many like it{like}.*",
        *sections(telling),
        "## In numbers\n\n" + in_numbers(found, telling),
        "## What it leans on\n\n" + leaning(found, telling),
        "## How to read this\n\n" + READ + PEOPLE,
    ]
    return writing.printed("\n\n".join(parts)) + "\n"


def leaning(found: Twin, telling: Telling) -> str:
    """Return what the programme followed is taken to do, with range, grade and source."""
    register, writing = register_of(found.scenario), telling.writing
    writing.tables = {
        **writing.tables,
        PARAMETERS: parameters(register, found.scenario.evidence),
        "sources": sources(register),
    }
    table = writing.tables[PARAMETERS].set_index("name")
    programme = found.plan.programme
    names = [f"programmes.{programme}.{effect}" for effect in EFFECTS]
    names += ["support.comes_to_first_session", *found.scenario.evidence]
    rows = [figure_row(writing, table, name) for name in dict.fromkeys(names) if worth_a_row(table, name)]
    return (
        "What the lives with help differ by is what the programme is taken to do; `famsim sources` has all figures."
        f"\n\n{as_table(OF_FIGURES, rows)}"
    )


def opening(area: AreaProfile) -> list[str]:
    """Return the caveat of an offer that is not on record."""
    return [] if area.offer == "documented" else [ILLUSTRATIVE]


def sections(telling: Telling) -> list[str]:
    """Return each part of the story as a heading and a paragraph."""
    texts: dict[str, list[str]] = {}
    for one in telling.statements:
        texts.setdefault(one.section, []).append(one.template)
    return [f"## {telling.writing.words(heading(name))}\n\n" + " ".join(said) for name, said in texts.items()]


def heading(section: str) -> str:
    """Return a section's heading."""
    return capital(section)


def in_numbers(found: Twin, telling: Telling) -> str:
    """Return the small table: this family's lives, and in brackets the mean of all such families'."""
    writing = telling.writing
    rows = []
    for name, label in IN_NUMBERS.items():
        decimals = 2 if BY_NAME[name].over == MEAN else 0
        cells = [cell(telling, arm, name, decimals) for arm in found.arms]
        rows.append([label, *cells])
    table = as_table(["", *(writing.words(arm) for arm in found.arms)], rows)
    note = (
        f"\n\nFrom month {telling.fact('compared_from')} to month {telling.fact('months_after')}. In brackets: the "
        f"mean of all {telling.fact('followed')} such families. Means are over the months that all four lives have."
    )
    return table + note


def cell(telling: Telling, arm: str, name: str, decimals: int) -> str:
    """Return one cell: this family's value, and in brackets that of all such families."""

    def own(value: float) -> str:
        return shown(value, decimals)

    mine = (
        telling.number("summary", "value", own, arm=arm, measure=name, what="whole")
        if telling.has(arm, name, "whole")
        else "-"
    )
    where = {"arm": arm, "group": "all", "measure": name, "when": "whole", "of": "value"}
    return f"{mine} ({telling.number('spread', 'mean', lambda value: shown(value, max(decimals, 1)), **where)})"
