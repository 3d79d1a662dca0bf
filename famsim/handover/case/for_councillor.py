"""The first page's part for a councillor, which stands by itself: what to ask, who is helped, who pays."""

import math

from famsim.appraisal import PAYER_SAYS
from famsim.handover.case.derived import CARRIED, EVERYONE
from famsim.handover.case.funding import FUNDING, sources
from famsim.handover.case.parts import HALF, HARM, borne, is_bad, is_told, overlap, rises
from famsim.handover.case.phases import at, comes_later, has, if_paid, measured
from famsim.handover.case.stakes import AUTHORITY, ONE_IN
from famsim.handover.case.sums import of_costs_in_words
from famsim.handover.case.texts import AFTER, WHOLE, WITHIN
from famsim.handover.case.told import Told
from famsim.measures import ALL, WITH_EFFECT
from famsim.writing import Writing, counted, counted_size, is_slight, listed, pounds_in_short, whole

MOSTLY = 0.5  # of a sum


def ask_first(told: Told) -> str:
    """Return what is to be asked first."""
    return (
        f"**You do not choose today. Ask first:** {who_pays_later(told)}who keeps families safe, whether specialist "
        "help has room, why so few finish."
    )


def who_pays_later(told: Told) -> str:
    """Return the question who pays after the money, with pounds where families come after it."""
    said = [f"{later(told, name)} for {told.called(name)}" for name in told.options if comes_later(told, name)]
    return f"who pays after the money{f' ({listed(said)})' if said else ''}, "


def later(told: Told, name: str) -> str:
    """Return what an option comes to after its money."""
    return told.writing.number(CARRIED, "pounds", pounds_in_short, strategy=name, who=EVERYONE)


def many(told: Told) -> str:
    """Return how many families each option brings, of how many, and how many after its money if that is paid."""
    of_all = f"of about {told.writing.fact('area_families', counted)} families with children here"
    if min(helps(told.writing, name) for name in told.options) < 0:
        return f"**How many are helped?** {how_many(told)} would be, for {of_costs_in_words(told)}, {of_all}."
    within = all(has(told, name, WITHIN) for name in told.options)
    said = listed([f"{come(told, name, WITHIN if within else WHOLE)} to {told.called(name)}" for name in told.options])
    when = "In the months of the money" if within else "In all"
    return f"**How many come?** {when} {said}, {of_all}.{and_later(told) if within else ''}"


def come(told: Told, name: str, phase: str) -> str:
    """Return how many come in some months."""
    if not has(told, name, phase):
        return told.writing.number("summary", WITH_EFFECT.name, counted, strategy=name)
    return measured(told, at(name, phase, "come"), counted)


def and_later(told: Told) -> str:
    """Return how many come after the money, only if it is paid for; "" where few do."""
    said = [f"{come(told, name, AFTER)} to {told.called(name)}" for name in told.options if comes_later(told, name)]
    return f" After it {listed(said)}, if that is paid for." if said else ""


def pays(told: Told) -> str:
    """Return who pays: the council how much, and who pays the rest."""
    within = all(has(told, name, WITHIN) for name in told.options)
    phase = WITHIN if within else WHOLE
    said = ", ".join(f"{told.called(name)} {borne(told, name, phase, AUTHORITY)}" for name in told.options)
    when, after = ("in the months of the money", pays_later(told)) if within else ("in all months", "")
    return (
        f"**Who pays?** The council, {when}: {said}{in_kind(told)}.{after} {the_rest(told)}No family pays a fee in "
        "these sums."
    )


def pays_later(told: Told) -> str:
    """Return what the council would pay after the money, of options to which families come then; "" for none."""
    said = [
        f"{borne(told, name, AFTER, AUTHORITY)} for {told.called(name)}"
        for name in told.options
        if comes_later(told, name)
    ]
    return f" Later {listed(said)}, if that goes on." if said else ""


def in_kind(told: Told) -> str:
    """Return that the council's part is mostly in kind, where it is under each option; else ""."""
    shares = [kind_share(told, name) for name in told.options]
    return "; mostly time of its staff and services it runs, not cash" if min(shares) > MOSTLY else ""


