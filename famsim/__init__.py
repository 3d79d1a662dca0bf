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

    from famsim.errors import FamsimError as FamsimError
    from famsim.handover.case import business_case as business_case
    from famsim.handover.page import page as page
    from famsim.handover.report import report as report
    from famsim.questions.assess import assess as assess
    from famsim.questions.calibrate import Calibration as Calibration
    from famsim.questions.compare import compare as compare
    from famsim.questions.compare import plot as plot
    from famsim.questions.discover import discover as discover
    from famsim.questions.run import simulate as simulate
    from famsim.questions.sensitivity import sensitivity as sensitivity
    from famsim.questions.sweep import sweep as sweep
    from famsim.questions.theory import theory as theory
    from famsim.questions.timing import timing as timing
    from famsim.questions.trial import trial as trial
    from famsim.questions.twins import twin as twin
    from famsim.questions.validate import validate as validate
    from famsim.questions.why import why as why
    from famsim.results import Study as Study
    from famsim.runs import composed as composed
    from famsim.scenario import Scenario as Scenario
    from famsim.scenario import Strategy as Strategy
    from famsim.scenario import load_scenario as load_scenario
    from famsim.writing import figures as sources

_ROOMS = {
    "Calibration": "questions.calibrate",
    "FamsimError": "errors",
    "Scenario": "scenario",
    "Strategy": "scenario",
    "Study": "results",
    "assess": "questions.assess",
    "business_case": "handover.case",
    "compare": "questions.compare",
    "composed": "runs",
    "discover": "questions.discover",
    "load_scenario": "scenario",
    "page": "handover.page",
    "plot": "questions.compare",
    "report": "handover.report",
    "sensitivity": "questions.sensitivity",
    "simulate": "questions.run",
    "sources": "writing",
    "sweep": "questions.sweep",
    "theory": "questions.theory",
    "timing": "questions.timing",
    "trial": "questions.trial",
    "twin": "questions.twins",
    "validate": "questions.validate",
    "why": "questions.why",
}
_INSIDE = {"sources": "figures"}  # where a room calls it otherwise

__all__ = [
    "Calibration",
    "FamsimError",
    "Scenario",
    "Strategy",
    "Study",
    "assess",
    "business_case",
    "compare",
    "composed",
    "discover",
    "load_scenario",
    "page",
    "plot",
    "report",
    "sensitivity",
    "simulate",
    "sources",
    "sweep",
    "theory",
    "timing",
    "trial",
    "twin",
    "validate",
    "why",
]


def __getattr__(name: str) -> "Any":
    from importlib import import_module

    if name not in _ROOMS:
        raise AttributeError(f"module 'famsim' has no attribute {name!r}")
    room = import_module(f"famsim.{_ROOMS[name]}")
    found = getattr(room, _INSIDE.get(name, name))
    if not isinstance(found, type):
        from famsim.asking import in_words

        found = in_words(found, name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return [*__all__, "__all__", "__doc__", "__file__", "__name__", "__path__", "__version__"]
