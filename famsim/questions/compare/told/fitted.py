"""What an answer says of figures that are drawn jointly from a fit."""

from famsim.questions.compare.tables.fitted import TABLE
from famsim.writing import Writing, listed, whole
from famsim.writing import shown as number_shown

NAMED = 4  # figures named in a sentence


def fitted_in_short(writing: Writing) -> str:
    """Return how many figures are drawn from a fit, and of how many its targets told anything; nothing without one."""
    if TABLE not in writing.tables:
        return ""
    first = writing.tables[TABLE].iloc[0]
    number, told = (writing.number(TABLE, one, whole, figure=first["figure"]) for one in ("figures", "figures_told"))
    what = f"which told of {told}" if first["figures_told"] else "which told nothing: they are what was put in"
    return f"; {number} of them from {writing.words(first['folder'])}, {what}"


def drawn_jointly(writing: Writing) -> str:
    """Return that some figures are drawn from a fit, and what that moved; nothing where none are."""
    if TABLE not in writing.tables:
        return ""
    table = writing.tables[TABLE]
    moved = table.assign(by=((table["mean"] - table["register"]) / table["sd"].clip(lower=1e-300)).abs())
    most = moved.sort_values("by", ascending=False, kind="stable")["figure"].head(NAMED)
    said = [
        f"{writing.words(name)} from {writing.number(TABLE, 'register', number_shown, figure=name)} to "
        f"{writing.number(TABLE, 'mean', number_shown, figure=name)}"
        for name in most
    ]
    number, name = writing.number(TABLE, "figures", whole, figure=most.iloc[0]), writing.words(table["folder"].iloc[0])
    return (
        f"{number} of the figures are drawn together from the fit in {name} (`famsim calibrate`), all others from "
        f"their ranges in the register. On average that moves {listed(said)}."
    )
