"""What the command line holds a copy of, so that its help needs nothing else loaded, is what the package has."""

from famsim.cli.options import GRADES
from famsim.cli.sensitivity_commands import METHODS
from famsim.evidence import GRADES as OF_FIGURES
from famsim.questions.sensitivity.methods import METHODS as OF_INDICES


def test_grades_and_methods_that_can_be_asked_for_are_those_there_are():
    assert GRADES == OF_FIGURES and tuple(OF_INDICES) == METHODS
