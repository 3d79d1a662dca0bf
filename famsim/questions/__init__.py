"""The questions that famsim answers, each a room of its own; here is how each is asked again from its record.

A room is loaded when it is asked: to load all of them takes each process half a second.
"""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any, cast

from famsim.results import Study

__all__ = ["AGAIN", "TITLES"]

ROOMS = {  # by the kind that a record names
    "famsim assess": "assess",
    "famsim calibrate": "calibrate",
    "famsim comparison": "compare",
    "famsim discover": "discover",
    "famsim run": "run",
    "famsim sensitivity": "sensitivity",
    "famsim theory": "theory",
    "famsim timing": "timing",
    "famsim trial": "trial",
    "famsim twin": "twins",
    "famsim validate": "validate",
    "famsim why": "why",
}
TITLES: dict[str, str] = {  # what a report calls what a folder of a kind adds to it
    "famsim assess": "Where to help first",
    "famsim calibrate": "Figures fitted to what the area counted",
    "famsim comparison": "Other strategies",
    "famsim discover": "When it loses",
    "famsim run": "One strategy by itself",
    "famsim sensitivity": "What the answer hangs on",
    "famsim theory": "What should come of it, edge by edge",
    "famsim timing": "When help is worth most",
    "famsim trial": "A trial of it, lived beforehand",
    "famsim twin": "One family",
    "famsim validate": "How the model does beside published figures",
    "famsim why": "Why it changes",
}


def asked_again(kind: str, *given: Any, **how: Any) -> Study:
    """Return a study of a kind, made again from its scenario and the record of what was asked of it."""
    return cast(Study, import_module(f"famsim.questions.{ROOMS[kind]}").again(*given, **how))


# of a scenario and the record of what was asked of it, with progress and threads
AGAIN: dict[str, Callable[..., Study]] = {kind: partial(asked_again, kind) for kind in ROOMS}
