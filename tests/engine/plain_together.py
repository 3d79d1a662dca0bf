"""One life with strategies beside it, and each by itself, in plain Python; a program for test_plain_together.

`plain_together.py START END [watched] [refusals|doors|rows|begins|moved]`: START holds families, parameters (the
comparator's first) and months; what comes of them is kept in END. `refusals`: with a planted fault, by which a refusal
weighs on a family; a talk eases nothing then, for by that alone whoever is talked with would be lived apart. The
others: every month is passed over in which a family may be at a door, meets a row, or begins an episode; or nobody has
moved in any. `watched`: the rules by which families come for support are run, on a copy, in each month that is passed
over; kept is how often, and how often they do something.
"""

import sys

import numpy as np

from famsim.engine import Run, Sample, Together, acting, empty_state, following, with_book
from famsim.engine.noticed import SUPPORT_AT, SUPPORT_WORDS
from famsim.engine.state import month_of, words_of
from famsim.model.counts import NOTE
from famsim.model.family import FAMILY, LEFT
from famsim.model.now import Now
from famsim.model.parameters import PARAMETERS
from famsim.rules.family import support
from famsim.rules.family.coming import come_for_support

PASSED_OVER = {
    "doors": (acting, "months_near"),
    "rows": (acting, "months_that_meet"),
    "begins": (acting, "months_that_begin"),
    "moved": (following, "has_moved"),
}
BOOK = ("accounts", "couple_months", "unions", "tallies", "funnel")


def beginning(families, p, months):
    """Return a run of some families at month 0, with nobody to come."""
    state = empty_state(2 * families.size, 0, 0)
    state.families[: families.size] = families
    state.census[0].families = families.size
    return Run(with_book(state, months, families.size), p, Sample(0), 1, 0, arrivals_end=0)


def held(run):
    """Return all that a finished run holds, as bytes by name."""
    found = {name: getattr(run.state, name) for name in BOOK}
    found["families"] = run.families[run.families.status != LEFT]
    return {name: np.frombuffer(np.ascontiguousarray(one).tobytes(), np.uint8) for name, one in found.items()}


def lived(families, parameters, months):
    """Return what every strategy holds at the end, together and then by itself, named by place."""
    ps = [parameters[i : i + 1].view(np.recarray) for i in range(len(parameters))]
    base = beginning(families, ps[0], months)
    together = Together(base.state, base.p, base.sample, 1, 0, base.economy, 0, others=ps[1:])
    together.advance(months)
    found = {}
    for place, p in enumerate(ps):
        alone = beginning(families, p, months)
        alone.advance(months)
        runs = {"together": together if place == 0 else together.run_of(place - 1), "alone": alone}
        found |= {f"{place} {name} {how}": one for how, run in runs.items() for name, one in held(run).items()}
    return found


def weighs(family, now, p):
    """Do what the rule does, and let it weigh on the family."""
    come_to_nothing(family, now, p)
    family.strain_short += 0.1


class Watched:
    """Months in which a strategy may act, as the engine tells them; in all others coming for support is tried."""

    def __init__(self):
        self.months_named, self.passed_over, self.something_to_do = following.months_it_may_act, 0, 0

    def __call__(self, account, s, first, lived, beside):
        named = self.months_named(account, s, first, lived, beside)
        for k in range(first, lived.months):
            if beside.desk.year[0].here >> k & 1 and not named >> k & 1:
                self.passed_over += 1
                self.something_to_do += self.does_something(k, beside.support[account, s], (lived, beside.p[s]), beside)
        return named

    def does_something(self, k, stands, by, beside):
        """Say whether the rules change where a family stands with support in a month, or note anything."""
        (lived, p), family, note = by, beside.desk.months[k : k + 1].copy(), np.zeros(1, NOTE).view(np.recarray)
        words_of(family)[:, SUPPORT_AT : SUPPORT_AT + SUPPORT_WORDS] = words_of(np.array([stands]))
        before = family.copy()
        now = Now(*month_of(family[0], lived.timetable, lived.m + k), lived.luck, k)
        come_for_support(family[0], now, p, note[0])
        return bool(family.tobytes() != before.tobytes() or note.tobytes() != np.zeros(1, NOTE).tobytes())


def never(*given):
    """Say that there is no such month."""
    return 0


if __name__ == "__main__":
    with np.load(sys.argv[1]) as start:
        families, parameters = (
            start[name].view(kind) for name, kind in (("families", FAMILY), ("parameters", PARAMETERS))
        )
        months = int(start["months"])
    come_to_nothing = support.come_to_nothing
    if "refusals" in sys.argv:
        support.come_to_nothing = weighs
        parameters["staff"]["conversation_eases"] = 0.0
    for planted, (module, name) in PASSED_OVER.items():
        if planted in sys.argv:
            setattr(module, name, never)
    if "watched" in sys.argv:
        following.months_it_may_act = watched = Watched()
        lived(families, parameters, months)
        np.savez(sys.argv[2], passed_over=watched.passed_over, something_to_do=watched.something_to_do)
        sys.exit()
    np.savez(sys.argv[2], **lived(families, parameters, months))
