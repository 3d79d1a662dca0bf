"""Rules asked as the plain Python they are written in, as quick tests ask them: to compile one takes seconds.

Both ways give the same bytes (engine/test_identity.py, engine/test_two_engines.py, mesa_front/test_same_story.py), so a
full run asks no more rules compiled than quick tests leave to it; the golden runs, which are quick, live families by
the compiled model.
"""

import sys
from typing import Any

from famsim.model.compiling import Rule

ROOMS = ("rules/", "mesa_front/")  # whose quick tests ask rules of one family at a time
ALWAYS = ("mesa_front/test_fields.py",)  # asks what is written where: to compile a whole month for that takes minutes
ASKED_PLAIN = False


class AsWritten(Rule):
    """A rule that plain Python asks in plain Python where a test wants it so; compiled code finds it as it was."""

    def __call__(self, *given: Any, **named: Any) -> Any:
        """Return what the rule says."""
        return self.py_func(*given, **named) if ASKED_PLAIN else super().__call__(*given, **named)


def make_plain() -> None:
    """Let every rule that is loaded, and what rules call, be asked as it is written."""
    loaded = [module for name, module in sys.modules.items() if name.startswith(("famsim.rules", "famsim.model"))]
    for module in loaded:
        for one in vars(module).values():
            if type(one) is Rule:
                one.__class__ = AsWritten


def ask_plain(place: str, quick: bool) -> None:
    """Take a test's file: from now on rules are asked as written if it is such a one."""
    global ASKED_PLAIN  # noqa: PLW0603
    ASKED_PLAIN = place.startswith(ROOMS if quick else ALWAYS)
