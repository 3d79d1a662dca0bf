"""A theory in words: what it averts, what each edge carries and rests on, what nothing stands behind."""

from famsim.evidence import Figure
from famsim.measures import MEASURES
from famsim.questions.theory.chart import Theory
from famsim.writing import Writing, as_table, capital, counted, listed, programme_words


def theory_template(writing: Writing, theory: Theory) -> str:
    """Return the answer in Markdown, with marks in the place of numbers and words."""
    parts = [
        f"# {writing.words(theory.title)}",
        what_it_averts(writing, theory),
        *edges_section(writing, theory, "## "),
        "## How sure",
        HOW_SURE,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


HOW_SURE = (
    "- Central figures and one luck: an interval holds chance alone. What an edge carries is an arithmetic of this "
    "model, not proof of what works.\n"
    "- *Carries*: how much less is averted when the edge is switched off, with all others as they are. *Alone*: what "
    "its own ways avert when all others are off. *Left*: the same with the edge off: nothing, where every way has its "
    "edges.\n"
    "- An edge that is switched off has its figures at the values at which nothing passes; the same families are lived "
    "with the same luck. Simulated families are not case records, and nobody is to blame."
)


def what_it_averts(writing: Writing, theory: Theory) -> str:
    """Return what the strategy averts in all, and which edges are off."""
    where = {"strategy": theory.strategy}
    estimate, low, high = (writing.number("whole", end, counted, **where) for end in ("estimate", "low", "high"))
    what = f"{estimate} (95% by chance {low} to {high})"
    said = (
        f"**{writing.words(theory.strategy)}** averts {what}: {measured(theory)}, in {theory.scenario.months} months."
    )
    off = [f"*{writing.words(edge.called)}*" for edge in theory.edges if not edge.on]
    return f"{said} Switched off: {listed(off)}." if off else said


def measured(theory: Theory) -> str:
    """Return what is averted, in words."""
    says = MEASURES[theory.measure].says
    return f"{says[0].lower()}{says[1:]}"


def edges_section(writing: Writing, theory: Theory, level: str) -> list[str]:
    """Return the section of edges: those that nothing stands behind by name, the table, what was elicited."""
    return [
        f"{level}Edge by edge",
        named_grey(writing, theory),
        edges_table(writing, theory),
        elicited(writing, theory),
    ]


def named_grey(writing: Writing, theory: Theory) -> str:
    """Return which edges nothing but an assumption stands behind, by name."""
    grey = [f"*{writing.words(edge.called)}*" for edge in theory.edges if not edge.is_supported]
    if not grey:
        return "Behind every edge stands a source that was read, or a range that was elicited."
    edges = "this edge" if len(grey) == 1 else f"these {len(grey)} edges"
    return f"**Grey: nothing but an assumption stands behind {edges}:** {'; '.join(grey)}."


def edges_table(writing: Writing, theory: Theory) -> str:
    """Return every edge as a Markdown table."""
    heads = ["edge", "what stands behind it", "grade", "sources", "carries", "alone", "left when off"]
    rows = []
    table = writing.tables["edges"]
    for place, edge in enumerate(theory.edges):
        numbers = [writing.number("edges", one, counted, edge=edge.name) for one in ("carries", "alone", "left")]
        said = ["; ".join(map(figure_words, edge.figures)), *(table[one].iloc[place] for one in ("grade", "sources"))]
        off = "" if edge.on else " (off)"
        cells = [f"{writing.words(edge.called)}{off}", *(writing.words(str(one)) if one else "none" for one in said)]
        rows.append([*cells, *numbers])
    return as_table(heads, rows)


def figure_words(figure: Figure) -> str:
    """Return a figure in words: of which programme or topic, and what it is."""
    return f"{programme_words(figure.name.split('.')[-2])}: {figure.says[0].lower()}{figure.says[1:]}"


def elicited(writing: Writing, theory: Theory) -> str:
    """Return what practitioners gave, and what it comes to at its ends."""
    lines = []
    for row in writing.tables["elicited"].to_dict("records"):
        where = {"edge": row["edge"]}
        low, middle, high, register = (
            writing.number("elicited", one, **where) for one in ("low", "middle", "high", "register")
        )
        ends = [writing.number("elicited", one, counted, **where) for one in ("averted_low", "averted_high")]
        edge, figure = theory.edge(row["edge"]).called, writing.words(row["figure"])
        lines.append(
            f"- *{writing.words(edge)}*: {writing.words(row['by'])} ({writing.words(row['date'])}) gave {figure} "
            f"{middle}, {low} to {high}, where the register has {register}. At its ends {ends[0]} and {ends[1]} are "
            "averted. Grade: elicited."
        )
    return "\n".join([f"**{capital('elicited')}.**", "", *lines]) if lines else ""
