"""The figures of a folder in words, for who cannot see them: what is drawn, and the numbers that matter most."""

from collections.abc import Callable
from typing import NamedTuple

from famsim.scenario import programme_words, slug
from famsim.writing import Writing, capital, cell_in_words, counted, figure_named, listed, shown, with_decimals

MOST = 6  # strategies that a description names; the tables have all
PER_CENT = 100.0
IN_TABLES = "All its numbers stand in the tables."
LED = 3  # figures that a sensitivity's description names


class Shown(NamedTuple):
    """What a kind of figure shows: its caption, and what says it in words."""

    caption: str
    words: Callable[[Writing, str, list[str]], str]


def together(writing: Writing, _: str, names: list[str]) -> str:
    """Return how many couples are still together at the end, under each strategy."""
    last = float(writing.tables["survival"]["month"].max())
    ends = []
    for name in names[:MOST]:
        where: dict[str, object] = {"strategy": name, "month": last}
        share, low, high = (
            writing.number("survival", one, in_100, **where) for one in ("share_together", "low", "high")
        )
        ends.append(f"{share} under {writing.words(name)} (95% interval {low} to {high})")
    return (
        "Lines that fall month by month: the share of couples still together under each strategy, with the difference "
        f"from the first below. At the end: {listed(ends)}."
    )


def in_100(value: float) -> str:
    """Return a share in per cent."""
    return f"{shown(PER_CENT * value)}%"


def of_differences(measure: str, says: str) -> Callable[[Writing, str, list[str]], str]:
    """Return what tells the differences of one measure under each strategy, after what the figure looks like."""

    def words(writing: Writing, _: str, names: list[str]) -> str:
        told = [f"{writing.words(name)}: {cell_in_words(writing, measure, name)}" for name in names[1 : MOST + 1]]
        return f"{says}: {'; '.join(told)}. {IN_TABLES}"

    return words


def funnel(writing: Writing, name: str, _: list[str]) -> str:
    """Return how many families each offer of a strategy begins with, and how many come to its end."""
    table = writing.tables["funnel"]
    mine = table[table["strategy"].map(slug) == name]
    told = [
        f"{programme_words(str(offer['programme'].iloc[0]))}: from {stage(writing, offer, 0)} to "
        f"{stage(writing, offer, -2)} and {stage(writing, offer, -1)}"
        for _, offer in mine.groupby("offer", sort=True)
    ]
    return f"Bars that get shorter, one a stage, offer by offer. {capital('; '.join(told))}."


def stage(writing: Writing, offer: object, place: int) -> str:
    """Return one stage of an offer with how many come so far."""
    row = offer.iloc[place]  # type: ignore[attr-defined] # a frame of pandas
    where = {one: row[one] for one in ("strategy", "offer", "stage")}
    return f"{writing.number('funnel', 'episodes', counted, **where)} {writing.words(str(row['label']))}"


def indices(writing: Writing, name: str, _: list[str]) -> str:
    """Return which figures a strategy's difference hangs on most."""
    table = writing.tables["indices"]
    first = table[table["strategy"].map(slug) == name].head(1)
    if first.empty:
        return IN_TABLES
    keys = {one: str(first[one].iloc[0]) for one in ("strategy", "baseline", "measure")}
    same = table[(table[list(keys)] == list(keys.values())).all(axis=1) & (table["rank"] <= LED)]
    told = [index(writing, keys, row) for row in same.sort_values("rank").to_dict("records")]
    return f"Bars, a figure each, the longest first: {'; '.join(told)}. {IN_TABLES}"


def index(writing: Writing, keys: dict[str, str], row: dict[str, object]) -> str:
    """Return one figure with its index and interval."""
    how = with_decimals(*(float(str(row[one])) for one in ("index", "low", "high")))
    where: dict[str, object] = {**keys, "rank": row["rank"]}
    number, low, high = (writing.number("indices", one, how, **where) for one in ("index", "low", "high"))
    return f"{figure_named(writing, str(row['figure']))}, {number} (95% interval {low} to {high})"


def losing(writing: Writing, _: str, __: list[str]) -> str:
    """Return in how many futures the plan loses."""
    return (
        f"Dots, a future each: in {writing.fact('losing')} of {writing.fact('futures')} the plan loses, and a box is "
        f"drawn around where it does most. {IN_TABLES}"
    )


def plain(says: str) -> Callable[[Writing, str, list[str]], str]:
    """Return what tells a figure without numbers."""
    return lambda *_: f"{says} {IN_TABLES}"


KNOWN = {
    "differences": Shown(
        "Differences from the first strategy, with 95% intervals",
        of_differences(
            "child_months_in_harm", "A panel a measure, a row a strategy. Months that children live in harm"
        ),
    ),
    "together": Shown("Couples still together, month by month", together),
    "over-time": Shown(
        "Children, year by year",
        of_differences(
            "children_distressed_couple",
            "Lines over the years, with bars of the whole time and its 95% interval. Couples' children with a parent "
            "who reports relationship distress, % points",
        ),
    ),
    "factorial": Shown(
        "What staff, couples and the system do alone and together", plain("Rows of dots with 95% intervals.")
    ),
    "evaluation": Shown(
        "What is true, and what an evaluation would measure", plain("Pairs of dots with 95% intervals.")
    ),
    "money": Shown(
        "Who pays and who is spared what, with 95% intervals",
        plain("A panel a strategy, a row for each who pays or gains."),
    ),
    "half-life": Shown("How long an offer lasts after its grant", plain("Lines that fall over the years.")),
    "losing-futures": Shown("Futures in which the plan loses", losing),
    "losing-by-column": Shown("How often the plan loses, factor by factor", plain("Bars by fifths of each factor.")),
}
KNOWN |= {  # of an assessment, and of a theory of change
    "orders": Shown(
        "Need beside what a pound averts", plain("Bars of families with each strain, and dots with 95% intervals.")
    ),
    "benchmark": Shown(
        "The area beside England and the authorities most like it",
        plain("A row a published column: a dot for the area, a line for the authorities most like it, 0 for England."),
    ),
    "leverage": Shown(
        "What a pound averts by strain, place and month", plain("Two grids of numbers, darker where more is averted.")
    ),
    "theory": Shown(
        "Theory of change, edge by edge",
        plain(
            "Boxes in columns from what is done to what comes of it, arrows between them; the same edge by edge below."
        ),
    ),
}
BEGINNING = {
    "funnel-": Shown("How far families come: {}", funnel),
    "staff-": Shown("Staff over time: {}", plain("Lines over the months.")),
    "indices-": Shown("Which figures the answer hangs on: {}", indices),
    "tornado-": Shown("From one end of each figure's range to the other: {}", plain("Bars to both sides of a line.")),
}
OTHER = Shown("{}", plain("A chart of these results."))


def kind_of(name: str) -> tuple[Shown, str]:
    """Return what a figure shows, and of which strategy, as a part of a file's name; "" for of all."""
    if name in KNOWN:
        return KNOWN[name], ""
    for begins, shown_as in BEGINNING.items():
        if name.startswith(begins):
            return shown_as, name.removeprefix(begins)
    return OTHER, name


def in_words(writing: Writing, name: str, names: list[str]) -> tuple[str, str]:
    """Return a figure's caption and its description; names: the strategies'."""
    shown_as, whose = kind_of(name)
    of = next((writing.words(one) for one in names if slug(one) == whose), writing.words(whose.replace("-", " ")))
    caption = shown_as.caption.format(of)
    return caption, f"{caption}. {shown_as.words(writing, whose, names)}"
