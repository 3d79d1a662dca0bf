"""The questions that famsim answers, each a room of its own; here is how each is asked again from its record."""

from collections.abc import Callable

from famsim.questions import calibrate, compare, discover, run, sensitivity, timing, trial, twins, validate, why
from famsim.results import Study

__all__ = ["AGAIN"]

# of a scenario and the record of what was asked of it, with progress and threads
AGAIN: dict[str, Callable[..., Study]] = {
    room.KIND: room.again
    for room in (calibrate, compare, discover, run, sensitivity, timing, trial, twins, validate, why)
}