def kind_share(told: Told, name: str) -> float:
    """Return which share of the council's part of all months is in kind; 0 for nothing."""
    table = told.writing.tables[FUNDING]
    mine = table[(table["strategy"] == name) & (table["who"] == AUTHORITY)]
    paid = float(mine["pounds"].sum())
    return float(mine["pounds"][mine["source"] == "own"].sum()) / paid if paid > 0.0 else 0.0


def the_rest(told: Told) -> str:
    """Return who pays what the council does not; "" for nobody."""
    found = dict.fromkeys(who for name in told.options for _, who in sources(told, name) if who != AUTHORITY)
    named = [PAYER_SAYS[who] for who in PAYER_SAYS if who in found]
    return f"The rest: {listed(named)} (none has agreed; how much: table below). " if named else ""


def better_off(told: Told) -> str:
    """Return by how many months children live less in harm for each family who comes, where any are spared."""
    known = {name: spared_each(told, name) for name in told.options}
    ask = "**Are children better off?**"
    if not any(known.values()) and not any(rises(told, name, HARM) for name in told.options):
        return f"{ask} That they live less in harm by any of this cannot be shown."
    said = "; ".join(
        f"{told.called(name)} {each or not_spared(told, name)}{if_paid(told, name)}" for name, each in known.items()
    )
    head = "Perhaps a little, in families who come" if any(known.values()) else "Not that can be shown"
    return f"{ask} {head}. Months less in harm for each such family, mostly assumed: {said}.{overlap(told)}"


def not_spared(told: Told, name: str) -> str:
    """Return what is known of an option under which children are spared no month that can be told."""
    where: dict[str, object] = {"strategy": name, "measure": HARM, "group": ALL}
    at_most = told.writing.value("differences", "at_most", **where)
    if at_most == 0.0 or is_slight(told.writing, HARM, name):
        return "none"
    if not math.isnan(at_most):
        return "cannot be told"
    if is_told(told.writing, name, HARM) and is_bad(told.writing, HARM, name):
        return (
            f"{told.writing.number('differences', 'estimate', counted_size, **where)} months more in all, which is bad"
        )
    return "not clear"


def spared_each(told: Told, name: str) -> str:
    """Return by how many months under an option; "" where none are spared or too few families differ."""
    where: dict[str, object] = {"strategy": name, "measure": HARM, "group": ALL}
    change, at_most = (told.writing.value("differences", one, **where) for one in ("estimate", "at_most"))
    if not math.isnan(at_most) or change >= 0 or is_slight(told.writing, HARM, name):
        return ""
    each = told.writing.value(ONE_IN, "each", strategy=name)
    if math.isnan(each) or each < HALF:
        return ""
    sure = "" if told.writing.value("differences", "high", **where) < 0 else " (not clear)"
    return f"about {told.writing.number(ONE_IN, 'each', whole, strategy=name)}{sure}"


def how_many(told: Told) -> str:
    """Return how many families the options help, from the fewest to the most; or how many fewer than the first."""
    writing = told.writing
    named = sorted(told.options, key=lambda name: helps(writing, name))
    ends = dict.fromkeys((named[0], named[-1]))
    said = [
        f"{writing.number('summary', WITH_EFFECT.name, counted_size, strategy=name)} "
        f"{'fewer' if helps(writing, name) < 0 else 'more'}"
        for name in ends
    ]
    return f"{' to '.join(said)} than under {told.called(told.first)}"


def helps(writing: Writing, name: str) -> float:
    """Return how many families an option helps by what has a shown effect; beside usual services so many more."""
    return writing.value("summary", WITH_EFFECT.name, strategy=name)


def moves(told: Told) -> str:
    """Return whether the year's count can show any of it."""
    count = told.writing.number("chance", "a_year", counted, strategy=told.options[0])
    of_all = f"change in the number of separations ({count} a year)"
    seen = [name for name in told.options if told.writing.value("chance", "seen", strategy=name) > 0]
    if not seen:
        return f"No {of_all} will show."
    return f"Only under {listed([told.called(name) for name in seen])} could a {of_all} show."
