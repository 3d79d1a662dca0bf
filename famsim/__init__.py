"""famsim: what helps families stay well together, and when.

import famsim as fs
scenario = fs.load_scenario("newcastle")
result = fs.compare(scenario, draws=20)
print(result.answer)

Names are fetched when they are first used, so that `import famsim` is light and does no work.
"""

from famsim.release import __version__ as __version__

TYPE_CHECKING = False  # as in typing, which takes as long to load as all that is here

if TYPE_CHECKING:
    from typing import Any

    from famsim.handover.page import page as page
    from famsim.questions.compare import compare as compare
    from famsim.questions.compare import plot as plot
    from famsim.questions.run import simulate as simulate
    from famsim.questions.timing import timing as timing
    from famsim.questions.twins import twin as twin
    from famsim.questions.why import why as why
    from famsim.scenario import Scenario as Scenario
    from famsim.scenario import Strategy as Strategy
    from famsim.scenario import load_scenario as load_scenario

__all__ = ["Scenario", "Strategy", "compare", "load_scenario", "page", "plot", "simulate", "timing", "twin", "why"]

_ROOMS = {
    "Scenario": "famsim.scenario",
    "Strategy": "famsim.scenario",
    "compare": "famsim.questions.compare.result",
    "load_scenario": "famsim.scenario",
    "page": "famsim.handover.page.making",
    "plot": "famsim.questions.compare.result",
    "simulate": "famsim.questions.run.result",
    "timing": "famsim.questions.timing.result",
    "twin": "famsim.questions.twins.result",
    "why": "famsim.questions.why.result",
}


def __getattr__(name: str) -> "Any":
    from importlib import import_module

    if name not in _ROOMS:
        raise AttributeError(f"module 'famsim' has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_ROOMS[name]), name)
    return found


def __dir__() -> list[str]:
    return [*__all__, "__all__", "__doc__", "__file__", "__name__", "__path__", "__version__"]
