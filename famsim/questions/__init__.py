"""The questions that famsim answers, each a room of its own; here is how each is asked again from its record."""

from collections.abc import Callable

from famsim.questions import (
    assess,
    calibrate,
    compare,
    discover,
    run,
    sensitivity,
    theory,
    timing,
    trial,
    twins,
    validate,
    why,
)
from famsim.results import Study

__all__ = ["AGAIN"]

# of a scenario and the record of what was asked of it, with progress and threads
ROOMS = (assess, calibrate, compare, discover, run, sensitivity, theory, timing, trial, twins, validate, why)
AGAIN: dict[str, Callable[..., Study]] = {room.KIND: room.again for room in ROOMS}
