"""Families of a kind: to whom an event happens while they are a couple, like what was asked for."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from famsim.engine import Run
from famsim.errors import FamsimError
from famsim.model.family import NEVER
from famsim.population import World
from famsim.questions.twins.like import in_words, meets
from famsim.questions.twins.lives import Kind
from famsim.runs import EVENTS, N_FEATURES, couples, features_of, struck_this_month
from famsim.scenario import Condition

MOST = 400  # families of a kind whose lives are followed


class FamilyError(FamsimError):
    """There is no such family, or it cannot be followed."""


@dataclass(frozen=True)
class Found:
    """All families of a kind in a sample, and what is needed to say why there are not more."""

    kind: Kind
    struck: int  # couples to whom the event happens, whatever they are like
    each: tuple[int, ...]  # of them, how many meet each condition at their first event
    everyone: np.ndarray  # ids of all families followed in the sample, int64
    with_event: np.ndarray  # ids of the couples struck


def find_kind(
    run: Run, event: str, span: tuple[int, int], like: tuple[Condition, ...], lived: Callable[[], None]
) -> Found:
    """Live a run without help and return the couples with the event in a span of months: for each the first that fits.

    What a family is like is looked at when the month of the event has ended.
    """
    place, accounts = list(EVENTS).index(event), len(run.state.accounts)
    months, unions = np.full(accounts, NEVER, np.int64), np.zeros(accounts, np.int64)
    features, met = np.zeros((accounts, N_FEATURES)), np.zeros((len(like), accounts), bool)
    seen = np.zeros(accounts, bool)
    while run.month < span[1]:
        run.advance(1)
        if run.month >= span[0]:
            here = run.families
            struck = here[struck_this_month(here, run.month)[place] & couples(here)].view(np.recarray)
            account, are = struck["account"], features_of(struck, run.month)
            fits, first = meets(are, like), ~seen[account]
            met[:, account[first]] = fits[:, first]
            seen[account] = True
            new = fits.all(axis=0) & (months[account] == NEVER)
            months[account[new]], unions[account[new]] = run.month, struck["together_month"][new]
            features[account[new]] = are[new]
        lived()
    ids, rows = run.state.account_ids, np.flatnonzero(months != NEVER)
    kind = Kind(rows, ids[rows], months[rows], unions[rows], features[rows])
    return Found(kind, int(seen.sum()), tuple(met.sum(axis=1).tolist()), run.account_ids, ids[seen])


def thinned(kind: Kind, family: int | None, most: int = MOST) -> Kind:
    """Return at most so many families, spread evenly over their ids, the one asked for among them."""
    rows = np.arange(kind.size)
    if rows.size > most:
        rows = np.linspace(0, rows.size - 1, most).astype(np.int64)
    if family is not None:
        rows = np.union1d(rows, np.flatnonzero(kind.ids == family))
    return kind.some(rows)


def sample_of(world: World) -> str:
    """Return in words which families are simulated."""
    area = world.area
    if world.sample.k == 1.0:
        return f"the families of {area.title}"
    return f"a sample of {world.families} of the {area.families} families of {area.title}"


def check_kind(found: Found, event: str, like: tuple[Condition, ...], span: tuple[int, int], world: World) -> None:
    """Raise FamilyError if no couple is of the kind, naming what leaves the fewest."""
    if found.kind.size:
        return
    sample, more = sample_of(world), "" if world.sample.k == 1.0 else ", or give more families (--families)"
    what = f"{EVENTS[event]} between months {span[0]} and {span[1]} of the scenario"
    if not found.struck:
        raise FamilyError(
            f"event {event}: {what} happens to no couple among {sample}; give fewer months after it (--months-after), "
            f"another event ({', '.join(name for name in EVENTS if name != event)}){more}"
        )
    fewest = like[int(np.argmin(found.each))]
    counts = "; ".join(f"{in_words(one)}: {number}" for one, number in zip(like, found.each, strict=True))
    raise FamilyError(
        f"like: of the {found.struck} couples with {what} among {sample}, none is like that in that month ({counts}); "
        f"leave out {in_words(fewest)!r}{more}"
    )


def check_family(found: Found, family: int, event: str, span: tuple[int, int], sample: str) -> None:
    """Raise FamilyError unless the family asked for is of the kind; it names the nearest id that is."""
    ids = found.kind.ids
    if family in ids:
        return
    near = f"; the nearest that can be followed: {ids[np.argmin(np.abs(ids - family))]}" if ids.size else ""
    if family not in found.everyone:
        raise FamilyError(f"family {family}: is not among {sample}{near}")
    between = f"between months {span[0]} and {span[1]} of the scenario"
    if family not in found.with_event:
        raise FamilyError(f"family {family}: {EVENTS[event]} does not happen to it as a couple {between}{near}")
    raise FamilyError(f"family {family}: is not like that in any month of the event {between}{near}")
