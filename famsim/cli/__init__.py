"""The command line: results to stdout, progress and errors to stderr.

Exit codes: 0 done, 1 a check found something bad, 2 the user's input is wrong, 130 interrupted (143 terminated).
"""

from famsim.cli.early import main

__all__ = ["main"]
