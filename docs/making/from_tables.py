"""Parts of the pages that are read from the register, the registries and the published figures."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from famsim.calibration import (
    CHECK,
    FIT,
    Contrast,
    Target,
    contrasts,
    is_informative,
    published,
    split,
    total_error,
    vocabulary,
)
from famsim.cli.sources import READ_IN, limits, numbers, unit
from famsim.evidence import GRADES, Figure, programme_names, the_register
from famsim.measures import DIMENSIONS, LINES, PAIRED, REGISTRY
from famsim.model.parameters import PROGRAMME_FIGURES, SOLVED
from famsim.model.policy import DOORS, FEATURES, PRIORITIES, TRIGGERS
from famsim.runs import EVENTS
from making import from_code

REGISTER, PROGRAMMES = the_register(), programme_names()
SOLVED_SAYS = from_code.WORDS["solved"]
PREFIX = "programmes"
SEEN, JUDGES = "instruments", "worthwhile"  # topics that no rule of life reads
OFF = re.compile("[;,] 0 switches it off")
GOOD = {-1: "less", 0: "-", 1: "more"}
KINDS = {-1: "a harm", 0: "neither", 1: "a good"}
NAMED = 12  # figures of one source that are named one by one; of more, how many of each topic
SHORT = dict(zip(GRADES, ("m", "d", "t", "a"), strict=True))  # grades in the table of programmes


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "/") for cell in row) + " |" for row in lines)


def topic(name: str) -> str:
    """Return the topic of a figure."""
    return name.split(".", maxsplit=1)[0]


def of_topic(name: str) -> list[Figure]:
    """Return a topic's figures."""
    return [figure for figure in REGISTER.figures.values() if topic(figure.name) == name]


TOPICS = sorted({topic(name) for name in REGISTER.figures})


def parameters() -> str:
    """Return every figure by topic; those of the programmes side by side."""
    head = ("figure", "what it says", "value", "range", "unit", "grade", "source", "read by")
    parts = []
    for name in TOPICS:
        if name != PREFIX:
            parts += [f"#### `{name}`", table(head, (row(figure) for figure in of_topic(name)))]
    return "\n\n".join([*parts, f"#### `{PREFIX}`", programmes_side_by_side()])


def row(figure: Figure) -> tuple[str, ...]:
    """Return the row of one figure."""
    readers = ", ".join(one.removeprefix("rules.family.") for one in figure.used_by) or "-"
    about = (figure.says, numbers(figure.value), limits(figure), unit(figure), figure.grade)
    return f"`{figure.name}`", *about, ", ".join(figure.sources), readers


def programmes_side_by_side() -> str:
    """Return the programmes' figures, a column each: value, range and the grade's letter."""
    rows = []
    for leaf in PROGRAMME_FIGURES.split():
        figures = [REGISTER[f"{PREFIX}.{programme}.{leaf}"] for programme in PROGRAMMES]
        rows.append((f"`{leaf}`", *(beside(figure) for figure in figures), unit(figures[0])))
    letters = ", ".join(f"{letter} {grade}" for grade, letter in SHORT.items())
    head = ("figure", *(programme.replace("_", " ") for programme in PROGRAMMES), "unit")
    first = f"`{PREFIX}.{PROGRAMMES[0]}.{PROGRAMME_FIGURES.split()[0]}`"
    return f"Named as {first}. In a cell: value, range, grade ({letters}).\n\n" + table(head, rows)


def beside(figure: Figure) -> str:
    """Return one cell of the programmes' table."""
    return f"{numbers(figure.value)} [{limits(figure)}] {SHORT[figure.grade]}"


def solved() -> str:
    """Return what is solved from the figures, and how; KeyError for a constant without words."""
    rows = [(f"`{name}`", SOLVED_SAYS[name]) for name in dict.fromkeys(map(of_each, sorted(SOLVED)))]
    return table(("constant", "what it is"), rows)


def of_each(name: str) -> str:
    """Return a solved constant's name, of each programme and channel the same."""
    if topic(name) != PREFIX:
        return name
    _, part, *channel = name.split(".")
    return f"{PREFIX}.NAME.{part}" + (".CHANNEL" if channel else "")


def words() -> str:
    """Return the words that a policy may use."""
    features = [(f"`{name}`", one.says, f"{one.low:g} to {one.high:g}", one.unit) for name, one in FEATURES.items()]
    lists = {"Doors": DOORS, "Triggers": TRIGGERS, "Priorities": PRIORITIES, "Programmes": PROGRAMMES}
    lines = [f"- {name}: {', '.join(f'`{one}`' for one in registry)}" for name, registry in lists.items()]
    events = ", ".join(f"`{name}` ({says})" for name, says in EVENTS.items())
    lines.append(f"- Events that help is timed by: {events}")
    return "\n".join(lines) + "\n\n" + table(("feature of a family", "what it is", "from, to", "unit"), features)


def measures() -> str:
    """Return what is measured of runs and of pairs of lives, and by which groups."""
    rows = [(f"`{one.name}`", one.says, one.unit, GOOD[one.good]) for one in REGISTRY.values()]
    rows += [(f"`{one.name}`", f"{one.letter + ': ' if one.letter else ''}{one.says}", one.unit, GOOD[one.good])
             for one in PAIRED.values() if not one.says.startswith("Box ")]  # fmt: skip
    groups = "; ".join(f"{name}: {', '.join(values)}" for name, values in DIMENSIONS.items())
    return table(("measure", "what it is", "unit", "good"), rows) + f"\n\nGroups: all; {groups}."


