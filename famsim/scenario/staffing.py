"""What a strategy does with staff by heads: whom it trains, when and how, and a navigator who advises them."""

from typing import Annotated, Any, Self

from pydantic import model_validator

from famsim.limits import MAX_MONTHS, Limit
from famsim.model.policy import DOORS, ROLES
from famsim.rules.authority.workforce import GENERATIONS, KINDS
from famsim.scenario.base import YES_OR_NO, Rule, a_number, optional, several, whole_number
from famsim.scenario.checks import name_of, wrong
from famsim.scenario.own import PROGRAMME
from famsim.scenario.strict import Strict

MOST_STAFF = 100_000
MOST_POSTS = 1_000
MAX_COURSES = 64
TRAINERS = "train_the_trainer"


def spaced(names: tuple[str, ...], kind: str) -> Rule:
    """Return the rule for one of some names, which may be written with spaces: "health visitor"."""
    named = name_of(names, kind)

    def check(value: Any) -> str:
        return named(value.replace(" ", "_").replace("-", "_") if isinstance(value, str) else value)

    return Rule(check, ", ".join(names), {"enum": list(names)})


Month = Annotated[int, whole_number(Limit(1, MAX_MONTHS, "months of the scenario"))]
LastMonth = Annotated[int | None, optional(whole_number(Limit(1, MAX_MONTHS, "months of the scenario")))]
Door = Annotated[str, spaced(DOORS, "door")]
Heads = Annotated[int, whole_number(Limit(1, MOST_STAFF, "staff, in whole heads"))]
Handed = Annotated[int, whole_number(Limit(1, GENERATIONS, "how often a course is handed on"))]
Share = Annotated[float, a_number(0, 1, "a share from 0 to 1 (write 0.05 for 5%)")]
Posts = Annotated[float, a_number(0, MOST_POSTS, f"posts, a number from 0 to {MOST_POSTS}")]
Doors = Annotated[tuple[Door, ...], several(0, len(DOORS), f"a list of doors: {', '.join(DOORS)}")]
Programme = Annotated[str | None, optional(PROGRAMME)]


class Training(Strict):
    """Staff of one door trained together: how many places, from which month, how, and of which role.

    kind: "bought" (a course, paid for), "free" (paid for by others; who comes differs by role) or "train_the_trainer"
    (`staff` become trainers, who train colleagues month by month; `generations`: how often it is handed on). Without a
    role practitioners are trained; in a free course anybody may come. coached: their skill is kept by coaching.
    """

    door: Door
    staff: Heads
    begins: Month = 1
    kind: Annotated[str, spaced(KINDS, "kind of training")] = KINDS[0]
    role: Annotated[str | None, optional(spaced(ROLES, "role"))] = None
    coached: Annotated[bool, YES_OR_NO] = False
    generations: Handed = 1

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.generations > 1 and self.kind != TRAINERS:
            raise wrong("only trainers hand a course on", f"1, or kind = '{TRAINERS}'", ("generations",))
        return self

    @property
    def whom(self) -> str | None:
        """The role that is trained; None: anybody, of a free course."""
        return self.role or (None if self.kind == "free" else ROLES[0])


class Navigator(Strict):
    """Staff who advise those at some doors and see families themselves: how many posts, and the split of their week.

    posts: in each area, paid by the year. advising: the share of their hours for staff; the rest is for the families of
    the strategy's offers of `sees`, without which it is for coordinating. ends: the last month of the posts; where the
    strategy's money ends and nothing sustains what it pays for, they end with it at the latest.
    """

    posts: Posts
    advising: Share = 0.5
    doors: Doors = ()
    sees: Programme = None
    begins: Month = 1
    ends: LastMonth = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.ends is not None and self.ends < self.begins:
            raise wrong(f"{self.ends} is before begins = {self.begins}", "begins or later", ("ends",))
        if self.advising > 0 and not self.doors:
            raise wrong("the doors whose staff are advised are not named", "doors, or advising = 0", ("doors",))
        if len(set(self.doors)) < len(self.doors):
            raise wrong("a door is named twice", "each door once", ("doors",))
        if self.sees is not None and self.advising == 1:
            raise wrong("no hour is left for families", "less than 1, or leave sees out", ("advising",))
        return self


Courses = Annotated[tuple[Training, ...], several(0, MAX_COURSES, "a list of { door, staff, begins, kind }")]
