"""How many families with violence are let in by mistake: about how many, up to how many, and where nobody counts."""

from famsim.handover.case.told import Told
from famsim.measures import ALL
from famsim.scenario import screens_of
from famsim.writing import counted, listed, too_few, whole

MISTAKE = "Families with violence who may be let in by mistake, which may endanger them"
NOT_ASKED = "not counted: it does not ask about violence"
NEARLY_ONE, NEARLY_TWO = 0.5, 1.5  # families: what is less is not one, or not two


def slipped(told: Told, name: str) -> str:
    """Return how many families with violence the screen lets in, or at most."""
    if not screens_of(name, told.scenario).screened:
        return NOT_ASKED
    few = too_few(told.writing, "reach", **of_missed(name))
    return few or f"{told.writing.number('reach', 'estimate', counted, **of_missed(name))} families"


def let_in(told: Told) -> str:
    """Return about how many families with violence are let in by mistake, and where nobody asks so that none counts."""
    asks = [name for name in told.options if screens_of(name, told.scenario).screened]
    unasked = [name for name in told.asked if screens_of(name, told.scenario).open]
    return " ".join(one for one in (let_in_by_mistake(told, asks), not_asked(told, unasked)) if one)


def let_in_by_mistake(told: Told, asks: list[str]) -> str:
    """Return about how many families with violence each of the options that ask lets in, in whole families."""
    if asks and all(missed(told, name) < NEARLY_TWO for name in asks):
        each = "Each option" if len(asks) == len(told.options) else "Each that asks about violence"
        only = told.called(asks[0]) if len(told.options) > 1 else "It"
        return (
            f"{only if len(asks) == 1 else each} may by mistake let in, and so endanger, a family amid violence (about "
            "one, or none)."
        )
    said = [f"{told.called(name)} {by_mistake(told, name)}" for name in asks]
    return f"{MISTAKE}: {', '.join(said)}." if said else ""


def in_whole(told: Told) -> str:
    """Return about how many families with violence an option lets in, in whole families, and of whom nobody counts."""
    asks = [name for name in told.options if screens_of(name, told.scenario).screened]
    if not asks:
        return "not counted: none asks about violence"
    return "; ".join([in_families(told, asks), *uncounted(told)])


def in_families(told: Told, asks: list[str]) -> str:
    """Return how many the check lets in at most by estimate, and up to how many where that is but a limit."""
    if all(missed(told, name) < NEARLY_TWO for name in asks):
        return "about one, or none"
    limits = [name for name in asks if too_few(told.writing, "reach", **of_missed(name))]
    estimates = [name for name in asks if name not in limits]
    found = {
        column: max(names, key=lambda name: missed(told, name))
        for column, names in (("estimate", estimates), ("at_most", limits))
        if names
    }
    said = {column: told.writing.number("reach", column, whole, **of_missed(name)) for column, name in found.items()}
    if not estimates:
        return f"up to {said['at_most']}"
    about = f"about {said['estimate']}{' at the option with most' if len(estimates) > 1 else ''}"
    if not limits or missed(told, found["at_most"]) < missed(told, found["estimate"]):
        return about
    return f"{about}, up to {said['at_most']} at another"


def uncounted(told: Told) -> list[str]:
    """Return under which options those let in are not counted, and under which in part, as not all ask first."""
    of = {name: screens_of(name, told.scenario) for name in told.asked}
    none = [told.called(name) for name, one in of.items() if one.open and not one.screened]
    some = [told.called(name) for name, one in of.items() if one.open and one.screened]
    said = (("not counted under", none), ("not all counted under", some))
    return [f"{how} {listed(named)}" for how, named in said if named]


def not_asked(told: Told, unasked: list[str]) -> str:
    """Return that families with violence come to programmes without a screen, which may endanger them, uncounted."""
    if not unasked:
        return ""
    whom = "" if len(told.asked) == 1 else f" ({', '.join(told.called(name) for name in unasked)})"
    return (
        "Families with violence come, as others do, to what does not ask about violence first"
        f"{whom}, which may endanger them; how many is not counted."
    )


def missed(told: Told, name: str) -> float:
    """Return how many families with violence the check lets in, or at most."""
    column = "at_most" if too_few(told.writing, "reach", **of_missed(name)) else "estimate"
    return told.writing.value("reach", column, **of_missed(name))


def by_mistake(told: Told, name: str) -> str:
    """Return about how many families with violence the check lets in, in whole families."""
    if few := too_few(told.writing, "reach", **of_missed(name)):
        return few
    if missed(told, name) < NEARLY_ONE:
        return "fewer than one"
    return f"about {told.writing.number('reach', 'estimate', whole, **of_missed(name))}"


def of_missed(name: str) -> dict[str, object]:
    """Return where stands how many families with violence the check of an option lets in."""
    return {"strategy": name, "group": ALL, "measure": "missed_violence"}
