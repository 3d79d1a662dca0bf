"""The preferred option: which its authors prefer, and what the numbers say for and against each."""

from famsim.handover.case.criteria import COLUMN, CRITERIA, Criterion, ranked
from famsim.handover.case.parts import OUTCOMES, change, prompt
from famsim.handover.case.texts import joined
from famsim.handover.case.told import Told
from famsim.handover.case.verdicts import is_told
from famsim.writing import as_table, listed

FOR_AND_AGAINST = tuple(OUTCOMES)
NOT_RANKED = (
    "**Not ranked.** What this area offered is not on record, so the options are illustrations and no order of them is "
    "given. Whoever makes this case says which is preferred, and on what grounds; `--prefer NAME` marks it."
)


def preferred(told: Told) -> str:
    """Return the part."""
    if told.prefers:
        return joined(
            f"The authors of this case prefer {told.called(told.prefers)}. The model prefers nothing: it says what "
            "each option comes to, and how sure that is.",
            for_and_against(told, told.prefers),
            "" if told.kept.illustrative else leaders(told),
            prompt("Why this option and not the others, and what would change your minds."),
        )
    return joined(
        NOT_RANKED if told.kept.illustrative else leaders(told),
        prompt("Which option is preferred, why, and what would change your minds."),
    )


def for_and_against(told: Told, name: str) -> str:
    """Return what is clear of the preferred option, for it and against it."""
    if name == told.first:
        return f"That is to spend nothing beyond what happens anyway, {told.called(name)}."
    clear = [one for one in FOR_AND_AGAINST if is_told(told.writing, name, one)]
    if not clear:
        return "Of what *What changes, not valued in pounds* tells, nothing clearly changes."
    rows = [f"- {OUTCOMES[one]}: {change(told.writing, one, name)}" for one in clear]
    return "What is clear of it:\n\n" + "\n".join(rows)


def leaders(told: Told) -> str:
    """Return which option leads by each criterion, by its estimate."""
    rows = [[one.says, *led_by(told, one)] for one in CRITERIA]
    head = (
        "By estimates alone, which is no ranking: where intervals overlap (*What is gained in pounds*) other figures "
        "or other luck could turn the order."
    )
    return (
        f"{head}\n\n**Which option leads, by its estimate.**\n\n{as_table(['by', 'leads', 'with', 'the others'], rows)}"
    )


def led_by(told: Told, by: Criterion) -> list[str]:
    """Return who leads by a criterion, its number, and the others' numbers."""
    known, unsaid = ranked(told, by)
    if not known:
        return ["cannot be said", "-", "-"]
    column = COLUMN[by.table]
    number = {name: told.writing.number(by.table, column, by.how, strategy=name, **by.where) for name in known}
    rest = [f"{told.called(name)} {number[name]}" for name in known[1:]]
    rest += [f"{told.called(name)} cannot be said" for name in unsaid]
    return [told.called(known[0]), number[known[0]], listed(rest) if rest else "-"]
