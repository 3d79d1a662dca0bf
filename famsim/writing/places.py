"""What of an area's figures is not known, old, or its own: in words, with how far off it may be."""

from famsim.areas import DRAWN, LEAST, MOST, AreaProfile, births_beside
from famsim.writing.cited import Writing
from famsim.writing.words import listed, whole

AREA_FIGURES = {
    "lone_share": "Families with one parent",
    "cohabiting_share": "Couples who are not married",
    "unemployment": "Unemployment",
    "employment_deprivation": "Adults kept out of work",
    "child_poverty": "Children in poverty",
    "births": "Births a year",
    "infants": "Infants",
    "families": "Families with children",
}
AREA_WORDS = {name: says[0].lower() + says[1:] for name, says in AREA_FIGURES.items()}
AREA_WORDS["infants_by_decile"] = "where infants live by deprivation"
COUNTED = ("births", "infants", "families")  # of an area's figures
TILTED = "for each infant of the middle tenths up to {} times as many, or as few, in the most deprived"
FEW = (
    "There are fewer infants beside its families than the model can come to, in which each family has a child at least "
    f"(about {LEAST:g} a year for each family)."
)
MANY = (
    "There are more infants beside its families than the model can come to, in which each has five children at most "
    f"(about {MOST:g} a year for each family)."
)


def stand_ins(writing: Writing, area: AreaProfile) -> str:
    """Return which figures of the area are not published or old, what stands in for each, how far off it may be."""
    parts = [own_figures(writing, area), not_published(writing, area), older(writing, area), births(writing, area)]
    return "\n\n".join(part for part in parts if part)


def not_published(writing: Writing, area: AreaProfile) -> str:
    """Return what stands in for figures that are not published; nothing where own figures are private."""
    if not area.missing or area.private:
        return ""
    figures = " ".join(stand_in(writing, figure) for figure in area.missing)
    return f"**Not published for {writing.words(area.name)}.** {figures}"


def own_figures(writing: Writing, area: AreaProfile) -> str:
    """Return which figures are the authority's own, and that they are kept out of what is written if they are."""
    own = [figure for figure, when in area.dated if figure not in area.widen]
    if not own:
        return ""
    kept = (
        " They are private: every number here has three digits, and small counts are in fives." if area.private else ""
    )
    return f"**Own figures of {writing.words(area.name)}:** {listed([AREA_WORDS[one] for one in own])}.{kept}"


def older(writing: Writing, area: AreaProfile) -> str:
    """Return which figures are older than the others, or follow from them, and how far they may have moved."""
    old = [(figure, when) for figure, when in area.dated if figure in area.widen and figure in AREA_WORDS]
    if not old:
        return ""
    rows = [
        f"- {AREA_WORDS[figure]} ({writing.words(when)}): in 95% of such areas {within(writing, area, figure)}. "
        f"{held_by_draws(writing, figure)}"
        for figure, when in old
    ]
    return "**Older, or not known as well.**\n\n" + "\n".join(rows)


def within(writing: Writing, area: AreaProfile, figure: str) -> str:
    """Return how far off a figure may be, and whether that is derived or assumed."""
    graded = "assumed" if figure in area.roughly else "derived"
    factor = writing.fact(f"{figure}_factor")
    if figure == "infants_by_decile":
        return f"{TILTED.format(factor)} ({graded})"
    return f"within a factor of {factor} either way ({graded})"


def births(writing: Writing, area: AreaProfile) -> str:
    """Return that an area's births come out too many or too few, where its families cannot have as many."""
    if (beside := births_beside(area)) == 1.0:
        return ""
    said = f"{'more' if beside > 1 else 'fewer'} a year than the area's infants"
    return (
        f"**Births come out {writing.fact('births_beside', whole)}% {said}.** {FEW if beside > 1 else MANY} "
        "What is offered around a birth finds as many families too many or too few."
    )


def stand_in(writing: Writing, figure: str) -> str:
    """Return one stand-in with where the true figure lies in 95% of such areas, and whether intervals hold that."""
    value, low, high, factor = (writing.fact(f"{figure}_{part}") for part in ("stand_in", "low", "high", "factor"))
    unit = "" if figure in COUNTED else "%"
    return (
        f"{AREA_FIGURES[figure]}: similar areas stand in with {value}{unit}; in 95% of such areas the true figure lies "
        f"between {low}{unit} and {high}{unit}, a factor of {factor} either way. {held_by_draws(writing, figure)}"
    )


def held_by_draws(writing: Writing, figure: str) -> str:
    """Return whether the intervals hold what is not known of a figure (see population.draws.area_in_draw)."""
    if figure == "births":
        return "The model counts infants instead, so nothing here rests on it."
    if figure not in DRAWN:
        return "It is in no family's life, and no interval here holds it."
    if writing.value("facts", "value", name="draws") > 1:
        return "The draws differ by as much, so the intervals hold it."
    return "No interval here holds it."