def ledger() -> str:
    """Return the lines of the ledger of partings that have a letter, and whether more of each is good."""
    rows = [(one.letter, one.says, KINDS[one.good], f"`{one.name}`") for one in LINES if one.letter]
    return table(("line", "in the two lives: with the strategy; without it", "it is", "in tables"), rows)


def counted(figures: Iterable[Figure]) -> list[int]:
    """Return how many figures there are of each grade, and in all."""
    found = Counter(figure.grade for figure in figures)
    return [*(found[grade] for grade in GRADES), found.total()]


def grades() -> str:
    """Return how many figures there are of each grade: of life, of how things are seen, of what is worth having."""
    kinds = {
        "what a life rests on": [name for name in TOPICS if name not in (SEEN, JUDGES)],
        f"how things are seen (`{SEEN}`)": [SEEN],
        f"what is worth having (`{JUDGES}`)": [JUDGES],
        "all": TOPICS,
    }
    rows = [(says, *counted(one for name in names for one in of_topic(name))) for says, names in kinds.items()]
    return table(("figures", *GRADES, "all"), rows)


def topics() -> str:
    """Return how many figures of each grade a topic has."""
    return table(("topic", *GRADES, "all"), [(f"`{name}`", *counted(of_topic(name))) for name in TOPICS])


def sources() -> str:
    """Return every source with what rests on it."""
    rows = []
    for key, source in REGISTER.sources.items():
        resting = [figure.name for figure in REGISTER.figures.values() if key in figure.sources]
        title = linked(source.title, source.url)
        rows.append((f"`{key}`", title, source.period or "-", READ_IN[source.read_in], resting_on(resting)))
    return table(("source", "title", "about", "read in", "figures that name it"), rows)


def linked(title: str, where: str) -> str:
    """Return a title that leads to its address; where it was read beside it where that is no address."""
    if not where:
        return title
    return f"[{title}]({where})" if where.startswith("http") else f"{title} ({where})"


def resting_on(names: Sequence[str]) -> str:
    """Return the names of figures, or how many of each topic where they are many."""
    if len(names) <= NAMED:
        return ", ".join(name.removeprefix(f"{PREFIX}.") for name in names)
    topics_named = Counter(topic(name) for name in names)
    return f"{len(names)}: " + ", ".join(f"{name} {number}" for name, number in topics_named.items())


def elsewhere() -> str:
    """Return the effects that were measured elsewhere, and what each is discounted by."""
    rows = []
    for figure in (one for one in REGISTER.figures.values() if one.transfer):
        own, shared = f"{figure.name}_transfer", f"{figure.name.rpartition('.')[0]}.transfer"
        factor = REGISTER[own if own in REGISTER.figures else shared]
        rows.append((f"`{figure.name}`", *(say(one) for one in (figure, factor) for say in (shown, limits))))
    return table(("effect", "value", "range", "transfer", "its range"), rows)


def shown(figure: Figure) -> str:
    """Return a figure's value."""
    return numbers(figure.value)


@cache
def split_targets() -> list[Target]:
    """Return the published figures with their use."""
    return split(published())


@cache
def split_contrasts() -> list[Contrast]:
    """Return the published differences between groups."""
    return contrasts(split_targets())


def patterns() -> str:
    """Return how many published figures of each theme the model is held to, and how many may be used for a fit."""
    rows = [per_theme(says, name) for name, says in vocabulary().themes.items()]
    head = ("theme", "tables", "figures", "levels precise enough", "clear differences", "figures to fit", "to check")
    return table(head, [*rows, per_theme("all", "")])


def per_theme(says: str, theme: str) -> tuple[object, ...]:
    """Return the row of one theme, or of all."""
    of = [one for one in split_targets() if theme in ("", one.about.theme)]
    levels = [one for one in of if not one.is_contrast and is_informative(total_error(one), one.size)]
    apart = [one for one in split_contrasts() if theme in ("", one.rows[0].about.theme)]
    clear = [one for one in apart if one.clear and is_informative(one.total, one.overall)]
    used = Counter(one.use for one in of)
    return says, len({one.table for one in of}), len(of), len(levels), len(clear), used[FIT], used[CHECK]


def targets() -> str:
    """Return the published tables that the model is held to, with their use."""
    tables: dict[str, list[Target]] = {}
    for one in split_targets():
        tables.setdefault(one.table, []).append(one)
    rows = [(name, ", ".join(dict.fromkeys(one.measure for one in of)), len(of), of[0].country, of[0].year, of[0].use)
            for name, of in sorted(tables.items())]  # fmt: skip
    return table(("table", "measures", "figures", "country", "year", "use"), rows)


def switches() -> str:
    """Return the figures that switch a mechanism off at 0."""
    off = [figure for figure in REGISTER.figures.values() if OFF.search(figure.says)]
    return table(("figure", "what it says", "value", "range", "grade"), map(switch, off))


def switch(figure: Figure) -> tuple[str, ...]:
    """Return the row of one switch."""
    says = OFF.sub("", figure.says)
    return f"`{figure.name}`", says, numbers(figure.value), limits(figure), figure.grade


BLOCKS = {
    "patterns": patterns,
    "words": words,
    "switches": switches,
    "measures": measures,
    "ledger": ledger,
    "solved": solved,
    "parameters": parameters,
    "grades": grades,
    "topics": topics,
    "elsewhere": elsewhere,
    "sources": sources,
    "targets": targets,
}
